"""The public front page of a district."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, village
from tests.factories import small_standards

pytestmark = pytest.mark.django_db

ADDRESS = "/d/990099/"
MOST_QUERIES = 14


def read(client: Client) -> str:
    answer = client.get(ADDRESS)
    assert answer.status_code == 200
    return answer.content.decode()


def section(html: str, heading: str) -> str:
    found = re.search(rf'<section aria-labelledby="{heading}">.*?</section>', html, re.DOTALL)
    assert found is not None
    return " ".join(re.sub(r"<[^>]+>", " ", found.group()).split())


def test_a_visitor_reads_by_which_standards_the_district_rates(client: Client, cast: Cast) -> None:
    small_standards(cast)

    assert section(read(client), "h-stars") == (
        "五颗星怎么评 看评星标准 农村支部 拟定稿 测试用评星标准 · 共 5 项任务 支部过硬 2 项 产业兴旺 3 项"
        " 城市社区支部 拟定稿 测试用评星标准 · 共 5 项任务 支部过硬 2 项 产业兴旺 3 项"
    )


def test_a_district_without_standards_says_that_it_does_not_rate_yet(client: Client, cast: Cast) -> None:
    assert section(read(client), "h-stars") == (
        "五颗星怎么评 看评星标准 农村支部 本区还没有启用这一类的标准，这类支部暂不评星。"
        " 城市社区支部 本区还没有启用这一类的标准，这类支部暂不评星。"
    )


def test_townships_stand_in_register_order_without_any_figure_but_their_size(client: Client, cast: Cast) -> None:
    assert section(read(client), "h-towns") == "乡镇（街道） 柳溪镇 3 个支部 竹园街道 3 个支部"


def test_an_unknown_district_is_not_found(client: Client, cast: Cast) -> None:
    assert client.get("/d/123456/").status_code == 404


def test_a_township_has_no_front_page(client: Client, cast: Cast) -> None:
    assert client.get("/d/990099001/").status_code == 404


def test_the_front_page_costs_the_same_queries_with_more_branches(client: Client, cast: Cast) -> None:
    small_standards(cast)
    read(client)  # rulebooks are read once
    with CaptureQueriesContext(connection) as few:
        read(client)
    for number in range(3):
        village(cast.liuxi, f"99009900121{number}", f"新{number}村委会", "rural")

    with CaptureQueriesContext(connection) as more:
        read(client)

    assert len(more) == len(few)
    assert len(few) <= MOST_QUERIES
