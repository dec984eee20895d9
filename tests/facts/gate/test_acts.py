"""A department proposes, the machine answers at once, the organisation department decides about the rest."""

from datetime import date, timedelta
from typing import Any

import pytest

from fivestar.facts.gate import actions
from fivestar.facts.limits import minute_limits
from fivestar.facts.models import MinuteBudget, QuestionProposal
from fivestar.foundation.access import Actor
from fivestar.foundation.audit.models import AuditEntry
from fivestar.foundation.outcome import NotAllowed, NotSeen
from tests.cast import NOW, TODAY, Cast, without_second_factor
from tests.factories import in_force, shipped_rulebook, small_standards
from tests.facts.gate.stories import asked, proposed

pytestmark = pytest.mark.django_db
ALIKE = {"bound_households": "这是户的构成,不是总数", "households": "只数冬季常住的户,台账里没有"}


@pytest.fixture(autouse=True)
def _standards(cast: Cast) -> None:
    small_standards(cast)


def kinds(question: QuestionProposal) -> list[str]:
    return [one["kind"] for one in question.findings]


def decide(cast: Cast, question: QuestionProposal, *, actor: Actor | None = None, **given: Any) -> QuestionProposal:
    return actions.decide_question(
        actor=actor or cast.organiser,
        proposal=question,
        **{"is_approved": True, "reason": "文件要求,别处没有", "at": NOW, **given},
    )


def test_what_nothing_speaks_against_waits(cast: Cast) -> None:
    question = proposed(cast)

    assert (question.state, question.findings, question.near) == ("waiting", [], [])
    entry = AuditEntry.objects.latest("id")
    assert (entry.act, entry.actor, entry.changes) == (
        "facts.propose_question",
        cast.supplier.person_ref,
        {"state": [None, "waiting"], "findings": []},
    )


def test_a_held_question_is_refused_with_the_fact_that_is_there(cast: Cast) -> None:
    question = proposed(cast, "全村农户有多少", unit="户")

    assert question.state == "refused"
    assert question.findings == [
        {
            "kind": "held",
            "message_id": "已经有了:“{label}”由{supplier}提供,直接用就行",
            "values": {"label": "农户数", "supplier": "村(社区)", "slug": "households"},
        }
    ]


def test_a_derivable_question_is_refused_with_the_expression(cast: Cast) -> None:
    question = proposed(cast, "入社率", unit="%")

    assert (question.state, question.expression) == ("refused", "入社农户数 ÷ 农户数")


def test_an_unneeded_question_is_refused(cast: Cast) -> None:
    assert kinds(proposed(cast, document="")) == ["unneeded"]


def test_minutes_of_the_standards_and_of_questions_waiting_count_against_the_budget(cast: Cast) -> None:
    # A village has 30 minutes a month by the drafted file; the small standards ask it for six values of a minute.
    first = proposed(cast, minutes=180)
    second = proposed(cast, "村内水塔高度", unit="米", minutes=175)
    third = proposed(cast, "村内桥梁座数", unit="座", minutes=174)

    assert (first.state, second.state, third.state) == ("waiting", "refused", "waiting")
    assert second.findings[0]["values"] == {"most": 30, "used": 16, "more": 15}


def test_a_refused_question_costs_nothing(cast: Cast) -> None:
    proposed(cast, minutes=600)

    assert proposed(cast, minutes=180).state == "waiting"


def test_a_township_pays_for_each_of_its_branches(cast: Cast) -> None:
    actions.set_minutes(
        actor=cast.organiser,
        district=cast.district,
        level="township",
        minutes_a_month=1,
        from_day=TODAY,
        source="测试",
        at=NOW,
    )

    # has_plan and vacant_days, once a year, ten seconds a value: three rural and two urban branches at most: 100 s.
    assert proposed(cast, supplied_by="township", minutes=11).state == "waiting"
    assert kinds(proposed(cast, "村内水塔高度", supplied_by="township", minutes=1)) == ["over_budget"]


def test_another_departments_minutes_are_its_own(cast: Cast) -> None:
    proposed(cast, supplied_by="department", supplier="区农业农村局", minutes=600, times_a_year=4)

    assert kinds(proposed(cast, "村内水塔高度", supplied_by="department", supplier="区农业农村局", minutes=600)) == [
        "over_budget"
    ]
    assert proposed(cast, "村内桥梁座数", supplied_by="department", supplier="区民政局", minutes=600).state == "waiting"


def test_a_name_that_sounds_alike_must_be_rejected_with_a_reason(cast: Cast) -> None:
    with pytest.raises(actions.NamesAlike) as refused:
        proposed(cast, "冬季农户数", unit="户", rejections={"households": "是"})

    assert [one.slug for one in refused.value.near] == [one.slug for one in refused.value.missing]
    assert QuestionProposal.objects.count() == 0

    question = proposed(cast, "冬季农户数", unit="户", rejections=ALIKE)

    assert question.state == "waiting"
    assert {one["slug"]: one["rejected_because"] for one in question.near} == {
        one.slug: ALIKE[one.slug] for one in refused.value.near
    }


def test_the_same_question_is_not_proposed_twice(cast: Cast) -> None:
    first = proposed(cast)

    again = proposed(cast, "村内大棚总数")

    assert again.state == "refused"
    assert again.findings[0]["values"] == {"label": "村内大棚数", "question": first.public_id}


def test_what_was_rejected_may_be_proposed_again(cast: Cast) -> None:
    decide(cast, proposed(cast), is_approved=False)

    assert proposed(cast).state == "waiting"


def test_the_organisation_department_approves_with_a_reason(cast: Cast) -> None:
    question = decide(cast, proposed(cast))

    assert (question.state, question.decision, question.decided_by) == (
        "approved",
        "文件要求,别处没有",
        cast.organiser.person_ref,
    )


def test_without_a_reason_nothing_is_decided(cast: Cast) -> None:
    question = proposed(cast)

    with pytest.raises(actions.UnableToDecide):
        decide(cast, question, reason=" 好 ")

    question.refresh_from_db()
    assert (question.state, question.decided_at) == ("waiting", None)


def test_nobody_decides_about_a_question_of_his_own(cast: Cast) -> None:
    question = actions.propose_question(
        actor=cast.organiser, district=cast.district, asked=asked(), department="区委组织部", at=NOW
    )

    with pytest.raises(NotAllowed):
        decide(cast, question)

    question.refresh_from_db()
    assert question.state == "waiting"


def test_deciding_needs_a_second_factor(cast: Cast) -> None:
    question = proposed(cast)

    with pytest.raises(NotAllowed):
        decide(cast, question, actor=without_second_factor(cast.organiser))


def test_what_became_known_meanwhile_is_not_approved(cast: Cast) -> None:
    question = proposed(cast, "党员人数", unit="人", period="month", times_a_year=12, minutes=1)
    shipped_later = NOW + timedelta(days=1)
    shipped_standards_from(cast, TODAY + timedelta(days=1))

    with pytest.raises(actions.UnableToDecide) as refused:
        decide(cast, question, at=shipped_later)

    assert "党员人数" in str(refused.value)
    question.refresh_from_db()
    assert question.state == "waiting"


def shipped_standards_from(cast: Cast, day: date) -> None:
    for category in ("rural", "urban"):
        in_force(cast, shipped_rulebook(f"{category}-2023"), day)


@pytest.mark.parametrize("who", ["OWN", "CLERK", "MANAGE", "LEAD", "outsider"])
def test_only_departments_propose(cast: Cast, who: str) -> None:
    with pytest.raises((NotSeen, NotAllowed)):
        actions.propose_question(
            actor=cast.actors[who], district=cast.district, asked=asked(), department="区农业农村局", at=NOW
        )

    assert QuestionProposal.objects.count() == 0


def test_a_department_proposes_for_itself_only(cast: Cast) -> None:
    with pytest.raises(actions.UnableToPropose):
        actions.propose_question(
            actor=cast.supplier, district=cast.district, asked=asked(), department="区民政局", at=NOW
        )


@pytest.mark.parametrize(
    "other", [{"minutes": 0}, {"times_a_year": 0}, {"minutes": 601}, {"supplied_by": "department"}]
)
def test_what_is_no_question_is_not_recorded(cast: Cast, other: dict[str, Any]) -> None:
    with pytest.raises(actions.UnableToPropose):
        proposed(cast, **other)

    assert QuestionProposal.objects.count() == 0


def test_the_department_withdraws_its_own_while_it_waits(cast: Cast) -> None:
    question = actions.withdraw_question(actor=cast.supplier, proposal=proposed(cast), at=NOW)

    assert question.state == "withdrawn"
    with pytest.raises(NotAllowed):
        decide(cast, question)


def test_minutes_hold_from_their_day_on_and_name_their_source(cast: Cast) -> None:
    later = TODAY + timedelta(days=10)
    actions.set_minutes(
        actor=cast.organiser,
        district=cast.district,
        level="village",
        minutes_a_month=20,
        from_day=later,
        source="区减负办〔2023〕3号",
        at=NOW,
    )

    before, after = (minute_limits(cast.district, day)["village"] for day in (TODAY, later))

    assert (before.number, before.source) == (30, "拟定")
    assert (after.number, after.source, after.from_day) == (20, "区减负办〔2023〕3号", later)


@pytest.mark.parametrize(
    "other", [{"source": " "}, {"from_day": TODAY - timedelta(days=1)}, {"minutes_a_month": -1}, {"level": "nation"}]
)
def test_minutes_without_a_source_or_for_the_past_are_refused(cast: Cast, other: dict[str, Any]) -> None:
    given = {"level": "village", "minutes_a_month": 20, "from_day": TODAY, "source": "测试", **other}

    with pytest.raises(actions.UnableToSetLimit):
        actions.set_minutes(actor=cast.organiser, district=cast.district, at=NOW, **given)

    assert MinuteBudget.objects.count() == 0


def test_a_question_and_the_word_on_it_carry_nobodys_number(cast: Cast) -> None:
    with pytest.raises(actions.UnableToPropose, match="像是有手机号（139…00）"):
        proposed(cast, document="问张三13903740000")
    assert QuestionProposal.objects.count() == 0
    question = proposed(cast)

    with pytest.raises(actions.UnableToDecide, match="像是有谁家的门牌（12）"):
        decide(cast, question, reason="住柳溪路12号的人要的")

    question.refresh_from_db()
    assert (question.state, question.decision) == ("waiting", "")
