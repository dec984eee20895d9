"""Whoever looks for a village finds its branch, whatever they know of it."""

from datetime import date

import pytest

from fivestar.foundation.access import ANYONE, SYSTEM
from fivestar.territory import actions
from fivestar.territory.models import Branch, Village
from fivestar.territory.queries import search
from tests.cast import NOW, Cast, village


def found(text: str, cast: Cast) -> list[tuple[str, str, str]]:
    return [(one.branch.village.name, one.matched, one.kind) for one in search(ANYONE, text, cast.district)]


@pytest.fixture
def laozhuangchen(cast: Cast) -> Branch:
    return village(cast.zhuyuan, "990099002020", "老庄陈居委会", "rural")


def test_a_village_is_found_by_the_name_people_use(cast: Cast, laozhuangchen: Branch) -> None:
    assert found("老庄陈村", cast) == [("老庄陈居委会", "老庄陈居委会", "name")]


@pytest.mark.parametrize("text", ["老庄陈", "老庄陈社区", "老庄陈居委会", "老庄陈居民委员会", " 老庄 陈 村 "])
def test_every_way_to_write_the_name_finds_it(cast: Cast, laozhuangchen: Branch, text: str) -> None:
    assert [name for name, _, _ in found(text, cast)] == ["老庄陈居委会"]


def test_initials_find_it(cast: Cast, laozhuangchen: Branch) -> None:
    assert found("lzc", cast) == [("老庄陈居委会", "lzc", "initials")]


def test_pinyin_finds_it_in_any_case_and_width(cast: Cast, laozhuangchen: Branch) -> None:
    assert found("LaoZhuang", cast) == [("老庄陈居委会", "laozhuangchen", "pinyin")]


def test_the_beginning_of_the_code_finds_it(cast: Cast, laozhuangchen: Branch) -> None:
    assert found("990099002020", cast) == [("老庄陈居委会", "990099002020", "code")]


def test_three_digits_are_too_few(cast: Cast) -> None:
    assert found("990", cast) == []


def test_a_former_name_finds_it(cast: Cast) -> None:
    actions.rename(actor=SYSTEM, village=cast.villages["西柳"], name="新柳村委会", at=NOW)

    assert found("西柳村", cast) == [("新柳村委会", "西柳村委会", "former_name")]


def test_a_village_that_was_merged_leads_to_where_it_went(cast: Cast) -> None:
    actions.merge(actor=SYSTEM, village=cast.villages["西柳"], into=cast.villages["东柳"], at=NOW)

    assert found("西柳", cast) == [("东柳村委会", "西柳村委会", "former_name")]
    assert found("990099001202", cast) == [("东柳村委会", "990099001202", "former_code")]


def test_an_alias_finds_it(cast: Cast) -> None:
    actions.add_alias(actor=SYSTEM, village=cast.villages["石桥"], name="桥头", at=NOW)

    assert found("桥头村", cast) == [("石桥村委会", "桥头", "alias")]


def test_the_whole_name_stands_before_names_that_begin_so(cast: Cast) -> None:
    village(cast.liuxi, "990099001210", "石桥头村委会", "rural")

    assert [name for name, _, _ in found("石桥", cast)] == ["石桥村委会", "石桥头村委会"]


def test_a_township_lists_its_villages_last(cast: Cast) -> None:
    assert [name for name, _, _ in found("竹园", cast)] == ["竹园居委会", "南门社区居委会", "沙岗村委会"]


@pytest.mark.parametrize("text", ["", "   ", "不存在的村", "%", "'; DROP TABLE"])
def test_what_is_not_there_is_not_found(cast: Cast, text: str) -> None:
    assert found(text, cast) == []


def test_an_ended_village_is_not_found_under_its_own_name(cast: Cast) -> None:
    Village.objects.filter(name="沙岗村委会").update(ended_on=date(2023, 9, 1))
    Branch.objects.filter(village__name="沙岗村委会").update(ended_on=date(2023, 9, 1))

    assert found("沙岗", cast) == []
