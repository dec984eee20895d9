"""The organisation department uploads its own tasks, sees what they change for every branch, then adopts them."""

import csv
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from fivestar import engine
from fivestar.facts.actions import state_observation
from fivestar.foundation.access import SYSTEM
from fivestar.foundation.sheets import read_table
from fivestar.scorecards.models import Scorecard
from fivestar.standards.models import Edition, EditionInForce, Fact, Proposal
from fivestar.territory.models import Branch
from tests.cast import NOW, TODAY, Cast
from tests.factories import small_standards
from tests.pages import browser_of, queries_of, table_of, words_of

ADDRESS = "/d/990099/standards/proposals/"
NO_ROW: dict[str, str] = {}


@pytest.fixture(autouse=True)
def standards(cast: Cast) -> None:
    small_standards(cast)


@pytest.fixture
def organiser(cast: Cast) -> Client:
    return browser_of(cast, "ORGANISE")


def template(client: Client) -> tuple[list[str], list[list[str]]]:
    answer = client.get(f"{ADDRESS}template-rural.xlsx")
    table = read_table(io.BytesIO(answer.content), name="t.xlsx")
    return list(table.header), [[str(cell or "") for cell in row.cells] for row in table.rows]


def workbook(client: Client, **changes: dict[str, str]) -> SimpleUploadedFile:
    """The template with some cells changed, by task; a task changed to nothing is left out."""
    header, rows = template(client)
    place = {heading: number for number, heading in enumerate(header)}
    kept = []
    for row in rows:
        change = changes.get(row[0], {"编号": row[0]})
        if change is not NO_ROW:
            for heading, text in change.items():
                row[place[heading]] = text
            kept.append(row)
    text = io.StringIO()
    csv.writer(text).writerows([header, *kept])
    return SimpleUploadedFile("我区任务.csv", text.getvalue().encode())


def upload(client: Client, file: SimpleUploadedFile) -> HttpResponse:
    answer = client.post(ADDRESS, {"category": "rural", "file": file})
    assert isinstance(answer, HttpResponse)
    return answer


def uploaded(client: Client, **changes: dict[str, str]) -> str:
    answer = upload(client, workbook(client, **changes))
    assert answer.status_code == 302, words_of(answer)
    return answer["Location"]


def confirm(branch: Branch, *, vacant_days: int) -> None:
    """The secretary's days of vacancy; with four meetings each quarter everything else of the star is met."""
    known = [
        ("vacant_days", "2023", vacant_days),
        ("members_meetings", "2023-Q1", 4),
        ("members_meetings", "2023-Q2", 4),
    ]
    for slug, period, value in known:
        state_observation(
            actor=SYSTEM,
            branch=branch,
            fact=Fact.objects.get(slug=slug),
            period=period,
            value=value,
            basis="C",
            source="台账",
            observed_on=TODAY,
            at=NOW,
        )


def test_a_workbook_with_faults_names_each_row_and_changes_nothing(organiser: Client) -> None:
    address = uploaded(organiser, T1={"阈值": "很多"}, T3={"星": "高铁星"})

    page = organiser.get(address)

    assert "这张表有 2 处错误，还不能用" in words_of(page)
    assert table_of(page) == [
        ("2", "阈值", "阈值应为数字,现为“很多”"),
        ("4", "星", "“高铁星”不是支部过硬星、产业兴旺星之一"),
    ]
    assert organiser.get(f"{address}effect/").status_code == 404
    assert organiser.get(f"{address}rulebook.zip").status_code == 404
    assert Edition.objects.count() == 2


def test_a_sound_workbook_shows_what_differs(organiser: Client) -> None:
    address = uploaded(organiser, T1={"阈值": "15"}, T5=NO_ROW)

    page = words_of(organiser.get(address))

    assert (
        "改了的 1 项 T1 测试任务T1 支部过硬星 达标条件 书记空缺天数 ≤ 30 天 书记空缺天数 ≤ 15 天"
        " 取消的 1 项 T5 测试任务T5 产业兴旺星 有发展计划 不再问的 1 个指标 有发展计划 其余 3 项没有变。"
    ) in page
    assert page.endswith("看对全区支部的影响 撤回这份表")


def test_the_effect_names_every_branch_that_would_change(cast: Cast, organiser: Client) -> None:
    confirm(cast.dongliu, vacant_days=20)
    confirm(cast.xiliu, vacant_days=10)
    address = uploaded(organiser, T1={"阈值": "15"})

    page = organiser.get(f"{address}effect/")

    words = words_of(page)
    assert "用今天已核实的数据，把 3 个支部按这份标准试算一遍。没有采用以前，什么都不变。" in words
    assert [(figure.before, figure.after) for figure in page.context["levels"]] == [
        (0, 0), (0, 0), (0, 0), (0, 0), (2, 1), (1, 2),
    ]  # fmt: skip
    assert table_of(page) == [("东柳村委会", "柳溪镇", "1 一星", "0 未获星", "失去 支部过硬星")]
    assert EditionInForce.objects.filter(category="rural").count() == 1


def test_adopting_puts_it_in_force_and_rates_the_branches_anew(cast: Cast, organiser: Client) -> None:
    confirm(cast.dongliu, vacant_days=20)
    assert Scorecard.objects.get(branch=cast.dongliu, basis="C").level == 1
    address = uploaded(organiser, T1={"阈值": "15"})

    answer = organiser.post(f"{address}adopt/", {"from_day": "2023-09-15"}, follow=True)

    assert "已采用。涉及的支部都按新标准重新评星。" in answer.content.decode()
    assert "已采用 在评星标准对照图里看" in words_of(answer)
    card = Scorecard.objects.select_related("edition").get(branch=cast.dongliu, basis="C", until__isnull=True)
    assert (card.edition.slug, card.level) == ("rural-2023-990099-1", 0)
    assert "书记空缺天数 ≤ 15 天" in words_of(organiser.get("/d/990099/standards/?q=T1")).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"from_day": ""}, "这个字段是必填项。"),
        ({"from_day": "2024-02-01"}, "不能从2024-02-01起施行"),
        ({"from_day": "2023-01-01"}, "2023-01-01起已定施行另一份标准,请另选一天"),
    ],
    ids=["no day", "outside its year", "taken"],
)
def test_a_day_that_does_not_fit_is_refused_beside_its_field(
    organiser: Client, form: dict[str, str], said: str
) -> None:
    address = uploaded(organiser, T1={"阈值": "15"})

    answer = organiser.post(f"{address}adopt/", form)

    assert answer.status_code == 409
    assert said in words_of(answer)
    assert (Proposal.objects.get().state, Edition.objects.count()) == ("open", 2)


def test_a_withdrawn_workbook_cannot_be_adopted(organiser: Client) -> None:
    address = uploaded(organiser, T1={"阈值": "15"})
    organiser.post(f"{address}withdraw/")

    answer = organiser.post(f"{address}adopt/", {"from_day": "2023-10-01"})

    assert answer.status_code == 403
    assert "这份标准已经处理过" in words_of(answer)
    assert Edition.objects.count() == 2


def test_the_generated_rulebook_passes_check_and_has_the_proposals_digest(organiser: Client, tmp_path: Path) -> None:
    address = uploaded(organiser, T1={"阈值": "15"})

    answer = organiser.get(f"{address}rulebook.zip")

    zipfile.ZipFile(io.BytesIO(answer.content)).extractall(tmp_path)
    (folder,) = tmp_path.iterdir()
    assert engine.check(folder) == []
    assert engine.load(folder).digest == Proposal.objects.get().digest


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"category": "rural"}, "这个字段是必填项。"),
        ({"category": "rural", "file": SimpleUploadedFile("x.pdf", b"x")}, "这种文件读不了：x.pdf。"),
        ({"category": "rural", "file": SimpleUploadedFile("x.csv", b"")}, "所提交的是空文件。"),
        ({"category": "city", "file": SimpleUploadedFile("x.csv", b"x")}, "city"),
        (
            {"category": "rural", "file": SimpleUploadedFile("x.csv", b"\xff\xfe\x81")},
            "编码既不是 UTF-8 也不是 GB18030",
        ),
    ],
    ids=["no file", "pdf", "empty", "no category", "encoding"],
)
def test_a_form_or_file_that_is_no_workbook_says_so(organiser: Client, form: dict[str, Any], said: str) -> None:
    answer = organiser.post(ADDRESS, form)

    assert answer.status_code == 422
    assert said in words_of(answer)
    assert Proposal.objects.count() == 0


@pytest.mark.parametrize("who", ["", "outsider", "CLERK", "OWN", "SUPPLY"])
def test_nobody_else_gets_to_it(cast: Cast, organiser: Client, who: str) -> None:
    file = workbook(organiser, T1={"阈值": "15"})
    address = uploaded(organiser, T1={"阈值": "15"})
    other = browser_of(cast, who)

    answers = [
        other.get(ADDRESS),
        upload(other, file),
        other.get(address),
        other.get(f"{address}effect/"),
        other.get(f"{address}rulebook.zip"),
        other.post(f"{address}adopt/", {"from_day": "2023-10-01"}),
        other.post(f"{address}withdraw/"),
    ]

    assert {answer.status_code for answer in answers} <= {403, 404}
    assert [answer.status_code for answer in answers[2:]] == [404] * 5
    assert (Proposal.objects.get().state, Edition.objects.count()) == ("open", 2)


def test_without_a_second_factor_the_page_leads_to_it(cast: Cast) -> None:
    client = Client(headers={"accept-language": "zh-hans"})
    client.force_login(cast.account("ORGANISE"), backend="allauth.account.auth_backends.AuthenticationBackend")

    answer = client.get(ADDRESS)

    assert answer.status_code == 403
    assert words_of(answer) == (
        "403 现在不能这样做 涉及评星和标准的操作须先通过二次验证 什么都没有改动。 现在就去办 回到首页"
    )
    assert 'href="/second-factor/?next=%2Fd%2F990099%2Fstandards%2Fproposals%2F"' in answer.content.decode()


def test_the_effect_costs_the_same_queries_with_more_branches_that_change(cast: Cast, organiser: Client) -> None:
    confirm(cast.dongliu, vacant_days=20)
    address = f"{uploaded(organiser, T1={'阈值': '15'})}effect/"
    organiser.get(address)
    one = queries_of(organiser, address)
    confirm(cast.xiliu, vacant_days=20)
    confirm(cast.shiqiao, vacant_days=20)

    assert (len(table_of(organiser.get(address))), queries_of(organiser, address)) == (3, one)


def test_the_list_of_workbooks_costs_the_same_queries_with_one_and_with_three(organiser: Client) -> None:
    uploaded(organiser, T1={"阈值": "15"})
    one = queries_of(organiser, ADDRESS)
    uploaded(organiser, T1={"阈值": "很多"})
    uploaded(organiser, T1={"阈值": "20"})

    listed = table_of(organiser.get(ADDRESS))

    assert [line[:4] for line in listed] == [
        ("我区任务.csv", "农村", "待采用", "0"),
        ("我区任务.csv", "农村", "待采用", "1"),
        ("我区任务.csv", "农村", "待采用", "0"),
    ]
    assert queries_of(organiser, ADDRESS) == one
