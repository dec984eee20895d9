"""A branch's dossier: what its facts carry, star by star and task by task, and why. The same facts, known at the same
moment, as the scorecard was made from: the page, the receipt and the digest cannot differ.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from fivestar.engine import Rulebook
from fivestar.engine.explain import Explanation, explain
from fivestar.facts import queries as facts
from fivestar.facts.queries import Reading
from fivestar.foundation.access import Actor, decide, require
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_
from fivestar.responsibility import queries as responsibility
from fivestar.scorecards.models import Scorecard
from fivestar.scorecards.shapes import (
    Basis,
    Card,
    Dossier,
    HistoryLine,
    NextStar,
    Note,
    StarView,
    TargetView,
    TaskView,
)
from fivestar.scorecards.standing import marks_of, targets_under
from fivestar.scorecards.task_view import task_view
from fivestar.standards import queries as standards
from fivestar.standards import words
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.standards.models import Edition
    from fivestar.territory.models import Branch

HISTORY_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Known:
    """What was known of a branch when a scorecard was made of it."""

    readings: Mapping[str, Reading]
    stated: Mapping[str, Reading]
    explanation: Explanation


def dossier(actor: Actor, branch: Branch, *, basis: Basis = "C") -> Dossier:
    """Tasks are judged on `basis`; S only for those who may see what is stated."""
    require(actor, "scorecards.read", branch)
    if basis == "S":
        require(actor, "scorecards.read_stated", branch)
    today = territory.today_in(branch.district)
    edition = standards.edition_in_force(branch.district, branch.category, today)
    cards = cards_of(branch)
    card = cards.get(basis)
    rulebook = standards.rulebook_by_digest(card.edition.digest) if card else None
    stars: tuple[StarView, ...] = ()
    if card is not None and rulebook is not None:
        stars = _stars(rulebook, card, known_of(branch, card, rulebook))
    confirmed, stated = cards.get("C"), cards.get("S")
    may_see_stated = bool(decide(actor, "scorecards.read_stated", branch))
    shows_stated = stated is not None and may_see_stated and not _says_the_same(confirmed, stated)
    return Dossier(
        public_id=branch.public_id,
        name=branch.village.name,
        code=branch.village.code,
        category=branch.category,
        township=branch.township.name,
        township_public_id=branch.township.public_id,
        district=branch.district.name,
        district_code=branch.district.code,
        on=today,
        is_fictitious=branch.district.is_fictitious,
        edition=edition.name if edition else None,
        edition_slug=edition.slug if edition else None,
        edition_public_id=edition.public_id if edition else None,
        edition_status=edition.status if edition else None,
        edition_digest=edition.digest if edition else None,
        confirmed=_card(confirmed, edition, today) if confirmed else None,
        stated=_card(stated, edition, today) if stated and shows_stated else None,
        target=_target(branch, edition),
        stars=stars,
        next_star=next_star(stars),
        helpers=responsibility.chain_of(branch, today),
        history=history_of(branch, "C"),
        digest=confirmed.digest if confirmed else None,
        nothing_because=None if card else _why_nothing(branch, edition),
    )


def cards_of(branch: Branch) -> dict[str, Scorecard]:
    """Basis → the standing scorecard, with its edition. One query."""
    cards = Scorecard.objects.filter(branch=branch, is_current=True).with_edition()
    return {card.basis: card for card in cards}


def known_of(branch: Branch, card: Scorecard, rulebook: Rulebook) -> Known:
    """The readings a scorecard was made of, and why they carry what they do. One query."""
    year = rulebook.edition.year
    seen = facts.observed([branch.pk], years=(year, year - 1), known_at=card.computed_at).get(branch.pk, [])
    readings, stated = (
        facts.readings_of(seen, facts=rulebook.facts, year=year, basis=basis, as_at=card.as_at)
        for basis in (card.basis, "S")
    )
    values = facts.values_of(readings, rulebook.facts)
    return Known(readings, stated, explain(rulebook, values, card.as_at))


def history_of(branch: Branch, basis: Basis) -> tuple[HistoryLine, ...]:
    """The answers of a branch, the newest first."""
    cards = Scorecard.objects.filter(branch=branch, basis=basis).with_edition().order_by("-since", "-pk")
    return tuple(
        HistoryLine(
            on=card.since,
            until=card.until,
            basis=basis,
            level=card.level,
            at_most=card.at_most,
            stars=marks_of(standards.rulebook_by_digest(card.edition.digest), card.stars),
            edition=card.edition.name,
            digest=card.digest,
        )
        for card in cards[:HISTORY_SHOWN]
    )


def next_star(stars: Sequence[StarView]) -> NextStar | None:
    """The star not held that lacks the fewest tasks: unmet and unknown together, then unmet, then in their order."""
    wanting = [star for star in stars if star.verdict != "met"]
    if not wanting:
        return None
    nearest = min(wanting, key=lambda star: (len(star.missing) + len(star.open), len(star.missing)))
    return NextStar(star=nearest, missing=nearest.missing, open=nearest.open)


def _stars(rulebook: Rulebook, card: Scorecard, known: Known) -> tuple[StarView, ...]:
    codes = dict(zip((one.id for one in rulebook.criteria), bytes(card.outcomes), strict=True))
    names = {star.id: star.name for star in rulebook.stars}
    found = []
    for star, code in zip(rulebook.stars, card.stars, strict=True):
        tasks = tuple(
            task_view(rulebook, criterion, codes[criterion.id], known.explanation, known.readings, known.stated)
            for criterion in star.criteria
        )
        why = known.explanation.stars[star.id]
        found.append(
            StarView(
                id=star.id,
                short=star.short,
                name=star.name,
                verdict=str(why.verdict),
                code=code,
                source=star.source,
                won_by_words=words.won_by_in_words(star),
                requires=tuple(names[required] for required in why.requires),
                missing=_with(tasks, "unmet"),
                open=_with(tasks, "unknown"),
                pending=_with(tasks, "pending"),
                tasks=tasks,
            )
        )
    return tuple(found)


def _with(tasks: Sequence[TaskView], verdict: str) -> tuple[TaskView, ...]:
    return tuple(task for task in tasks if task.verdict == verdict)


def _card(card: Scorecard, edition: Edition | None, today: date) -> Card:
    is_over = card.next_change_at is not None and card.next_change_at <= today
    return Card(
        basis="S" if card.basis == "S" else "C",
        level=card.level,
        at_most=card.at_most,
        stars=marks_of(standards.rulebook_by_digest(card.edition.digest), card.stars),
        met=card.met,
        unmet=card.unmet,
        unknown=card.unknown,
        pending=card.pending,
        not_applicable=card.not_applicable,
        as_at=card.as_at,
        digest=card.digest,
        next_change_at=card.next_change_at,
        is_stale=is_over or edition is None or edition.pk != card.edition_id,
    )


def _says_the_same(confirmed: Scorecard | None, stated: Scorecard) -> bool:
    return confirmed is not None and bytes(confirmed.outcomes) == bytes(stated.outcomes)


def _target(branch: Branch, edition: Edition | None) -> TargetView | None:
    target = targets_under([edition]).filter(branch=branch).first() if edition else None
    if target is None or edition is None:
        return None
    stars = standards.rulebook_of(edition).stars
    aimed = "".join("1" if star.id in target.stars else "0" for star in stars)
    return TargetView(
        public_id=target.public_id,
        level=target.level,
        stars=tuple(mark for mark in marks_of(standards.rulebook_of(edition), aimed) if mark.code == "1"),
        reason=target.reason,
        set_at=legal_day(target.set_at),
        edition=edition.name,
    )


def _why_nothing(branch: Branch, edition: Edition | None) -> Note:
    if branch.category == "unknown":
        return Note(N_("这个村(社区)是否参加创建、属哪一类尚待核实,定下类别后才评星"))
    if branch.category == "outside":
        return Note(N_("这个村(社区)不在创建范围"))
    if edition is None:
        return Note(N_("本区还没有施行中的评星标准"))
    return Note(N_("还没有计算,稍候再看"))
