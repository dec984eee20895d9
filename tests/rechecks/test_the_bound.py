"""What may still be wrong, from what was found."""

import random
from math import ceil

import pytest

from fivestar.rechecks.decisions.allocation import shares_of
from fivestar.rechecks.decisions.bound import BETS, MISSES, Stratum, most_wrong
from tests.rechecks.planted import ever_missed, list_of

TEN_STRATA = [4200, 3900, 3600, 3100, 2500, 900, 700, 420, 260, 90]


def permille(strata: list[Stratum], looked: list[tuple[int, bool]]) -> int:
    return ceil(1000 * most_wrong(strata, looked) / sum(stratum.size for stratum in strata))


def test_nothing_looked_at_says_nothing() -> None:
    assert most_wrong([Stratum(40), Stratum(2)], []) == 42


def test_everything_looked_at_leaves_only_what_was_found() -> None:
    looked = [(0, number % 7 == 0) for number in range(40)] + [(1, False), (1, True)]

    assert most_wrong([Stratum(40), Stratum(2)], looked) == pytest.approx(7)


@pytest.mark.parametrize(("looked", "wrong", "bound"), [(100, 0, 38), (300, 0, 13), (300, 3, 36), (300, 15, 96)])
def test_worked_bounds_of_one_large_stratum_in_thousandths(looked: int, wrong: int, bound: int) -> None:
    found = [(0, place >= looked - wrong) for place in range(looked)]

    assert permille([Stratum(30_000)], found) == bound


def test_ten_strata_in_proportion_cost_next_to_nothing() -> None:
    taken = shares_of({f"{number:02d}": size for number, size in enumerate(TEN_STRATA)}, 300)
    listed = list_of(TEN_STRATA, [0] * 10, 300, random.Random(1))

    assert sum(taken.values()) == 300
    assert permille([Stratum(sum(TEN_STRATA))], [(0, wrong) for _, wrong in listed]) == 13
    assert permille([Stratum(size) for size in TEN_STRATA], listed) == 13


def test_a_stratum_nobody_looked_at_may_be_wrong_altogether() -> None:
    alone = most_wrong([Stratum(1000)], [(0, False)] * 200)

    assert most_wrong([Stratum(1000), Stratum(50)], [(0, False)] * 200) == pytest.approx(alone + 50)


def test_more_that_is_wrong_never_lowers_the_bound() -> None:
    chance = random.Random(5)
    for _ in range(200):
        sizes = [chance.randint(5, 300) for _ in range(4)]
        listed = list_of(sizes, [chance.randint(0, size) for size in sizes], 60, chance)
        place = chance.randrange(len(listed))
        worse = [(index, wrong or here == place) for here, (index, wrong) in enumerate(listed)]
        strata = [Stratum(size) for size in sizes]
        assert most_wrong(strata, worse) >= most_wrong(strata, listed) - 1e-6


def test_a_small_rehearsal_of_the_simulation_keeps_its_promise() -> None:
    chance = random.Random(7)
    sizes, wrong = [60, 40, 25], [6, 0, 5]
    missed = sum(ever_missed(sizes, wrong, list_of(sizes, wrong, 50, chance), [1, 1, 1]) for _ in range(300))

    assert missed <= 300 * MISSES
    assert 1.0 in BETS


def test_shares_are_in_proportion_and_never_more_than_there_is() -> None:
    assert shares_of({"a": 500, "b": 300, "c": 200, "d": 0}, 10) == {"a": 5, "b": 3, "c": 2, "d": 0}
    assert shares_of({"a": 997, "b": 2, "c": 1}, 10) == {"a": 8, "b": 1, "c": 1}
    assert shares_of({"a": 3, "b": 1}, 10) == {"a": 3, "b": 1}
    assert shares_of({"a": 3, "b": 1}, 1) == {"a": 1, "b": 0}
    assert shares_of({}, 10) == {}
