"""Work of a morning, for stories of the ledger."""

from datetime import date, datetime
from typing import Any

from fivestar.facts.actions import Given, confirm_import, record_many, state_observation
from fivestar.foundation.access import SYSTEM, Actor
from fivestar.standards.queries import catalogue
from fivestar.territory.models import Branch
from tests.cast import NOW, Cast
from tests.facts.tables import DONGLIU, XILIU, long, staged, vacant

SPRING = date(2023, 3, 1)


def state(actor: Actor, branch: Branch, slug: str, value: Any, **more: Any) -> None:
    """By hand, of the year unless `period` is said."""
    given = {"period": "2023", "basis": "S", "source": "本村填报", "observed_on": SPRING, "at": NOW, **more}
    state_observation(actor=actor, branch=branch, fact=catalogue()[slug], value=value, **given)


def take_over(cast: Cast, branch: Branch, slug: str, value: int, at: datetime = NOW) -> None:
    """From another record, by the program."""
    given = Given(branch.pk, slug, "2023", value, "C", "旧台账", SPRING)
    record_many(actor=SYSTEM, district=cast.district, observations=[given], at=at)


def bring_a_file(cast: Cast) -> None:
    """Two rows of the township's."""
    batch = staged(cast, long(vacant(DONGLIU, 0), vacant(XILIU, 31)), actor=cast.clerk, basis="S")
    confirm_import(actor=cast.clerk, batch=batch, at=NOW)
