"""A village says of a question that it should not be asked."""

from typing import Any

from fivestar.facts.contests.actions import contest
from fivestar.facts.models import Contest
from fivestar.standards.queries import catalogue
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
