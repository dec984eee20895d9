"""Work groups go to creation villages; what they find there is handed over before they leave.

Refused
├── UnableToSend        no work group, there already, or a day that does not fit
├── UnableToNote        the group has left, nothing or somebody's number is written, nobody heads it
├── UnableToSettle      settled already, nothing or somebody's number is written, or it is another post's
└── UnableToRecall      left already, an owner for what is no finding of it, or findings would stay with a group that is
                        gone; carries them
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from fivestar.foundation import audit
from fivestar.foundation.access import Actor, Duty, require
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_, Refused
from fivestar.foundation.privacy import refuse_personal
from fivestar.responsibility.actions.days import refuse_days
from fivestar.responsibility.actions.owning import take_owner
from fivestar.responsibility.models import Department, Dispatch, GroupFinding, Post, Seat
from fivestar.responsibility.owners import posts_held_by

if TYPE_CHECKING:
    from fivestar.territory.models import Branch

MAX_TEXT = 300


class UnableToSend(Refused):
    """The group cannot be sent there."""


class UnableToNote(Refused):
    """The finding cannot be kept."""


class UnableToSettle(Refused):
    """The finding cannot be settled like this."""


class UnableToRecall(Refused):
    """The group cannot leave yet; `findings` are those without a new owner."""

    def __init__(self, message_id: str, /, findings: Sequence[GroupFinding] = (), **values: object) -> None:
        super().__init__(message_id, **values)
        self.findings = tuple(findings)


@transaction.atomic
def send_group(*, actor: Actor, group: Department, branch: Branch, from_day: date, at: datetime) -> Dispatch:
    """The work group is in the village from that day."""
    require(actor, "responsibility.arrange_body", group)
    refuse_days(UnableToSend, at, from_day)
    Department.objects.select_for_update(no_key=True).get(pk=group.pk)
    if group.kind != Department.Kind.WORKGROUP or branch.district_id != group.district_id:
        raise UnableToSend(N_("只有本区的专项工作组可以派驻本区的村"))
    if group.dispatches.filter(branch=branch, to_day__isnull=True).exists():
        raise UnableToSend(N_("{group}已经在{branch}"), group=group.name, branch=branch.name)
    dispatch = Dispatch.objects.create(
        group=group, branch=branch, from_day=from_day, sent_by=actor.person_ref, sent_at=at
    )
    _record(actor, "send_group", dispatch, {"group": group.public_id, "from_day": [None, from_day]}, at)
    return dispatch


@transaction.atomic
def note_finding(*, actor: Actor, dispatch: Dispatch, text: str, due_on: date, at: datetime) -> GroupFinding:
    """What the group found; while it is there, it answers for it itself, by the post that heads it."""
    require(actor, "responsibility.note_finding", dispatch)
    _require_in_group(actor, dispatch, at)
    locked = Dispatch.objects.select_for_update(no_key=True).select_related("group").get(pk=dispatch.pk)
    if locked.to_day is not None:
        raise UnableToNote(N_("{group}已经离开"), group=locked.group.name)
    if not text.strip() or len(text) > MAX_TEXT:
        raise UnableToNote(N_("请写明发现了什么,最多 {most} 个字"), most=MAX_TEXT)
    refuse_personal(UnableToNote, text)
    if due_on < legal_day(at):
        raise UnableToNote(N_("期限 {day} 已经过了"), day=due_on.isoformat())
    refuse_days(UnableToNote, at, due_on)
    head = Seat.objects.filter(body=locked.group, role=Seat.Role.HEAD, to_day__isnull=True).first()
    if head is None:
        raise UnableToNote(N_("{group}还没有组长,没有人负责"), group=locked.group.name)
    owner = take_owner(head.post, on=legal_day(at))
    finding = GroupFinding.objects.create(
        dispatch=locked,
        branch_id=locked.branch_id,
        text=text.strip(),
        owner=owner,
        due_on=due_on,
        noted_by=actor.person_ref,
        noted_at=at,
    )
    _record(actor, "note_finding", finding, {"owner": [None, owner.public_id], "due_on": [None, due_on]}, at)
    return finding


@transaction.atomic
def settle_finding(*, actor: Actor, finding: GroupFinding, result: str, at: datetime) -> GroupFinding:
    """It is done, and how; by the post that answers for it, or by the organisation department."""
    require(actor, "responsibility.settle_finding", finding)
    locked = GroupFinding.objects.select_for_update(no_key=True).get(pk=finding.pk)
    mine = {post.pk for post in posts_held_by(actor, legal_day(at))}
    if not (_organises(actor) or locked.owner_id in mine):
        raise UnableToSettle(N_("这件事由“{title}”负责"), title=locked.owner.title)
    if locked.settled_at is not None:
        raise UnableToSettle(N_("这件事已经办结"))
    if not result.strip() or len(result) > MAX_TEXT:
        raise UnableToSettle(N_("请写明怎么解决的,最多 {most} 个字"), most=MAX_TEXT)
    refuse_personal(UnableToSettle, result)
    locked.settled_by, locked.settled_at, locked.result = actor.person_ref, at, result.strip()
    locked.save(update_fields=["settled_by", "settled_at", "result"])
    _record(actor, "settle_finding", locked, {"settled": [False, True]}, at)
    return locked


@transaction.atomic
def recall_group(
    *, actor: Actor, dispatch: Dispatch, to_day: date, owners: Mapping[str, Post], at: datetime
) -> Dispatch:
    """The group leaves; every open finding goes to a post that stays. owners: finding → post.

    Refused while one has none: a group that is gone answers for nothing.
    """
    require(actor, "responsibility.arrange_body", dispatch.group)
    refuse_days(UnableToRecall, at, to_day)
    locked = Dispatch.objects.select_for_update(no_key=True).select_related("group", "branch").get(pk=dispatch.pk)
    if locked.to_day is not None or to_day < locked.from_day:
        raise UnableToRecall(N_("不能在 {day} 结束:已经结束,或者早于开始"), day=to_day.isoformat())
    found = set(GroupFinding.objects.filter(dispatch=locked).values_list("public_id", flat=True))
    if not found >= owners.keys():
        raise UnableToRecall(N_("交接里写了不是这个工作组在这里发现的问题，请重新打开这一页"))
    for owner in owners.values():  # a post elsewhere could not even read what it answers for
        if owner.district_id != locked.group.district_id or not locked.branch.path.startswith(owner.path):
            raise UnableToRecall(N_("“{title}”不管这个支部，或者现在没有人"), title=owner.title)
    own = set(Seat.objects.filter(body=locked.group, to_day__isnull=True).values_list("post", flat=True))
    open_ones = list(GroupFinding.objects.filter(dispatch=locked, settled_at__isnull=True))
    staying = [one for one in open_ones if one.owner_id in own]
    without = [one for one in staying if one.public_id not in owners or owners[one.public_id].pk in own]
    if without:
        raise UnableToRecall(N_("还有 {count} 个问题没有交给留下来的岗位"), without, count=len(without))
    for one in staying:
        give_finding(actor=actor, finding=one, to=owners[one.public_id], at=at)
    locked.to_day = to_day
    locked.save(update_fields=["to_day"])
    _record(actor, "recall_group", locked, {"to_day": [None, to_day], "handed_over": len(staying)}, at)
    return locked


def give_finding(*, actor: Actor, finding: GroupFinding, to: Post, at: datetime) -> None:
    """To another post; inside the caller's transaction, whose act was asked for."""
    owner = take_owner(to, on=legal_day(at))
    before, finding.owner = finding.owner_id, owner
    finding.save(update_fields=["owner"])
    _record(actor, "give_finding", finding, {"owner": [before, owner.pk]}, at)


def _organises(actor: Actor) -> bool:
    return actor.is_system or any(grant.duty is Duty.ORGANISE for grant in actor.posts)


def _require_in_group(actor: Actor, dispatch: Dispatch, at: datetime) -> None:
    if _organises(actor):
        return
    held = {post.pk for post in posts_held_by(actor, legal_day(at))}
    if not Seat.objects.filter(body=dispatch.group, to_day__isnull=True, post__in=held).exists():
        raise UnableToNote(N_("您不在{group}里"), group=dispatch.group.name)


def _record(actor: Actor, act: str, subject: Dispatch | GroupFinding, changes: audit.Changes, at: datetime) -> None:
    audit.record(actor=actor, act=f"responsibility.{act}", subject=subject, changes=changes, at=at)
