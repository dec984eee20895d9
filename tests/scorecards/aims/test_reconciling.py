"""Whether figures come to the same by level and by star. What does not come out is said, never put right."""

from fivestar.scorecards.aims.reconciling import (
    Against,
    Aim,
    Figures,
    against_levels,
    against_stars,
    figures_of,
    within,
)

# 司寨乡 2022, as published: 28 branches, one of them placed nowhere.
SIZHAI = Figures(
    28,
    {5: 1, 4: 1, 3: 16, 2: 9, 1: 0},
    {"industry": 4, "ecology": 24, "peace": 19, "civility": 27, "party": 1},
)


def test_the_published_township_comes_out_by_star_and_names_its_unplaced_branch() -> None:
    found = [(one.message_id.format(**one.values), one.comes_out) for one in within(SIZHAI, 5)]

    assert (SIZHAI.placed, SIZHAI.by_level, SIZHAI.by_star) == (27, 75, 75)
    assert found == [
        ("各级加起来 27 个，支部有 28 个，1 个没有定级", False),
        ("按级算 75 颗星，按星算 75 颗，相等", True),
    ]


def test_a_plan_that_does_not_come_out_is_said_with_its_difference() -> None:
    wrong = Figures(2, {2: 3, 1: 0}, {"party": 3, "industry": 2})

    assert [(one.message_id.format(**one.values), one.comes_out) for one in within(wrong, 2)] == [
        ("各级加起来 3 个，比支部 2 个多 1 个", False),
        ("按级算 6 颗星，按星算 5 颗，差 1 颗", False),
    ]


def test_what_a_plan_does_not_name_is_not_checked() -> None:
    found = list(within(Figures(367, {5: 6, 4: 33, 3: 109}, {"party": 3}), 5))

    assert [(one.message_id.format(**one.values), one.comes_out) for one in found] == [
        ("写明级别的共 148 个支部，别的级没有写，合计对不了", True)
    ]
    assert list(within(Figures(367, {}, {"party": 3}), 5)) == []
    assert [one.comes_out for one in within(Figures(5, {5: 6}, {}), 5)] == [False]


def test_all_branches_placed_is_said_too() -> None:
    assert [(one.message_id.format(**one.values), one.comes_out) for one in within(Figures(3, {1: 3}, {}), 1)] == [
        ("各级加起来 3 个，正是全部 3 个支部", True)
    ]


def test_targets_are_counted_by_level_and_by_the_stars_they_name() -> None:
    aims = [Aim(2, ("party", "peace")), Aim(1, ("party",)), Aim(1, ()), Aim(5, ())]

    assert figures_of(aims, 6, {5: ("a", "b", "c", "d", "e")}) == Figures(
        6, {2: 1, 1: 2, 5: 1}, {"party": 2, "peace": 1, "a": 1, "b": 1, "c": 1, "d": 1, "e": 1}
    )


def test_a_level_the_plan_does_not_name_has_no_difference() -> None:
    now = Figures(10, {5: 5, 2: 4}, {"party": 3})

    assert against_levels(Figures(None, {5: 6, 4: 33}, {}), now, 5) == [
        Against("5", 6, 5),
        Against("4", 33, 0),
        Against("3", None, 0),
        Against("2", None, 4),
        Against("1", None, 0),
    ]
    assert [one.difference for one in against_levels(Figures(None, {5: 6, 4: 33}, {}), now, 5)] == [
        *(-1, -33),
        *(None, None, None),
    ]
    assert against_stars(None, now, ("party", "peace")) == [Against("party", None, 3), Against("peace", None, 0)]
