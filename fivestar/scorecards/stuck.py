"""Which departments branches wait for: facts that open tasks need, that the department supplies and nobody has."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from fivestar.engine import Rulebook
from fivestar.engine.facts import base_name
from fivestar.engine.tree import keys_in
from fivestar.engine.verdicts import UNKNOWN
from fivestar.foundation.access import Duty
from fivestar.responsibility.queries import Holder, InCharge
from fivestar.scorecards.models import CurrentRow
from fivestar.scorecards.packing import unpack
from fivestar.scorecards.shapes import Stuck
from fivestar.scorecards.standing import Standing
from fivestar.standards import queries as standards

if TYPE_CHECKING:
    from fivestar.standards.models import Edition


def stuck_departments(
    standing: Mapping[int, Standing],
    editions: Iterable[Edition],
    today: date,
    *,
    is_past: bool,
    paths: Mapping[int, str],
    there: Mapping[Duty, tuple[Holder, ...]],
) -> tuple[Stuck, ...]:
    """Most branches first. Of the past nothing is said: what was missing then is not kept. Two queries.

    paths: of the branches. there: who supplies and who leads.
    """
    if is_past:
        return ()
    since = {edition.digest: edition.valid_from for edition in editions}
    slugs = standards.catalogue_slugs()
    waiting: dict[str, set[int]] = {}
    asked: dict[str, set[str]] = {}
    oldest: dict[str, int] = {}
    rows = CurrentRow.objects.filter(branch__in=[one.branch for one in standing.values() if one.unknown], basis="C")
    for branch, packed in rows.values_list("branch", "packed"):
        one = standing[branch]
        known = unpack(bytes(packed), slugs)
        for code, needs in zip(one.outcomes, _needs(one.rulebook), strict=True):
            if code != UNKNOWN:
                continue
            for key, department in needs:
                if key not in known:
                    waiting.setdefault(department, set()).add(branch)
                    asked.setdefault(department, set()).add(key)
                    days = (min(today, one.rulebook.edition.valid_to) - since.get(one.digest, today)).days
                    oldest[department] = max(oldest.get(department, 0), days)
    return tuple(
        Stuck(
            department,
            len(branches),
            len(asked[department]),
            oldest[department],
            suppliers=tuple(one.first for one in there[Duty.SUPPLY] if one.first.department == department),
            leaders=_leaders(there[Duty.LEAD], [paths[branch] for branch in branches]),
        )
        for department, branches in sorted(waiting.items(), key=lambda item: (-len(item[1]), item[0]))
    )


def _leaders(holders: Iterable[Holder], paths: Collection[str]) -> tuple[InCharge, ...]:
    return tuple(one.first for one in holders if any(one.covers(path) for path in paths))


@lru_cache(maxsize=32)
def _needs(rulebook: Rulebook) -> tuple[tuple[tuple[str, str], ...], ...]:
    """For each criterion the values it needs from departments, and from which."""
    return tuple(
        tuple(
            (key, fact.department)
            for condition in criterion.conditions()
            for key in keys_in(rulebook.trees[condition])
            if (fact := rulebook.facts[base_name(key)]).supplied_by == "department" and fact.department
        )
        for criterion in rulebook.criteria
    )
