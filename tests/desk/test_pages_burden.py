"""The burden ledger for leaders, beside the wall, and on each branch's dossier."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fivestar.desk.burden_notes import branch_line, wall_aside
from fivestar.desk.burden_sums import burden_page
from tests.cast import TODAY, Cast
from tests.factories import shipped_standards, small_standards
from tests.facts.burden.stories import bring_a_file, state, take_over
from tests.pages import text_of

pytestmark = pytest.mark.django_db
SEPTEMBER = date(2023, 9, 1)


def a_morning(cast: Cast) -> None:
    """Three questions of 东柳, two rows of the township, one figure of the department, one taken over."""
    small_standards(cast)
    state(cast.secretary, cast.dongliu, "households", 358)
    state(cast.secretary, cast.dongliu, "bound_households", 120)
    state(cast.secretary, cast.dongliu, "bound_households", 121)
    bring_a_file(cast)
    state(cast.supplier, cast.dongliu, "collective_income", 6_000_000, basis="C", source="农经系统")
    take_over(cast, cast.xiliu, "collective_income", 5_000_000)


def test_a_month_is_told_by_township_in_register_order_and_by_department(cast: Cast) -> None:
    a_morning(cast)

    page = burden_page(cast.district, SEPTEMBER, TODAY)

    assert (page.branches, page.sums.asked, page.sums.minutes, page.sums.each) == (5, 3, "3 分钟", "1 分钟")
    assert [
        (line.name, line.branches, line.sums.asked, line.sums.township.rows, line.sums.whole.taken)
        for line in page.townships
    ] == [("柳溪镇", 3, 3, 2, 1), ("竹园街道", 2, 0, 0, 0)]
    assert [(line.name, line.asked, line.supplied.asked, line.supplied.rows) for line in page.departments] == [
        ("区委组织部", 3, 0, 0),
        ("区农业农村局", 0, 1, 0),
    ]
    assert page.paper_cells == 5 * 5


def test_the_months_of_the_year_end_with_the_running_one(cast: Cast) -> None:
    a_morning(cast)

    months = burden_page(cast.district, SEPTEMBER, TODAY).months

    assert [(line.value, line.sums.asked, line.is_chosen) for line in months if line.sums.asked or line.is_chosen] == [
        ("2023-09", 3, True)
    ]
    assert len(months) == 9


def test_anyone_reads_the_page_and_nothing_in_it_is_ranked_or_coloured(client: Client, cast: Cast) -> None:
    a_morning(cast)

    html = text_of(client.get(f"/d/{cast.district.code}/burden/"))

    assert "按名录顺序，不排名" in html
    assert html.index("柳溪镇") < html.index("竹园街道")
    assert not [word for word in ("第一名", "verdict", "is-met", "%") if word in html.partition("<main")[2]]


@pytest.mark.parametrize("asked", ["2023-13", "2024-01", "九月", "1999-01", "2023-9-1"])
def test_what_is_no_month_is_said_and_this_month_shown(client: Client, cast: Cast, asked: str) -> None:
    a_morning(cast)

    html = text_of(client.get(f"/d/{cast.district.code}/burden/", {"month": asked}))

    assert f"“{asked}”不是已经到了的月份" in html
    assert "2023-09-01 至 2023-09-15" in html


def test_a_past_month_and_a_past_year_can_be_read(client: Client, cast: Cast) -> None:
    a_morning(cast)

    assert "2023-02-01 至 2023-02-28" in text_of(client.get(f"/d/{cast.district.code}/burden/?month=2023-02"))
    assert "2022-12-01 至 2022-12-31" in text_of(client.get(f"/d/{cast.district.code}/burden/?month=2022-12"))


def test_a_district_that_rates_nothing_says_so(client: Client, cast: Cast) -> None:
    assert "还没有可记的账" in text_of(client.get(f"/d/{cast.district.code}/burden/"))


def test_an_unknown_district_is_not_found(client: Client, cast: Cast) -> None:
    assert client.get("/d/000000/burden/").status_code == 404


def test_the_page_costs_the_same_queries_with_more_to_tell(client: Client, cast: Cast) -> None:
    small_standards(cast)
    address = f"/d/{cast.district.code}/burden/"
    state(cast.secretary, cast.dongliu, "households", 358)
    client.get(address)  # what a process reads once
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(address)
    a_morning(cast)
    state(cast.next_secretary, cast.zhuyuan_branch, "households", 40)

    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(many) == len(one)


def test_the_wall_has_a_card_of_the_month_that_leads_to_the_page(client: Client, cast: Cast) -> None:
    a_morning(cast)

    html = text_of(client.get(f"/d/{cast.district.code}/wall/"))

    assert "9 月向村里提问 3 次，村均 1 分钟" in html
    assert "含录入会议等记录 0 条。系统记录和沿用填了 1 格；纸质填报一轮是 25 格" in html
    assert f'href="/d/{cast.district.code}/burden/"' in html


def test_a_wall_of_the_past_says_what_was_asked_until_then(cast: Cast) -> None:
    a_morning(cast)

    (card,) = wall_aside(cast.district, date(2023, 9, 14))

    assert str(card.lines[0][0]) == "9 月向村里提问 0 次，村均 0 分钟"


def test_every_dossier_has_its_line(client: Client, cast: Cast) -> None:
    a_morning(cast)

    html = text_of(client.get(f"/b/{cast.dongliu.public_id}/"))

    assert (
        "减负账：今年向本村提问 3 次，连同录入记录约 3 分钟；系统记录和沿用填了 0 格。纸质填报一轮要手填 5 格。" in html
    )
    assert "今年向本村提问 0 次" in text_of(client.get(f"/b/{cast.xiliu.public_id}/"))


def test_the_line_says_the_cells_of_the_shipped_standards(cast: Cast) -> None:
    shipped_standards(cast)

    assert ["90 格" in str(*branch_line(cast.dongliu, TODAY)), "106 格" in str(*branch_line(cast.nanmen, TODAY))] == [
        True,
        True,
    ]


def test_a_branch_of_no_category_has_no_line(cast: Cast) -> None:
    small_standards(cast)

    assert branch_line(cast.shagang, TODAY) == ()
