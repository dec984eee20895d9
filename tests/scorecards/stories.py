"""What stories of scorecards are told with: facts confirmed, districts filled, random facts."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from fivestar.engine import Rulebook
from fivestar.facts.actions import Given, record_many, state_observation
from fivestar.facts.models import Observation
from fivestar.facts.periods import of_day
from fivestar.foundation.access import SYSTEM, Actor
from fivestar.scorecards.models import Scorecard
from fivestar.standards.queries import catalogue
from fivestar.territory.models import Branch, Region
from tests.cast import NOW, TODAY, Cast, village


def confirm(
    cast: Cast,
    slug: str,
    value: Any,
    *,
    branch: Branch | None = None,
    actor: Actor | None = None,
    period: str = "2023",
    at: datetime = NOW,
    day: date = TODAY,
    basis: str = "C",
) -> Observation:
    return state_observation(
        actor=actor or cast.organiser,
        branch=branch or cast.dongliu,
        fact=catalogue()[slug],
        period=period,
        value=value,
        basis=basis,
        source="测试",
        observed_on=day,
        at=at,
    )


def hold_party_star(cast: Cast, branch: Branch | None = None, *, at: datetime = NOW) -> None:
    """The four meetings and no vacancy that the small standards ask for."""
    confirm(cast, "vacant_days", 0, branch=branch, at=at)
    for quarter in (1, 2):
        day = date(2023, 3 * quarter, 10)
        confirm(cast, "members_meetings", 2, branch=branch, period=f"2023-Q{quarter}", day=day, at=at)


def hold_industry_star(cast: Cast, branch: Branch | None = None, *, at: datetime = NOW) -> None:
    for slug, value in (
        ("collective_income", 5_000_000),
        ("households", 100),
        ("bound_households", 30),
        ("has_plan", True),
    ):
        confirm(cast, slug, value, branch=branch, at=at)


def many(cast: Cast, count: int, *, township: Region | None = None, prefix: str = "990099003") -> list[Branch]:
    """More rural branches."""
    return [
        village(township or cast.liuxi, f"{prefix}{number:03d}", f"新村{number}村委会", "rural")
        for number in range(count)
    ]


def whole_year(rulebook: Rulebook, facts: Mapping[str, Any], branch: Branch, until: date) -> Iterable[Given]:
    """These values for every period of the facts' own kind that began by `until`."""
    for slug, value in facts.items():
        fact = rulebook.facts.get(slug)
        if fact is None or value is None:
            continue
        periods = {of_day(date(2023, month, 1), fact.period) for month in range(1, until.month + 1)}
        for period in sorted(periods, key=lambda one: one.text):
            yield Given(
                branch.pk, slug, period.text, value, "C", "测试数据", max(period.first, min(period.last, until))
            )


def record(cast: Cast, given: Iterable[Given], *, at: datetime = NOW) -> int:
    return record_many(actor=SYSTEM, district=cast.district, observations=given, at=at)


ANSWER = ("branch", "basis", "since", "until", "level", "at_most", "stars", "digest", "next_change_at", "as_at")


def standing(*fields: str) -> list[tuple[Any, ...]]:
    """All standing answers, with the digests of their receipts."""
    return list(Scorecard.objects.filter(is_current=True).order_by("branch", "basis").values_list(*(fields or ANSWER)))
