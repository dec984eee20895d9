"""At most ten lines, one of each section in turn."""

import pytest

from fivestar.fieldwork.decisions import shares


@pytest.mark.parametrize(
    ("there", "shown"),
    [
        ((0, 0, 0, 0), (0, 0, 0, 0)),
        ((3, 0, 2, 1), (3, 0, 2, 1)),
        ((40, 0, 0, 0), (10, 0, 0, 0)),
        ((40, 40, 40, 40), (3, 3, 2, 2)),
        ((1, 40, 0, 40), (1, 5, 0, 4)),
        ((2, 2, 2, 2), (2, 2, 2, 2)),
    ],
)
def test_no_section_crowds_out_another(there: tuple[int, ...], shown: tuple[int, ...]) -> None:
    assert shares(there) == shown
