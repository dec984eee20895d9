"""A village, a township or a department says of a question that it should not be asked."""

from typing import Any

from fivestar.facts.contests.actions import contest, contest_as_supplier
from fivestar.facts.models import Contest
from fivestar.foundation.access import Actor
from fivestar.standards.queries import catalogue
from fivestar.territory.models import Region
from tests.cast import NOW, Cast


def contested(cast: Cast, slug: str = "households", **given: Any) -> Contest:
    """By 东柳's secretary about 2023: 已报过."""
    return contest(
        **{
            "actor": cast.secretary,
            "branch": cast.dongliu,
            "fact": catalogue()[slug],
            "period": "2023",
            "kind": "already_reported",
            "at": NOW,
            **given,
        }
    )


def contested_as_supplier(cast: Cast, actor: Actor, unit: Region, slug: str, **given: str) -> Contest:
    """About 2023: 不归我报."""
    assert cast.district.path in unit.path
    return contest_as_supplier(
        actor=actor,
        unit=unit,
        fact=catalogue()[slug],
        **{"period": "2023", "kind": "not_mine", **given},
        at=NOW,
    )
