"""Scorecards, targets, shortfalls and screenings of a district, as the acts leave them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bench.places import AT
from bench.rows import Rows
from bench.rulebooks import AS_AT
from bench.year_facts import Card, Carried
from bench.year_people import District

from fivestar.engine import Rulebook  # isort: skip -- after Django is set up
from fivestar.foundation.access import Duty  # isort: skip -- beside the others
from fivestar.foundation.clock import morning_of  # isort: skip -- beside the others
from fivestar.responsibility.models import Post  # isort: skip -- needs Django
from fivestar.scorecards.answered import Answered  # isort: skip -- needs Django
from fivestar.scorecards.models import CurrentRow, Scorecard, Target, TargetPlan, TargetStep  # isort: skip -- beside them
from fivestar.scorecards.packing import catalogue_digest, pack  # isort: skip -- beside the others
from fivestar.shortfalls.decisions import OPEN_CODES, Trace, aim_of, traces  # isort: skip -- beside the others
from fivestar.shortfalls.models import ScreenedBranch, ScreenedTask, Screening, Shortfall  # isort: skip -- beside them
from fivestar.standards.models import Edition, PlanLine  # isort: skip -- beside the others
from fivestar.territory.models import Branch  # isort: skip -- beside the others

PLANNED, TAKEN_UP, STRUCK_OFF = 0.85, 0.7, 0.5
AIMS = (5,) * 6 + (4,) * 33 + (3,) * 109
"""As the district's plan has them, of 367; the rest aim at one or two, a few at nothing yet."""
UNPLACED = 5
SCREENINGS = ((date(2023, 8, 20), (5, 4, 3)), (date(2023, 9, 9), (5, 4, 3, 2, 1)))


@dataclass(frozen=True, slots=True)
class Standard:
    """An edition with its rulebook; places: criterion → its star and leading department."""

    edition: Edition
    rulebook: Rulebook
    places: Mapping[str, tuple[str, str]]
    slugs: tuple[str, ...]


class Lacking:
    """Writes one district."""

    def __init__(self, rows: Rows, district: District, standards: Mapping[str, Standard]) -> None:
        self._rows, self._district, self._lot, self._standards = rows, district, district.lot, standards
        self._aims: dict[int, tuple[int, list[str]]] = {}

    def write(self, carried: Sequence[Carried]) -> None:
        """carried: of each branch of the district, in their order."""
        self._plan()
        for branch, one in zip(self._district.branches, carried, strict=True):
            self._aim(branch)
            self._cards(branch, one)
            self._shortfalls(branch, one.cards)
        for on, levels in SCREENINGS:
            self._screening(on, levels, carried)

    def _of(self, branch: Branch) -> Standard:
        return self._standards[branch.category]

    def _plan(self) -> None:
        region, office = self._district.region, self._district.ref(self._district.office)
        levels = {str(level): AIMS.count(level) for level in (5, 4, 3)}
        self._rows.add(
            TargetPlan(region=region, year=AS_AT.year, levels=levels, source="测试", entered_by=office, entered_at=AT)
        )
        for category, standard in self._standards.items():
            for number, criterion in enumerate(standard.rulebook.criteria):
                self._rows.add(
                    PlanLine(
                        district=region,
                        category=category,
                        year=AS_AT.year,
                        criterion=criterion.id,
                        level="branch",
                        due_on=date(2023, 12, 31),
                        task_force=self._district.posts[Duty.TASKFORCE, region.path][number % 8].department,
                        co_departments=list(criterion.co_depts),
                        set_by=office,
                        set_at=AT,
                    )
                )

    def _aim(self, branch: Branch) -> None:
        number = len(self._aims)
        if number >= len(self._district.branches) - UNPLACED:
            return
        standard, place = self._of(branch), number * 7 % len(self._district.branches)
        level = AIMS[place] if place < len(AIMS) else 1 + place % 2
        every = [star.id for star in standard.rulebook.stars]
        stars = [star for star in every if star in set(self._lot.sample(every, level))] if place % 10 else []
        self._aims[branch.pk] = level, stars
        said = {"branch": branch, "level": level, "stars": stars, "reason": "测试"}
        self._rows.add(Target(edition=standard.edition, set_at=AT, set_by="bench", **said))
        for step, share in ((TargetStep.Step.PROPOSED, 10), (TargetStep.Step.ENDORSED, 20)):
            if number % share == 0:
                kind = {"category": branch.category, "year": AS_AT.year, "step": step.value}
                self._rows.add(TargetStep(as_duty="OWN", by="bench", at=AT, **kind, **said))

    def _cards(self, branch: Branch, one: Carried) -> None:
        standard = self._of(branch)
        packed, digest = pack(standard.slugs, one.facts), catalogue_digest(standard.slugs)
        for basis in ("S", "C"):
            self._rows.add(
                CurrentRow(branch=branch, basis=basis, catalogue_digest=digest, packed=packed, updated_at=AT)
            )
            for card, until in _with_ends(one.cards):
                counted = {
                    name: card.outcomes.count(code)
                    for code, name in ((1, "met"), (0, "unmet"), (2, "unknown"), (3, "not_applicable"))
                }
                self._rows.add(
                    Scorecard(
                        branch=branch,
                        edition=standard.edition,
                        district=self._district.region,
                        category=branch.category,
                        basis=basis,
                        since=card.since,
                        until=until,
                        is_current=until is None,
                        as_at=AS_AT if until is None else until - timedelta(days=1),
                        level=card.level,
                        at_most=card.at_most,
                        stars=card.stars,
                        outcomes=card.outcomes,
                        pending=card.outcomes.count(4) + card.outcomes.count(5),
                        digest="sha256:" + "0" * 64,
                        computed_at=AT,
                        **counted,
                    )
                )

    def _shortfalls(self, branch: Branch, cards: Sequence[Card]) -> None:
        standard = self._of(branch)
        criteria = [criterion.id for criterion in standard.rulebook.criteria]
        answered = [
            Answered(
                *(branch.pk, branch.district_id, standard.edition.pk, standard.edition.digest, AS_AT.year),
                *(card.since, until, card.outcomes),
            )
            for card, until in _with_ends(cards)
        ]
        for (year, criterion), trace in traces(answered, lambda _: criteria).items():
            is_taken_up = self._lot.random() < (PLANNED if trace.is_open else TAKEN_UP)
            if trace.opened_on is None or trace.since is None or not (trace.is_open or is_taken_up):
                continue
            star, department = standard.places[criterion]
            row = self._rows.add(
                Shortfall(
                    branch=branch,
                    district=self._district.region,
                    year=year,
                    criterion=criterion,
                    edition=standard.edition,
                    star=star,
                    department=department,
                    verdict=trace.verdict,
                    is_open=trace.is_open,
                    opened_on=trace.opened_on,
                    since=trace.since,
                    ended_on=trace.ended_on,
                    falls=trace.falls,
                )
            )
            if is_taken_up:
                self._take_up(row, branch, trace, star)

    def _take_up(self, row: Shortfall, branch: Branch, trace: Trace, star: str) -> None:
        assert trace.opened_on is not None
        owner = self._owner(branch, star)
        last = trace.ended_on or AS_AT
        day = trace.opened_on + timedelta(days=self._lot.randrange((last - trace.opened_on).days + 1))
        secretary, clerk, manager = (self._district.of(duty, branch)[0] for duty in (Duty.OWN, Duty.CLERK, Duty.MANAGE))
        row.measure, row.owner, row.version = "测试：逐项核对，补齐材料，月底前完成", owner, 1
        row.planned_by, row.planned_at = self._district.ref(secretary), morning_of(day)
        row.due_on = day + timedelta(days=self._lot.randrange(5, 90))
        if trace.ended_on is not None and self._lot.random() < STRUCK_OFF:
            other = manager if owner == clerk else clerk
            row.struck_off_by, row.struck_off_at = self._district.ref(other), morning_of(trace.ended_on)
            row.version = 2

    def _owner(self, branch: Branch, star: str) -> Post:
        owner = self._district.owner(branch)
        if owner.duty != Duty.TASKFORCE.value:
            return owner
        there = self._district.of(Duty.TASKFORCE, branch)
        return self._lot.choice([post for post in there if post.stars is None or star in post.stars])

    def _screening(self, on: date, levels: Sequence[int], carried: Sequence[Carried]) -> None:
        office = self._district.ref(self._district.office)
        made = self._rows.add(
            Screening(
                district=self._district.region,
                on=on,
                levels=list(levels),
                screened_by=office,
                screened_at=morning_of(on),
            )
        )
        for branch, one in zip(self._district.branches, carried, strict=True):
            if branch.pk in self._aims and self._aims[branch.pk][0] in levels:
                self._screened(made, branch, one.cards)

    def _screened(self, made: Screening, branch: Branch, cards: Sequence[Card]) -> None:
        level, stars = self._aims[branch.pk]
        standard = self._of(branch)
        criteria = [criterion.id for criterion in standard.rulebook.criteria]
        then = next(card for card in reversed(cards) if card.since <= made.on)
        kept = {"screening": made, "branch": branch}
        self._rows.add(
            ScreenedBranch(
                edition=standard.edition, level=level, stars=stars, tasks=len(criteria), is_answered=True, **kept
            )
        )
        for criterion, code in zip(criteria, then.outcomes, strict=True):
            if code in OPEN_CODES:
                star, department = standard.places[criterion]
                aim = aim_of(star, stars, level, len(standard.rulebook.stars))
                said = {"star": star, "department": department, "verdict": "unknown" if code else "unmet"}
                self._rows.add(ScreenedTask(criterion=criterion, aim=aim, **said, **kept))


def _with_ends(cards: Sequence[Card]) -> list[tuple[Card, date | None]]:
    """Each with the day from which on it stood no more."""
    return list(zip(cards, [*(card.since for card in cards[1:]), None], strict=True))
