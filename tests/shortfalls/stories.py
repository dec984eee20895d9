"""What stories of shortfalls are told with: one taken up, one reached, the list as it stands."""

from datetime import date, datetime, timedelta
from typing import Any

from fivestar.foundation.access import Actor
from fivestar.responsibility.models import Post
from fivestar.shortfalls import actions
from fivestar.shortfalls.models import Shortfall
from fivestar.territory.models import Branch
from tests.cast import NOW, TODAY, Cast
from tests.scorecards.stories import confirm

DUE = TODAY + timedelta(days=20)
DERIVED = ("branch", "criterion", "verdict", "is_open", "opened_on", "since", "ended_on", "falls")


def post_of(cast: Cast, who: str = "OWN") -> Post:
    return Post.objects.get(holdings__person=cast.persons[who])


def of(branch: Branch, criterion: str) -> Shortfall:
    return Shortfall.objects.get(branch=branch, criterion=criterion)


def verdicts(branch: Branch) -> dict[str, str]:
    """Criterion → verdict of what is lacking."""
    return dict(Shortfall.objects.filter(branch=branch, is_open=True).values_list("criterion", "verdict"))


def derived() -> list[tuple[Any, ...]]:
    return list(Shortfall.objects.order_by("branch", "criterion").values_list(*DERIVED))


def lack_income(cast: Cast, branch: Branch | None = None, *, at: datetime = NOW) -> Shortfall:
    """T3 asks for 50,000 yuan; here are 32,000."""
    confirm(cast, "collective_income", 3_200_000, branch=branch, at=at)
    return of(branch or cast.dongliu, "T3")


def have_income(cast: Cast, branch: Branch | None = None, *, at: datetime = NOW) -> Shortfall:
    confirm(cast, "collective_income", 5_000_000, branch=branch, at=at)
    return of(branch or cast.dongliu, "T3")


def taken_up(
    cast: Cast, shortfall: Shortfall, *, actor: Actor | None = None, due_on: date = DUE, **other: Any
) -> Shortfall:
    given = {
        "measure": "发展林下种植",
        "owner": post_of(cast),
        "spends_collective": False,
        "touches_villagers": False,
        "seen": shortfall.version,
        "at": NOW,
        **other,
    }
    return actions.plan(actor=actor or cast.secretary, shortfall=shortfall, due_on=due_on, **given)
