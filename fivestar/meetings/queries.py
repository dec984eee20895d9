"""Reads of meetings: a branch's year, what they count to, and files on their way in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext

from fivestar.facts import periods
from fivestar.facts import queries as facts
from fivestar.foundation.access import Actor, decide, require, visible
from fivestar.meetings.judging import by_period, least_of_groups
from fivestar.meetings.kinds import Kind, kinds_of
from fivestar.meetings.models import Meeting, MeetingFile, StagedMeeting
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.territory.models import Branch, Region

_GROUPS = "party_groups"

Counting = Callable[..., Mapping[int, Mapping[str, int]]]


@dataclass(frozen=True, slots=True)
class KindOfYear:
    """A kind a branch can hold, how often it did this year, and what the next record may start from."""

    kind: Kind
    count: int
    last_due: int | None


def branch_for(actor: Actor, public_id: str) -> Branch:
    """A branch whose meetings the actor may read; 404 when there is none, else the reason he may not."""
    branch = territory.branch_by_public_id(public_id)
    if branch is None:
        raise Http404(gettext("没有这个支部"))
    require(actor, "meetings.read", branch)
    return branch


def may_record(actor: Actor, branch: Branch) -> bool:
    return bool(decide(actor, "meetings.record", branch))


def may_import(actor: Actor, district: Region) -> bool:
    return bool(decide(actor, "meetings.import", district))


def branches_to_record(actor: Actor, district: Region) -> QuerySet[Branch]:
    """The branches of a district he may record meetings of, in register order."""
    return visible(actor, "meetings.record", territory.branches_of(district))


def meetings_of(actor: Actor, branch: Branch, year: int) -> list[Meeting]:
    """The branch's meetings of a year, the latest first; withdrawn ones too."""
    rows = visible(actor, "meetings.read", Meeting.objects.filter(branch=branch, held_on__year=year))
    return list(rows.order_by("-held_on", "-id"))


def meeting_for(actor: Actor, branch: Branch, public_id: str) -> Meeting:
    rows = visible(actor, "meetings.read", Meeting.objects.select_related("branch__district"))
    return get_object_or_404(rows, branch=branch, public_id=public_id)


def kinds_of_year(branch: Branch, meetings: Iterable[Meeting]) -> list[KindOfYear]:
    """Of `meetings` of one year, the latest first; no query."""
    standing = [meeting for meeting in meetings if meeting.withdrawn_at is None]
    found = []
    for kind in kinds_of(branch.category):
        of_kind = [meeting for meeting in standing if meeting.kind == kind.id]
        found.append(KindOfYear(kind, len(of_kind), of_kind[0].due if of_kind else None))
    return found


def last_due(branch: Branch, kind: Kind) -> int | None:
    """How many were due at the last meeting of the kind: what the next record starts from."""
    rows = Meeting.objects.filter(branch=branch, kind=kind.id, withdrawn_at=None).order_by("-held_on", "-id")
    return rows.values_list("due", flat=True).first()


def standing_keys(branch_ids: Iterable[int]) -> set[tuple[int, str, int, date]]:
    """(branch, kind, group, day) of what is on record and not withdrawn."""
    rows = Meeting.objects.filter(branch__in=list(branch_ids), withdrawn_at=None)
    return set(rows.values_list("branch", "kind", "group", "held_on"))


def entered(branches: QuerySet[Branch], *, since: datetime, until: datetime) -> Iterable[tuple[int, datetime]]:
    """(branch id, moment) of each meeting recorded by hand, withdrawn ones too, rows of a file not. One query."""
    rows = Meeting.objects.filter(
        branch__in=branches.order_by().values("pk"), file=None, recorded_at__gte=since, recorded_at__lt=until
    )
    return rows.order_by("pk").values_list("branch_id", "recorded_at")


def counting(kind: Kind) -> Counting:
    """Counts meetings of the kind for the register `facts.counters`. Two queries at most, whatever the number."""

    def counts(branch_ids: Sequence[int], *, year: int, period: str) -> Mapping[int, Mapping[str, int]]:
        rows = Meeting.objects.filter(branch__in=branch_ids, kind=kind.id, withdrawn_at=None, held_on__year=year)
        pairs: dict[int, list[tuple[str, int]]] = {}
        for branch, group, held_on in rows.values_list("branch", "group", "held_on"):
            pairs.setdefault(branch, []).append((periods.of_day(held_on, period).text, group))
        groups = _party_groups(branch_ids, year) if kind.by_group and pairs else {}
        return {
            branch: {
                text: least_of_groups(by_group, groups=groups.get(branch)) if kind.by_group else sum(by_group.values())
                for text, by_group in by_period(found).items()
            }
            for branch, found in pairs.items()
        }

    return counts


def _party_groups(branch_ids: Sequence[int], year: int) -> dict[int, int]:
    """Branch → number of its Party groups as the organisation department confirmed it for the year."""
    rows = facts.standing_values(branch_ids, fact=_GROUPS, years=[year], basis="C")
    return {branch: value for branch, _year, value, _source in rows}


def files(actor: Actor, district: Region) -> QuerySet[MeetingFile]:
    """The files this actor may see in a district, newest first."""
    return visible(actor, "meetings.change_file", MeetingFile.objects.filter(district=district)).order_by("-id")


def file_for(actor: Actor, district: Region, public_id: str) -> MeetingFile:
    return get_object_or_404(files(actor, district).select_related("district"), public_id=public_id)


def faulty_rows(file: MeetingFile, *, limit: int) -> list[StagedMeeting]:
    return list(file.staged.filter(fault__isnull=False).order_by("row")[:limit])


def good_rows(file: MeetingFile, *, limit: int) -> list[StagedMeeting]:
    """The first rows that will be taken in."""
    rows = file.staged.filter(fault__isnull=True, is_known=False).select_related("branch")
    return list(rows.order_by("row")[:limit])
