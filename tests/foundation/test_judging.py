"""Scores of judges: what a mean leaves out, how far noise reaches, where a band ends."""

from fractions import Fraction
from random import Random

import pytest

from fivestar.foundation.judging import banded, studentised_range, trimmed_mean, weighted


def scores_of(**rows: list[int]) -> dict[str, dict[str, Fraction]]:
    """Candidate → scores of judges a, b, c …; -1 where a judge gave none."""
    return {
        name: {judge: Fraction(score) for judge, score in zip("abcdefghi", row, strict=False) if score >= 0}
        for name, row in rows.items()
    }


@pytest.mark.parametrize(
    ("scores", "mean"),
    [
        ([80], 80),
        ([80, 81], Fraction(161, 2)),
        ([10, 80, 80, 100], Fraction(135, 2)),
        ([0, 80, 81, 82, 100], 81),
        ([70, 70, 80, 90, 90, 100], Fraction(330, 4)),
    ],
)
def test_from_five_judges_on_the_highest_and_the_lowest_do_not_count(scores: list[int], mean: Fraction) -> None:
    assert trimmed_mean(scores) == mean


def test_of_no_scores_there_is_no_mean() -> None:
    with pytest.raises(ValueError, match="no scores"):
        trimmed_mean([])


def test_items_weigh_as_they_were_given_and_all_must_be_scored() -> None:
    assert weighted({"road": 90, "work": 60}, {"road": 1, "work": 2}) == 70
    with pytest.raises(ValueError, match="work"):
        weighted({"road": 90}, {"road": 1, "work": 2})


@pytest.mark.parametrize(
    ("count", "free", "printed"),
    [(2, 5, 3.635), (3, 10, 3.877), (4, 3, 6.825), (5, 20, 4.232), (10, 60, 4.646), (3, 10**6, 3.314)],
)
def test_the_studentised_range_is_that_of_the_printed_tables(count: int, free: int, printed: float) -> None:
    assert round(studentised_range(count, free), 3) == printed


def test_a_severe_judge_moves_nobody_into_another_band() -> None:
    even = banded(scores_of(east=[80, 81, 79], west=[80, 79, 81], south=[81, 80, 80]))
    severe = banded(scores_of(east=[80, 81, 39], west=[80, 79, 41], south=[81, 80, 40]))

    assert [len(even.bands), len(severe.bands)] == [1, 1]
    assert even.margin == pytest.approx(severe.margin)


def test_what_lies_further_apart_than_noise_stands_in_another_band_and_inside_one_goes_by_name() -> None:
    found = banded(
        scores_of(b=[90, 92, 91, 89, 90], a=[89, 91, 90, 90, 91], c=[60, 62, 61, 59, 60], d=[61, 60, 62, 60, 59])
    )

    assert [[one.candidate for one in band] for band in found.bands] == [["a", "b"], ["c", "d"]]
    assert (found.judges, found.is_complete) == (5, True)
    assert found.bands[0][0].spread == 2


def test_what_cannot_be_told_stands_in_one_band() -> None:
    alone = banded(scores_of(a=[90], b=[10]))
    apart = banded(scores_of(a=[90, -1], b=[-1, 10]))
    nobody = banded({"a": {}, "b": {}})

    assert [(len(one.bands), one.margin) for one in (alone, apart, nobody)] == [(1, None), (1, None), (0, None)]
    assert not apart.is_complete


def test_equals_seldom_fall_apart() -> None:
    lot = Random(2023)
    apart = 0
    for _ in range(300):
        severity = [lot.gauss(0, 5) for _ in range(7)]
        rows = {
            name: {str(judge): Fraction(round(1000 * (80 + severity[judge] + lot.gauss(0, 3)))) for judge in range(7)}
            for name in "abcdefgh"
        }
        apart += len(banded(rows).bands) > 1

    assert apart <= 300 * 0.08  # 5 % are meant; what lies beyond would be a fault, not chance
