"""Collectives of the cast's villages, and the standards as they are shipped."""

import pytest

from tests.cast import Cast
from tests.factories import shipped_standards
from tests.finance.stories import with_collectives


@pytest.fixture(autouse=True)
def ledgers(cast: Cast) -> None:
    shipped_standards(cast)
    with_collectives(cast)
