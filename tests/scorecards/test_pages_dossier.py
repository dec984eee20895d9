"""A branch's dossier as a page: what it carries and why, what is missing, and a receipt that anybody can check."""

import hashlib
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

MOST_QUERIES = 15


def told(branch: Branch, basis: str = "C", **values: int | bool) -> None:
    for slug, value in values.items():
        state_observation(
            actor=SYSTEM,
            branch=branch,
            fact=Fact.objects.get(slug=slug),
            period="2023",
            value=value,
            basis=basis,
            source="年报",
            observed_on=date(2023, 9, 1),
            at=NOW,
        )


def read(client: Client, branch: Branch, query: str = "") -> str:
    answer = client.get(f"/b/{branch.public_id}/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def part(html: str, element: str) -> str:
    """The words of the section with this id."""
    found = re.search(rf'<section id="{element}".*?</section>', html, re.DOTALL)
    assert found is not None
    return words(found.group())


def task(html: str, name: str) -> str:
    found = re.search(rf'<article class="task[^"]*" id="{name}">.*?</article>', html, re.DOTALL)
    assert found is not None
    return words(found.group())


def test_everybody_reads_what_is_missing_with_value_gap_and_threshold(client: Client, cast: Cast) -> None:
    small_standards(cast)
    told(cast.dongliu, collective_income=3_200_000, households=358, bound_households=86, has_plan=True, vacant_days=0)

    html = read(client, cast.dongliu)

    assert part(html, "missing") == (
        "离“支部过硬星”还差什么 适用任务全部达标 测试任务T2 待核实 需 ≥ 4 次 村(社区)尚未填报:支部党员大会次数"
        " 产业兴旺星 差 2 项"
        " 测试任务T3 区农业农村局供数 3.2 万元 差 1.8 万元 需 ≥ 5 万元"
        " 测试任务T4 村（社区）供数 24 %(86 / 358 户) 差 22 户 需 ≥ 30 %"
    )
    assert task(html, "T3").split(" 怎么算的 ")[0] == (
        "测试任务T3 未达标 测试任务T3的要求(拟定) 3.2 万元 差 1.8 万元 需 ≥ 5 万元"
        " 区农业农村局供数 · 2023-09-01 · 来源：年报"
    )
    assert task(html, "T4").split(" 怎么算的 ")[0] == (
        "测试任务T4 未达标 测试任务T4的要求(拟定) 24 %(86 / 358 户) 差 22 户 需 ≥ 30 %"
        " 村（社区）供数 · 2023-09-01 · 来源：年报"
    )


def test_an_unknown_task_says_who_has_not_supplied(client: Client, cast: Cast) -> None:
    small_standards(cast)

    html = read(client, cast.dongliu)

    assert "区农业农村局尚未供数:村集体经济收入" in task(html, "T3").split(" ")
    assert task(html, "T3").split(" ")[1] == "待核实"


def test_filtering_by_verdict_keeps_those_tasks_and_unfolds_their_star(client: Client, cast: Cast) -> None:
    small_standards(cast)
    told(cast.dongliu, collective_income=3_200_000)

    html = read(client, cast.dongliu, "?show=unmet")

    assert re.findall(r'<article class="task[^"]*" id="(\w+)">', html) == ["T3"]
    assert re.findall(r'<details class="star-tasks"( open)? id="star-(\w+)">', html) == [(" open", "industry")]


def test_a_branch_whose_category_is_unknown_says_why_it_has_no_stars(client: Client, cast: Cast) -> None:
    small_standards(cast)

    html = read(client, cast.shagang)

    assert "定下类别后才评星" in html
    assert "下载凭据" not in html


def test_the_public_does_not_see_what_is_only_stated(client: Client, cast: Cast) -> None:
    small_standards(cast)
    told(cast.dongliu, "S", households=100, bound_households=46)

    html = read(client, cast.dongliu)

    assert "加上自报的事实" not in html
    assert "有报数，尚未核实" in task(html, "T4")
    assert re.search(r"\b(46|100) 户", html) is None
    assert client.get(f"/b/{cast.dongliu.public_id}/?basis=stated").status_code == 403
    assert client.get(f"/b/{cast.dongliu.public_id}/receipt.json?basis=stated").status_code == 403


def test_the_secretary_sees_both_rows_and_may_judge_by_either(client: Client, cast: Cast) -> None:
    small_standards(cast)
    told(cast.dongliu, "S", households=100, bound_households=46)
    client.force_login(cast.account("OWN"))

    confirmed, stated = read(client, cast.dongliu), read(client, cast.dongliu, "?basis=stated")

    assert "加上自报的事实" in confirmed
    assert task(confirmed, "T4").split(" ")[1] == "待核实"
    assert task(stated, "T4").split(" ")[1] == "达标"


def test_the_receipt_has_the_digest_the_page_shows(client: Client, cast: Cast) -> None:
    small_standards(cast)
    told(cast.dongliu, collective_income=3_200_000)

    shown = re.search(r'id="digest">(sha256:[0-9a-f]{64})<', read(client, cast.dongliu))
    answer = client.get(f"/b/{cast.dongliu.public_id}/receipt.json")

    assert shown is not None
    assert shown.group(1) == f"sha256:{hashlib.sha256(answer.content).hexdigest()}"
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="receipt-{cast.dongliu.public_id}.json"'


def test_the_page_tells_the_command_that_checks_the_receipt(client: Client, cast: Cast) -> None:
    small_standards(cast)

    html = read(client, cast.dongliu)

    command = re.search(r'<code class="command" id="verify">([^<]*)</code>', html)
    assert command is not None
    assert re.sub(r"[0-9a-f]{64}", "…", command.group(1)) == (
        f"fivestar verify-receipt receipt-{cast.dongliu.public_id}.json"
        " --rulebook rulebook/small-rural-2023 --digest sha256:…"
    )


def test_an_unknown_branch_is_not_found(client: Client, cast: Cast) -> None:
    assert client.get("/b/zzzzzzzzzzzz/").status_code == 404
    assert client.get("/b/zzzzzzzzzzzz/receipt.json").status_code == 404


def test_a_dossier_costs_the_same_queries_with_one_fact_and_with_three(client: Client, cast: Cast) -> None:
    small_standards(cast)
    told(cast.dongliu, has_plan=True)
    read(client, cast.dongliu)  # rulebooks are read once
    with CaptureQueriesContext(connection) as one:
        read(client, cast.dongliu)
    told(cast.dongliu, collective_income=3_200_000, vacant_days=0)

    with CaptureQueriesContext(connection) as three:
        read(client, cast.dongliu)

    assert len(three) == len(one)
    assert len(one) <= MOST_QUERIES


def test_the_dossier_says_who_helps_on_five_levels_and_names_the_gaps(client: Client, cast: Cast) -> None:
    small_standards(cast)
    told(cast.zhuyuan_branch, vacant_days=0)

    assert [part(read(client, branch), "helpers") for branch in (cast.dongliu, cast.zhuyuan_branch, cast.shagang)] == [
        (
            "谁来帮 五级责任 包乡 柳溪镇包乡领导（程） 指导 组织部联系柳溪镇（何） 帮建 区农业农村局（罗）"
            " 具体 柳溪镇党委书记（唐） 直接 东柳村党支部书记（柳）"
        ),
        "谁来帮 五级责任 包乡 未定 指导 未定 帮建 未定 具体 未定 直接 竹园社区党支部书记（竹）",
        "谁来帮 五级责任 包乡 未定 指导 未定 帮建 未定 具体 未定 直接 未定",
    ]


def test_nobody_reads_more_of_a_helper_than_office_and_surname(client: Client, cast: Cast) -> None:
    small_standards(cast)

    pages = read(client, cast.dongliu), client.get(f"/b/{cast.dongliu.public_id}/card/").content.decode()

    shown = [person.name for person in cast.persons.values() if any(person.name in html for html in pages)]
    assert shown == []
