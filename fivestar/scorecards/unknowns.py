"""Which facts stand between branches and an answer: those of their unknown tasks, for whoever supplies them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import lru_cache

from fivestar.engine import Rulebook
from fivestar.engine.tree import keys_in
from fivestar.engine.verdicts import UNKNOWN
from fivestar.scorecards.standing import cards_on
from fivestar.standards import queries as standards


def facts_of_unknown_tasks(branch_ids: Collection[int], on: date) -> dict[int, frozenset[str]]:
    """Branch → what its unknown tasks ask of this year, by confirmed facts; known or not. One query.

    An edition that is over asks nobody any more.
    """
    cards = cards_on(on, is_past=False).filter(
        branch__in=branch_ids, unknown__gt=0, edition__valid_from__lte=on, edition__valid_to__gte=on
    )
    found: dict[int, frozenset[str]] = {}
    for branch, outcomes, digest in cards.order_by().values_list("branch", "outcomes", "edition__digest"):
        needs = _needs(standards.rulebook_by_digest(digest))
        found[branch] = frozenset().union(
            *(asked for code, asked in zip(bytes(outcomes), needs, strict=True) if code == UNKNOWN)
        )
    return found


@lru_cache(maxsize=32)
def _needs(rulebook: Rulebook) -> tuple[frozenset[str], ...]:
    """For each criterion the facts it reads; last year's (`previous.`) are no fact of this one, and left out."""
    return tuple(
        frozenset(
            key
            for condition in criterion.conditions()
            for key in keys_in(rulebook.trees[condition])
            if key in rulebook.facts
        )
        for criterion in rulebook.criteria
    )
