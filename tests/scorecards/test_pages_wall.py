"""The wall as a page: who sees what, by which question, at a constant price."""

import gzip
import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fivestar.facts.actions import state_observation
from fivestar.foundation.access import SYSTEM
from fivestar.standards.models import Fact
from fivestar.territory.models import Branch
from tests.cast import NOW, Cast
from tests.factories import small_standards

pytestmark = pytest.mark.django_db

ADDRESS = "/d/990099/wall/"
MOST_QUERIES = 18  # six of them for the burden ledger's card


def told(branch: Branch, **values: int | bool) -> None:
    """Confirmed facts of a branch, as its district would import them."""
    for slug, value in values.items():
        state_observation(
            actor=SYSTEM,
            branch=branch,
            fact=Fact.objects.get(slug=slug),
            period="2023",
            value=value,
            basis="C",
            source="测试",
            observed_on=date(2023, 9, 1),
            at=NOW,
        )


def cells(html: str) -> list[str]:
    """What every cell says, in the order of the page."""
    return re.findall(r'<a class="cell[^>]*aria-label="([^"]*)"', html)


def read(client: Client, query: str = "") -> str:
    answer = client.get(ADDRESS + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_everybody_reads_the_wall_and_every_branch_has_its_cell(client: Client, cast: Cast) -> None:
    small_standards(cast)
    told(cast.dongliu, collective_income=8_000_000, households=100, bound_households=46, has_plan=True)

    html = read(client)

    assert cells(html) == [
        "东柳村委会：1 星，至多 2 星",
        "西柳村委会：待核实，至多 2 星",
        "石桥村委会：待核实，至多 2 星",
        "竹园居委会：待核实，至多 2 星",
        "南门社区居委会：待核实，至多 2 星",
        "沙岗村委会：待核实",
    ]


def test_the_wall_says_that_it_is_no_rating_and_marks_invented_data(client: Client, cast: Cast) -> None:
    html = read(client)

    assert "截至 2023-09-15 已核实的事实所支撑的星级，不是评定结果" in html
    assert '<span class="mark-demo">演示数据</span>' in html


def test_a_star_filter_shows_that_star_in_every_cell(client: Client, cast: Cast) -> None:
    small_standards(cast)
    told(cast.dongliu, collective_income=8_000_000, households=100, bound_households=46, has_plan=True)
    told(cast.xiliu, collective_income=100)

    html = read(client, "?star=industry")

    assert cells(html)[:3] == [
        "东柳村委会：已获此星",
        "西柳村委会：未获此星",
        "石桥村委会：此星待核实",
    ]


def test_a_department_filter_counts_what_waits_for_it(client: Client, cast: Cast) -> None:
    small_standards(cast)

    html = read(client, "?department=区农业农村局")

    assert cells(html)[0] == "东柳村委会：1 项任务未达标或待核实"
    assert "<option selected>区农业农村局</option>" in html


def test_a_day_of_the_past_shows_what_stood_then(client: Client, cast: Cast) -> None:
    small_standards(cast)
    told(cast.dongliu, collective_income=8_000_000, households=100, bound_households=46, has_plan=True)

    html = read(client, "?on=2023-08-01")

    assert cells(html)[0] == "东柳村委会：待核实"
    assert '<span class="mark-past">往日</span>' in html


def test_a_day_that_is_none_is_named_and_today_is_shown(client: Client, cast: Cast) -> None:
    html = read(client, "?on=2023-02-30")

    assert "“2023-02-30”不是日期" in html
    assert "截至 2023-09-15" in html


def test_htmx_gets_the_main_part_of_the_same_page(client: Client, cast: Cast) -> None:
    answer = client.get(ADDRESS, headers={"HX-Request": "true"})

    html = answer.content.decode()
    assert "<html" not in html
    assert html.count('id="wall"') == 1
    assert cells(html) == cells(read(client))
    assert "HX-Request" in answer.headers["Vary"]


def test_an_address_keeps_a_day_of_the_past_and_forgets_today(client: Client, cast: Cast) -> None:
    def pushed(query: str) -> str:
        return client.get(ADDRESS + query, headers={"HX-Request": "true"}).headers["HX-Push-Url"]

    assert pushed("?star=&department=&taskforce=&holder=&on=2023-09-15") == ADDRESS
    assert pushed("?star=party&on=2023-08-01") == f"{ADDRESS}?on=2023-08-01&star=party"


def test_the_screen_for_a_wall_has_cells_and_no_frame(client: Client, cast: Cast) -> None:
    html = read(client, "?screen=1")

    assert cells(html) == cells(read(client))
    assert "青禾区(测试)作战图" in html
    assert '<header class="top">' not in html
    assert "<form" not in html


def test_an_unknown_region_is_not_found(client: Client, cast: Cast) -> None:
    assert client.get("/d/123456/wall/").status_code == 404


def test_the_wall_is_only_read(client: Client, cast: Cast) -> None:
    assert client.post(ADDRESS).status_code == 405


def test_a_wall_costs_the_same_queries_with_one_branch_told_and_with_three(client: Client, cast: Cast) -> None:
    small_standards(cast)
    told(cast.dongliu, has_plan=True)
    read(client)  # rulebooks are read once
    with CaptureQueriesContext(connection) as one:
        read(client)
    told(cast.xiliu, has_plan=False)
    told(cast.nanmen, has_plan=True)

    with CaptureQueriesContext(connection) as three:
        read(client)

    assert len(three) == len(one)
    assert len(one) <= MOST_QUERIES


def test_the_card_over_a_cell_names_what_is_missing_and_who_is_awaited(client: Client, cast: Cast) -> None:
    small_standards(cast)
    told(cast.dongliu, collective_income=3_200_000, vacant_days=0)

    html = client.get(f"/b/{cast.dongliu.public_id}/card/").content.decode()

    text = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    assert text == (
        "东柳村委会 未获星，至多一星 过硬 待核实 产业 未获 产业兴旺星差 1 项:测试任务T3差 1.8 万元"
        " 支部过硬星待核实 1 项:村(社区)尚未填报:支部党员大会次数"
        " 包乡 柳溪镇包乡领导（程） · 帮建 区农业农村局（罗）"
    )


def test_the_card_of_an_unknown_branch_is_not_found(client: Client, cast: Cast) -> None:
    assert client.get("/b/zzzzzzzzzzzz/card/").status_code == 404


def test_a_province_shows_its_regions_with_counts_and_leads_down(client: Client, cast: Cast) -> None:
    small_standards(cast)
    told(cast.dongliu, collective_income=8_000_000, households=100, bound_households=46, has_plan=True)

    html = client.get("/d/9900/wall/").content.decode()

    assert cells(html) == []
    assert re.findall(r'<a href="(/d/\d+/wall/)" hx-boost="false">([^<]*)<', html) == [
        ("/d/990099/wall/", "青禾区(测试)")
    ]
    counts = re.findall(r'class="visually-hidden">([^<]*)</span> (\d+)', html)
    assert counts == [
        ("五星级", "0"),
        ("四星级", "0"),
        ("三星级", "0"),
        ("二星级", "0"),
        ("一星级", "1"),
        ("未获星", "4"),
    ]


def test_a_province_under_a_star_filter_counts_that_star(client: Client, cast: Cast) -> None:
    small_standards(cast)
    told(cast.dongliu, collective_income=8_000_000, households=100, bound_households=46, has_plan=True)

    html = client.get("/d/9900/wall/?star=industry").content.decode()

    assert re.findall(r'class="visually-hidden">([^<]*)</span> (\d+)', html) == [("已获此星", "1"), ("此星待核实", "4")]


def test_above_the_districts_no_page_of_a_district_is_offered(client: Client, cast: Cast) -> None:
    html = client.get("/d/9900/wall/").content.decode()

    assert "/d/9900/standards/" not in html
    assert '<a href="/d/99/wall/">测试省</a>' in html


def test_a_township_has_a_wall_of_its_own_inside_its_district(client: Client, cast: Cast) -> None:
    small_standards(cast)

    html = client.get("/d/990099001/wall/").content.decode()

    assert len(cells(html)) == 3
    assert 'href="/d/990099/standards/"' in html


def test_a_branch_outside_the_drive_has_a_cell_and_is_in_no_count(client: Client, cast: Cast) -> None:
    Branch.objects.filter(pk=cast.shiqiao.pk).update(category="outside")
    small_standards(cast)

    html = read(client)

    assert "支部 5 · 农村 2 · 社区 2 · 其中 1 个类别待核实" in html
    assert cells(html)[2] == "石桥村委会：不在创建范围"
    assert "2 个支部 · 2 个待核实" in html


def test_the_wall_travels_compressed(client: Client, cast: Cast) -> None:
    answer = client.get(ADDRESS, headers={"Accept-Encoding": "gzip"})

    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.content).decode().count('class="cell cell--unknown"') >= 6
