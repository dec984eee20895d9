"""Reads of what the supervision committee said: how notices stand, objections, what a member has not looked at yet."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.crypto import salted_hmac

from fivestar.foundation.access import Actor, Duty, visible
from fivestar.notices.decisions import Said, Standing, standing
from fivestar.notices.models import Check, CheckLink, HungSeen, Notice
from fivestar.responsibility.supervision import Member, members_on

if TYPE_CHECKING:
    from fivestar.territory.models import Branch

_SALT = "fivestar.notices.check_link"
OPEN = Q(verdict=Check.Verdict.OBJECT, superseded_at__isnull=True, ended_at__isnull=True)
"""Of a check: an objection that stands."""
MOST_AT_ONCE = 20
"""So many notices are put before a member by one link."""


def open_objection() -> Exists:
    """Condition on a notice: it has an objection that stands."""
    return Exists(Check.objects.filter(OPEN, notice=OuterRef("pk")))


def standing_notices(rows: QuerySet[Notice]) -> QuerySet[Notice]:
    """Neither withdrawn nor replaced by a correction, hanging or over."""
    corrections = Notice.objects.filter(corrects=OuterRef("pk"), withdrawn_at=None)
    return rows.filter(withdrawn_at=None).exclude(Exists(corrections))


def line_back(notices: Collection[Notice]) -> dict[int, list[int]]:
    """Key of each notice → its own and those of all it stands for, the nearest first. One query, none without any."""
    corrected: dict[int, int | None] = {}
    if any(one.corrects_id is not None for one in notices):
        rows = Notice.objects.filter(branch__in={one.branch_id for one in notices}, corrects__isnull=False)
        corrected = dict(rows.values_list("pk", "corrects"))
    found = {}
    for one in notices:
        line = [one.pk]
        while (before := corrected.get(line[-1])) is not None:
            line.append(before)
        found[one.pk] = line
    return found


def carried_over(notice: Notice) -> QuerySet[Check]:
    """Objections that stand against what the notice corrects: a correction ends none."""
    return Check.objects.filter(OPEN, notice__in=line_back([notice])[notice.pk][1:])


def posters_of_line(notice: Notice) -> set[str]:
    """Whoever posted it, what it stands for or what stands for it."""
    rows = list(Notice.objects.filter(branch=notice.branch_id).values_list("pk", "corrects", "posted_by"))
    steps = [{key, corrects} for key, corrects, _ in rows if corrects is not None]
    line: set[int | None] = {notice.pk}
    while more := {key for step in steps if step & line for key in step} - line:
        line |= more
    return {by for key, _, by in rows if key in line}


def standings_of(notices: Collection[Notice], day: date) -> dict[int, Standing]:
    """Key of each notice → how it stands. `branch` must be at hand. Two queries, one more with corrections.

    What stands against the notices it corrects stands against it too.
    """
    lines = line_back(notices)
    keys = {key for line in lines.values() for key in line}
    rows = list(Check.objects.filter(notice__in=keys, superseded_at=None).order_by("id"))
    carried = [one for one in rows if one.verdict == Check.Verdict.OBJECT and one.ended_at is None]
    said = {
        key: [as_said(one) for one in rows if one.notice_id == key]
        + [as_said(one) for one in carried if one.notice_id in line[1:]]
        for key, line in lines.items()
    }
    members = members_on({notice.branch.path for notice in notices}, day) if said else {}
    return {
        notice.pk: standing(said[notice.pk], {one.post_id for one in members[notice.branch.path]}) for notice in notices
    }


def standing_of(notice: Notice, day: date) -> Standing:
    return standings_of([notice], day)[notice.pk]


def as_said(check: Check) -> Said:
    return Said(check.post_id, check.verdict == Check.Verdict.OBJECT, bool(check.answer), check.ended_at is not None)


def objections_to(notice: Notice) -> list[Check]:
    """Every objection there was, with answer and end; whose it is, no page but the township's says.

    Those too that stood against what it corrects when it was hung up.
    """
    carried = Q(notice__in=line_back([notice])[notice.pk]) & (Q(ended_at=None) | Q(ended_at__gte=notice.posted_at))
    rows = Check.objects.filter(Q(notice=notice) | carried, verdict=Check.Verdict.OBJECT)
    rows = rows.filter(Q(superseded_at=None) | ~Q(ended_how=""))
    return list(rows.order_by("id"))


def objection(notice: Notice, public_id: str) -> Check | None:
    line = line_back([notice])[notice.pk]
    rows = Check.objects.filter(notice__in=line, verdict=Check.Verdict.OBJECT, superseded_at=None)
    return rows.filter(public_id=public_id).first()


def open_objections(rows: QuerySet[Notice]) -> QuerySet[Check]:
    """Objections that stand, the oldest first: neither a correction nor a withdrawal ends one."""
    found = Check.objects.filter(OPEN, notice__in=rows.order_by().values("pk"))
    return found.select_related("notice__branch__village", "notice__branch__township").order_by("entered_at", "id")


def checks_of(actor: Actor, notice: Notice) -> list[Check]:
    """Who of the committee said what, for whoever enters it; nobody of the village."""
    rows = visible(actor, "notices.read_checks", Notice.objects.filter(pk=notice.pk))
    return list(Check.objects.filter(notice__in=rows, superseded_at=None).select_related("post").order_by("post_id"))


def seen_hanging(notice: Notice) -> list[HungSeen]:
    """Who of the committee says by name that he saw it hang, as far as that is his last word."""
    return list(HungSeen.objects.filter(check_said__notice=notice, check_said__superseded_at=None))


def seen_before(notices: Collection[Notice], *, members: Collection[str]) -> dict[tuple[int, str], date]:
    """(Notice, reference of a member) → the day on which he last said he saw it hang."""
    rows = HungSeen.objects.filter(
        check_said__notice__in=list(notices), check_said__member__in=members, check_said__superseded_at=None
    )
    return {
        (notice, member): day
        for notice, member, day in rows.values_list("check_said__notice", "check_said__member", "day")
    }


def committee(branch: Branch, day: date) -> list[Member]:
    return members_on([branch.path], day)[branch.path]


def unsaid(branch: Branch, members: Sequence[Member]) -> dict[int, list[Notice]]:
    """Seat → the notices its holder has said nothing of, the latest first, `MOST_AT_ONCE` at most. Two queries.

    Only what hung while he sat there. An objection that was answered is put before him again.
    """
    rows = standing_notices(Notice.objects.filter(branch=branch)).select_related("branch__village")
    notices = list(rows.order_by("-from_day", "-id")[: 5 * MOST_AT_ONCE])
    said: dict[int, set[int]] = {}
    for one in Check.objects.filter(notice__in=notices, superseded_at=None):
        if not (one.verdict == Check.Verdict.OBJECT and one.answer and one.ended_at is None):
            said.setdefault(one.post_id, set()).add(one.notice_id)
    return {
        member.post_id: [
            one for one in notices if one.to_day >= member.from_day and one.pk not in said.get(member.post_id, ())
        ][:MOST_AT_ONCE]
        for member in members
    }


def seats_of(actor: Actor) -> list[str]:
    """Paths of the villages in whose committee he sits."""
    return [grant.path for grant in actor.posts if grant.duty is Duty.SUPERVISE]


def digest_of(token: str) -> str:
    """Keyed, so that a copy of the database opens no link."""
    return salted_hmac(_SALT, token, algorithm="sha256").hexdigest()


def link_by_token(token: str, now: datetime) -> CheckLink | None:
    """A link that can still be used. now: the machine's time, a demonstration's own date prolongs nothing."""
    usable = CheckLink.objects.filter(digest=digest_of(token), used_at=None, revoked_at=None, expires_at__gt=now)
    return usable.select_related("post__village").first()


def notices_of(link: CheckLink) -> list[Notice]:
    """What the link puts before its member, as far as it still stands."""
    rows = standing_notices(Notice.objects.filter(pk__in=link.notices.values("pk")))
    return list(rows.select_related("branch__village", "branch__district", "corrects").order_by("-from_day", "-id"))


def earlier_words(link: CheckLink, notices: Iterable[Notice]) -> dict[int, Check]:
    """Notice → his own objection to it or to what it corrects, so that he sees both."""
    lines = line_back(list(notices))
    keys = {key for line in lines.values() for key in line}
    rows = {one.notice_id: one for one in Check.objects.filter(OPEN, notice__in=keys, post=link.post_id)}
    return {key: rows[there] for key, line in lines.items() for there in reversed(line) if there in rows}
