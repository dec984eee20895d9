"""The committee of 东柳: 柳明 has an account, 周明 and 吴芳 have none."""

from datetime import date

from fivestar.facts.models import Observation
from fivestar.foundation.access import Actor
from fivestar.notices.actions import seat_member
from fivestar.notices.checking import committee
from fivestar.responsibility.queries import actor_as, person_by_ref
from fivestar.responsibility.supervision import Member
from tests.cast import NOW, SINCE, TODAY, Cast


def seat_three(cast: Cast) -> list[Member]:
    """The seats, 柳明's first."""
    for name in ("周明", "吴芳"):
        seat_member(actor=cast.clerk, branch=cast.dongliu, name=name, title="监督委员会委员", from_day=SINCE, at=NOW)
    return committee(cast.dongliu, TODAY)


def actor_of_member(member: Member, day: date = TODAY) -> Actor:
    person = person_by_ref(member.person_ref)
    assert person is not None
    return actor_as(person, day)


def counted() -> int:
    """Disclosures of finances that count, as the facts have it."""
    row = Observation.objects.get(fact__slug="finance_disclosures", superseded_at=None)
    return int(row.value)
