"""What a contract gives to ask: near its end, below the usual price, with a related party. Computed, never judged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from fivestar.finance.dated import term

if TYPE_CHECKING:
    from fivestar.finance.models import Contract

_USUAL_BELOW_IN = "receive"


@dataclass(frozen=True, slots=True)
class Matter:
    """reason: expiry, price or related; matter: what it rests on, so that the same is asked once."""

    reason: str
    matter: str
    values: dict[str, object]


def matters_of(contract: Contract, today: date) -> Iterator[Matter]:
    """Of a contract that still runs; one that has ended gives nothing to ask any more."""
    if contract.to_day < today:
        return
    days = term("expiry_days", today)
    if days is not None and contract.to_day <= today + timedelta(days=days):
        yield Matter("expiry", contract.to_day.isoformat(), {"to_day": contract.to_day.isoformat()})
    if (
        contract.direction == _USUAL_BELOW_IN
        and contract.usual_price is not None
        and contract.price < contract.usual_price
    ):
        values = {"price": contract.price, "usual": contract.usual_price, "unit": contract.unit}
        yield Matter("price", f"{contract.price}<{contract.usual_price}", {**values, "source": contract.usual_source})
    if contract.tie:
        yield Matter("related", contract.tie, {"tie": contract.tie})
