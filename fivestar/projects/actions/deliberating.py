"""A meeting is recorded and judged by the rules of its day; one that waited for its rule is judged again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from fivestar.foundation import audit
from fivestar.foundation.access import Actor, require
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_
from fivestar.projects.actions.both_posts import statement_for
from fivestar.projects.actions.errors import ChangedBeforeMeeting, UnableToCarry, UnableToDeliberate
from fivestar.projects.actions.locking import held_for, locked
from fivestar.projects.actions.public_words import refuse_personal
from fivestar.projects.decisions import Finding, Held, Judgement, Past, Rules, Votes, faults, is_resolved, judge
from fivestar.projects.models import MAX_REASON, Deliberation, Project
from fivestar.standards.law.queries import rules_on
from fivestar.standards.law.values import Rule, write_value


@transaction.atomic
def record_meeting(
    *, actor: Actor, project: Project, held: Held, at: datetime, seen: int | None = None
) -> Deliberation:
    """Keeps it as it was and says whether it counts. A failed one stays; the step is held again.

    Whether one person holds both posts is not taken from `held` but from what the township stated.
    seen: the version of the plan that was before his eyes, where somebody looked at one.
    Raises UnableToDeliberate: figures that contradict each other, a step out of its order, notice too short.
    """
    there = held_for(actor, project, "deliberate")
    if seen is not None and there.version != seen:
        raise ChangedBeforeMeeting(there.version)
    both_posts = statement_for(actor, there.branch, held)
    held = replace(held, holds_both=both_posts is not None)
    past = past_of(there)
    rules = rules_for(there, held)
    if wrong := faults(held, rules, past, legal_day(at), due_before=due_before(there, held.step, held.body)):
        raise UnableToDeliberate(wrong, rules)
    refuse_personal(held.due_because, *held.witnesses)
    judged = judge(held, rules, past)
    made = Deliberation.objects.create(
        project=there,
        step=held.step,
        body=held.body,
        held_on=held.held_on,
        notified_on=held.notified_on,
        due=held.due,
        due_because=held.due_because.strip(),
        present=held.present,
        by_paper=held.by_paper,
        favour=held.votes.favour,
        against=held.votes.against,
        abstained=held.votes.abstained,
        spoilt=held.votes.spoilt,
        kept=held.votes.kept,
        witnesses=[one.strip() for one in held.witnesses],
        merges=held.merges,
        holds_both=held.holds_both,
        both_posts=both_posts,
        recorded_by=actor.person_ref,
        recorded_at=at,
        **_judged(judged, held, rules, at),
    )
    audit.record(
        actor=actor,
        act="projects.deliberate",
        subject=there,
        changes={
            "meeting": made.public_id,
            "step": held.step,
            "held_on": held.held_on,
            "due": held.due,
            "present": held.present,
            "favour": held.votes.favour,
            "outcome": judged.outcome,
        },
        at=at,
    )
    _settle(there)
    return made


@transaction.atomic
def judge_again(*, actor: Actor, project: Project, at: datetime) -> int:
    """What waited for its rule, by the rules loaded now for its own day; how many got another outcome."""
    there = held_for(actor, project, "deliberate")
    moved = 0
    for row in there.deliberations.filter(withdrawn_at=None, outcome="pending").order_by("id"):
        held = held_of(row)
        others = past_of(there, before=row)
        rules = rules_for(there, held)
        wrong = faults(held, rules, others, legal_day(at))
        judged = Judgement("unlawful", wrong) if wrong else judge(held, rules, others)
        if judged.outcome == row.outcome:
            continue
        moved += 1
        for name, value in _judged(judged, held, rules, at).items():
            setattr(row, name, value)
        row.save(update_fields=["outcome", "findings", "rules", "judged_at"])
        changes = {"meeting": row.public_id, "outcome": ["pending", judged.outcome]}
        audit.record(actor=actor, act="projects.judge_again", subject=there, changes=changes, at=at)
    _settle(there)
    return moved


@transaction.atomic
def withdraw_meeting(*, actor: Actor, meeting: Deliberation, because: str, at: datetime) -> Deliberation:
    """A record that was wrong: only the last one, and only until the decision is published."""
    require(actor, "projects.carry", meeting.project)
    there = locked(meeting.project)
    reason = because.strip()[:MAX_REASON]
    if not reason:
        raise UnableToCarry(N_("请写明为什么撤回"))
    refuse_personal(reason)
    last = there.deliberations.filter(withdrawn_at=None).order_by("id").last()
    if there.state not in ("deliberating", "resolved") or last is None or last.pk != meeting.pk:
        raise UnableToCarry(N_("只能撤回最后一次会议，而且要在决议公开之前"))
    last.withdrawn_by, last.withdrawn_at, last.withdrawn_because = actor.person_ref, at, reason
    last.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_because"])
    changes = {"meeting": last.public_id, "withdrawn": [False, True]}
    audit.record(actor=actor, act="projects.withdraw_meeting", subject=there, changes=changes, at=at)
    _settle(there)
    return last


def _settle(project: Project) -> None:
    """Where the meetings leave the project: resolved when all four carried. Who has it open sees that something moved:
    after the first meeting its plan changes no more.
    """
    project.state = "resolved" if is_resolved(past_of(project)) else "deliberating"
    project.version += 1
    project.save(update_fields=["state", "version"])


def past_of(project: Project, *, before: Deliberation | None = None) -> tuple[Past, ...]:
    """The meetings that stand in the record. before: only those recorded before this one."""
    rows = project.deliberations.filter(withdrawn_at=None)
    if before is not None:
        rows = rows.filter(pk__lt=before.pk)
    return tuple(Past(held_of(row).steps, row.held_on, row.outcome) for row in rows)  # type: ignore[arg-type]


def due_before(project: Project, step: str, body: str) -> int:
    """The most who were due at meetings of this body about this step that came to nothing; withdrawn records too, so
    that a quorum is not mended by withdrawing.
    """
    rows = project.deliberations.filter(step=step, body=body)
    failed = rows.exclude(outcome__in=("carried", "pending"), withdrawn_at=None)
    return failed.aggregate(most=Max("due"))["most"] or 0


def rules_for(project: Project, held: Held) -> dict[str, Rule]:
    """Of the meeting's own day."""
    return rules_on(category_of(project), on=held.held_on, district=project.branch.district)


def category_of(project: Project) -> str:
    """The law asks for the legal form of the committee, not for the category of its branch in the drive."""
    return "community" if project.branch.village.legal_form == "residents" else "village"


def held_of(row: Deliberation) -> Held:
    return Held(
        step=row.step,
        body=row.body,
        held_on=row.held_on,
        due=row.due,
        present=row.present,
        votes=Votes(row.favour, row.against, row.abstained, row.spoilt, row.kept),
        by_paper=row.by_paper,
        witnesses=tuple(row.witnesses),
        notified_on=row.notified_on,
        merges=row.merges,
        holds_both=row.holds_both,
        due_because=row.due_because,
    )


def _judged(judged: Judgement, held: Held, rules: Rules, at: datetime) -> dict[str, object]:
    """The outcome as it is kept, with the text of every rule used."""
    used = {finding.rule for finding in judged.findings} | {"procedure"}
    return {
        "outcome": judged.outcome,
        "findings": [_finding(finding) for finding in judged.findings],
        "rules": [_rule(rules[name]) for name in sorted(used) if name in rules],
        "judged_at": at,
    }


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "message_id": finding.message_id,
        "values": dict(finding.values),
        "rule": finding.rule,
        "is_met": finding.is_met,
    }


def _rule(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "value": write_value(rule.value),
        "unit": rule.unit,
        "article": rule.article,
        "source": rule.source,
        "is_local": rule.is_local,
    }
