"""The queue as its reviewer reads it, and a returned value as its supplier does."""

import re

import pytest
from django.test import Client

from fivestar.facts.models import FormTime, Observation, Return, ReviewAct
from fivestar.facts.review.actions import return_item
from fivestar.facts.review.today import TODAY as TODAY_SOURCES
from fivestar.foundation.today import Item
from fivestar.scorecards.models import Scorecard
from fivestar.standards.models import Fact
from tests.cast import NOW, TODAY, Cast
from tests.factories import small_standards
from tests.facts.review.stories import LATER, say, stated
from tests.facts.tables import DONGLIU, record
from tests.pages import browser_of, queries_of, text_of, words_of

pytestmark = pytest.mark.django_db

QUEUE = "/d/990099/review/"


@pytest.fixture(autouse=True)
def _standards(cast: Cast) -> None:
    small_standards(cast)


def lines(client: Client) -> list[str]:
    """Branch and fact of every line, in order."""
    html = text_of(client.get(QUEUE))
    return [
        " ".join(re.sub(r"<[^>]*>", " ", part).split())
        for part in re.findall(r'<div class="review-item__what"[^>]*>(.*?)</div>', html, re.DOTALL)
    ]


def test_what_stands_out_comes_first_with_its_reason(cast: Cast) -> None:
    say(cast, "bound_households", 80, actor=cast.organiser, branch=cast.dongliu, basis="C", source="合作社名册")
    stated(cast, "households", 310)
    stated(cast, "bound_households", 99)

    clerk = browser_of(cast, "CLERK")

    assert lines(clerk) == [
        "东柳村党支部 柳溪镇 入社农户数 2023",
        "东柳村党支部 柳溪镇 农户数 2023",
    ]
    words = words_of(clerk.get(QUEUE))
    assert "待核实 2 条，其中 1 条有疑点；今天您已核实 0 条。" in words
    assert "与已核实的 80 户 不一致（来源：合作社名册）" in words
    assert "安然：我看过这 1 条，与掌握的情况相符，一并核实。" in words


def test_one_button_confirms_one_item(cast: Cast) -> None:
    row = stated(cast, "households", 310)
    clerk = browser_of(cast, "CLERK")

    answer = clerk.post(f"{QUEUE}{row.pk}/confirm/", {"page": "1"})

    assert (answer.status_code, answer["Location"]) == (302, QUEUE)
    assert record() == [(DONGLIU, "households", "2023", 310, "C"), (DONGLIU, "households", "2023", 310, "S")]
    words = words_of(clerk.get(QUEUE))
    assert "今天您已核实 1 条。" in words
    assert "都核实完了" in words


def test_an_item_that_is_gone_says_so_and_the_rest_stays(cast: Cast) -> None:
    row = stated(cast, "households", 310)
    stated(cast, "households", 311, at=LATER)
    clerk = browser_of(cast, "CLERK")

    answer = clerk.post(f"{QUEUE}{row.pk}/confirm/")
    fragment = clerk.post(f"{QUEUE}{row.pk}/confirm/", headers={"hx-request": "true"})

    assert (answer.status_code, fragment.status_code) == (409, 200)
    assert "这一条已经核实、退回或者改报过了" in words_of(answer)
    assert "这一条已经核实、退回或者改报过了" in words_of(fragment)
    assert record() == [(DONGLIU, "households", "2023", 311, "S")]


def test_the_rest_is_signed_with_what_was_shown(cast: Cast) -> None:
    stated(cast, "households", 310)
    stated(cast, "bound_households", 99)
    clerk = browser_of(cast, "CLERK")
    signed = re.findall(r'name="signed" value="([^"]+)"', text_of(clerk.get(QUEUE)))[0]

    refused = clerk.post(f"{QUEUE}rest/", {"signed": "sha256:" + "0" * 64})
    before = ReviewAct.objects.count()
    done = clerk.post(f"{QUEUE}rest/", {"signed": signed}, follow=True)

    assert (refused.status_code, before) == (409, 0)
    assert "请再看一遍，再一并确认" in words_of(refused)
    assert f"已一并核实 2 条，签名摘要 {signed}" in text_of(done)
    assert (ReviewAct.objects.get().digest, ReviewAct.objects.get().count) == (signed, 2)


@pytest.mark.parametrize(
    ("who", "status"), [("", 403), ("outsider", 403), ("OWN", 403), ("SUPERVISE", 403), ("CLERK", 200), ("SUPPLY", 200)]
)
def test_the_page_is_for_those_who_review(cast: Cast, who: str, status: int) -> None:
    assert browser_of(cast, who).get(QUEUE).status_code == status


def test_nobody_else_confirms_or_returns(cast: Cast) -> None:
    row = stated(cast, "households", 310)

    for who in ("", "OWN", "next_clerk", "SUPPLY"):
        answers = [
            browser_of(cast, who).post(f"{QUEUE}{row.pk}/{act}/", {"reason": "多了"}).status_code
            for act in ("confirm", "return")
        ]
        assert answers in ([403, 403], [404, 404]), who
    assert (record(), Return.objects.count()) == ([(DONGLIU, "households", "2023", 310, "S")], 0)


def test_a_returned_value_is_stated_anew_by_its_supplier(cast: Cast) -> None:
    row = stated(cast, "households", 310)
    browser_of(cast, "CLERK").post(f"{QUEUE}{row.pk}/return/", {"reason": "户籍上只有 301 户"})
    returned = Return.objects.get()
    address = f"/d/990099/returned/{returned.public_id}/"
    secretary = browser_of(cast, "OWN")

    assert "户籍上只有 301 户" in words_of(secretary.get(address))
    same = secretary.post(address, {"value": "310"})
    wrong = secretary.post(address, {"value": "三百"})
    assert (same.status_code, wrong.status_code) == (422, 422)
    assert "和退回的数一样" in words_of(same)
    assert "应填数字,现为“三百”" in words_of(wrong)
    assert FormTime.objects.count() == 0
    done = secretary.post(address, {"value": "301", "form_seconds": "40"}, follow=True)

    assert "已经答复" in words_of(done)
    assert list(FormTime.objects.values_list("form", "seconds")) == [("fact:households", 40)]
    assert record() == [(DONGLIU, "households", "2023", 301, "S")]
    assert lines(browser_of(cast, "CLERK")) == ["东柳村党支部 柳溪镇 农户数 2023"]


def test_a_supplier_stands_by_his_value_with_words(cast: Cast) -> None:
    row = stated(cast, "households", 310)
    returned = return_item(actor=cast.clerk, observation=row, reason="多了", at=LATER)
    secretary = browser_of(cast, "OWN")

    secretary.post(f"/d/990099/returned/{returned.public_id}/", {"answer": "新迁入 9 户"})

    assert "退回后坚持原数：新迁入 9 户" in words_of(browser_of(cast, "CLERK").get(QUEUE))


def test_a_returned_value_is_nobody_elses(cast: Cast) -> None:
    returned = return_item(actor=cast.clerk, observation=stated(cast, "households", 310), reason="多了", at=LATER)

    statuses = {
        who: browser_of(cast, who).get(f"/d/990099/returned/{returned.public_id}/").status_code
        for who in ("", "outsider", "next_secretary", "SUPPLY", "HELPER")
    }

    assert statuses == {"": 404, "outsider": 404, "next_secretary": 404, "SUPPLY": 404, "HELPER": 200}


def test_both_sides_find_it_in_what_is_to_do_today(cast: Cast) -> None:
    row = stated(cast, "households", 310)
    stated(cast, "bound_households", 99)
    returned = return_item(actor=cast.clerk, observation=row, reason="多了", at=LATER)

    def today(who: str) -> list[Item]:
        return [item for source in TODAY_SOURCES for item in source.items_for(getattr(cast, who), LATER)]

    waits = Item(
        title="1 条数据等您核实",
        why="核实了才正式算数；有疑点的排在前面。",
        url=QUEUE,
        minutes=1,
        blocks_others=True,
        place="柳溪镇",
        waits="东柳村党支部",
        since=TODAY,
    )
    back = Item(
        title="“农户数”被退回，请再看一下",
        why="2023 报的 310 户：多了",
        url=f"/d/990099/returned/{returned.public_id}/",
        minutes=3,
        blocks_others=True,
        place="东柳村党支部",
        waits="退回这个数的核实人",
        since=TODAY,
    )
    assert today("secretary") == [back]
    assert today("helper") == [back]
    assert today("clerk") == [waits]
    assert today("supplier") == today("outsider") == []


def test_a_clerk_answers_for_what_the_township_supplies(cast: Cast) -> None:
    row = stated(cast, "vacant_days", 12, actor=cast.clerk)
    return_item(actor=cast.organiser, observation=row, reason="任命文件是 5 天前的", at=LATER)

    assert [item.why for item in TODAY_SOURCES[0].items_for(cast.clerk, LATER)] == [
        "2023 报的 12 天：任命文件是 5 天前的"
    ]


def many(cast: Cast, count: int) -> None:
    """So many stated values of the secretary's village and its neighbours, over facts of their own."""
    branches = [cast.dongliu, cast.xiliu, cast.shiqiao]
    base = Fact.objects.get(slug="households")
    facts = [
        Fact(slug=f"count_{number}", definition={**base.definition, "id": f"count_{number}"}, order=100 + number)
        for number in range(-(-count // len(branches)))
    ]
    Fact.objects.bulk_create(facts)
    Observation.objects.bulk_create(
        [
            Observation(
                branch=branches[number % len(branches)],
                fact=facts[number // len(branches)],
                period="2023",
                year=2023,
                value=number,
                basis="S",
                source="村里台账",
                observed_on=TODAY,
                recorded_at=NOW,
                recorded_by=cast.secretary.person_ref,
            )
            for number in range(count)
        ]
    )


def test_three_thousand_items_cost_as_many_queries_as_twenty(cast: Cast) -> None:
    clerk = browser_of(cast, "CLERK")
    many(cast, 20)
    few = queries_of(clerk, QUEUE)
    Observation.objects.all().delete()
    Fact.objects.filter(slug__startswith="count_").delete()
    many(cast, 3_000)

    assert queries_of(clerk, QUEUE) == few
    assert len(lines(clerk)) == 100


def test_signing_three_thousand_rescores_in_the_same_act(cast: Cast) -> None:
    many(cast, 3_000)
    stated(cast, "households", 310)
    stated(cast, "bound_households", 99)
    clerk = browser_of(cast, "CLERK")
    signed = re.findall(r'name="signed" value="([^"]+)"', text_of(clerk.get(QUEUE)))[0]

    clerk.post(f"{QUEUE}rest/", {"signed": signed})

    act = ReviewAct.objects.get()
    assert (act.count, act.rows.count()) == (3_002, 3_002)
    assert Observation.objects.filter(basis="C", superseded_at=None).count() == 3_002
    assert Scorecard.objects.get(branch=cast.dongliu, basis="C", is_current=True).met == 1
