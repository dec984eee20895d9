"""What a confirmed file changed: the branches whose stars are others than before it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fivestar.facts.registers import BranchOutcome
from fivestar.foundation.clock import legal_day
from fivestar.scorecards.models import Scorecard
from fivestar.scorecards.standing import held, names_of
from fivestar.standards import queries as standards
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.facts.models import ImportBatch


def outcomes_of(batch: ImportBatch) -> Sequence[BranchOutcome]:
    """By confirmed facts, the day before the file against the day it came; a day has one answer. Three queries."""
    if batch.closed_at is None or batch.state != "confirmed":
        return ()
    day = legal_day(batch.closed_at)
    touched = list(batch.observations.values_list("branch", flat=True).distinct())
    cards = Scorecard.objects.filter(branch__in=touched, basis="C", since__lte=day).with_edition().order_by("since")
    after: dict[int, Scorecard] = {}
    before: dict[int, Scorecard] = {}
    for card in cards:
        if card.until is None or card.until > day:
            after[card.branch_id] = card
        if card.since < day:
            before[card.branch_id] = card
    branches = territory.branches_of(batch.district).filter(pk__in=list(after))
    found = []
    for branch in branches:
        new, old = after[branch.pk], before.get(branch.pk)
        has, had = _held(new), _held(old) if old else set()
        if old is not None and (has, new.level) == (had, old.level):
            continue
        found.append(
            BranchOutcome(
                public_id=branch.public_id,
                name=branch.village.name,
                township=branch.township.name,
                level_before=old.level if old else None,
                level_after=new.level,
                stars_before=_names(old, had) if old else (),
                stars_after=_names(new, has),
                url_name="branch",
            )
        )
    return found


def _held(card: Scorecard) -> set[str]:
    return held(standards.rulebook_by_digest(card.edition.digest), card.stars)


def _names(card: Scorecard, stars: set[str]) -> tuple[str, ...]:
    return names_of(standards.rulebook_by_digest(card.edition.digest), stars)
