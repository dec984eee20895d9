"""调研 and 蹲点: recorded afterwards, in days; what was found gets an owner and a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from fivestar.fieldwork.actions.errors import UnableToClose, UnableToVisit
from fivestar.fieldwork.models import Problem, Visit
from fivestar.fieldwork.models.joint import MAX_REASON, MAX_TEXT
from fivestar.fieldwork.models.visits import MOST_HOUSEHOLDS
from fivestar.fieldwork.queries import may_settle, own_posts, posts_to_visit_for
from fivestar.foundation import audit
from fivestar.foundation.access import Actor, require
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_
from fivestar.foundation.privacy import refuse_personal
from fivestar.responsibility.actions import take_owner
from fivestar.responsibility.queries import owner_choices

if TYPE_CHECKING:
    from fivestar.responsibility.models import Post
    from fivestar.territory.models import Branch

LONGEST_STAY = timedelta(days=90)
LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Found:
    """A problem as it is told: what, which post, until when."""

    text: str
    owner: Post
    due_on: date


@dataclass(frozen=True, slots=True)
class Told:
    """A visit as it is told. post: in whose name. households: of a stay, how many were heard; no names."""

    kind: str
    post: Post
    from_day: date
    to_day: date
    households: int | None = None
    solved: str = ""
    found_nothing: bool = False


@transaction.atomic
def record_visit(*, actor: Actor, branch: Branch, told: Told, at: datetime, found: Sequence[Found] = ()) -> Visit:
    """A study ends in problems, or says that there was nothing to do; it never invents one."""
    require(actor, "fieldwork.visit", branch)
    _check(actor, branch, told, legal_day(at))
    if told.kind == Visit.Kind.STUDY and not found and not told.found_nothing:
        raise UnableToVisit(N_("调研要落到问题：写一个问题和谁办，或者说明没有发现要办的问题"))
    if found and told.found_nothing:
        raise UnableToVisit(N_("写了问题，就不要再选“没有发现要办的问题”"))
    visit = Visit.objects.create(
        branch=branch,
        kind=told.kind,
        post=told.post,
        from_day=told.from_day,
        to_day=told.to_day,
        households=told.households,
        solved=told.solved.strip(),
        found_nothing=told.found_nothing,
        recorded_by=actor.person_ref,
        recorded_at=at,
    )
    changes = {
        "kind": told.kind,
        "from_day": told.from_day.isoformat(),
        "to_day": told.to_day.isoformat(),
        "households": told.households,
    }
    _record(actor, "fieldwork.visit", visit, changes, at)
    for one in found:
        _note(actor, visit, one, at)
    return visit


@transaction.atomic
def note_problem(*, actor: Actor, visit: Visit, found: Found, at: datetime) -> Problem:
    """One more problem of a visit that is recorded."""
    locked = _standing(actor, visit)
    problem = _note(actor, locked, found, at)
    if locked.found_nothing:
        locked.found_nothing = False
        locked.save(update_fields=["found_nothing"])
    return problem


@transaction.atomic
def withdraw_visit(*, actor: Actor, visit: Visit, because: str, at: datetime) -> None:
    """Recorded by mistake; it stays listed as withdrawn. Its problems must be settled first."""
    locked = _standing(actor, visit)
    if locked.problems.filter(settled_at=None).exists():
        raise UnableToVisit(N_("还有没办完的问题，先办完再撤回"))
    locked.withdrawn_at, locked.withdrawn_because = at, _words(because, MAX_REASON)
    locked.save(update_fields=["withdrawn_at", "withdrawn_because"])
    _record(actor, "fieldwork.withdraw_visit", locked, {}, at)
    visit.refresh_from_db()


@transaction.atomic
def settle_problem(*, actor: Actor, problem: Problem, result: str, at: datetime) -> Problem:
    """Settled, and how: said by a holder of the post that owns it or by whoever may note problems there."""
    locked = Problem.objects.select_for_update(no_key=True, of=("self",)).get(pk=problem.pk)
    require(actor, "fieldwork.read_visit", locked.visit)
    if locked.settled_at is not None:
        raise UnableToClose(N_("这一项已经办结了"))
    if not may_settle(actor, locked, own_posts(actor, legal_day(at))):
        raise UnableToClose(N_("只有负责的岗位或记这次调研的岗位能报办结"))
    words = result.strip()
    if not words or len(words) > MAX_TEXT:
        raise UnableToClose(N_("请用文字写明，不超过 {most} 字"), most=MAX_TEXT)
    refuse_personal(UnableToClose, words)
    locked.result, locked.settled_by, locked.settled_at = words, actor.person_ref, at
    locked.save(update_fields=["result", "settled_by", "settled_at"])
    _record(actor, "fieldwork.settle", locked, {}, at)
    return locked


def hand_over_problems(*, actor: Actor, subject_ids: Sequence[str], to: Post, at: datetime) -> None:
    """Another post answers for exactly these; the caller has asked and holds the transaction."""
    rows = Problem.objects.select_for_update(no_key=True, of=("self",)).filter(public_id__in=subject_ids)
    for row in rows.select_related("owner").order_by("pk"):
        changes = {"owner": [row.owner.public_id, to.public_id]}
        row.owner = to
        row.save(update_fields=["owner"])
        _record(actor, "fieldwork.hand_over", row, changes, at)


def _check(actor: Actor, branch: Branch, told: Told, today: date) -> None:
    if told.post.public_id not in {one.public_id for one in posts_to_visit_for(actor, branch, today)}:
        raise UnableToVisit(N_("“{title}”不是您的岗位，不能替它记"), title=told.post.title)
    if not told.from_day <= told.to_day <= today:
        raise UnableToVisit(N_("结束的日子不能早于开始，也不能晚于今天"))
    if told.to_day - told.from_day >= LONGEST_STAY:
        raise UnableToVisit(N_("一次最多记 {most} 天"), most=LONGEST_STAY.days)
    if told.kind not in Visit.Kind.values or (told.kind == Visit.Kind.STAY) != (told.households is not None):
        raise UnableToVisit(N_("蹲点要写听了多少户，调研不写"))
    if told.households is not None and told.households > MOST_HOUSEHOLDS:
        raise UnableToVisit(N_("户数最多 {most}"), most=MOST_HOUSEHOLDS)
    if len(told.solved.strip()) > MAX_TEXT:
        raise UnableToVisit(N_("请用文字写明，不超过 {most} 字"), most=MAX_TEXT)
    refuse_personal(UnableToVisit, told.solved)


def _note(actor: Actor, visit: Visit, found: Found, at: datetime) -> Problem:
    today = legal_day(at)
    words = _words(found.text, MAX_TEXT)
    if not visit.to_day <= found.due_on <= today + LONGEST:
        raise UnableToVisit(N_("办结的日子应在调研以后、一年以内"))
    if found.owner.public_id not in {one.public_id for one in owner_choices(visit.branch.path, today)}:
        raise UnableToVisit(N_("“{title}”不管这个支部，或者现在没有人"), title=found.owner.title)
    problem = Problem.objects.create(
        visit=visit,
        text=words,
        owner=take_owner(found.owner, on=today),
        due_on=found.due_on,
        noted_by=actor.person_ref,
        noted_at=at,
    )
    changes = {"owner": found.owner.public_id, "due_on": found.due_on.isoformat()}
    _record(actor, "fieldwork.note", problem, changes, at)
    return problem


def _standing(actor: Actor, visit: Visit) -> Visit:
    locked = Visit.objects.select_for_update(no_key=True, of=("self",)).select_related("branch").get(pk=visit.pk)
    require(actor, "fieldwork.keep_visit", locked)
    if locked.withdrawn_at is not None:
        raise UnableToVisit(N_("这次记录已经撤回了"))
    return locked


def _words(text: str, most: int) -> str:
    words = text.strip()
    if not words or len(words) > most:
        raise UnableToVisit(N_("请用文字写明，不超过 {most} 字"), most=most)
    refuse_personal(UnableToVisit, words)
    return words


def _record(actor: Actor, act: str, subject: Visit | Problem, changes: Mapping[str, object], at: datetime) -> None:
    audit.record(actor=actor, act=act, subject=subject, changes=dict(changes), at=at)
