"""One tap raises a contest, the organisation department answers it openly, once, by the day promised."""

from datetime import timedelta
from typing import Any

import pytest

from fivestar.facts.contests import actions, queries
from fivestar.facts.models import Contest, ContestTerm
from fivestar.foundation.access import Actor
from fivestar.foundation.audit.models import AuditEntry
from fivestar.foundation.outcome import NotAllowed, NotSeen
from tests.cast import NOW, TODAY, Cast
from tests.factories import small_standards
from tests.facts.contests.stories import contested

pytestmark = pytest.mark.django_db
ANSWER = "去年的台账里已有,不用再报"


@pytest.fixture(autouse=True)
def _standards(cast: Cast) -> None:
    small_standards(cast)


def answered(cast: Cast, row: Contest, *, actor: Actor | None = None, **given: Any) -> Contest:
    return actions.answer_contest(
        actor=actor or cast.organiser, contest=row, **{"is_upheld": True, "answer": ANSWER, "at": NOW, **given}
    )


def test_a_tap_promises_an_answer_within_the_drafted_days(cast: Cast) -> None:
    row = contested(cast)

    assert (row.kind, row.outcome, row.due_on) == ("already_reported", "", TODAY + timedelta(days=10))
    entry = AuditEntry.objects.latest("id")
    assert (entry.act, entry.actor, entry.changes) == (
        "facts.contest",
        cast.secretary.person_ref,
        {"fact": "households", "period": "2023", "kind": "already_reported", "due_on": "2023-09-25"},
    )


@pytest.mark.parametrize("who", ["OWN", "HELPER", "CLERK", "MANAGE"])
def test_whoever_is_asked_may_contest(cast: Cast, who: str) -> None:
    assert contested(cast, actor=cast.actors[who]).outcome == ""


@pytest.mark.parametrize("who", ["next_secretary", "next_clerk", "SUPPLY", "SUPERVISE", "TASKFORCE", "outsider"])
def test_nobody_else_contests(cast: Cast, who: str) -> None:
    with pytest.raises((NotSeen, NotAllowed)):
        contested(cast, actor=cast.actors[who])

    assert Contest.objects.count() == 0


def test_a_department_contests_what_it_supplies(cast: Cast) -> None:
    assert contested(cast, "collective_income", actor=cast.supplier, kind="not_mine").kind == "not_mine"

    with pytest.raises((NotSeen, NotAllowed)):
        contested(cast, "collective_income", actor=cast.secretary)


def test_the_same_tap_twice_is_one_contest(cast: Cast) -> None:
    first = contested(cast)

    assert contested(cast) == first
    assert Contest.objects.count() == 1


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "because"},
        {"kind": ""},
        {"period": "2023-Q1"},
        {"period": "soon"},
    ],
)
def test_what_was_not_asked_is_not_contested(cast: Cast, other: dict[str, str]) -> None:
    with pytest.raises(actions.UnableToContest):
        contested(cast, **other)

    assert Contest.objects.count() == 0


def test_another_reason_while_it_is_open_is_refused_with_the_day(cast: Cast) -> None:
    contested(cast)

    with pytest.raises(actions.UnableToContest) as refused:
        contested(cast, kind="unnecessary")

    assert (refused.value.message_id, refused.value.values) == ("已经提过,{day}前答复", {"day": "2023-09-25"})
    assert Contest.objects.count() == 1


def test_what_was_answered_is_not_raised_again_for_the_period(cast: Cast) -> None:
    answered(cast, contested(cast))

    with pytest.raises(actions.UnableToContest) as refused:
        contested(cast)

    assert ANSWER in str(refused.value)


def test_no_standards_no_question_to_contest(cast: Cast) -> None:
    with pytest.raises(actions.UnableToContest):
        contested(cast, branch=cast.shagang, actor=cast.next_clerk)  # its category is not known


def test_an_answer_says_why_and_stands(cast: Cast) -> None:
    row = answered(cast, contested(cast))

    assert (row.outcome, row.answer, row.answered_by) == ("upheld", ANSWER, cast.organiser.person_ref)
    with pytest.raises(NotAllowed):
        answered(cast, row, is_upheld=False)
    row.refresh_from_db()
    assert row.outcome == "upheld"


def test_no_answer_without_a_reason(cast: Cast) -> None:
    row = contested(cast)

    with pytest.raises(actions.UnableToAnswer):
        answered(cast, row, answer=" 是 ")

    row.refresh_from_db()
    assert (row.outcome, row.answered_at) == ("", None)


def test_an_answer_is_public_and_carries_nobodys_number(cast: Cast) -> None:
    row = contested(cast)

    with pytest.raises(actions.UnableToAnswer, match="像是有手机号（139…00）"):
        answered(cast, row, answer="已经报过，请问张三13903740000")

    row.refresh_from_db()
    assert (row.outcome, row.answer) == ("", "")


@pytest.mark.parametrize("who", ["OWN", "CLERK", "MANAGE", "SUPPLY", "LEAD"])
def test_only_the_organisation_department_answers(cast: Cast, who: str) -> None:
    row = contested(cast)

    with pytest.raises(NotAllowed):
        answered(cast, row, actor=cast.actors[who])

    row.refresh_from_db()
    assert row.outcome == ""


def test_a_late_answer_is_still_an_answer(cast: Cast) -> None:
    row = contested(cast)

    assert answered(cast, row, at=NOW + timedelta(days=30)).outcome == "upheld"


def test_the_day_promised_stays_when_the_term_changes(cast: Cast) -> None:
    before = contested(cast)
    actions.set_term(
        actor=cast.organiser, district=cast.district, days=3, from_day=TODAY, source="区减负办〔2023〕3号", at=NOW
    )

    after = contested(cast, "bound_households")

    before.refresh_from_db()
    assert (before.due_on, after.due_on) == (TODAY + timedelta(days=10), TODAY + timedelta(days=3))


@pytest.mark.parametrize("other", [{"source": " "}, {"days": 0}, {"from_day": TODAY - timedelta(days=1)}])
def test_a_term_without_a_source_or_for_the_past_is_refused(cast: Cast, other: dict[str, Any]) -> None:
    given = {"days": 5, "from_day": TODAY, "source": "测试", **other}

    with pytest.raises(actions.UnableToSetTerm):
        actions.set_term(actor=cast.organiser, district=cast.district, at=NOW, **given)

    assert ContestTerm.objects.count() == 0


def test_the_standing_of_each_question_is_its_newest_contest(cast: Cast) -> None:
    open_one, settled = contested(cast), answered(cast, contested(cast, "bound_households"))

    found = queries.standing([cast.dongliu.pk, cast.xiliu.pk])

    assert {key: (one.public_id, one.is_upheld) for key, one in found.items()} == {
        (cast.dongliu.pk, "households", "2023"): (open_one.public_id, False),
        (cast.dongliu.pk, "bound_households", "2023"): (settled.public_id, True),
    }
