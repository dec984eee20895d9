"""A work group's list: only what is his to look at, from a form or from the queue of a phone, taken once."""

import json
import re
from typing import Any
from uuid import UUID

import pytest
from django.http import HttpResponseBase
from django.test import Client

from fivestar.desk.today import today_for
from fivestar.rechecks.actions import close_plan
from fivestar.rechecks.models import Finding, Plan
from tests.cast import Cast
from tests.pages import browser_of, queries_of, text_of, words_of
from tests.rechecks.stories import ON_THE_DAY, drawn, find, with_stars

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast: Cast) -> Plan:
    with_stars(cast)
    return drawn(cast, take=9)


def list_of(plan: Plan) -> str:
    return f"/d/990099/rechecks/{plan.public_id}/list/"


def one(position: int, number: int, verdict: str = "holds", **other: Any) -> dict[str, Any]:
    return {"client_id": str(UUID(int=number)), "position": position, "verdict": verdict, "note": "", **other}


def sends(browser: Client, plan: Plan, account: str, *findings: dict[str, Any]) -> HttpResponseBase:
    body = json.dumps({"account": account, "answers": findings})
    return browser.post(f"{list_of(plan)}sync/", body, content_type="application/json")


def outcomes(answer: HttpResponseBase) -> list[tuple[str, str]]:
    results = json.loads(getattr(answer, "content", b""))["results"]
    return [(result["outcome"], result.get("message", "")) for result in results]


def positions_on(page: HttpResponseBase) -> list[int]:
    return sorted(int(number) for number in re.findall(r'id="p(\d+)"', text_of(page)))


def test_each_sees_his_own_part_of_the_list_village_by_village(cast: Cast, plan: Plan) -> None:
    industry = [pair.position for pair in plan.pairs.filter(star="industry").order_by("position")]

    whole = browser_of(cast, "ORGANISE").get(list_of(plan))
    part = browser_of(cast, "TASKFORCE").get(list_of(plan))

    assert positions_on(whole) == list(range(1, 10))
    assert positions_on(part) == industry
    assert words_of(whole).count("系统判为达标。现场看，成立吗？") == 9
    assert [browser_of(cast, who).get(list_of(plan)).status_code for who in ("", "OWN", "CLERK")] == [404] * 3


def test_a_finding_goes_in_by_a_plain_form(cast: Cast, plan: Plan) -> None:
    browser = browser_of(cast, "TASKFORCE")
    position = positions_on(browser.get(list_of(plan)))[0]

    without = browser.post(f"{list_of(plan)}{position}/", one(position, 1, "does_not"))
    again = browser.post(f"{list_of(plan)}{position}/", one(position, 1, "does_not", note="账上没有"), follow=True)

    assert (without.status_code, without["Location"]) == (302, f"{list_of(plan)}#p{position}")
    assert list(Finding.objects.values_list("verdict", "note", "found_by")) == [
        ("does_not", "账上没有", cast.taskforce.person_ref)
    ]
    assert f"第 {position} 项记下了。" in words_of(again, "body")
    assert "不成立或没查成，请写一句为什么" in words_of(again, "body")


def test_what_is_not_on_his_list_is_not_there(cast: Cast, plan: Plan) -> None:
    party = plan.pairs.filter(star="party").order_by("position")[0].position
    browser = browser_of(cast, "TASKFORCE")

    by_form = browser.post(f"{list_of(plan)}{party}/", one(party, 1))
    by_phone = sends(browser, plan, cast.taskforce.person_ref, one(party, 2))

    assert (by_form.status_code, outcomes(by_phone)) == (404, [("refused", "这一项不在您的名单上")])
    assert Finding.objects.count() == 0


def test_a_queue_arrives_once_however_often_it_is_sent(cast: Cast, plan: Plan) -> None:
    browser, mine = browser_of(cast, "ORGANISE"), cast.organiser.person_ref
    queue = (one(1, 1), one(2, 2, "could_not", note="门锁着"), one(3, 3, "perhaps"))

    answers = [outcomes(sends(browser, plan, mine, *queue)) for _ in range(3)]

    assert answers == [[("found", ""), ("found", ""), ("refused", "请选“成立”“不成立”或“没查成”")]] * 3
    assert list(Finding.objects.order_by("pair__position").values_list("pair__position", "verdict")) == [
        (1, "holds"),
        (2, "could_not"),
    ]


def test_a_finding_made_without_having_seen_the_standing_one_does_not_overwrite_it(cast: Cast, plan: Plan) -> None:
    browser, mine = browser_of(cast, "ORGANISE"), cast.organiser.person_ref
    sends(browser, plan, mine, one(1, 1))

    blind = sends(browser, plan, mine, one(1, 2, "could_not", note="没人"))
    seeing = sends(browser, plan, mine, one(1, 3, "does_not", note="账上没有", replaces=str(UUID(int=1))))

    assert outcomes(blind) == [("refused", "这一项您在别处已经记过，请打开名单再看一次")]
    assert outcomes(seeing) == [("found", "")]
    kept = Finding.objects.order_by("id")
    assert [(one.verdict, one.superseded_at is None) for one in kept] == [("holds", False), ("does_not", True)]


def test_a_correction_made_without_signal_follows_what_it_corrects(cast: Cast, plan: Plan) -> None:
    queue = (one(1, 1), one(1, 2, "could_not", note="没人", replaces=str(UUID(int=1))))

    answer = sends(browser_of(cast, "ORGANISE"), plan, cast.organiser.person_ref, *queue)

    assert outcomes(answer) == [("found", "")] * 2
    assert Finding.objects.get(superseded_at=None).verdict == "could_not"


def test_another_accounts_findings_and_nobodys_are_not_taken(cast: Cast, plan: Plan) -> None:
    other = sends(browser_of(cast, "TASKFORCE"), plan, cast.organiser.person_ref, one(1, 1))
    nobody = sends(browser_of(cast, ""), plan, cast.organiser.person_ref, one(1, 1))

    assert (other.status_code, nobody.status_code, Finding.objects.count()) == (409, 401, 0)


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b'{"account": "a"}', b'{"account": "a", "answers": [{"client_id": "x"}]}', b"\xff"],
)
def test_what_is_no_queue_is_refused(cast: Cast, plan: Plan, body: bytes) -> None:
    browser = browser_of(cast, "ORGANISE")

    answer = browser.post(f"{list_of(plan)}sync/", body, content_type="application/json")

    assert (answer.status_code, Finding.objects.count()) == (400, 0)


def test_positions_and_notes_out_of_all_proportion_are_refused(cast: Cast, plan: Plan) -> None:
    browser, mine = browser_of(cast, "ORGANISE"), cast.organiser.person_ref

    answers = [
        sends(browser, plan, mine, one(10**30, 1)),
        sends(browser, plan, mine, one(1, 1, note="长" * 301)),
        sends(browser, plan, mine, *[one(1, 1)] * 201),
    ]

    assert [answer.status_code for answer in answers] == [400] * 3
    assert Finding.objects.count() == 0


def test_a_closed_list_can_be_read_and_takes_nothing_more(cast: Cast, plan: Plan) -> None:
    find(cast, plan.pairs.get(position=1), "holds", number=1)
    close_plan(actor=cast.organiser, plan=plan, at=ON_THE_DAY)
    browser = browser_of(cast, "ORGANISE")

    page = browser.get(list_of(plan))
    late = sends(browser, plan, cast.organiser.person_ref, one(2, 2))

    assert "系统判为达标" not in words_of(page)
    assert outcomes(late) == [("refused", "这次复核不在进行，不能再记")]


def test_an_open_list_waits_in_todays_work_until_everything_is_looked_at(cast: Cast, plan: Plan) -> None:
    before = [(item.title, item.why, item.url) for item in today_for(cast.taskforce, ON_THE_DAY).items]
    for number, pair in enumerate(plan.pairs.filter(star="industry")):
        find(cast, pair, "holds", number=number, who="TASKFORCE")

    after = today_for(cast.taskforce, ON_THE_DAY).items

    assert ("复核名单", "3 项没查", list_of(plan)) in before
    assert "复核名单" not in [item.title for item in after]
    assert "复核名单" not in [item.title for item in today_for(cast.secretary, ON_THE_DAY).items]


def test_the_list_is_never_kept_by_a_cache_and_its_length_costs_no_queries(cast: Cast, plan: Plan) -> None:
    whole, part = browser_of(cast, "ORGANISE"), browser_of(cast, "TASKFORCE")

    assert "no-store" in whole.get(list_of(plan))["cache-control"]
    assert queries_of(whole, list_of(plan)) == queries_of(part, list_of(plan))
