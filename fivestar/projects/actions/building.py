"""What follows the decision: it is published, money is spent, phases end or move, the result is accepted and posted."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max, Sum

from fivestar.foundation import audit
from fivestar.foundation.access import Actor, require
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_
from fivestar.notices.actions import UnableToPost, post_notice, withdraw_notice
from fivestar.notices.judging import MAX_TITLE, Sheet, Told
from fivestar.notices.kinds import DECISION, RESULT
from fivestar.projects.accepting import is_doer
from fivestar.projects.actions.blocking import forget_block
from fivestar.projects.actions.errors import UnableToCarry
from fivestar.projects.actions.locking import held_for, locked
from fivestar.projects.actions.public_words import refuse_personal
from fivestar.projects.models import MAX_REASON, Phase, Project, Publication, Spending
from fivestar.projects.money import decided_on, early_of
from fivestar.projects.planning import MAX_BUDGET, yuan
from fivestar.projects.texts import decision_text, result_text
from fivestar.projects.workflow import STATE, may
from fivestar.responsibility.actions.days import refuse_days

AFTER = {"decision": "building", "result": "done"}
BEFORE = {"decision": "resolved", "result": "accepted"}


@transaction.atomic
def publish(
    *,
    actor: Actor,
    project: Project,
    kind: str,
    from_day: date,
    to_day: date,
    place: str,
    at: datetime,
    more: str = "",
) -> Publication:
    """kind: decision or result. A notice is posted, not before what it tells of; one that was withdrawn is replaced.

    Votes and money are those of the record, word for word; more: what stands below them.
    Raises UnableToCarry, also with what the notice board refuses (names and numbers of people, days).
    """
    require(actor, "projects.carry", project)
    there = locked(project)
    is_again = there.state not in ("withdrawn", BEFORE[kind]) and was_withdrawn(there, kind)
    if not may(there.state, f"publish_{kind}") and not is_again:
        raise UnableToCarry(N_("项目现在是“{state}”，不能办这件事"), state=STATE[there.state].label)
    if kind == "result" and there.blocked_since is not None:
        raise UnableToCarry(N_("项目还卡着：{because}"), because=there.blocked_because)
    resolved_on = there.deliberations.filter(withdrawn_at=None).aggregate(day=Max("held_on"))["day"]
    notice_kind = DECISION if kind == "decision" else RESULT
    told = Told(
        kind=notice_kind,
        title=f"{notice_kind.label}：{there.title}"[:MAX_TITLE],
        basis=f"四议两公开工作法（项目 {there.public_id}）",
        body="\n".join(part for part in (words_of(there, kind), more.strip()) if part),
        sheet=Sheet(),
        from_day=from_day,
        to_day=to_day,
        place=place,
        not_before=there.accepted_on if kind == "result" else resolved_on,
    )
    try:
        notice = post_notice(actor=actor, branch=there.branch, told=told, at=at)
    except UnableToPost as refused:
        raise UnableToCarry(refused.message_id, **refused.values) from refused
    made = Publication.objects.create(project=there, kind=kind, notice=notice)
    there.is_public = True
    there.save(update_fields=["is_public"])
    if not is_again:
        _move(actor, there, AFTER[kind], act=f"projects.publish_{kind}", at=at)
    return made


def words_of(project: Project, kind: str) -> str:
    """What the record says for the notice board: the meetings that carried, or what was spent and accepted."""
    carried = list(project.deliberations.filter(withdrawn_at=None, outcome="carried"))
    if kind == "result":
        early = early_of(list(project.spendings.filter(withdrawn_at=None)), decided_on(carried))
        return result_text(project, spent_on(project), early)
    return decision_text(project, carried)


def was_withdrawn(project: Project, kind: str) -> bool:
    """Whether it was published and no notice of it stands any more."""
    rows = project.publications.filter(kind=kind)
    return rows.exists() and not rows.filter(notice__withdrawn_at=None).exists()


@transaction.atomic
def spend(*, actor: Actor, project: Project, day: date, amount: int, what: str, voucher: str, at: datetime) -> Spending:
    """amount in 分. More than the budget is recorded as what it is, and shown; the same voucher twice is refused."""
    there = held_for(actor, project, "spend")
    if not 0 < amount <= MAX_BUDGET:
        raise UnableToCarry(N_("金额不对"))
    refuse_days(UnableToCarry, at, day)
    if day > legal_day(at):
        raise UnableToCarry(N_("日期 {day} 还没有到"), day=day)
    if not what.strip() or not voucher.strip():
        raise UnableToCarry(N_("请写明花在什么上、凭证号是多少"))
    refuse_personal(what)
    if there.spendings.filter(voucher=voucher.strip(), withdrawn_at=None).exists():
        raise UnableToCarry(N_("凭证 {voucher} 已经记过"), voucher=voucher.strip())
    made = Spending.objects.create(
        project=there,
        day=day,
        amount=amount,
        what=what.strip(),
        voucher=voucher.strip(),
        recorded_by=actor.person_ref,
        recorded_at=at,
    )
    audit.record(actor=actor, act="projects.spend", subject=there, changes={"amount": amount, "day": day}, at=at)
    return made


@transaction.atomic
def withdraw_spending(*, actor: Actor, spending: Spending, because: str, at: datetime) -> Spending:
    """It no longer counts; what it said and why it was withdrawn stays to be seen."""
    there = held_for(actor, spending.project, "spend")
    row = Spending.objects.select_for_update(no_key=True).get(pk=spending.pk)
    reason = _reason(because)
    if row.withdrawn_at is not None:
        raise UnableToCarry(N_("这一笔已经撤回了"))
    row.withdrawn_at, row.withdrawn_because = at, reason
    row.save(update_fields=["withdrawn_at", "withdrawn_because"])
    changes = {"spending": row.public_id, "amount": [row.amount, 0]}
    audit.record(actor=actor, act="projects.withdraw_spending", subject=there, changes=changes, at=at)
    return row


@transaction.atomic
def move_phase(*, actor: Actor, phase: Phase, first: date, last: date, because: str, at: datetime) -> Phase:
    """Another pair of days than planned, with the reason; the baseline stays."""
    there = held_for(actor, phase.project, "progress")
    row = Phase.objects.get(pk=phase.pk)
    if row.done_on is not None:
        raise UnableToCarry(N_("这个阶段已经完成"))
    if last < first:
        raise UnableToCarry(N_("“{name}”结束在开始之前"), name=row.name)
    refuse_days(UnableToCarry, at, first, last)
    reason = _reason(because)
    changes = {"phase": row.order, "first": [row.first, first], "last": [row.last, last]}
    row.first, row.last, row.moved_because = first, last, reason
    row.save(update_fields=["first", "last", "moved_because"])
    audit.record(actor=actor, act="projects.move_phase", subject=there, changes=changes, at=at)
    return row


@transaction.atomic
def finish_phase(*, actor: Actor, phase: Phase, done_on: date, at: datetime) -> Phase:
    there = held_for(actor, phase.project, "progress")
    row = Phase.objects.get(pk=phase.pk)
    if row.done_on is not None:
        raise UnableToCarry(N_("这个阶段已经完成"))
    if done_on > legal_day(at):
        raise UnableToCarry(N_("日期 {day} 还没有到"), day=done_on)
    resolved_on = there.deliberations.filter(withdrawn_at=None).aggregate(day=Max("held_on"))["day"]
    if done_on < resolved_on:
        raise UnableToCarry(N_("{day} 还没有决议（{resolved}），不能已经做完"), day=done_on, resolved=resolved_on)
    row.done_on, row.done_by = done_on, actor.person_ref
    row.save(update_fields=["done_on", "done_by"])
    changes = {"phase": row.order, "done_on": done_on}
    audit.record(actor=actor, act="projects.finish_phase", subject=there, changes=changes, at=at)
    return row


@transaction.atomic
def accept(*, actor: Actor, project: Project, saying: str, on: date, at: datetime) -> Project:
    """By somebody who had no hand in it and does not answer for it, when every phase is done and nothing is stuck."""
    require(actor, "projects.accept", project)
    there = locked(project)
    if is_doer(actor, there, legal_day(at)):
        raise UnableToCarry(N_("您办过这个项目的事，或者岗位上负责它，须由他人验收"))
    if not may(there.state, "accept"):
        raise UnableToCarry(N_("项目现在是“{state}”，不能办这件事"), state=STATE[there.state].label)
    if open_phases := there.phases.filter(done_on=None).count():
        raise UnableToCarry(N_("还有 {count} 个阶段没有完成"), count=open_phases)
    if there.blocked_since is not None:
        raise UnableToCarry(N_("项目还卡着：{because}"), because=there.blocked_because)
    latest: date = there.phases.aggregate(day=Max("done_on"))["day"]
    if on > legal_day(at) or on < latest:
        raise UnableToCarry(N_("验收日期应在完工（{day}）之后，不晚于今天"), day=latest)
    if not saying.strip():
        raise UnableToCarry(N_("请写一句验收看到了什么"))
    refuse_personal(saying)
    there.accepted_by, there.accepted_on, there.accepted_saying = actor.person_ref, on, saying.strip()
    there.save(update_fields=["accepted_by", "accepted_on", "accepted_saying"])
    _move(actor, there, "accepted", act="projects.accept", at=at)
    return there


@transaction.atomic
def withdraw_project(*, actor: Actor, project: Project, because: str, at: datetime) -> Project:
    """Refused while money spent on it stands in the record. Its notice of the decision is withdrawn with it; what was
    public of the project stays to be read, with the reason.
    """
    there = held_for(actor, project, "withdraw")
    reason = _reason(because)
    if spent := spent_on(there):
        raise UnableToCarry(N_("已经花了 {amount} 元，不能撤回；把账处理清楚，或者建完验收"), amount=yuan(spent))
    for posted in there.publications.filter(notice__withdrawn_at=None).select_related("notice"):
        withdraw_notice(actor=actor, notice=posted.notice, because=reason, at=at)
    there.withdrawn_by, there.withdrawn_at, there.withdrawn_because = actor.person_ref, at, reason
    _move(
        actor,
        there,
        "withdrawn",
        act="projects.withdraw",
        at=at,
        also=("withdrawn_by", "withdrawn_at", "withdrawn_because", *forget_block(there)),
    )
    return there


def spent_on(project: Project) -> int:
    total: int | None = project.spendings.filter(withdrawn_at=None).aggregate(total=Sum("amount"))["total"]
    return total or 0


def _move(actor: Actor, project: Project, state: str, *, act: str, at: datetime, also: tuple[str, ...] = ()) -> None:
    changes = {"state": [project.state, state]}
    project.state = state
    project.save(update_fields=["state", *also])
    audit.record(actor=actor, act=act, subject=project, changes=changes, at=at)


def _reason(because: str) -> str:
    reason = because.strip()[:MAX_REASON]
    if not reason:
        raise UnableToCarry(N_("请写明为什么"))
    refuse_personal(reason)
    return reason
