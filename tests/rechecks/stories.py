"""What stories of re-checks are told with: a district with something to check, a draw carried to its list."""

from datetime import date, timedelta
from uuid import UUID

from fivestar.facts.models import Observation
from fivestar.rechecks.actions import add_witness, commit_plan, draw_plan, record_finding
from fivestar.rechecks.models import Finding, Pair, Plan
from tests.cast import NOW, TODAY, Cast
from tests.factories import small_standards
from tests.scorecards.stories import hold_industry_star, hold_party_star

RESULT_ON: date = TODAY + timedelta(days=7)
ON_THE_DAY = NOW + timedelta(days=7)
LOTTERY = "福利彩票双色球，按开出的先后"


def with_stars(cast: Cast) -> None:
    """Three villages hold the party star, one of them both; somebody confirmed it who will not look at it again."""
    small_standards(cast)
    for name in ("东柳", "西柳", "石桥"):
        hold_party_star(cast, cast.branches[name])
    hold_industry_star(cast, cast.branches["东柳"])
    Observation.objects.update(recorded_by="somebody-else")


def committed(cast: Cast, take: int = 6) -> Plan:
    return commit_plan(
        actor=cast.organiser, district=cast.district, take=take, result_name=LOTTERY, result_on=RESULT_ON, at=NOW
    )


def drawn(cast: Cast, take: int = 6) -> Plan:
    plan = committed(cast, take)
    add_witness(actor=cast.organiser, plan=plan, who="村民代表", number="0417", at=NOW)
    return draw_plan(actor=cast.organiser, plan=plan, result="03 11 16 21 28 33 07", at=ON_THE_DAY)


def find(
    cast: Cast, pair: Pair, verdict: str, *, number: int, note: str = "", who: str = "ORGANISE", over: int | None = None
) -> Finding:
    """`number` makes the client's id, `over` that of the finding it replaces."""
    return record_finding(
        actor=cast.actors[who],
        pair=pair,
        verdict=verdict,
        note=note,
        client_id=UUID(int=number),
        replaces=None if over is None else UUID(int=over),
        at=ON_THE_DAY,
    )
