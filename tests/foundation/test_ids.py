"""Outside keys say nothing and do not collide."""

import re

from fivestar.foundation.ids import new_public_id


def test_a_public_id_is_twelve_small_letters_and_digits() -> None:
    ids = {new_public_id() for _ in range(2000)}

    assert len(ids) == 2000
    assert [public_id for public_id in ids if not re.fullmatch("[a-z2-7]{12}", public_id)] == []
