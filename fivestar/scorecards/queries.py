"""Reads of scorecards, each saying for whom: the wall, a branch's dossier, card, receipt and history, an effect."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fivestar.facts import queries as facts
from fivestar.foundation.access import Actor, require
from fivestar.foundation.outcome import N_, NotSeen
from fivestar.scorecards import registers
from fivestar.scorecards.carried import Carried, carried_in
from fivestar.scorecards.dossier import cards_of, dossier, history_of
from fivestar.scorecards.effect import effect_of
from fivestar.scorecards.hover import hover_card
from fivestar.scorecards.outcomes import outcomes_of
from fivestar.scorecards.plain_wall import PlainBlock, PlainCell, plain_wall
from fivestar.scorecards.receipts import receipt_for
from fivestar.scorecards.shapes import Basis, HistoryLine, ToldReceipt
from fivestar.scorecards.stamps import branches_with_stamp, regions_with_stamp, stamp_of
from fivestar.scorecards.wall import wall
from fivestar.standards import queries as standards

if TYPE_CHECKING:
    from fivestar.territory.models import Branch

__all__ = [
    "Carried",
    "PlainBlock",
    "PlainCell",
    "branches_with_stamp",
    "carried_in",
    "dossier",
    "effect_of",
    "history",
    "hover_card",
    "outcomes_of",
    "plain_wall",
    "receipt_of",
    "receipt_told",
    "regions_with_stamp",
    "stamp_of",
    "wall",
]


def receipt_of(actor: Actor, branch: Branch, *, basis: Basis = "C") -> dict[str, Any]:
    """The receipt of the standing scorecard, as this actor may have it."""
    return receipt_told(actor, branch, basis=basis).document


def receipt_told(actor: Actor, branch: Branch, *, basis: Basis = "C") -> ToldReceipt:
    """The receipt of the standing scorecard, made again from what was known then; the whole one's digest is the
    scorecard's.
    """
    require(actor, "scorecards.read", branch)
    if basis == "S":
        require(actor, "scorecards.read_stated", branch)
    card = cards_of(branch).get(basis)
    if card is None:
        raise NotSeen(N_("这个支部还没有评星结果"))
    rulebook = standards.rulebook_by_digest(card.edition.digest)
    year = rulebook.edition.year
    seen = facts.observed([branch.pk], years=(year, year - 1), known_at=card.computed_at).get(branch.pk, [])
    readings = facts.readings_of(seen, facts=rulebook.facts, year=year, basis=basis, as_at=card.as_at)
    code, name = branch.village.code, branch.name
    told = ToldReceipt(receipt_for(rulebook, readings, code=code, name=name, as_at=card.as_at, basis=basis))
    for for_reader in registers.for_receipts:
        told = for_reader(actor, rulebook, told.document)
    return told


def history(actor: Actor, branch: Branch, *, basis: Basis = "C") -> tuple[HistoryLine, ...]:
    """The answers of a branch, the newest first."""
    require(actor, "scorecards.read" if basis == "C" else "scorecards.read_stated", branch)
    return history_of(branch, basis)
