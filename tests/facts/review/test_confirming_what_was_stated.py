"""Somebody else than who said it confirms it; then it counts."""

from datetime import date

import pytest

from fivestar import engine
from fivestar.facts.actions import confirm_import
from fivestar.facts.models import Observation, Return, ReviewAct, ReviewedRow
from fivestar.facts.review.actions import (
    UnableToReturn,
    UnableToReview,
    UnableToStandBy,
    confirm_item,
    confirm_rest,
    return_item,
    return_reopened,
    stand_by,
)
from fivestar.facts.review.queue import queue
from fivestar.foundation.audit.models import AuditEntry
from fivestar.foundation.outcome import NotAllowed, NotSeen
from fivestar.scorecards.models import Scorecard
from tests.cast import NOW, Cast, without_second_factor
from tests.factories import criterion, in_force, small_document, small_standards
from tests.facts.review.stories import LATER, past, say, stated
from tests.facts.tables import DONGLIU, XILIU, long, record, staged

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _standards(cast: Cast) -> None:
    small_standards(cast)


def waits_for(cast: Cast, who: str) -> list[tuple[str, str]]:
    found = queue(getattr(cast, who), cast.district, at=LATER)
    return [(item.branch, item.fact) for item in (*found.flagged, *found.rest)]


def test_what_a_village_stated_is_confirmed_by_the_township_and_the_card_changes_at_once(cast: Cast) -> None:
    stated(cast, "households", 300)
    bound = stated(cast, "bound_households", 86)
    card = Scorecard.objects.get(branch=cast.dongliu, basis="C", is_current=True)
    assert card.unknown == 5

    confirm_item(actor=cast.clerk, observation=Observation.objects.get(fact__slug="households"), at=LATER)
    act = confirm_item(actor=cast.clerk, observation=bound, at=LATER)

    assert record() == [
        (DONGLIU, "bound_households", "2023", 86, "C"),
        (DONGLIU, "bound_households", "2023", 86, "S"),
        (DONGLIU, "households", "2023", 300, "C"),
        (DONGLIU, "households", "2023", 300, "S"),
    ]
    made = Observation.objects.get(fact__slug="bound_households", basis="C")
    assert (made.recorded_by, made.source, made.observed_on) == (cast.clerk.person_ref, bound.source, bound.observed_on)
    card = Scorecard.objects.get(branch=cast.dongliu, basis="C", is_current=True)
    assert (card.unknown, card.unmet) == (4, 1)  # 86 of 300 are less than 30 %
    assert (act.scope, act.count, act.reviewer_ref) == ("item", 1, cast.clerk.person_ref)
    assert list(ReviewedRow.objects.filter(act=act).values_list("stated", "confirmed")) == [(bound.pk, made.pk)]
    assert waits_for(cast, "clerk") == []


@pytest.mark.parametrize(
    ("fact", "value", "by", "reviewers"),
    [
        ("households", 300, "secretary", ["clerk", "manager", "organiser"]),
        # Typed in for the village by the clerk: it waits for somebody else.
        ("households", 300, "clerk", ["manager", "organiser"]),
        ("households", 300, "helper", ["clerk", "manager", "organiser"]),
        # A township's word is the leading department's to confirm, and 区委组织部 leads T1.
        ("vacant_days", 3, "clerk", ["organiser"]),
    ],
)
def test_each_statement_waits_for_those_who_may_confirm_it(
    cast: Cast, fact: str, value: int, by: str, reviewers: list[str]
) -> None:
    stated(cast, fact, value, actor=getattr(cast, by))

    everybody = ("clerk", "manager", "organiser", "supplier", "secretary", "helper", "next_clerk", "outsider", "leader")
    assert [who for who in everybody if waits_for(cast, who)] == reviewers


@pytest.mark.parametrize("who", ["secretary", "supplier", "next_clerk", "outsider", "leader", "helper"])
def test_whoever_it_does_not_wait_for_moves_nothing(cast: Cast, who: str) -> None:
    row = stated(cast, "households", 300)
    before = (record(), list(Scorecard.objects.values_list("id", "digest")))

    with pytest.raises((NotAllowed, NotSeen)):
        confirm_item(actor=getattr(cast, who), observation=row, at=LATER)
    with pytest.raises((NotAllowed, NotSeen)):
        return_item(actor=getattr(cast, who), observation=row, reason="再核一下", at=LATER)

    assert (record(), list(Scorecard.objects.values_list("id", "digest"))) == before
    assert (ReviewAct.objects.count(), Return.objects.count()) == (0, 0)


def test_the_leading_department_confirms_what_a_township_stated(cast: Cast) -> None:
    document = small_document("rural", id="led-2023", supersedes="small-rural-2023")
    document["stars"][0]["criteria"][0] = criterion(
        "T1", "vacant_days <= 30", supplied_by="township", lead_dept="区农业农村局"
    )
    in_force(cast, engine.from_document(document), date(2023, 6, 1))
    row = stated(cast, "vacant_days", 3, actor=cast.clerk)

    assert waits_for(cast, "supplier") == [("东柳村党支部", "vacant_days")]
    confirm_item(actor=cast.supplier, observation=row, at=LATER)

    assert record() == [(DONGLIU, "vacant_days", "2023", 3, "C"), (DONGLIU, "vacant_days", "2023", 3, "S")]


def test_the_organisation_department_shows_a_second_factor_and_the_clerk_need_not(cast: Cast) -> None:
    row = stated(cast, "households", 300)

    with pytest.raises(NotAllowed, match="二次验证"):
        confirm_item(actor=without_second_factor(cast.organiser), observation=row, at=LATER)
    confirm_item(actor=without_second_factor(cast.clerk), observation=row, at=LATER)

    assert ReviewAct.objects.get().reviewer_ref == cast.clerk.person_ref


def test_a_clerk_does_not_confirm_a_file_she_brought_herself(cast: Cast) -> None:
    batch = staged(cast, long((DONGLIU, "households", "2023", 300, "2023-09-10", "台账")), actor=cast.clerk, basis="S")
    confirm_import(actor=cast.clerk, batch=batch, at=NOW)
    row = Observation.objects.get()
    Observation.objects.filter(pk=row.pk).update(recorded_by="somebody else")
    row.refresh_from_db()

    assert (waits_for(cast, "clerk"), waits_for(cast, "manager")) == ([], [("东柳村党支部", "households")])
    with pytest.raises(UnableToReview, match="自己办的事须由他人来定"):
        confirm_item(actor=cast.clerk, observation=row, at=LATER)


def test_the_rest_is_confirmed_in_one_signed_act(cast: Cast) -> None:
    stated(cast, "households", 300)
    stated(cast, "households", 280, actor=cast.clerk, branch=cast.xiliu)
    stated(cast, "bound_households", 99)
    say(cast, "has_plan", True, actor=cast.organiser, branch=cast.dongliu, basis="C")
    shown = queue(cast.manager, cast.district, at=LATER)

    act = confirm_rest(actor=cast.manager, district=cast.district, signed=shown.digest, at=LATER)

    assert [(item.branch, item.fact) for item in shown.rest] == [
        ("东柳村党支部", "bound_households"),
        ("东柳村党支部", "households"),
        ("西柳村党支部", "households"),
    ]
    assert (act.scope, act.count, act.digest) == ("rest", 3, shown.digest)
    assert [row for row in record() if row[-1] == "C"] == [
        (DONGLIU, "bound_households", "2023", 99, "C"),
        (DONGLIU, "has_plan", "2023", 1, "C"),
        (DONGLIU, "households", "2023", 300, "C"),
        (XILIU, "households", "2023", 280, "C"),
    ]
    entry = AuditEntry.objects.latest("id")
    assert (entry.act, entry.changes) == (
        "facts.confirm_stated",
        {"act": act.public_id, "scope": "rest", "count": 3, "digest": shown.digest},
    )
    again = queue(cast.manager, cast.district, at=LATER)
    assert (len(again), again.digest) == (0, "")


def test_what_was_not_shown_is_not_signed(cast: Cast) -> None:
    stated(cast, "households", 300)
    shown = queue(cast.clerk, cast.district, at=LATER)
    stated(cast, "households", 301, at=LATER)

    with pytest.raises(UnableToReview, match="请再看一遍"):
        confirm_rest(actor=cast.clerk, district=cast.district, signed=shown.digest, at=LATER)

    assert record() == [(DONGLIU, "households", "2023", 301, "S")]
    assert ReviewAct.objects.count() == 0


def test_a_value_changed_meanwhile_is_another_item(cast: Cast) -> None:
    row = stated(cast, "households", 300)
    stated(cast, "households", 310, at=LATER)

    with pytest.raises(UnableToReview, match="改报过了"):
        confirm_item(actor=cast.clerk, observation=row, at=LATER)

    assert record() == [(DONGLIU, "households", "2023", 310, "S")]


def test_confirming_supersedes_the_confirmed_value_that_stood(cast: Cast) -> None:
    say(cast, "households", 290, actor=cast.organiser, branch=cast.dongliu, basis="C", source="统计年报")
    row = stated(cast, "households", 300, at=LATER)

    confirm_item(actor=cast.clerk, observation=row, at=LATER)

    assert record() == [(DONGLIU, "households", "2023", 300, "C"), (DONGLIU, "households", "2023", 300, "S")]
    assert Observation.objects.get(value=290).superseded_at == LATER


def test_what_a_confirmed_record_bears_out_waits_for_nobody(cast: Cast) -> None:
    say(cast, "households", 300, actor=cast.organiser, branch=cast.dongliu, basis="C", source="统计年报")
    stated(cast, "households", 300)

    assert waits_for(cast, "clerk") == []


def test_a_returned_item_leaves_the_queue_until_it_is_stated_anew(cast: Cast) -> None:
    row = stated(cast, "households", 300)

    returned = return_item(actor=cast.clerk, observation=row, reason=" 比户籍数多 ", at=LATER)

    assert (returned.reason, waits_for(cast, "clerk"), record()) == (
        "比户籍数多",
        [],
        [(DONGLIU, "households", "2023", 300, "S")],
    )
    assert AuditEntry.objects.latest("id").changes == {
        "fact": "households",
        "period": "2023",
        "value": 300,
        "return": returned.public_id,
    }
    stated(cast, "households", 289, at=LATER)
    assert waits_for(cast, "clerk") == [("东柳村党支部", "households")]


def test_a_supplier_may_stand_by_his_value_and_is_heard_first(cast: Cast) -> None:
    row = stated(cast, "households", 300)
    returned = return_item(actor=cast.clerk, observation=row, reason="比户籍数多", at=LATER)

    stand_by(actor=cast.secretary, returned=returned, answer="今年新迁入 11 户", at=LATER)

    found = queue(cast.clerk, cast.district, at=LATER)
    assert [(item.fact, [str(flag) for flag in item.flags]) for item in found.flagged] == [
        ("households", ["退回后坚持原数：今年新迁入 11 户"])
    ]
    with pytest.raises(UnableToStandBy, match="已经答复过了"):
        stand_by(actor=cast.secretary, returned=returned, answer="再说一次", at=LATER)
    return_item(actor=cast.clerk, observation=row, reason="请附迁入名单", at=LATER)
    assert waits_for(cast, "clerk") == []


@pytest.mark.parametrize("who", ["next_secretary", "outsider", "supplier", "supervisor"])
def test_nobody_else_answers_for_the_supplier(cast: Cast, who: str) -> None:
    returned = return_item(actor=cast.clerk, observation=stated(cast, "households", 300), reason="多了", at=LATER)

    with pytest.raises((NotAllowed, NotSeen)):
        stand_by(actor=getattr(cast, who), returned=returned, answer="没错", at=LATER)

    returned.refresh_from_db()
    assert (returned.answer, returned.answered_at) == ("", None)


def test_a_return_without_a_reason_and_an_answer_without_words_are_refused(cast: Cast) -> None:
    row = stated(cast, "households", 300)
    with pytest.raises(UnableToReturn, match="请写明退回的原因"):
        return_item(actor=cast.clerk, observation=row, reason="  ", at=LATER)
    assert Return.objects.count() == 0

    returned = return_item(actor=cast.clerk, observation=row, reason="多了", at=LATER)
    with pytest.raises(UnableToStandBy, match="请写明"):
        stand_by(actor=cast.secretary, returned=returned, answer=" ", at=LATER)
    assert waits_for(cast, "clerk") == []


def test_an_old_year_is_left_in_peace(cast: Cast) -> None:
    past(cast.dongliu, "households", {"2021": 290, "2022": 295}, basis="S")

    assert [item.period for item in queue(cast.clerk, cast.district, at=LATER).rest] == ["2022"]


def test_what_a_recheck_reopened_goes_back_to_its_supplier(cast: Cast) -> None:
    row = stated(cast, "households", 300)

    return_reopened([row], reason="现场只有 280 户", by="a re-checker", at=LATER)

    assert list(Return.objects.values_list("observation", "reason", "returned_by")) == [
        (row.pk, "抽查没有通过：现场只有 280 户", "a re-checker")
    ]
    assert waits_for(cast, "clerk") == []
