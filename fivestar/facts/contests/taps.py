"""Where a supplier may tap against a fact of its own, and what it said before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from fivestar.facts import periods
from fivestar.facts.contests.queries import Standing, standing_of_suppliers
from fivestar.facts.judging import group_of
from fivestar.foundation.access import Actor, decide, visible
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.engine import FactDef
    from fivestar.territory.models import Region

Contested = Mapping[tuple[int, str, str, str], Standing]


@dataclass(frozen=True, slots=True)
class Tap:
    """Where one tap against a fact goes: a department's, or that of one township (`unit` its code, `name` its name).

    contest: what was said before.
    """

    unit: str
    name: str
    contest: Standing | None


@dataclass(frozen=True, slots=True)
class TapFact:
    """taps: none where it is not this supplier's to contest; a village contests under its own questions."""

    slug: str
    label: str
    period: str
    taps: tuple[Tap, ...]


def taps_of(units: Sequence[Region], department: str, slug: str, period: str, contested: Contested) -> tuple[Tap, ...]:
    return tuple(
        Tap(
            unit="" if department else unit.code,
            name=unit.name if len(units) > 1 else "",
            contest=contested.get((unit.pk, department, slug, period)),
        )
        for unit in units
    )


def taps_for(actor: Actor, district: Region, fact: FactDef, label: str, on: date) -> TapFact:
    """One fact in the period of a day; two queries for whoever supplies it, none for others."""
    department, period = group_of(fact), periods.of_day(on, fact.period).text
    units: list[Region] = []
    if department:
        units = [district] if decide(actor, "facts.contest_supply", district, about=department) else []
    elif fact.supplier_level == "township" and actor.posts:
        units = list(visible(actor, "facts.contest_township", territory.townships_of(district)))
    contested = standing_of_suppliers(units) if units else {}
    return TapFact(fact.id, label, period, taps_of(units, department, fact.id, period, contested))
