"""The gate's pages: a question written and judged at once, the waiting list, the decision, the minutes."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fivestar.facts.gate.actions import decide_question
from fivestar.facts.gate.today import TODAY as SOURCES
from fivestar.facts.models import MinuteBudget, QuestionProposal
from fivestar.foundation.today import Item
from tests.cast import NOW, TODAY, Cast
from tests.factories import small_standards
from tests.facts.gate.stories import DOCUMENT, proposed, recorded_question
from tests.pages import browser_of, queries_of, text_of, words_of

pytestmark = pytest.mark.django_db
PAGE = "/d/990099/questions/"
WRITTEN = {
    "form": "fact",
    "label": "村内大棚数",
    "unit": "个",
    "population": "rural",
    "period": "year",
    "supplied_by": "village",
    "times_a_year": "1",
    "minutes": "5",
    "document": DOCUMENT,
    "department": "区农业农村局",
}


@pytest.fixture(autouse=True)
def _standards(cast: Cast) -> None:
    small_standards(cast)


@pytest.fixture
def supplier(cast: Cast) -> Client:
    return browser_of(cast, "SUPPLY")


def test_a_question_nothing_speaks_against_waits_on_its_own_page(cast: Cast, supplier: Client) -> None:
    answer = supplier.post(f"{PAGE}new/", WRITTEN)

    question = QuestionProposal.objects.get()
    assert answer.headers["location"] == f"{PAGE}{question.public_id}/"
    assert words_of(browser_of(cast, "").get(answer.headers["location"])) == (
        "新问题准入 村内大棚数 一个数 · 区农业农村局 · 2023-09-15 系统没有退回，等组织部门审定。"
        " 申请内容 说的是谁 每个农村支部 单位 个 一个数管多久 年 由谁填 村（社区）"
        " 用时 一年 1 次，每次 5 分钟，共 5 分钟 依据 区办发〔2023〕12号"
    )


def test_a_held_question_comes_back_at_once_and_leads_to_what_is_there(supplier: Client) -> None:
    answer = supplier.post(f"{PAGE}new/", {**WRITTEN, "label": "全村农户有多少", "unit": "户"}, follow=True)

    assert "系统退回，不用向基层要 已有 已经有了:“农户数”由村(社区)提供,直接用就行" in words_of(answer)
    assert '<a href="/d/990099/facts/households/">' in text_of(answer)


def test_what_is_measured_counts_more_than_how_it_is_worded(supplier: Client) -> None:
    written = {**WRITTEN, "label": "你村一共住了几户人", "unit": "户"}

    supplier.post(f"{PAGE}new/", {**written, "measure": "农户数"})

    assert [one["kind"] for one in QuestionProposal.objects.get().findings] == ["held"]


def test_a_derivable_question_comes_back_with_the_expression(supplier: Client) -> None:
    answer = supplier.post(f"{PAGE}new/", {**WRITTEN, "label": "入社率", "unit": "%"}, follow=True)

    assert "可推算 不用问,可以算出来:入社农户数 ÷ 农户数" in words_of(answer)


def test_a_name_that_sounds_alike_is_asked_about_on_the_same_page(supplier: Client) -> None:
    written = {**WRITTEN, "label": "冬季农户数", "unit": "户"}
    answer = supplier.post(f"{PAGE}new/", written)

    assert answer.status_code == 422
    near = [one.slug for one in answer.context["near"]]
    assert "households" in near
    assert QuestionProposal.objects.count() == 0

    answer = supplier.post(f"{PAGE}new/", {**written, **{f"near-{slug}": "只数冬季常住的户" for slug in near}})

    assert answer.status_code == 302
    assert [one["slug"] for one in QuestionProposal.objects.get().near] == near


@pytest.mark.parametrize(
    "other",
    [
        {"label": ""},
        {"minutes": "0"},
        {"minutes": "五"},
        {"times_a_year": "367"},
        {"population": "everybody"},
        {"department": "区民政局"},
        {"supplied_by": "department"},
        {"label": "多" * 81},
    ],
)
def test_what_is_written_wrong_is_said_at_its_field_and_not_kept(supplier: Client, other: dict[str, str]) -> None:
    answer = supplier.post(f"{PAGE}new/", {**WRITTEN, **other})

    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert QuestionProposal.objects.count() == 0


@pytest.mark.parametrize(
    ("who", "status"), [("SUPPLY", 200), ("ORGANISE", 200), ("OWN", 403), ("CLERK", 403), ("", 403)]
)
def test_only_departments_get_the_form(cast: Cast, who: str, status: int) -> None:
    assert browser_of(cast, who).get(f"{PAGE}new/").status_code == status


def test_the_list_shows_everybody_what_was_asked_for_and_what_became_of_it(cast: Cast) -> None:
    refused = proposed(cast, "全村农户有多少", unit="户")
    decide_question(actor=cast.organiser, proposal=proposed(cast), is_approved=True, reason="文件要求", at=NOW)
    proposed(cast, "村内水塔高度", unit="米")

    anyone = browser_of(cast, "")

    assert [(one.label, one.state_words) for one in anyone.get(PAGE).context["questions"]] == [
        ("村内水塔高度", "待组织部门审定"),
        ("村内大棚数", "已同意"),
        ("全村农户有多少", "系统退回"),
    ]
    assert [one.public_id for one in anyone.get(PAGE, {"state": "refused"}).context["questions"]] == [refused.public_id]
    assert len(anyone.get(PAGE, {"state": "anything"}).context["questions"]) == 3
    assert cast.supplier.person_ref not in text_of(anyone.get(PAGE))


def test_whoever_decides_sees_first_what_waits_for_him(cast: Cast) -> None:
    proposed(cast)

    assert "等您审定 1 个 村内大棚数 区农业农村局 · 一年 5 分钟" in words_of(browser_of(cast, "ORGANISE").get(PAGE))
    assert "等您审定" not in words_of(browser_of(cast, "SUPPLY").get(PAGE))


def test_the_organisation_department_decides_on_the_page(cast: Cast, supplier: Client) -> None:
    question = proposed(cast)
    address = f"{PAGE}{question.public_id}/"
    organiser = browser_of(cast, "ORGANISE")
    assert "不同意" in words_of(organiser.get(address))
    assert "不同意" not in words_of(supplier.get(address))

    organiser.post(f"{address}decide/", {"decision": "reject", "reason": "可以用卫片数"})

    assert "组织部门未同意 可以用卫片数" in words_of(supplier.get(address))


@pytest.mark.parametrize("given", [{"decision": "approve", "reason": "好"}, {"reason": "文件要求"}])
def test_a_decision_without_its_reason_or_its_word_decides_nothing(cast: Cast, given: dict[str, str]) -> None:
    question = proposed(cast)

    browser_of(cast, "ORGANISE").post(f"{PAGE}{question.public_id}/decide/", given)

    question.refresh_from_db()
    assert question.state == "waiting"


def test_the_proposer_takes_it_back(cast: Cast, supplier: Client) -> None:
    address = f"{PAGE}{proposed(cast).public_id}/"
    assert "撤回申请" in words_of(supplier.get(address))

    supplier.post(f"{address}withdraw/")

    assert "申请的部门已撤回。" in words_of(supplier.get(address))


def test_it_is_said_when_the_organisation_department_took_it_back(cast: Cast) -> None:
    address = f"{PAGE}{proposed(cast).public_id}/"
    organiser = browser_of(cast, "ORGANISE")

    organiser.post(f"{address}withdraw/")

    words = words_of(browser_of(cast, "").get(address))
    assert "组织部门已撤回。" in words
    assert "申请的部门已撤回。" not in words


def test_an_approved_question_says_what_is_still_to_be_done(cast: Cast) -> None:
    address = f"{PAGE}{proposed(cast).public_id}/"
    organiser = browser_of(cast, "ORGANISE")

    organiser.post(f"{address}decide/", {"decision": "approve", "reason": "文件要求"})

    assert "写进下一版评星标准以后才向基层要。 去写进标准" in words_of(organiser.get(address))
    everybody = browser_of(cast, "").get(address)
    assert "写进下一版评星标准以后才向基层要。" in words_of(everybody)
    assert "去写进标准" not in words_of(everybody)


def test_others_may_neither_decide_nor_take_back(cast: Cast) -> None:
    address = f"{PAGE}{proposed(cast).public_id}/"
    given = {"decision": "approve", "reason": "文件要求"}

    assert [browser_of(cast, who).post(f"{address}decide/", given).status_code for who in ("SUPPLY", "CLERK")] == [
        403
    ] * 2
    assert browser_of(cast, "CLERK").post(f"{address}withdraw/").status_code == 403
    assert QuestionProposal.objects.get().state == "waiting"


def test_what_waits_for_a_decision_stands_in_today(cast: Cast) -> None:
    question = proposed(cast)
    (source,) = SOURCES

    assert source.items_for(cast.organiser, NOW) == [
        Item(
            title="审定新问题：村内大棚数",
            why="区农业农村局 要",
            url=f"{PAGE}{question.public_id}/",
            blocks_others=True,
            waits="区农业农村局",
            since=TODAY,
        )
    ]
    assert source.items_for(cast.supplier, NOW) == []


def test_minutes_are_set_with_their_source_and_shown_to_everybody(cast: Cast) -> None:
    organiser = browser_of(cast, "ORGANISE")
    given = {"level": "village", "minutes_a_month": "20", "from_day": "2023-09-15", "source": "区减负办〔2023〕3号"}

    assert organiser.post(f"{PAGE}limits/", {**given, "source": ""}).status_code == 422
    assert organiser.post(f"{PAGE}limits/", {**given, "from_day": "2023-09-14"}).status_code == 422
    assert MinuteBudget.objects.count() == 0
    assert organiser.post(f"{PAGE}limits/", given).headers["location"] == PAGE
    assert "村（社区） 20 分钟 依据 区减负办〔2023〕3号 · 2023-09-15 起" in words_of(browser_of(cast, "").get(PAGE))


def test_a_question_that_is_not_there_or_of_elsewhere_is_not_found(cast: Cast) -> None:
    question = recorded_question(cast, district=cast.district)
    anyone = browser_of(cast, "")

    assert [
        anyone.get(f"{PAGE}nothing/").status_code,
        anyone.get(f"/d/123456/questions/{question.public_id}/").status_code,
    ] == [
        404,
        404,
    ]


def test_the_list_costs_the_same_with_one_question_and_with_three(cast: Cast) -> None:
    organiser = browser_of(cast, "ORGANISE")
    proposed(cast)
    queries_of(organiser, PAGE)
    one = queries_of(organiser, PAGE)
    proposed(cast, "村内水塔高度", unit="米")
    proposed(cast, "村内桥梁座数", unit="座")

    assert queries_of(organiser, PAGE) == one


def test_judging_costs_the_same_however_much_was_asked_before(cast: Cast) -> None:
    supplier = browser_of(cast, "SUPPLY")

    def cost(label: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert supplier.post(f"{PAGE}new/", {**WRITTEN, "label": label}).status_code == 302
        return len(captured)

    cost("村内大棚数")
    assert cost("村内水塔高度") == cost("村内桥梁座数")


def test_the_pages_are_there_in_english(cast: Cast) -> None:
    question = proposed(cast)
    reader = browser_of(cast, "ORGANISE", language="en")

    for address in (PAGE, f"{PAGE}new/", f"{PAGE}limits/", f"{PAGE}{question.public_id}/"):
        assert "申请" not in words_of(reader.get(address))
        assert "上限" not in words_of(reader.get(address))
