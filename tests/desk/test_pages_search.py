"""Somebody looks for a village by what he knows of it."""

import pytest
from django.test import Client

from fivestar.territory.models import Alias
from fivestar.territory.names import core
from tests.cast import Cast, region, village
from tests.pages import browser_of, queries_of, text_of, words_of

HEAD = "查找村和社区 名称、拼音首字母或 12 位代码 查找 "
DONGLIU = "东柳村委会 演示数据 青禾区(测试) 柳溪镇 · 农村 · 990099001201"


@pytest.fixture
def anyone(cast: Cast) -> Client:
    return browser_of(cast, "")


def found(client: Client, text: str, **more: str) -> str:
    words = words_of(client.get("/search/", {"q": text, **more}))
    assert words.startswith(HEAD)
    return words.removeprefix(HEAD).removeprefix("没有连上，下面还是上一次的结果。 ")


def test_before_anything_is_asked_the_page_says_what_it_can_find(anyone: Client) -> None:
    assert found(anyone, "") == "要找哪个村？ “老庄陈村”也能找到名册里的“老庄陈居委会”。"


def test_by_name(anyone: Client) -> None:
    assert found(anyone, "东柳") == f"找到 1 个 {DONGLIU}"


def test_by_pinyin_initials_says_so(anyone: Client) -> None:
    assert found(anyone, "dl") == f"找到 1 个 {DONGLIU} 拼音首字母：dl"


def test_by_code(anyone: Client) -> None:
    assert found(anyone, "990099001201") == f"找到 1 个 {DONGLIU} 编码：990099001201"


def test_by_another_name(cast: Cast, anyone: Client) -> None:
    Alias.objects.create(village=cast.dongliu.village, name="柳树湾", core=core("柳树湾"))

    assert found(anyone, "柳树湾") == f"找到 1 个 {DONGLIU} 别名：柳树湾"


def test_a_result_leads_to_the_dossier(cast: Cast, anyone: Client) -> None:
    assert f'href="/b/{cast.dongliu.public_id}/"' in text_of(anyone.get("/search/?q=东柳"))


def test_nothing_found_says_what_to_try(anyone: Client) -> None:
    assert found(anyone, "不存在的村") == (
        "没有找到“不存在的村” 试试只写两三个字，或每个字的拼音首字母；并过、改过名的村用旧名也能找到。"
    )


def test_what_is_typed_is_shown_as_text(anyone: Client) -> None:
    html = text_of(anyone.get("/search/", {"q": "<b>x</b>"}))

    assert "&lt;b&gt;x&lt;/b&gt;" in html
    assert "<b>x</b>" not in html


def test_in_one_district_or_in_all(cast: Cast, anyone: Client) -> None:
    elsewhere = region("district", "990098", "邻区", cast.city)
    township = region("township", "990098001", "邻镇", elsewhere)
    village(township, "990098001201", "东柳沟村委会", "rural")

    here = anyone.get("/search/", {"q": "东柳", "d": "990099"}).context["hits"]
    everywhere = anyone.get("/search/", {"q": "东柳"}).context["hits"]

    assert [hit.village for hit in here] == ["东柳村委会"]
    assert [hit.village for hit in everywhere] == ["东柳村委会", "东柳沟村委会"]


def test_a_branch_without_category_says_so(anyone: Client) -> None:
    assert "竹园街道 · 类别待定 · 990099002203" in found(anyone, "沙岗")


def test_more_than_thirty_are_cut_and_the_page_says_so(cast: Cast, anyone: Client) -> None:
    for number in range(40):
        village(cast.liuxi, f"9900990013{number:02}", f"新庄{number}村委会", "rural")

    answer = anyone.get("/search/", {"q": "新庄"})

    assert len(answer.context["hits"]) == 30
    assert "先列出最像的 30 个，多写一个字会更准" in words_of(answer)


def test_a_fragment_is_the_same_page_without_its_frame(anyone: Client) -> None:
    answer = anyone.get("/search/", {"q": "东柳"}, headers={"hx-request": "true"})

    assert text_of(answer).strip().startswith('<div class="search-page">')
    assert "HX-Request" in answer["Vary"]


def test_the_page_costs_the_same_queries_with_one_hit_and_with_three(cast: Cast, anyone: Client) -> None:
    one = queries_of(anyone, "/search/?q=东柳")
    village(cast.liuxi, "990099001301", "东柳二村委会", "rural")
    village(cast.liuxi, "990099001302", "东柳三村委会", "rural")

    assert queries_of(anyone, "/search/?q=东柳") == one
