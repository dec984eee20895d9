"""A request that is sent again is answered as the first time; a token that asks too often waits."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from fivestar.facts.api import endpoint
from fivestar.facts.api.actions import forget_old_answers
from fivestar.facts.api.decisions import MINUTES_KEPT, RECEIPTS_KEPT, REQUESTS_A_MINUTE
from fivestar.facts.models import ApiMinute, ApiReceipt, Observation
from tests.cast import NOW, Cast
from tests.factories import small_standards
from tests.facts.api.stories import hand_in, income, issued
from tests.facts.tables import DONGLIU, XILIU, record

Clock = Callable[[datetime], None]


@pytest.fixture(autouse=True)
def standards(cast: Cast) -> None:
    small_standards(cast)


@pytest.fixture
def clock(monkeypatch: Any) -> Clock:
    """Sets the machine's time for what comes next."""

    def set_to(moment: datetime) -> None:
        monkeypatch.setattr(endpoint, "machine_now", lambda: moment)

    set_to(NOW)
    return set_to


def test_the_same_key_and_body_get_the_same_answer_and_write_once(cast: Cast, clock: Clock) -> None:
    token = issued(cast).text

    first, second = (hand_in(token, income()) for _ in range(2))

    assert first.json() == second.json() == {"received": 1, "written": 1, "branches": 1}
    assert (first.headers.get("Idempotent-Replayed"), second["Idempotent-Replayed"]) == (None, "true")
    assert Observation.objects.count() == 1


def test_a_replay_does_not_undo_what_came_between(cast: Cast, clock: Clock) -> None:
    token = issued(cast).text
    hand_in(token, income(1), key="one")
    hand_in(token, income(2), key="two")

    hand_in(token, income(1), key="one")

    assert record() == [(DONGLIU, "collective_income", "2023", 2, "C")]


def test_the_same_key_with_another_body_is_refused(cast: Cast, clock: Clock) -> None:
    token = issued(cast).text
    hand_in(token, income(1))

    answer = hand_in(token, income(2))

    assert answer.status_code == 409
    assert answer.json() == {"message": "这个 Idempotency-Key 已经用于另一批数据,请换一个", "faults": []}
    assert record() == [(DONGLIU, "collective_income", "2023", 1, "C")]


def test_a_refusal_is_an_answer_too(cast: Cast, clock: Clock) -> None:
    token = issued(cast).text

    first, second = (hand_in(token, income("5万")) for _ in range(2))

    assert (first.status_code, second.status_code, second.json()) == (422, 422, first.json())
    assert second["Idempotent-Replayed"] == "true"


def test_two_tokens_do_not_share_their_keys(cast: Cast, clock: Clock) -> None:
    one, other = issued(cast).text, issued(cast).text
    hand_in(one, income(1))

    assert hand_in(other, income(2, XILIU)).json()["written"] == 1


@pytest.mark.parametrize("key", ["", "a b", "键", "x" * 65])
def test_what_is_no_key_is_refused(cast: Cast, clock: Clock, key: str) -> None:
    answer = hand_in(issued(cast).text, income(), key=key.encode().decode("latin-1"))

    assert (answer.status_code, answer.json()["message"]) == (422, "Idempotency-Key 应是 1 到 64 个可见字符")
    assert record() == []


def test_who_asks_too_often_is_told_how_long_to_wait_and_nothing_is_written(cast: Cast, clock: Clock) -> None:
    given = issued(cast)
    moment = NOW.replace(second=40)
    clock(moment)
    ApiMinute.objects.create(token=given.token, minute=NOW, requests=REQUESTS_A_MINUTE - 1)

    assert hand_in(given.text, income()).status_code == 200
    answer = hand_in(given.text, income(2), key="two")

    assert (answer.status_code, answer["Retry-After"]) == (429, "20")
    assert answer.json()["message"] == "请求太频繁,请 20 秒后再试"
    assert record() == [(DONGLIU, "collective_income", "2023", 5_000_000, "C")]
    clock(moment + timedelta(seconds=20))
    assert hand_in(given.text, income(2), key="two").status_code == 200


def test_a_body_that_cannot_be_read_counts_too(cast: Cast, clock: Clock) -> None:
    given = issued(cast)

    hand_in(given.text, body="{")

    assert ApiMinute.objects.get().requests == 1


def test_old_answers_are_forgotten_and_newer_ones_kept(cast: Cast, clock: Clock) -> None:
    token = issued(cast).text
    hand_in(token, income(1), key="old")
    clock(NOW + timedelta(days=1))
    hand_in(token, income(1), key="new")

    forgotten = forget_old_answers(at=NOW + RECEIPTS_KEPT + timedelta(hours=1))

    assert forgotten == 1
    assert list(ApiReceipt.objects.values_list("key", flat=True)) == ["new"]
    assert MINUTES_KEPT < RECEIPTS_KEPT
    assert ApiMinute.objects.count() == 0
