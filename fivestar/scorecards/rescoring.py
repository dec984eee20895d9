"""The one function that writes current rows and scorecards, for one branch as for thousands.

In one transaction: rows locked in the order of their keys, observations read in one query, both bases answered,
receipts made for their digests, what changed written and nothing else. Time that goes backwards (a demonstration's
date) unwrites the days it goes back over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db import connection

from fivestar.engine import Rulebook
from fivestar.facts import queries as facts
from fivestar.facts.decisions import next_reading_change
from fivestar.foundation import writing
from fivestar.foundation.clock import legal_day
from fivestar.scorecards.keeping import Key, locked_rows, update, write_rows
from fivestar.scorecards.models import Scorecard
from fivestar.scorecards.packing import catalogue_digest, pack
from fivestar.scorecards.receipts import digests_of, receipt_for
from fivestar.scorecards.scoring import Answer, answers
from fivestar.standards import queries as standards
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.facts.queries import Reading, Seen
    from fivestar.standards.queries import Ruling
    from fivestar.territory.queries import Place

CHUNK_BRANCHES = 500

# Written out, as in `keeping`.
_CARDS = "SELECT * FROM scorecards_scorecard WHERE branch_id IN ({branches}) AND (is_current OR since > %s)"


@dataclass(frozen=True, slots=True)
class Scored:
    """A branch's new answer on one basis, with all that is kept of it."""

    branch: Place
    edition: Ruling
    basis: str
    answer: Answer
    digests: Mapping[str, str]  # of the receipt, by basis
    next_change_at: date | None
    packed: bytes
    catalogue: str  # digest of the facts in whose order it is packed


def rescore_chunk(branch_ids: Sequence[int], *, at: datetime) -> list[int]:
    """Scores these branches as at the legal day of `at`; ids of those whose confirmed or stated answer changed.

    The caller holds the transaction.
    """
    as_at = legal_day(at)
    rows = locked_rows(branch_ids, at)
    scored = _score(territory.places(branch_ids), as_at)
    write_rows(rows, {key: (one.packed, one.catalogue) for key, one in scored.items()}, at)
    return _write_cards(branch_ids, scored, as_at, facts.known_until(branch_ids, at))


def _score(branches: Sequence[Place], as_at: date) -> dict[Key, Scored]:
    """New answers; a branch without an edition in force gets none."""
    editions = standards.rulings({branch.district_id for branch in branches}, as_at)
    by_edition: dict[str, tuple[Ruling, list[Place]]] = {}
    for branch in branches:
        edition = editions.get((branch.district_id, branch.category))
        if edition is not None:
            by_edition.setdefault(edition.digest, (edition, []))[1].append(branch)
    scored: dict[Key, Scored] = {}
    for edition, of_edition in by_edition.values():
        scored |= _score_by(edition, of_edition, as_at)
    return scored


def _score_by(edition: Ruling, branches: Sequence[Place], as_at: date) -> dict[Key, Scored]:
    rulebook = standards.rulebook_by_digest(edition.digest)
    seen = facts.observed([branch.pk for branch in branches], years=(edition.year, edition.year - 1))
    confirmed = {
        branch.pk: facts.readings_of(
            seen.get(branch.pk, ()), facts=rulebook.facts, year=edition.year, basis="C", as_at=as_at
        )
        for branch in branches
    }
    by_confirmed = _score_on("C", rulebook, edition, branches, seen, confirmed, as_at)
    by_stated = {branch: replace(one, basis="S") for branch, one in by_confirmed.items()}
    # Where nothing is only stated, the stated reading is the confirmed one: fact by fact, and for most branches whole.
    stated: dict[int, dict[str, Reading]] = {}
    for branch in branches:
        of_branch = seen.get(branch.pk, ())
        slugs = {one.fact for one in of_branch if one.basis == "S"}
        own = facts.readings_of(
            [one for one in of_branch if one.fact in slugs],
            facts=rulebook.facts,
            year=edition.year,
            basis="S",
            as_at=as_at,
        )
        if own:
            stated[branch.pk] = confirmed[branch.pk] | own
    others = [branch for branch in branches if branch.pk in stated and stated[branch.pk] != confirmed[branch.pk]]
    by_stated |= _score_on("S", rulebook, edition, others, seen, stated, as_at)
    return {(one.branch.pk, one.basis): one for found in (by_confirmed, by_stated) for one in found.values()}


def _score_on(
    basis: str,
    rulebook: Rulebook,
    edition: Ruling,
    branches: Sequence[Place],
    seen: Mapping[int, Sequence[Seen]],
    readings: Mapping[int, Mapping[str, Reading]],
    as_at: date,
) -> dict[int, Scored]:
    slugs = _order_of(edition.public_id, rulebook)
    values = {branch.pk: facts.values_of(readings[branch.pk], rulebook.facts) for branch in branches}
    found = answers(rulebook, values, as_at)
    scored = {}
    for branch in branches:
        known, answer = readings[branch.pk], found[branch.pk]
        lapses_on = next_reading_change(seen.get(branch.pk, ()), known.values(), as_at=as_at)
        scored[branch.pk] = Scored(
            branch=branch,
            edition=edition,
            basis=basis,
            answer=answer,
            digests=digests_of(
                receipt_for(
                    rulebook,
                    known,
                    code=branch.code,
                    name=branch.name,
                    as_at=as_at,
                    basis=basis,
                    rated=answer.rated,
                )
            ),
            next_change_at=_earliest(answer.next_change_at, lapses_on),
            packed=pack(slugs, {key: one.value for key, one in known.items() if one.value is not None}),
            catalogue=catalogue_digest(slugs),
        )
    return scored


@lru_cache(maxsize=64)
def _order_of(_public_id: str, rulebook: Rulebook) -> tuple[str, ...]:
    """The catalogue up to the last fact of an edition. It only grows at its end, so that this stays as it is, and is
    read once in the life of a process; the public id tells one database from another.
    """
    slugs = standards.catalogue_slugs()
    last = max((index for index, slug in enumerate(slugs) if slug in rulebook.facts), default=-1)
    return slugs[: last + 1]


def _write_cards(
    branch_ids: Sequence[int], scored: Mapping[Key, Scored], as_at: date, known: Mapping[int, datetime]
) -> list[int]:
    standing = _standing(branch_ids, as_at)
    closed, reckoned_again, rewritten, begun = [], [], [], []
    moved: set[int] = set()
    for key in sorted(standing.keys() | scored.keys()):
        card, new = standing.get(key), scored.get(key)
        if card is not None and new is not None and _is_same(card, new):
            if not _says_the_same(card, new, as_at):
                reckoned_again.append(_take(card, new, as_at, known[key[0]]))
            continue
        moved.add(key[0])
        if card is not None and new is not None and card.since == as_at:
            rewritten.append(_take(card, new, as_at, known[key[0]]))
            continue
        if card is not None:
            card.is_current, card.until = False, as_at
            closed.append(card)
        if new is not None:
            begun.append(
                _take(Scorecard(branch_id=new.branch.pk, basis=new.basis, since=as_at), new, as_at, known[key[0]])
            )
    update(Scorecard, closed, ["is_current", "until"])
    update(Scorecard, reckoned_again, _RECKONED)
    update(Scorecard, rewritten, _TAKEN)
    Scorecard.objects.bulk_create(begun)
    return sorted(moved)


def _standing(branch_ids: Sequence[int], as_at: date) -> dict[Key, Scorecard]:
    found = list(
        Scorecard.objects.raw(
            _CARDS.format(branches=writing.marks(branch_ids)),
            [*branch_ids, connection.ops.adapt_datefield_value(as_at)],
        )
    )
    if any(card.since > as_at for card in found):
        cards = Scorecard.objects.filter(branch__in=branch_ids)
        cards.filter(since__gt=as_at).delete()
        for card in cards.filter(until__gt=as_at):
            card.is_current, card.until = True, None
            card.save(update_fields=["is_current", "until"])
        found = list(cards.filter(is_current=True))
    return {(card.branch_id, card.basis): card for card in found}


def _is_same(card: Scorecard, new: Scored) -> bool:
    """Is it the answer that stands already?"""
    return (
        card.edition_id,
        card.district_id,
        card.category,
        card.level,
        card.at_most,
        card.stars,
        bytes(card.outcomes),
    ) == (
        new.edition.pk,
        new.branch.district_id,
        new.branch.category,
        new.answer.level,
        new.answer.at_most,
        new.answer.stars,
        new.answer.outcomes,
    )


def _says_the_same(card: Scorecard, new: Scored, as_at: date) -> bool:
    """Is even its receipt the one that is kept? Then what was known at `computed_at` still gives it."""
    return (card.as_at, card.digest, card.next_change_at) == (as_at, new.digests[new.basis], new.next_change_at)


_RECKONED = ["as_at", "digest", "next_change_at", "computed_at"]
_TAKEN = [
    *("edition", "district", "category", "level", "at_most", "stars", "outcomes"),
    *("met", "unmet", "unknown", "pending", "not_applicable"),
    *_RECKONED,
]


def _take(card: Scorecard, new: Scored, as_at: date, at: datetime) -> Scorecard:
    card.edition_id, card.district_id, card.category = new.edition.pk, new.branch.district_id, new.branch.category
    card.as_at, card.computed_at = as_at, at
    card.level, card.at_most = new.answer.level, new.answer.at_most
    card.stars, card.outcomes = new.answer.stars, new.answer.outcomes
    for word, count in new.answer.counts.items():
        setattr(card, word, count)
    card.digest, card.next_change_at = new.digests[new.basis], new.next_change_at
    return card


def _earliest(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)
