"""Reads for asking: what stands for a period, what is due for a branch, what was answered for somebody else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.shortcuts import get_object_or_404

from fivestar.engine import FactDef, Rulebook
from fivestar.facts import periods
from fivestar.facts.asking.decisions import GRACE_DAYS, Turn, turns
from fivestar.facts.burden.queries import prices_on
from fivestar.facts.contests.queries import Standing, standing
from fivestar.facts.models import AnswerReceipt, Basis, Observation
from fivestar.facts.needs import Need, needs_of
from fivestar.facts.periods import of_day
from fivestar.foundation.access import Actor, Duty, require
from fivestar.foundation.clock import legal_day
from fivestar.standards import queries as standards
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.standards.models import Fact
    from fivestar.territory.models import Branch

_ASKED = frozenset({Duty.OWN, Duty.HELPER})
LATEST_CHANGES = 10


@dataclass(frozen=True, slots=True)
class Last:
    """The newest value before the asked period; `value` as stored."""

    value: int
    period: str
    observed_on: date


@dataclass(frozen=True, slots=True)
class Ask:
    """One question to one branch for one period. `standing` is set only where the period has a value already.

    seconds: what it costs, an estimate drawn to the measured times of its form. contest: what was said against it.
    """

    branch: Branch
    fact: FactDef
    turn: Turn
    reasons: tuple[Need, ...]
    last: Last | None = None
    standing: int | None = None
    seconds: int = 0
    contest: Standing | None = None

    @property
    def is_contested(self) -> bool:
        """Somebody waits for an answer whether it has to be asked at all; until then it is not due."""
        return self.contest is not None and not self.contest.outcome

    @property
    def is_dropped(self) -> bool:
        """A contest was upheld: for this period it is not asked again."""
        return self.contest is not None and self.contest.is_upheld

    @property
    def seen_by(self) -> tuple[str, ...]:
        """The departments that lead a criterion needing it, besides village, township and organisation department."""
        return tuple(dict.fromkeys(reason.departments[0] for reason in self.reasons))


def standing_for(branch: Branch, fact: Fact, period: str) -> Observation | None:
    """The value that stands for a period: the newer of stated and confirmed."""
    return _newer(Observation.objects.filter(branch=branch, fact=fact, period=period, superseded_at=None))


def asked_branches(actor: Actor) -> list[Branch]:
    """The branches this actor answers for, as secretary or as the secretary's helper."""
    reach = Q(pk__in=())
    for grant in actor.posts:
        if grant.duty in _ASKED:
            reach |= Q(path__startswith=grant.path)
    branches = territory.visible_branches(actor, "facts.state_local").filter(reach)
    return list(branches.select_related("village", "township", "district"))


def asks_for(actor: Actor, at: datetime, branches: Iterable[Branch] | None = None) -> list[Ask]:
    """What is due for the actor's branches (or those given, which he may answer for), the most urgent first."""
    return [ask for ask in asks_and_contested(actor, at, branches) if not ask.is_contested]


def asks_and_contested(actor: Actor, at: datetime, branches: Iterable[Branch] | None = None) -> list[Ask]:
    """`asks_for` together with what would be due, were it not contested and waiting for an answer."""
    if branches is None:
        mine = asked_branches(actor)
    else:
        mine = list(branches)
        for branch in mine:
            require(actor, "facts.state_local", branch)
    return _due(mine, legal_day(at)) if mine else []


def ask_about(actor: Actor, branch: Branch, slug: str, period: str | None, at: datetime) -> Ask | None:
    """The question as its page shows it: for the given period, the first one due, or (a change) the running one.

    None when no standard in force asks this of a village. Raises NotSeen, NotAllowed.
    """
    require(actor, "facts.state_local", branch)
    today = legal_day(at)
    needed = _asked_of([branch], today)[branch.pk]
    if slug not in needed:
        return None
    fact, reasons = needed[slug]
    rows = _observations([branch], [slug], today)
    due = turns(fact, today, {row.period for row in rows})
    turn = next((one for one in due if period in (None, one.period)), None) or _turn_for(fact, period, today)
    if turn is None:
        return None
    now = _newer(row for row in rows if row.period == turn.period)
    return Ask(
        branch,
        fact,
        turn,
        reasons,
        last=_last(rows, turn.period),
        standing=None if now is None else now.value,
        seconds=prices_on(today).of_fact(fact),
        contest=standing([branch.pk]).get((branch.pk, slug, turn.period)),
    )


def fact_by_slug(slug: str) -> Fact | None:
    return standards.catalogue().get(slug)


def receipt(actor: Actor, branch: Branch, public_id: str) -> AnswerReceipt:
    """404 when there is none or the actor may not know of it."""
    found = AnswerReceipt.objects.filter(branch__in=territory.visible_branches(actor, "facts.state_local"))
    return get_object_or_404(found.select_related("branch", "fact"), branch=branch, public_id=public_id)


def conflicts(mine: Iterable[Branch]) -> list[AnswerReceipt]:
    """Answers that wait for a choice, oldest first. mine: `asked_branches` of whoever chooses."""
    rows = AnswerReceipt.objects.filter(branch__in=list(mine), outcome=AnswerReceipt.Outcome.CONFLICT)
    return list(rows.select_related("branch__village", "fact").order_by("pk"))


def answered_for(actor: Actor, branch: Branch) -> list[AnswerReceipt]:
    """What others answered for the secretary of this branch, newest first."""
    require(actor, "facts.state_local", branch)
    rows = AnswerReceipt.objects.filter(branch=branch, on_behalf=True).exclude(outcome=AnswerReceipt.Outcome.DROPPED)
    return list(rows.select_related("fact", "observation").order_by("-pk")[:LATEST_CHANGES])


def stated_of(actor: Actor, branch: Branch, at: datetime) -> list[tuple[FactDef, Observation]]:
    """What stands of each fact this branch supplies: the newest period's value, in the order of the standards."""
    require(actor, "facts.state_local", branch)
    today = legal_day(at)
    needed = _asked_of([branch], today)[branch.pk]
    rows: dict[str, list[Observation]] = {}
    for one in _observations([branch], needed, today):
        rows.setdefault(one.fact.slug, []).append(one)
    found = []
    for slug, (fact, _) in needed.items():
        newest = max((row.period for row in rows.get(slug, ())), default="")
        row = _newer(one for one in rows.get(slug, ()) if one.period == newest)
        if row is not None:
            found.append((fact, row))
    return found


def changes_of(actor: Actor, branch: Branch, fact: Fact, period: str) -> list[Observation]:
    """Every value stated or confirmed for a period, newest first: a correction keeps what stood before."""
    require(actor, "facts.state_local", branch)
    rows = Observation.objects.filter(branch=branch, fact=fact, period=period)
    return list(rows.order_by("-pk")[:LATEST_CHANGES])


def reasons_for_changes(changes: Iterable[Observation]) -> dict[int, AnswerReceipt]:
    """Observation id → the answer it came from."""
    return {row.observation_id: row for row in AnswerReceipt.objects.filter(observation__in=list(changes))}  # type: ignore[misc]


def _due(branches: list[Branch], today: date) -> list[Ask]:
    needed = _asked_of(branches, today)
    rows = _observations(branches, {slug for facts in needed.values() for slug in facts}, today)
    by_branch: dict[tuple[int, str], list[Observation]] = {}
    for row in rows:
        by_branch.setdefault((row.branch_id, row.fact.slug), []).append(row)
    prices, contests = prices_on(today), standing(branch.pk for branch in branches)
    asks: list[Ask] = []
    for branch in branches:
        for slug, (fact, reasons) in needed[branch.pk].items():
            there = by_branch.get((branch.pk, slug), [])
            asks += [
                Ask(
                    branch,
                    fact,
                    turn,
                    reasons,
                    last=_last(there, turn.period),
                    seconds=prices.of_fact(fact),
                    contest=contests.get((branch.pk, slug, turn.period)),
                )
                for turn in turns(fact, today, {row.period for row in there})
            ]
    asks = [ask for ask in asks if not ask.is_dropped]
    return sorted(asks, key=lambda ask: (ask.turn.due_on, ask.branch.path))


def _asked_of(branches: list[Branch], today: date) -> dict[int, dict[str, tuple[FactDef, tuple[Need, ...]]]]:
    """Branch → slug → definition and reasons, by the edition in force; in its grace by the one before."""
    districts = {branch.district_id for branch in branches}
    editions = standards.editions_in_force(districts, today - timedelta(days=GRACE_DAYS))
    editions |= standards.editions_in_force(districts, today)
    found: dict[int, dict[str, tuple[FactDef, tuple[Need, ...]]]] = {}
    for branch in branches:
        edition = editions.get((branch.district_id, branch.category))
        found[branch.pk] = _of_village(standards.rulebook_of(edition)) if edition else {}
    return found


def _turn_for(fact: FactDef, period: str | None, today: date) -> Turn | None:
    """Not due, but something changed or is to be corrected: the period running now, or an earlier one by its name."""
    about = of_day(today, fact.period) if period is None else periods.parse(period)
    if about is None or about.kind != fact.period or not today.year - 1 <= about.year or about.first > today:
        return None
    return Turn(about.text, about.last, is_late=about.last < today)


def _of_village(rulebook: Rulebook) -> dict[str, tuple[FactDef, tuple[Need, ...]]]:
    needs = needs_of({rulebook.edition.category: rulebook})
    return {
        slug: (fact, needs[slug])
        for slug, fact in rulebook.facts.items()
        if fact.supplied_by == "village" and slug in needs
    }


def _observations(branches: list[Branch], slugs: Iterable[str], today: date) -> list[Observation]:
    rows = Observation.objects.filter(
        branch__in=branches, fact__slug__in=list(slugs), year__in=(today.year - 1, today.year), superseded_at=None
    )
    return list(rows.select_related("fact"))


def _newer(rows: Iterable[Observation]) -> Observation | None:
    return max(rows, key=lambda one: (one.observed_on, one.basis == Basis.CONFIRMED, one.pk), default=None)


def _last(rows: list[Observation], before: str) -> Last | None:
    earlier = [row for row in rows if row.period < before]
    newest = max((row.period for row in earlier), default=None)
    row = _newer(one for one in earlier if one.period == newest)
    return None if row is None else Last(row.value, row.period, row.observed_on)
