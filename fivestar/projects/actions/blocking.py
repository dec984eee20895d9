"""A project is stuck, in whatever state it is open: since when, on what, who must act and what is needed of him."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from fivestar.foundation import audit
from fivestar.foundation.access import Actor
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_
from fivestar.projects.actions.errors import UnableToCarry
from fivestar.projects.actions.locking import held_for
from fivestar.projects.actions.public_words import refuse_personal
from fivestar.projects.models import MAX_REASON, MAX_WHO, Project

_BLOCKED = ("blocked_because", "blocked_since", "blocked_by", "blocked_needs")


@transaction.atomic
def block(
    *,
    actor: Actor,
    project: Project,
    because: str,
    from_whom: str,
    needs: str,
    at: datetime,
    since: date | None = None,
) -> Project:
    """Says it anew where it was said before. since: None keeps the day that stands, else today.

    Who waits is the post that answers for the project; from_whom: a body or an office, who must act for it to go on.
    """
    there = held_for(actor, project, "block")
    told = [one.strip() for one in (because, from_whom, needs)]
    if not all(told):
        raise UnableToCarry(N_("请写明卡在哪里、等谁办、要他办什么"))
    if len(told[0]) > MAX_REASON or len(told[1]) > MAX_WHO or len(told[2]) > MAX_REASON:
        raise UnableToCarry(N_("写得太长了：卡在哪里、要办什么不超过 {most} 字，等谁办不超过 {who} 字"), **_MOST)
    refuse_personal(*told)
    day = since or there.blocked_since or legal_day(at)
    if day > legal_day(at):
        raise UnableToCarry(N_("日期 {day} 还没有到"), day=day)
    was = there.blocked_since
    there.blocked_because, there.blocked_by, there.blocked_needs = told
    there.blocked_since = day
    there.save(update_fields=_BLOCKED)
    changes = {"blocked": [was is not None, True], "since": [was, day]}
    audit.record(actor=actor, act="projects.block", subject=there, changes=changes, at=at)
    return there


@transaction.atomic
def unblock(*, actor: Actor, project: Project, at: datetime) -> Project:
    """It goes on; that it was stuck, and since when, stays in the audit."""
    there = held_for(actor, project, "block")
    if there.blocked_since is None:
        raise UnableToCarry(N_("这个项目没有卡住"))
    changes = {"blocked": [True, False], "since": [there.blocked_since, None]}
    forget_block(there)
    there.save(update_fields=_BLOCKED)
    audit.record(actor=actor, act="projects.unblock", subject=there, changes=changes, at=at)
    return there


def forget_block(project: Project) -> tuple[str, ...]:
    """Of a project about to be saved: the fields that changed."""
    project.blocked_since, project.blocked_because, project.blocked_by, project.blocked_needs = None, "", "", ""
    return _BLOCKED


_MOST = {"most": MAX_REASON, "who": MAX_WHO}
