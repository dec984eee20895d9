"""Whether a meeting of 四议两公开 counts: pure, on frozen values, by the rules of the meeting's own day.

Two different answers. `faults`: it cannot be recorded at all, because figures contradict each other or the meeting may
not be held yet. `judge`: it was held; it carried, was voted down, was too small, or cannot be judged yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from fivestar.engine.faults import N_
from fivestar.projects.steps import BY_ID, MERGE, NEEDED, ORDER
from fivestar.standards.law.values import Rule, Share

Outcome = Literal["carried", "rejected", "too_few", "pending", "unlawful"]
"""pending: 规则待录入, recorded and not counted. unlawful: a rule entered later says it was."""
Rules = Mapping[str, Rule]
"""Name → rule of the category and the meeting's day (`standards.law.queries.rules_on`)."""

MAX_PEOPLE = 20_000
MIN_WITNESSES = 2
LONGEST_AGO = timedelta(days=3 * 366)
"""A meeting or a notice so much earlier is a year typed wrong; it would stand in the row of steps."""


@dataclass(frozen=True, slots=True)
class Votes:
    """As they were cast; nothing is rounded to “unanimous”. spoilt, kept: ballots invalid or not handed back."""

    favour: int
    against: int
    abstained: int
    spoilt: int = 0
    kept: int = 0

    @property
    def total(self) -> int:
        return self.favour + self.against + self.abstained + self.spoilt + self.kept

    @property
    def least(self) -> int:
        return min(self.favour, self.against, self.abstained, self.spoilt, self.kept)


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting as it is told. due, present: of the body that met – households where households are represented.

    merges: 支部提议 and 两委商议 in one, by both committees together, which needs holds_both (一肩挑).
    notified_on: when plan or call went out. due_because: why fewer are due than were the last time.
    """

    step: str
    body: str
    held_on: date
    due: int
    present: int
    votes: Votes
    by_paper: bool
    witnesses: tuple[str, ...]
    notified_on: date | None = None
    merges: bool = False
    holds_both: bool = False
    due_because: str = ""

    @property
    def bodies(self) -> tuple[str, ...]:
        """Who may hold it. Merged, it is of everybody who sits in either committee."""
        return ("committees",) if self.merges and self.step == "propose" else BY_ID[self.step].bodies

    @property
    def steps(self) -> tuple[str, ...]:
        return ("propose", "consult") if self.merges and self.step == "propose" else (self.step,)


@dataclass(frozen=True, slots=True)
class Past:
    """A meeting judged before."""

    steps: tuple[str, ...]
    held_on: date
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, or how a rule was applied. rule: its name, empty where it is arithmetic."""

    message_id: str
    values: Mapping[str, object] = field(default_factory=dict)
    rule: str = ""
    is_met: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """The outcome and every rule applied, in the order of the meeting: called, opened, voted."""

    outcome: Outcome
    findings: tuple[Finding, ...]


def faults(held: Held, rules: Rules, past: Sequence[Past], today: date, *, due_before: int = 0) -> tuple[Finding, ...]:
    """Why it cannot be recorded; empty when it can.

    due_before: the most who were due when the same body met about the same step before and it came to nothing.
    """
    return (
        *_figure_faults(held),
        *_merge_faults(held),
        *_due_faults(held, due_before),
        *_order_faults(held, past, today),
        *(() if held.held_on > today else _notice_faults(held, rules, past)),
    )


def _figure_faults(held: Held) -> Iterator[Finding]:
    """What no meeting can be, whatever the law says."""
    if held.step not in BY_ID or held.body not in held.bodies:
        yield Finding(N_("这一步不由这个会议来办"))
    if not 1 <= held.due <= MAX_PEOPLE:
        yield Finding(N_("应到人数应在 1 到 {most} 之间"), {"most": MAX_PEOPLE})
    if held.present > held.due:
        yield Finding(N_("实到 {present} 比应到 {due} 还多"), {"present": held.present, "due": held.due})
    if held.present < 1:
        yield Finding(N_("没有人到会，就没有开成会"))
    if held.votes.least < 0:
        yield Finding(N_("票数不能是负数"))
    if not held.by_paper and (held.votes.spoilt or held.votes.kept):
        yield Finding(N_("举手表决没有废票和未交回的票"))
    if held.votes.total != held.present:
        message = N_("各项票数加起来是 {total}，到会 {present}，对不上")
        yield Finding(message, {"total": held.votes.total, "present": held.present})
    named = {one.strip() for one in held.witnesses} - {""}
    if len(named) < MIN_WITNESSES:
        yield Finding(N_("举手和票决都要有 {least} 位不同的监票人"), {"least": MIN_WITNESSES})


def _merge_faults(held: Held) -> Iterator[Finding]:
    """holds_both is the township's word for that day, never the recorder's."""
    if held.merges and held.step != "propose":
        yield Finding(N_("只有书记、主任“一肩挑”的，支部提议和两委商议才可以合并"), {}, MERGE)
    elif held.merges and not held.holds_both:
        yield Finding(N_("乡镇（街道）没有写明那一天书记、主任“一肩挑”：支部提议和两委商议要分开开"), {}, MERGE)


def _due_faults(held: Held, before: int) -> Iterator[Finding]:
    """A quorum that was missed is not reached by counting fewer people, unless somebody says who is gone and why."""
    if held.due < before and not held.due_because.strip():
        message = N_("应到比上一次少了 {fewer} 人（上一次 {before}）：请写明为什么")
        yield Finding(message, {"fewer": before - held.due, "before": before})


def _order_faults(held: Held, past: Sequence[Past], today: date) -> Iterator[Finding]:
    if held.held_on > today:
        yield Finding(N_("会议日期 {day} 还没有到"), {"day": held.held_on.isoformat()})
    elif held.held_on < today - LONGEST_AGO:
        yield Finding(N_("会议日期 {day} 是三年多以前，请看年份有没有写错"), {"day": held.held_on.isoformat()})
    standing = {step for one in past if stands(one) for step in one.steps}
    if any(step in standing for step in held.steps):
        yield Finding(N_("“{step}”已经办过"), {"step": BY_ID[held.step].label})
        return
    missing = next((step for step in ORDER[: ORDER.index(held.steps[0])] if step not in standing), None)
    if missing is not None:
        yield Finding(N_("还没有“{step}”，不能跳过"), {"step": BY_ID[missing].label}, "procedure")
    before = [one.held_on for one in past if stands(one)]
    if before and held.held_on < max(before):
        yield Finding(N_("早于上一步的会议（{day}）"), {"day": max(before).isoformat()}, "procedure")
    failed = _failed_days(held, past)
    if failed and held.held_on <= max(failed):
        yield Finding(N_("重新开的会应在上一次（{day}）之后"), {"day": max(failed).isoformat()})


def _failed_days(held: Held, past: Sequence[Past]) -> list[date]:
    return [one.held_on for one in past if not stands(one) and set(one.steps) & set(held.steps)]


def _notice_faults(held: Held, rules: Rules, past: Sequence[Past]) -> Iterator[Finding]:
    if held.notified_on is not None and held.notified_on > held.held_on:
        yield Finding(N_("通知日期在会议之后"))
        return
    if held.notified_on is not None and held.held_on - held.notified_on > LONGEST_AGO:
        message = N_("通知日期 {day} 比会议早三年多，请看年份有没有写错")
        yield Finding(message, {"day": held.notified_on.isoformat()})
        return
    notice = rules.get(f"{held.body}.notice")
    if notice is None:
        return
    days = int(notice.value)  # type: ignore[arg-type]  # by its kind
    if held.notified_on is None:
        yield Finding(N_("请填哪天通知的：须提前 {days} 天"), {"days": days}, notice.name)
        return
    if held.held_on - held.notified_on < timedelta(days=days):
        earliest = held.notified_on + timedelta(days=days)
        message = N_("{notified} 通知，须提前 {days} 天：最早 {earliest} 才能开")
        values = {"notified": held.notified_on.isoformat(), "days": days, "earliest": earliest.isoformat()}
        yield Finding(message, values, notice.name)
    failed = _failed_days(held, past)
    if failed and held.notified_on < max(failed):
        yield Finding(N_("上一次没有开成，重新开会要重新通知"), {}, notice.name)


def stands(one: Past) -> bool:
    """Whether the next step may be held: it carried, or nobody can say yet."""
    return one.outcome in ("carried", "pending")


def judge(held: Held, rules: Rules, past: Sequence[Past] = ()) -> Judgement:
    """A meeting without faults, by rules loaded for its day; a step after one that waits for its rule waits too."""
    if missing := missing_rules(held, rules):
        return Judgement("pending", tuple(Finding(N_("规则待录入"), {}, name) for name in missing))
    notes: list[Finding] = []
    if held.due_because.strip():
        notes.append(Finding(N_("应到比上一次少：{because}"), {"because": held.due_because.strip()}, is_met=True))
    if (notice := rules.get(f"{held.body}.notice")) is not None:
        notes.append(Finding(N_("按时通知"), {}, notice.name, is_met=True))
    present = _share(rules.get(f"{held.body}.present"))
    if present is not None:
        needed = present.needed(due=held.due, present=held.present)
        is_met = held.present >= needed
        values = {"due": held.due, "present": held.present, "needed": needed}
        message = N_("应到 {due}，须 {needed} 到会，实到 {present}")
        notes.append(Finding(message, values, f"{held.body}.present", is_met))
        if not is_met:
            return Judgement("too_few", tuple(notes))
    notes.append(_vote(held, rules))
    if not notes[-1].is_met:
        return Judgement("rejected", tuple(notes))
    waits = any(one.outcome == "pending" for one in past)
    if waits:
        notes.append(Finding(N_("前一步还在等规则录入"), {}, "procedure"))
    return Judgement("pending" if waits else "carried", tuple(notes))


def missing_rules(held: Held, rules: Rules) -> tuple[str, ...]:
    """Names of the rules without which it cannot be judged (规则待录入)."""
    needed = (*NEEDED[held.body], *((MERGE,) if held.merges else ()))
    return tuple(name for name in needed if name not in rules)


def _vote(held: Held, rules: Rules) -> Finding:
    favour = _share(rules.get(f"{held.body}.favour"))
    cast = held.votes.favour
    if favour is None:
        # No source says how the committees vote: a proposal is one when more are for it than against it (拟定).
        values = {"favour": cast, "against": held.votes.against}
        return Finding(N_("赞成 {favour}，反对 {against}"), values, "", is_met=cast > held.votes.against)
    needed = favour.needed(due=held.due, present=held.present)
    message = (
        N_("按应到须 {needed} 赞成，赞成 {favour}") if favour.of_due else N_("按到会须 {needed} 赞成，赞成 {favour}")
    )
    return Finding(message, {"needed": needed, "favour": cast}, f"{held.body}.favour", is_met=cast >= needed)


def _share(rule: Rule | None) -> Share | None:
    return rule.value if rule is not None and isinstance(rule.value, Share) else None


def next_step(past: Sequence[Past]) -> str | None:
    """The first of the four that has not been held with success; None when all have."""
    standing = {step for one in past if stands(one) for step in one.steps}
    return next((step for step in ORDER if step not in standing), None)


def is_resolved(past: Sequence[Past]) -> bool:
    """All four carried, each by a rule that was loaded."""
    return {step for one in past if one.outcome == "carried" for step in one.steps} == set(ORDER)
