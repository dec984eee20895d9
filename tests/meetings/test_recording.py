"""A meeting is recorded, counts itself, and is withdrawn with a reason; the earlier count is kept."""

import sys
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from fivestar.facts.actions import state_observation
from fivestar.facts.counting import Counter, counters
from fivestar.facts.models import Observation
from fivestar.foundation.audit.models import AuditEntry
from fivestar.foundation.clock import morning_of
from fivestar.foundation.outcome import NotAllowed, NotSeen
from fivestar.meetings.actions import UnableToRecord, UnableToWithdraw, record_meeting, withdraw_meeting
from fivestar.meetings.kinds import BY_ID
from fivestar.meetings.models import Meeting
from fivestar.scorecards.models import Scorecard
from fivestar.standards.queries import catalogue
from tests.cast import NOW, TODAY, Cast
from tests.factories import small_standards

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=2)


@pytest.fixture(autouse=True)
def standards(cast: Cast) -> None:
    small_standards(cast)


def record(cast: Cast, kind: str = "members", **other: Any) -> Meeting:
    given = {
        "actor": cast.secretary,
        "branch": cast.dongliu,
        "held_on": date(2023, 9, 5),
        "due": 38,
        "present": 31,
        "topic": "发展党员",
        "at": NOW,
        **other,
    }
    return record_meeting(kind=BY_ID[kind], **given)


def counted(fact: str = "members_meetings") -> list[tuple[str, int, str, bool]]:
    rows = Observation.objects.filter(fact__slug=fact).order_by("id")
    return [(one.period, one.value, one.basis, one.superseded_at is None) for one in rows]


def test_a_meeting_is_kept_in_four_fields_and_counted_as_stated(cast: Cast) -> None:
    meeting = record(cast)

    assert (meeting.kind, meeting.held_on, meeting.present, meeting.due, meeting.topic) == (
        "members",
        date(2023, 9, 5),
        31,
        38,
        "发展党员",
    )
    assert (meeting.recorded_by, meeting.recorded_as) == (cast.secretary.person_ref, "OWN")
    one = Observation.objects.get()
    assert (one.fact.slug, one.period, one.value, one.basis, one.source, one.observed_on, one.recorded_by) == (
        "members_meetings",
        "2023-Q3",
        1,
        "S",
        "系统记录:会议记录",
        TODAY,
        cast.secretary.person_ref,
    )
    assert [(entry.act, entry.changes) for entry in AuditEntry.objects.order_by("-id")[:2]] == [
        ("facts.recount", {"members_meetings 2023-Q3": [None, 1]}),
        ("meetings.record", {"kind": "members", "group": 0, "held_on": "2023-09-05", "due": 38, "present": 31}),
    ]


def test_a_year_of_meetings_changes_the_stated_stars_and_not_the_confirmed_ones(cast: Cast) -> None:
    for actor, basis in ((cast.organiser, "C"), (cast.clerk, "S")):
        state_observation(
            actor=actor,
            branch=cast.dongliu,
            fact=catalogue()["vacant_days"],
            period="2023",
            value=0,
            basis=basis,
            source="台账",
            observed_on=TODAY,
            at=NOW,
        )
    before = Scorecard.objects.get(branch=cast.dongliu, basis="C", is_current=True)

    for day in (date(2023, 2, 3), date(2023, 5, 6), date(2023, 8, 9), date(2023, 9, 5)):
        record(cast, held_on=day)

    stated = Scorecard.objects.get(branch=cast.dongliu, basis="S", is_current=True)
    confirmed = Scorecard.objects.get(branch=cast.dongliu, basis="C", is_current=True)
    assert stated.stars == "12"
    assert confirmed == before
    assert confirmed.stars == "22"


def test_the_same_again_is_the_one_on_record(cast: Cast) -> None:
    first = record(cast)
    entries = AuditEntry.objects.count()

    assert record(cast, topic=" 发展党员 ", at=LATER) == first
    assert (Meeting.objects.count(), AuditEntry.objects.count()) == (1, entries)


def test_a_withdrawn_meeting_no_longer_counts_and_stays_to_be_seen(cast: Cast) -> None:
    meeting = record(cast)
    record(cast, held_on=date(2023, 8, 9))

    withdraw_meeting(actor=cast.clerk, meeting=meeting, because="日期记错了", at=LATER)

    assert counted() == [("2023-Q3", 1, "S", False), ("2023-Q3", 2, "S", False), ("2023-Q3", 1, "S", True)]
    assert (meeting.withdrawn_by, meeting.withdrawn_at, meeting.withdrawn_because) == (
        cast.clerk.person_ref,
        LATER,
        "日期记错了",
    )
    assert record(cast, topic="发展党员（补记）", at=LATER).pk != meeting.pk


def test_a_withdrawal_needs_a_reason_and_is_done_once(cast: Cast) -> None:
    meeting = record(cast)

    with pytest.raises(UnableToWithdraw, match="请写明为什么撤回"):
        withdraw_meeting(actor=cast.secretary, meeting=meeting, because="  ", at=LATER)
    withdraw_meeting(actor=cast.secretary, meeting=meeting, because="重复", at=LATER)
    with pytest.raises(UnableToWithdraw, match="已经撤回了"):
        withdraw_meeting(actor=cast.secretary, meeting=meeting, because="重复", at=LATER)

    assert counted() == [("2023-Q3", 1, "S", False), ("2023-Q3", 0, "S", True)]


def test_what_the_ledger_says_is_not_lowered_by_beginning_to_record(cast: Cast) -> None:
    state_observation(
        actor=cast.organiser,
        branch=cast.dongliu,
        fact=catalogue()["members_meetings"],
        period="2023-Q3",
        value=2,
        basis="C",
        source="党建台账",
        observed_on=TODAY,
        at=NOW,
    )

    record(cast)
    assert counted() == [("2023-Q3", 2, "C", True)]

    record(cast, held_on=date(2023, 8, 9))
    record(cast, held_on=date(2023, 7, 9))
    assert counted() == [("2023-Q3", 2, "C", True), ("2023-Q3", 3, "S", True)]


@pytest.mark.parametrize("who", ["outsider", "next_clerk", "next_secretary", "leader", "supplier", "supervisor"])
def test_whoever_has_no_part_in_it_records_nothing(cast: Cast, who: str) -> None:
    with pytest.raises((NotSeen, NotAllowed)):
        record(cast, actor=getattr(cast, who))

    assert (Meeting.objects.count(), Observation.objects.count()) == (0, 0)


@pytest.mark.parametrize("who", ["outsider", "next_clerk", "leader", "supervisor"])
def test_whoever_has_no_part_in_it_withdraws_nothing(cast: Cast, who: str) -> None:
    meeting = record(cast)

    with pytest.raises((NotSeen, NotAllowed)):
        withdraw_meeting(actor=getattr(cast, who), meeting=meeting, because="试试", at=LATER)

    assert Meeting.objects.get().withdrawn_at is None
    assert counted() == [("2023-Q3", 1, "S", True)]


@pytest.mark.parametrize(
    ("kind", "other", "reason", "column"),
    [
        ("members", {"held_on": TODAY + timedelta(days=1)}, "日期 2023-09-16 还没有到", "held_on"),
        ("members", {"held_on": date(2021, 12, 31)}, "只记今年和去年的会议，2021-12-31 太早了", "held_on"),
        ("members", {"present": 39}, "实到人数应在 1 到应到人数 38 之间", "present"),
        ("members", {"present": 0}, "实到人数应在 1 到应到人数 38 之间", "present"),
        ("members", {"due": 0}, "应到人数应在 1 到 20000 之间", "due"),
        ("members", {"topic": " "}, "没有填议题", "topic"),
        ("members", {"topic": "议" * 121}, "议题最多 120 个字", "topic"),
        ("property", {}, "这类支部不开", "kind"),
        ("group", {}, "请填是第几党小组", "group"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(
    cast: Cast, kind: str, other: dict[str, Any], reason: str, column: str
) -> None:
    with pytest.raises(UnableToRecord, match=reason) as refused:
        record(cast, kind, **other)

    assert refused.value.column == column
    assert (Meeting.objects.count(), Observation.objects.count()) == (0, 0)


def test_another_of_the_kind_on_that_day_is_refused(cast: Cast) -> None:
    record(cast)

    with pytest.raises(UnableToRecord, match="2023-09-05 的“支部党员大会”已经记过"):
        record(cast, present=32)

    assert counted() == [("2023-Q3", 1, "S", True)]


def test_a_meeting_is_counted_for_its_own_fact_and_no_other(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def watch(one: Counter) -> Counter:
        def counts(*branches: Any, **when: Any) -> Any:
            asked.append(one.fact)
            return one.counts(*branches, **when)

        return replace(one, counts=counts)

    watched = tuple(watch(one) for one in counters)
    monkeypatch.setattr(sys.modules["fivestar.facts.counting.recount"], "counters", watched)

    record(cast)
    record(cast, kind="lecture")

    assert asked == ["members_meetings"]


def test_a_meeting_told_after_later_ones_lowers_no_later_count(cast: Cast) -> None:
    """Told by a clock that is behind: of two who write at once, or of a demonstration whose date was set back."""
    record(cast)

    record(cast, held_on=date(2023, 6, 5), at=morning_of(date(2023, 6, 5)))

    assert counted() == [("2023-Q3", 1, "S", True), ("2023-Q2", 1, "S", True)]
