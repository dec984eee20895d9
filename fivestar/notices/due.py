"""What a branch owes its villagers: by the dated rules, from what hung there and from facts that are known anyway.

A period of which a notice is on record is judged by that notice; else by the fact that counts it, so that a village
whose figures came in a file is not asked again. Where neither says anything and the branch did not use notices yet,
nothing is known: that is no failure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Min, Q

from fivestar.facts import periods
from fivestar.facts.queries import standing_periods
from fivestar.notices.decisions import Owed, Span, owed
from fivestar.notices.kinds import DUE, Kind, kinds_of
from fivestar.notices.models import BusyMoney, Notice
from fivestar.notices.queries import Hung, hung_in
from fivestar.notices.registers import ledgers
from fivestar.standards.law.queries import rule, rules_of_days
from fivestar.standards.law.values import Rule

if TYPE_CHECKING:
    from fivestar.territory.models import Branch

_BUSY = {"disclosure.finance": "disclosure.finance_busy"}


@dataclass(frozen=True, slots=True)
class KindDue:
    """One kind of a branch this year. rule: None where none is loaded (规则待录入), then nothing is owed.

    is_by_ledger: a ledger made public at least as often as the rule asks hangs it up, so the branch is not asked.
    """

    kind: Kind
    rule: Rule | None
    owed: tuple[Owed, ...]
    is_busy: bool = False
    is_by_ledger: bool = False

    @property
    def now(self) -> Owed | None:
        """The period that runs, as long as nothing hung in it."""
        return next((one for one in self.owed if one.state == "due"), None)

    @property
    def missed(self) -> list[Owed]:
        return [one for one in self.owed if one.state == "missed"]


@dataclass(frozen=True, slots=True)
class Size:
    """How many sit in a committee, and where that stands."""

    least: int
    most: int
    article: str


def law_of(branch: Branch) -> str:
    """The law asks for the legal form of the committee."""
    return "community" if branch.village.legal_form == "residents" else "village"


def committee_size(branch: Branch, day: date) -> Size | None:
    """None where no rule is loaded."""
    least = rule(f"{law_of(branch)}.supervision.least", on=day, district=branch.district)
    most = rule(f"{law_of(branch)}.supervision.most", on=day, district=branch.district)
    if least is None and most is None:
        return None
    article = least.article if least else most.article if most else ""
    return Size(int(str(least.value)) if least else 0, int(str(most.value)) if most else 0, article)


def due_of(branches: Sequence[Branch], today: date) -> dict[int, list[KindDue]]:
    """Branch → each kind it must disclose. Village and district must be at hand. Six queries and one a district."""
    ids = [branch.pk for branch in branches]
    hung = _by_branch_and_kind(hung_in(ids, kinds=[kind.id for kind in DUE], year=today.year))
    known = standing_periods(ids, facts=[kind.fact for kind in DUE if kind.fact], year=today.year)
    first_use = dict(Notice.objects.filter(branch__in=ids).order_by().values_list("branch").annotate(Min("from_day")))
    running = BusyMoney.objects.filter(branch__in=ids, from_day__lte=today)
    running = running.filter(Q(to_day__isnull=True) | Q(to_day__gte=today))
    busy = dict(running.order_by("from_day").values_list("branch", "from_day"))
    rules = _rules(branches, today)
    kept = {key: length for ask in ledgers for key, length in ask(ids).items()}
    return {
        branch.pk: [
            _kind_due(
                kind,
                rules[branch.district_id],
                law_of(branch),
                hung.get((branch.pk, kind.id), []),
                known.get((branch.pk, kind.fact or ""), {}),
                first_use.get(branch.pk),
                busy.get(branch.pk),
                kept.get((branch.pk, kind.id)),
                today,
            )
            for kind in _kinds(branch)
        ]
        for branch in branches
    }


def _kinds(branch: Branch) -> list[Kind]:
    """What it must disclose; where its category is not known, what its legal form says."""
    category = branch.category
    if category not in ("rural", "urban"):
        category = "urban" if law_of(branch) == "community" else "rural"
    return [kind for kind in kinds_of(category) if kind.due]


def _kind_due(
    kind: Kind,
    rules: Mapping[tuple[str, date], Mapping[str, Rule]],
    law: str,
    hung: Sequence[Hung],
    known: Mapping[str, int],
    first_use: date | None,
    busy_from: date | None,
    kept_each: str | None,
    today: date,
) -> KindDue:
    is_busy = busy_from is not None and kind.due in _BUSY
    name = _BUSY[kind.due] if is_busy else kind.due
    now = rules[law, today].get(name)
    if now is None or not isinstance(now.value, str):
        return KindDue(kind, None, (), is_busy)
    is_by_ledger = kept_each is not None and _is_as_often(kept_each, now.value)
    since = max(date(today.year, 1, 1), busy_from) if is_busy and busy_from else date(today.year, 1, 1)
    spans = [
        span
        for span in _spans(now.value, since, today)
        if span.last >= today or name in rules.get((law, span.last), {})
    ]
    by_notice = {span.text: [one for one in hung if span.first <= one.day <= span.last] for span in spans}
    by_fact = {span.text: value for span in spans if (value := _told(known, span)) is not None}
    posted = {
        text
        for text, there in by_notice.items()
        if (any(not one.is_objected_to for one in there) if there else by_fact.get(text, 0) >= 1)
    }
    recorded = {
        span.text
        for span in spans
        if by_notice[span.text] or span.text in by_fact or (first_use is not None and first_use <= span.last)
    }
    return KindDue(kind, now, tuple(owed(spans, posted=posted, known=recorded, today=today)), is_busy, is_by_ledger)


def _is_as_often(length: str, asked: str) -> bool:
    return periods.LENGTHS.index(length) <= periods.LENGTHS.index(asked)


def _told(known: Mapping[str, int], span: Span) -> int | None:
    """What the fact says of the period: its own value, or the sum of the shorter ones inside."""
    inside = [
        value
        for text, value in known.items()
        if (period := periods.parse(text)) is not None and span.first <= period.first and period.last <= span.last
    ]
    return sum(inside) if inside else None


def _spans(every: str, since: date, today: date) -> Iterator[Span]:
    """The periods of the year that have begun, the first with `since` in it."""
    period = periods.of_day(since, every)
    while period.first <= today:
        yield Span(period.text, period.first, period.last)
        period = periods.of_day(period.last + timedelta(days=1), every)


def _rules(branches: Collection[Branch], today: date) -> dict[int, dict[tuple[str, date], dict[str, Rule]]]:
    """District → (law, day) → rules, for today and the ends of every period of the year."""
    ends = {span.last for span in _spans("month", date(today.year, 1, 1), today)} | {today}
    wanted = [(law, day) for law in ("village", "community") for day in ends]
    districts = {branch.district_id: branch.district for branch in branches}
    return {key: rules_of_days(district, wanted) for key, district in districts.items()}


def _by_branch_and_kind(hung: Sequence[Hung]) -> dict[tuple[int, str], list[Hung]]:
    found: dict[tuple[int, str], list[Hung]] = {}
    for one in hung:
        found.setdefault((one.branch_id, one.kind), []).append(one)
    return found
