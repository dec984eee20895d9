"""The one function that writes current rows and scorecards, for one branch as for thousands.

In one transaction: rows locked in the order of their keys, observations read in one query, both bases answered,
receipts made for their digests, what changed written. Time that goes backwards (a demonstration's date) unwrites the
days it goes back over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from fivestar.engine import Rulebook
from fivestar.facts import queries as facts
from fivestar.facts.decisions import next_reading_change
from fivestar.foundation.access import SYSTEM
from fivestar.foundation.clock import legal_day
from fivestar.scorecards.models import BASES, CurrentRow, Scorecard
from fivestar.scorecards.packing import catalogue_digest, pack
from fivestar.scorecards.receipts import digests_of, receipt_for
from fivestar.scorecards.scoring import Answer, answers
from fivestar.standards import queries as standards
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.standards.models import Edition
    from fivestar.territory.models import Branch

CHUNK_BRANCHES = 500
FEW_ROWS = 4
ROWS_A_STATEMENT = 200

Key = tuple[int, str]  # branch, basis


@dataclass(frozen=True, slots=True)
class Scored:
    """A branch's new answer on one basis, with all that is kept of it."""

    branch: Branch
    edition: Edition
    basis: str
    answer: Answer
    digests: Mapping[str, str]  # of the receipt, by basis
    next_change_at: date | None
    packed: bytes


def rescore_chunk(branch_ids: Sequence[int], *, at: datetime) -> list[int]:
    """Scores these branches as at the legal day of `at`; ids of those whose confirmed or stated answer changed.

    The caller holds the transaction.
    """
    as_at = legal_day(at)
    rows = _locked_rows(branch_ids, at)
    there = territory.visible_branches(SYSTEM).filter(pk__in=branch_ids).select_related("village")
    slugs = standards.catalogue_slugs()
    scored = _score(list(there), slugs, as_at)
    _write_rows(rows, scored, catalogue_digest(slugs), at)
    return _write_cards(branch_ids, scored, as_at, facts.known_until(branch_ids, at))


def _locked_rows(branch_ids: Sequence[int], at: datetime) -> dict[Key, CurrentRow]:
    """The current rows of these branches, made where missing, ours until the transaction ends."""
    wanted = CurrentRow.objects.filter(branch__in=branch_ids).order_by("branch", "basis")
    locked = {(row.branch_id, row.basis): row for row in wanted.select_for_update()}
    missing = [
        CurrentRow(branch_id=branch, basis=basis, updated_at=at)
        for branch in branch_ids
        for basis in BASES
        if (branch, basis) not in locked
    ]
    if missing:
        CurrentRow.objects.bulk_create(missing, ignore_conflicts=True)
        locked = {(row.branch_id, row.basis): row for row in wanted.select_for_update()}
    return locked


def _score(branches: Sequence[Branch], slugs: Sequence[str], as_at: date) -> dict[Key, Scored]:
    """New answers; a branch without an edition in force gets none."""
    editions = standards.editions_in_force({branch.district_id for branch in branches}, as_at)
    by_edition: dict[str, tuple[Edition, list[Branch]]] = {}
    for branch in branches:
        edition = editions.get((branch.district_id, branch.category))
        if edition is not None:
            by_edition.setdefault(edition.digest, (edition, []))[1].append(branch)
    scored: dict[Key, Scored] = {}
    for edition, of_edition in by_edition.values():
        scored |= _score_by(edition, of_edition, slugs, as_at)
    return scored


def _score_by(edition: Edition, branches: Sequence[Branch], slugs: Sequence[str], as_at: date) -> dict[Key, Scored]:
    rulebook = standards.rulebook_of(edition)
    seen = facts.observed([branch.pk for branch in branches], years=(edition.year, edition.year - 1))
    by_confirmed = _score_on("C", rulebook, edition, branches, seen, slugs, as_at)
    # Where nothing is only stated, the stated answer is the confirmed one: most branches are read once.
    stated = [branch for branch in branches if any(one.basis == "S" for one in seen.get(branch.pk, ()))]
    by_stated = {branch: replace(one, basis="S") for branch, one in by_confirmed.items()}
    by_stated |= _score_on("S", rulebook, edition, stated, seen, slugs, as_at)
    return {(one.branch.pk, one.basis): one for found in (by_confirmed, by_stated) for one in found.values()}


def _score_on(
    basis: str,
    rulebook: Rulebook,
    edition: Edition,
    branches: Sequence[Branch],
    seen: Mapping[int, Sequence[facts.Seen]],
    slugs: Sequence[str],
    as_at: date,
) -> dict[int, Scored]:
    readings = {
        branch.pk: facts.readings_of(
            seen.get(branch.pk, ()), facts=rulebook.facts, year=edition.year, basis=basis, as_at=as_at
        )
        for branch in branches
    }
    values = {branch: facts.values_of(known, rulebook.facts) for branch, known in readings.items()}
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
            digests=digests_of(receipt_for(branch, rulebook, known, as_at=as_at, basis=basis)),
            next_change_at=_earliest(answer.next_change_at, lapses_on),
            packed=pack(slugs, {key: one.value for key, one in known.items() if one.value is not None}),
        )
    return scored


def _write_rows(rows: Mapping[Key, CurrentRow], scored: Mapping[Key, Scored], digest: str, at: datetime) -> None:
    changed = []
    for key, row in rows.items():
        packed = scored[key].packed if key in scored else b""
        if (bytes(row.packed), row.catalogue_digest) != (packed, digest):
            row.packed, row.catalogue_digest, row.updated_at = packed, digest, at
            changed.append(row)
    _update(CurrentRow, changed, ["packed", "catalogue_digest", "updated_at"])


def _write_cards(
    branch_ids: Sequence[int], scored: Mapping[Key, Scored], as_at: date, known: Mapping[int, datetime]
) -> list[int]:
    standing = _standing(branch_ids, as_at)
    closed, reckoned_again, rewritten, begun = [], [], [], []
    moved: set[int] = set()
    for key in sorted(standing.keys() | scored.keys()):
        card, new = standing.get(key), scored.get(key)
        if card is not None and new is not None and _is_same(card, new):
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
            begun.append(_take(Scorecard(branch=new.branch, basis=new.basis, since=as_at), new, as_at, known[key[0]]))
    _update(Scorecard, closed, ["is_current", "until"])
    _update(Scorecard, reckoned_again, _RECKONED)
    _update(Scorecard, rewritten, _TAKEN)
    Scorecard.objects.bulk_create(begun)
    return sorted(moved)


def _standing(branch_ids: Sequence[int], as_at: date) -> dict[Key, Scorecard]:
    cards = Scorecard.objects.filter(branch__in=branch_ids)
    found = list(cards.filter(Q(is_current=True) | Q(since__gt=as_at)))
    if any(card.since > as_at for card in found):
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


_RECKONED = ["as_at", "digest", "next_change_at", "computed_at"]
_TAKEN = [
    *("edition", "district", "category", "level", "at_most", "stars", "outcomes"),
    *("met", "unmet", "unknown", "pending", "not_applicable"),
    *_RECKONED,
]


def _take(card: Scorecard, new: Scored, as_at: date, at: datetime) -> Scorecard:
    card.edition, card.district_id, card.category = new.edition, new.branch.district_id, new.branch.category
    card.as_at, card.computed_at = as_at, at
    card.level, card.at_most = new.answer.level, new.answer.at_most
    card.stars, card.outcomes = new.answer.stars, new.answer.outcomes
    for word, count in new.answer.counts.items():
        setattr(card, word, count)
    card.digest, card.next_change_at = new.digests[new.basis], new.next_change_at
    return card


def _update(model: type[CurrentRow] | type[Scorecard], rows: Sequence[Any], fields: list[str]) -> None:
    """A few are saved one by one; many by one upsert on their keys, where one UPDATE of many cases takes ten times as
    long.
    """
    if len(rows) <= FEW_ROWS:
        for row in rows:
            row.save(update_fields=fields)
    else:
        model._default_manager.bulk_create(
            rows, batch_size=ROWS_A_STATEMENT, update_conflicts=True, unique_fields=["id"], update_fields=fields
        )


def _earliest(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)
