"""The queue of a device: taken once, by the account it belongs to, with a fresh token."""

import json
from typing import Any

import pytest
from django.http import HttpResponseBase
from django.test import Client

from fivestar.facts.models import AnswerReceipt, FormTime, Observation
from tests.cast import NOW, Cast
from tests.factories import small_standards
from tests.facts.test_pages_catalogue import state
from tests.pages import browser_of

pytestmark = pytest.mark.django_db
FIRST, SECOND = "00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"


@pytest.fixture(autouse=True)
def _standards(cast: Cast) -> None:
    small_standards(cast)


def one(cast: Cast, client_id: str = FIRST, **other: Any) -> dict[str, Any]:
    return {
        "client_id": client_id,
        "branch": cast.dongliu.public_id,
        "fact": "members_meetings",
        "period": "2023-Q2",
        "value": "3",
        "seen": None,
        "reason": "",
        "answered_at": NOW.isoformat(),
        **other,
    }


def sends(browser: Client, account: str, *answers: dict[str, Any], token: str = "") -> HttpResponseBase:
    return browser.post(
        "/answers/sync/",
        json.dumps({"account": account, "answers": answers}),
        content_type="application/json",
        headers={"X-CSRFToken": token} if token else {},
    )


def outcomes(answer: HttpResponseBase) -> list[tuple[str, str]]:
    results = json.loads(getattr(answer, "content", b""))["results"]
    return [(result["outcome"], result.get("message", "")) for result in results]


def test_a_queue_arrives_once_however_often_it_is_sent(cast: Cast) -> None:
    browser, mine = browser_of(cast, "OWN"), cast.secretary.person_ref
    queue = (one(cast), one(cast, SECOND, fact="households", period="2023", value="358"))

    answers = [outcomes(sends(browser, mine, *queue)) for _ in range(3)]

    assert answers == [[("answered", ""), ("answered", "")]] * 3
    assert (Observation.objects.count(), AnswerReceipt.objects.count()) == (2, 2)


def test_the_seconds_a_question_was_in_sight_are_counted_once(cast: Cast) -> None:
    for _ in range(2):
        sends(browser_of(cast, "OWN"), cast.secretary.person_ref, one(cast, form_seconds=25))

    assert list(FormTime.objects.values_list("form", "seconds", "month")) == [("fact:members_meetings", 25, "2023-09")]


def test_one_that_cannot_be_taken_does_not_stop_the_others(cast: Cast) -> None:
    queue = (
        one(cast, value="许多"),
        one(cast, SECOND, fact="nothing"),
        one(cast, FIRST[:-1] + "3", branch=cast.zhuyuan_branch.public_id),
        one(cast, FIRST[:-1] + "4"),
    )

    answer = sends(browser_of(cast, "OWN"), cast.secretary.person_ref, *queue)

    assert [outcome for outcome, _ in outcomes(answer)] == ["refused", "refused", "refused", "answered"]
    assert outcomes(answer)[0][1] == "应填数字,现为“许多”"
    assert list(Observation.objects.values_list("branch", "value")) == [(cast.dongliu.pk, 3)]


def test_two_devices_that_say_different_things_are_asked_to_choose(cast: Cast) -> None:
    sends(browser_of(cast, "HELPER"), cast.helper.person_ref, one(cast, value="5"))

    late = sends(browser_of(cast, "OWN"), cast.secretary.person_ref, one(cast, SECOND))

    kept = AnswerReceipt.objects.get(outcome="conflict")
    assert json.loads(getattr(late, "content", b""))["results"] == [
        {
            "client_id": SECOND,
            "outcome": "conflict",
            "url": f"/b/{cast.dongliu.public_id}/answers/{kept.public_id}/",
        }
    ]
    assert list(Observation.objects.values_list("value", flat=True)) == [5]


def test_another_accounts_answers_are_not_taken_on_a_shared_phone(cast: Cast) -> None:
    answer = sends(browser_of(cast, "HELPER"), cast.secretary.person_ref, one(cast))

    assert (answer.status_code, AnswerReceipt.objects.count()) == (409, 0)


def test_nobody_signed_in_is_told_to_sign_in(cast: Cast) -> None:
    browser = browser_of(cast, "")

    assert sends(browser, cast.secretary.person_ref, one(cast)).status_code == 401
    said = browser.get("/answers/session/").json()
    assert (said["account"], said["sign_in"]) == (None, "/enter/")
    assert AnswerReceipt.objects.count() == 0


def test_an_old_token_is_refused_and_a_fresh_one_is_to_be_had(cast: Cast) -> None:
    browser, mine = browser_of(cast, "OWN", checks_forms=True), cast.secretary.person_ref
    assert sends(browser, mine, one(cast), token="a" * 64).status_code == 403

    token = browser.get("/answers/session/").json()["token"]

    assert outcomes(sends(browser, mine, one(cast), token=token)) == [("answered", "")]


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b'{"account": "a"}', b'{"account": "a", "answers": [{"client_id": "x"}]}', b"\xff"],
)
def test_what_is_no_queue_is_refused(cast: Cast, body: bytes) -> None:
    answer = browser_of(cast, "OWN").post("/answers/sync/", body, content_type="application/json")

    assert (answer.status_code, AnswerReceipt.objects.count()) == (400, 0)


def test_a_fact_a_department_supplies_is_refused_even_where_its_value_is_repeated(cast: Cast) -> None:
    state(cast, "东柳", "collective_income", 5_200_000)
    kept = {"fact": "collective_income", "period": "2023", "value": "5.2万元"}

    answer = outcomes(sends(browser_of(cast, "OWN"), cast.secretary.person_ref, one(cast, **kept)))

    assert answer == [("refused", "“村集体经济收入”由 区农业农村局 提供,村里不用报")]
    assert (Observation.objects.count(), AnswerReceipt.objects.count()) == (1, 0)


@pytest.mark.parametrize("wrong", [{"seen": 10**30}, {"seen": -(2**53)}, {"period": "2023\0"}, {"reason": "\0"}])
def test_what_no_page_of_ours_sends_is_no_queue(cast: Cast, wrong: dict[str, Any]) -> None:
    answer = sends(browser_of(cast, "OWN"), cast.secretary.person_ref, one(cast, **wrong))

    assert (answer.status_code, AnswerReceipt.objects.count()) == (400, 0)


def test_a_time_without_a_zone_or_too_many_at_once_are_refused(cast: Cast) -> None:
    browser, mine = browser_of(cast, "OWN"), cast.secretary.person_ref

    assert sends(browser, mine, one(cast, answered_at="2023-09-15T09:00:00")).status_code == 400
    assert sends(browser, mine, *[one(cast)] * 201).status_code == 400
