"""What was stated, for stories of review."""

from datetime import timedelta
from typing import Any

from fivestar.facts.actions import state_observation
from fivestar.facts.models import Observation
from fivestar.foundation.access import Actor
from fivestar.standards.queries import catalogue
from fivestar.territory.models import Branch
from tests.cast import NOW, TODAY, Cast

LATER = NOW + timedelta(hours=1)


def stated(
    cast: Cast, fact: str, value: Any, *, actor: Actor | None = None, branch: Branch | None = None, **other: Any
) -> Observation:
    """By 东柳村's secretary unless said otherwise."""
    return say(cast, fact, value, actor=actor or cast.secretary, branch=branch or cast.dongliu, basis="S", **other)


def say(cast: Cast, fact: str, value: Any, *, actor: Actor, branch: Branch, basis: str, **other: Any) -> Observation:
    given = {"period": "2023", "source": "村里台账", "observed_on": TODAY, "at": NOW, **other}
    return state_observation(actor=actor, branch=branch, fact=catalogue()[fact], value=value, basis=basis, **given)


def past(branch: Branch, fact: str, values: dict[str, int], *, basis: str = "C") -> None:
    """Values of earlier periods, as another record left them."""
    for period, value in values.items():
        Observation.objects.create(
            branch=branch,
            fact=catalogue()[fact],
            period=period,
            year=int(period[:4]),
            value=value,
            basis=basis,
            source="往年台账",
            observed_on=TODAY.replace(year=int(period[:4]), month=1, day=1),
            recorded_at=NOW,
            recorded_by="system",
        )
