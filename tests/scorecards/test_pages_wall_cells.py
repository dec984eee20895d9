"""What a cell of the wall shows and says: a figure, a shape and words, never colour alone."""

from dataclasses import replace
from datetime import date

import pytest

from fivestar.scorecards.shapes import Cell, HoverCard, Share, StarMark, Wall
from fivestar.scorecards.templatetags.wall import Face, carried, face_of, share_of, wall_cell

STARS = (("party", "过硬"), ("industry", "产业"), ("ecology", "宜居"), ("peace", "平安"), ("civility", "文明"))
WALL = Wall(
    name="青禾区",
    code="990099",
    kind="district",
    on=date(2023, 9, 15),
    today=date(2023, 9, 15),
    first_day=None,
    year=2023,
    branch_count=1,
    rural_count=1,
    urban_count=0,
    level_counts=(),
    undecided_count=0,
    known=Share(0, 0),
    blocks=(),
    recent=(),
    stuck=(),
    figures=(),
    star_choices=(),
    department_choices=(),
    star=None,
    department=None,
    is_fictitious=True,
    is_past=False,
)


def marks(codes: str) -> tuple[StarMark, ...]:
    return tuple(StarMark(name, short, f"{short}星", code) for (name, short), code in zip(STARS, codes, strict=True))


CELL = Cell(
    public_id="abcdefghijkl",
    name="东柳村",
    category="rural",
    level=3,
    at_most=4,
    stars=marks("11102"),
    unmet=2,
    unknown=3,
    pending=0,
    target_level=None,
    target_stars=(),
    changed=None,
    is_stale=False,
)


def test_a_cell_shows_the_level_and_says_how_many_stars_are_still_possible() -> None:
    assert face_of(CELL, WALL) == Face("3", "3", "3 星，至多 4 星")


def test_a_cell_whose_level_cannot_rise_says_the_level_alone() -> None:
    assert face_of(replace(CELL, at_most=3), WALL) == Face("3", "3", "3 星")


def test_a_branch_with_nothing_decided_is_a_question_mark() -> None:
    undecided = replace(CELL, level=0, at_most=5, stars=marks("22222"))

    assert face_of(undecided, WALL) == Face("unknown", "?", "待核实，至多 5 星")


def test_a_branch_that_surely_misses_a_star_shows_zero_rather_than_a_question_mark() -> None:
    assert face_of(replace(CELL, level=0, at_most=4, stars=marks("02222")), WALL) == Face("0", "0", "0 星，至多 4 星")


def test_a_branch_without_a_scorecard_is_a_question_mark() -> None:
    assert face_of(replace(CELL, level=None, at_most=None, stars=()), WALL) == Face("unknown", "?", "待核实")


def test_a_branch_outside_the_drive_is_a_dash() -> None:
    outside = replace(CELL, category="outside", level=None, at_most=None, stars=())

    assert face_of(outside, WALL) == Face("out", "–", "不在创建范围")


def test_an_answer_past_its_date_is_a_question_mark() -> None:
    assert face_of(replace(CELL, is_stale=True), WALL) == Face("unknown", "?", "待核实，至多 4 星")


@pytest.mark.parametrize(
    ("code", "face"),
    [
        ("0", Face("lack", "☆", "未获此星")),
        ("1", Face("hold", "★", "已获此星")),
        ("2", Face("unknown", "?", "此星待核实")),
        ("3", Face("none", "–", "此星不适用")),
        ("4", Face("pending", "期", "此星期内")),
        ("5", Face("pending", "期", "此星期内，进度落后")),
        (None, Face("out", "–", "无此星")),
    ],
)
def test_under_a_star_filter_a_cell_shows_that_star(code: str | None, face: Face) -> None:
    assert face_of(replace(CELL, filtered=code), replace(WALL, star="industry")) == face


@pytest.mark.parametrize(
    ("waits_on", "face"),
    [
        (None, Face("out", "–", "无任务")),
        (0, Face("none", "·", "没有未完成的任务")),
        (2, Face("wait", "2", "2 项任务未达标或待核实")),
    ],
)
def test_under_a_department_filter_a_cell_counts_its_open_tasks(waits_on: int | None, face: Face) -> None:
    assert face_of(replace(CELL, waits_on=waits_on), replace(WALL, department="区农业农村局")) == face


def test_a_cell_below_its_target_and_risen_this_week_is_drawn_by_shape_and_said_in_words() -> None:
    html = wall_cell(replace(CELL, target_level=4, changed="up"), WALL)

    words = "东柳村：3 星，至多 4 星；目标 4 星；低于目标；本周有星补齐"
    assert html == (
        f'<a class="cell cell--3 is-below is-up" href="/b/abcdefghijkl/" title="{words}" aria-label="{words}">3</a>'
    )


def test_under_a_star_filter_only_a_star_the_target_asks_for_is_outlined() -> None:
    wall = replace(WALL, star="industry")
    asked = replace(CELL, target_level=4, target_stars=("industry",), filtered="0")

    assert "is-below" in wall_cell(asked, wall)
    assert "is-below" not in wall_cell(replace(asked, target_stars=("party",)), wall)
    assert "is-below" not in wall_cell(replace(asked, filtered="1"), wall)


def test_a_name_cannot_break_out_of_its_cell() -> None:
    html = wall_cell(replace(CELL, name='<b onclick="x">'), WALL)

    assert "&lt;b onclick=&quot;x&quot;&gt;" in html
    assert "<b" not in html


@pytest.mark.parametrize(("count", "target", "width"), [(0, 6, 0), (3, 6, 100), (9, 6, 200), (3, None, 0), (3, 0, 0)])
def test_a_bar_is_never_longer_than_its_target(count: int, target: int | None, width: int) -> None:
    assert share_of(count, target) == width


@pytest.mark.parametrize(
    ("level", "at_most", "codes", "words"),
    [
        (3, 4, "11102", "三星，至多四星"),
        (0, 5, "22222", "待核实，至多五星"),
        (0, 4, "02222", "未获星，至多四星"),
        (0, 0, "00000", "未获星"),
    ],
)
def test_what_facts_carry_is_said_as_the_cell_shows_it(level: int, at_most: int, codes: str, words: str) -> None:
    card = HoverCard("abcdefghijkl", "东柳村", level, at_most, None, marks(codes), (), ())

    assert carried(card) == words


def test_a_cell_with_everything_to_say_costs_less_than_four_hundred_bytes() -> None:
    html = wall_cell(replace(CELL, name="南门社区居委会", target_level=5, changed="up"), WALL)

    assert len(html.encode()) < 400
