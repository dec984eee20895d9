"""`make soak`: planted errors, thousands of draws, the bound looked at after every finding."""

import random

import pytest

from fivestar.rechecks.decisions.bound import MISSES
from tests.rechecks.planted import ever_missed, list_of

pytestmark = pytest.mark.soak

DRAWS = 1_000
DISTRICTS = {
    "even": ([400] * 5, [12] * 5, 120, [1] * 5),
    "all in one star": ([900, 700, 300, 100], [0, 0, 0, 60], 160, [1] * 4),
    "hardly any": ([3000, 1500, 200], [20, 4, 1], 200, [1] * 3),
    "a quarter wrong": ([120, 80, 40], [30, 25, 5], 90, [1] * 3),
    "half of a small one looked at": ([50, 30, 20], [4, 0, 3], 60, [1] * 3),
    "stars of which one carries another": ([400, 300, 200], [8, 9, 10], 150, [2, 1, 0]),
}


@pytest.mark.parametrize("name", DISTRICTS)
def test_the_bound_is_ever_below_the_truth_in_at_most_five_of_a_hundred_draws(name: str) -> None:
    sizes, wrong, total, worth = DISTRICTS[name]
    chance = random.Random(name)

    missed = sum(ever_missed(sizes, wrong, list_of(sizes, wrong, total, chance), worth) for _ in range(DRAWS))

    assert missed <= DRAWS * MISSES
