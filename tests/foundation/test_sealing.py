"""A secret at rest: opened by the seal that closed it, by no other, and not by another server."""

import pytest
from django.test import override_settings

from fivestar.foundation.sealing import RECHECKS, TOURS, Seal

SECRET = bytes(range(32))


@pytest.mark.parametrize("seal", [RECHECKS, TOURS])
def test_what_is_sealed_is_unreadable_and_opens_again(seal: Seal) -> None:
    sealed = seal.seal(SECRET)

    assert SECRET.hex() not in sealed
    assert seal.unseal(sealed) == SECRET


def test_no_other_kind_of_draw_opens_it() -> None:
    assert TOURS.unseal(RECHECKS.seal(SECRET)) is None


def test_a_server_with_another_secret_cannot_open_it() -> None:
    sealed = TOURS.seal(SECRET)

    with override_settings(SECRET_KEY="another"):
        assert TOURS.unseal(sealed) is None


def test_what_was_sealed_before_opens_still() -> None:
    """Purposes never change: a committed draw must be drawn by the version that follows."""
    assert (RECHECKS.purpose, TOURS.purpose) == ("fivestar.rechecks.secret", "fivestar.fieldwork.secret")
