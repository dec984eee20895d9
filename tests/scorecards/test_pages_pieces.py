"""The pieces all pages share: star row, level words, verdict marks, gap bar."""

import re
from dataclasses import dataclass

import pytest
from django.template import Context, Template

from fivestar.foundation.templatetags.page import gap_bar, level_words, verdict_words


@dataclass(frozen=True)
class Star:
    """What a star row needs."""

    id: str
    short: str
    name: str
    verdict: str


ROW = (
    Star("party", "过硬", "支部过硬星", "met"),
    Star("industry", "产业", "产业兴旺星", "unmet"),
    Star("ecology", "宜居", "生态宜居星", "unknown"),
    Star("peace", "平安", "平安法治星", "pending"),
)


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def row(arguments: str = "") -> str:
    template = Template("{% load page %}{% star_row stars " + arguments + " %}")
    return template.render(Context({"stars": ROW, "notes": {"industry": "差 2 项"}}))


def test_every_star_that_is_not_held_says_so_in_a_word() -> None:
    assert text_of(row()) == "过硬 产业 未获 宜居 待核实 平安 期内"


def test_the_large_row_names_the_stars_in_full_and_takes_notes() -> None:
    assert text_of(row('"l" notes')) == "支部过硬 已获 产业兴旺 差 2 项 生态宜居 待核实 平安法治 期内"


def test_each_state_of_a_star_has_a_drawing_of_its_own() -> None:
    drawings = re.findall(r"stars\.svg#(\w+)", row())

    assert drawings == ["met", "unmet", "unknown", "pending"]


@pytest.mark.parametrize(
    ("level", "at_most", "words"),
    [
        (3, 4, "三星，至多四星"),
        (3, 3, "三星"),
        (0, 0, "未获星"),
        (0, 5, "未获星，至多五星"),
        (5, None, "五星"),
        (None, None, "待核实"),
    ],
)
def test_a_level_is_said_with_what_is_still_possible(level: int | None, at_most: int | None, words: str) -> None:
    assert level_words(level, at_most) == words


def test_every_verdict_has_a_word() -> None:
    verdicts = ("met", "unmet", "unknown", "pending", "not_applicable")

    assert [verdict_words(verdict) for verdict in verdicts] == ["达标", "未达标", "待核实", "期内", "不适用"]


def test_a_gap_bar_is_drawn_in_whole_units_and_never_leaves_its_frame() -> None:
    shown = [(bar["value"], bar["threshold"]) for bar in (gap_bar(320, 500, 625), gap_bar(9, 4, 5), gap_bar(-3, 5, 5))]

    assert shown == [(204, 320), (400, 320), (0, 320)]
