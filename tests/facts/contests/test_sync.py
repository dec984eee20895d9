"""Taps made without signal come in together, each once; nobody's taps come in under another account."""

from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from fivestar.facts.models import Contest
from tests.cast import Cast
from tests.factories import small_standards
from tests.pages import browser_of

pytestmark = pytest.mark.django_db
FIRST, SECOND = UUID(int=1), UUID(int=2)


@pytest.fixture(autouse=True)
def _standards(cast: Cast) -> None:
    small_standards(cast)


def tap(cast: Cast, client_id: UUID = FIRST, **other: str) -> dict[str, str]:
    told = {"branch": cast.dongliu.public_id, "fact": "households", "period": "2023", "kind": "not_mine"}
    return {"client_id": str(client_id), **told, **other}


def send(client: Client, account: str, *taps: dict[str, str]) -> Any:
    return client.post("/contests/sync/", {"account": account, "answers": list(taps)}, content_type="application/json")


def kept() -> list[tuple[str, str, str]]:
    return list(Contest.objects.order_by("id").values_list("fact__slug", "period", "kind"))


def test_what_was_tapped_without_signal_arrives_once_however_often_it_is_sent(cast: Cast) -> None:
    secretary, account = browser_of(cast, "OWN"), cast.secretary.person_ref
    taps = [tap(cast), tap(cast, SECOND, fact="bound_households", kind="unnecessary")]

    answers = [send(secretary, account, *taps).json() for _ in range(2)]

    told = {"results": [{"client_id": str(one), "outcome": "answered"} for one in (FIRST, SECOND)]}
    assert answers == [told, told]
    assert kept() == [("households", "2023", "not_mine"), ("bound_households", "2023", "unnecessary")]


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"kind": "because"}, "请选一个理由"),
        ({"fact": "nothing"}, "没有这个村或这一项"),
        ({"branch": "nothing"}, "没有这个村或这一项"),
        ({"period": "soon"}, "没有问过这一期:soon"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(cast: Cast, other: dict[str, str], said: str) -> None:
    answer = send(browser_of(cast, "OWN"), cast.secretary.person_ref, tap(cast, **other))

    assert answer.json() == {"results": [{"client_id": str(FIRST), "outcome": "refused", "message": said}]}
    assert kept() == []


def test_a_village_that_is_not_his_is_refused(cast: Cast) -> None:
    answer = send(browser_of(cast, "next_secretary"), cast.next_secretary.person_ref, tap(cast))

    assert [one["outcome"] for one in answer.json()["results"]] == ["refused"]
    assert kept() == []


def test_taps_of_another_account_are_not_taken(cast: Cast) -> None:
    assert send(browser_of(cast, "OWN"), cast.clerk.person_ref, tap(cast)).status_code == 409
    assert send(browser_of(cast, ""), cast.clerk.person_ref, tap(cast)).status_code == 401
    assert kept() == []
