"""An answer is taken once, never over an unseen value; who answers for the secretary is shown and undone by him."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from fivestar.facts.asking.actions import Answered, Conflict, answer, settle, undo
from fivestar.facts.asking.errors import UnableToAnswer, UnableToSettle, UnableToUndo
from fivestar.facts.models import AnswerReceipt, Observation
from fivestar.foundation.outcome import NotAllowed, NotSeen
from fivestar.scorecards.models import Scorecard
from fivestar.standards.queries import catalogue
from tests.cast import NOW, TODAY, Cast
from tests.factories import small_standards

pytestmark = pytest.mark.django_db
FIRST, SECOND, THIRD = (UUID(int=number) for number in (1, 2, 3))
LATER = NOW + timedelta(hours=2)


@pytest.fixture(autouse=True)
def _standards(cast: Cast) -> None:
    small_standards(cast)


def answers(cast: Cast, value: Any = 358, **other: Any) -> Answered | Conflict:
    given = {
        "actor": cast.secretary,
        "branch": cast.dongliu,
        "period": "2023",
        "seen": None,
        "answered_at": NOW,
        "client_id": FIRST,
        "at": NOW,
        **other,
    }
    return answer(fact=catalogue()["households"], value=value, **given)


def standing() -> list[tuple[int, str]]:
    return list(Observation.objects.filter(superseded_at=None).values_list("value", "source"))


def test_an_answer_becomes_a_stated_observation(cast: Cast) -> None:
    given = answers(cast)

    made = Observation.objects.get()
    assert isinstance(given, Answered)
    assert (made.value, made.basis, made.period, made.observed_on) == (358, "S", "2023", TODAY)
    assert (given.receipt.observation, given.receipt.on_behalf, given.again) == (made, False, False)
    assert Scorecard.objects.filter(branch=cast.dongliu, basis="S", is_current=True).count() == 1


def test_sending_again_changes_nothing(cast: Cast) -> None:
    first = answers(cast)
    answers(cast, value=360, client_id=SECOND, seen=358, reason="新迁入两户", at=LATER)

    again = answers(cast, at=LATER)

    assert isinstance(again, Answered)
    assert (again.receipt, again.again) == (first.receipt, True)
    assert (standing(), AnswerReceipt.objects.count()) == ([(360, "本村填报")], 2)


def test_a_number_used_for_another_answer_is_refused(cast: Cast) -> None:
    answers(cast)

    with pytest.raises(UnableToAnswer) as refused:
        answers(cast, value=359)

    assert (str(refused.value), standing()) == ("这个编号已经用在另一条答复上", [(358, "本村填报")])


def test_a_value_nobody_has_seen_is_never_overwritten(cast: Cast) -> None:
    answers(cast, value=360, actor=cast.clerk)

    late = answers(cast, client_id=SECOND, at=LATER)

    assert isinstance(late, Conflict)
    assert (late.found, late.receipt.value, late.receipt.observation) == (360, 358, None)
    assert standing() == [(360, "本村填报(代填)")]


def test_two_who_say_the_same_are_in_no_conflict(cast: Cast) -> None:
    answers(cast, actor=cast.helper)

    second = answers(cast, client_id=SECOND, at=LATER)

    assert isinstance(second, Answered)
    assert (Observation.objects.count(), second.receipt.on_behalf) == (1, False)


def test_a_conflict_is_settled_by_choosing_ones_own_value_with_a_reason(cast: Cast) -> None:
    answers(cast, value=360, actor=cast.clerk)
    late = answers(cast, client_id=SECOND, at=LATER)

    taken = settle(actor=cast.secretary, receipt=late.receipt, take_mine=True, seen=360, reason="数过了", at=LATER)

    late.receipt.refresh_from_db()
    assert (taken, late.receipt.outcome, late.receipt.reason) == (True, "answered", "数过了")
    assert standing() == [(358, "本村填报")]


def test_a_conflict_is_not_settled_over_a_third_value(cast: Cast) -> None:
    answers(cast, value=360, actor=cast.clerk)
    late = answers(cast, client_id=SECOND, at=LATER)
    answers(cast, value=361, client_id=THIRD, seen=360, reason="又迁入一户", actor=cast.helper, at=LATER)

    taken = settle(actor=cast.secretary, receipt=late.receipt, take_mine=True, seen=360, reason="数过了", at=LATER)

    late.receipt.refresh_from_db()
    assert (taken, late.receipt.outcome, late.receipt.found) == (False, "conflict", 361)
    assert standing() == [(361, "本村填报(代填)")]


def test_a_conflict_is_settled_by_leaving_what_stands_and_only_once(cast: Cast) -> None:
    answers(cast, value=360, actor=cast.clerk)
    late = answers(cast, client_id=SECOND, at=LATER)

    settle(actor=cast.secretary, receipt=late.receipt, take_mine=False, seen=360, reason="", at=LATER)

    with pytest.raises(UnableToSettle):
        settle(actor=cast.secretary, receipt=late.receipt, take_mine=True, seen=360, reason="数过了", at=LATER)
    late.receipt.refresh_from_db()
    assert (late.receipt.outcome, standing()) == ("dropped", [(360, "本村填报(代填)")])


def test_a_correction_says_why_and_keeps_what_stood_before(cast: Cast) -> None:
    answers(cast)

    with pytest.raises(UnableToAnswer) as refused:
        answers(cast, value=350, client_id=SECOND, seen=358, at=LATER)
    assert (str(refused.value), standing()) == ("这个数已经报过,改正要写明原因", [(358, "本村填报")])
    corrected = answers(cast, value=350, client_id=SECOND, seen=358, reason="填错了", at=LATER)

    assert list(Observation.objects.order_by("pk").values_list("value", "superseded_at", "recorded_by")) == [
        (358, LATER, cast.secretary.person_ref),
        (350, None, cast.secretary.person_ref),
    ]
    assert (corrected.receipt.reason, corrected.receipt.replaced) == ("填错了", Observation.objects.get(value=358))


def test_what_the_clerk_answered_is_undone_by_the_secretary(cast: Cast) -> None:
    answers(cast)
    filled = answers(cast, value=400, client_id=SECOND, seen=358, reason="更新", actor=cast.clerk, at=LATER)

    undo(actor=cast.secretary, receipt=filled.receipt, at=LATER)

    filled.receipt.refresh_from_db()
    assert (filled.receipt.outcome, standing()) == ("undone", [(358, "本村填报")])


def test_undoing_the_only_answer_leaves_the_question_open(cast: Cast) -> None:
    filled = answers(cast, actor=cast.helper)

    undo(actor=cast.secretary, receipt=filled.receipt, at=LATER)

    assert standing() == []


@pytest.mark.parametrize("who", ["CLERK", "HELPER", "OWN"])
def test_only_the_secretary_undoes_and_only_what_others_answered(cast: Cast, who: str) -> None:
    filled = answers(cast, actor=cast.secretary if who == "OWN" else cast.clerk)

    with pytest.raises((NotAllowed, UnableToUndo)):
        undo(actor=cast.actors[who], receipt=filled.receipt, at=LATER)

    assert [value for value, _ in standing()] == [358]


def test_another_village_is_not_answered_for(cast: Cast) -> None:
    with pytest.raises((NotAllowed, NotSeen)):
        answers(cast, actor=cast.next_secretary)

    assert (standing(), AnswerReceipt.objects.count()) == ([], 0)


def test_a_telephones_wrong_clock_does_not_move_the_day(cast: Cast) -> None:
    answers(cast, answered_at=NOW + timedelta(days=700))

    made = Observation.objects.get()
    assert (made.observed_on, AnswerReceipt.objects.get().answered_at) == (TODAY, NOW)
