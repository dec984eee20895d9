"""A branch's receipt: made when it is scored (only its digest is kept) and made again, the same, when asked for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal

from fivestar.engine import Rulebook, canon
from fivestar.engine.facts import base_name
from fivestar.engine.receipts import receipt
from fivestar.facts.queries import Reading
from fivestar.facts.values import value_of

if TYPE_CHECKING:
    from fivestar.territory.models import Branch

BASIS_WORD: dict[str, Literal["stated", "confirmed"]] = {"S": "stated", "C": "confirmed"}


def digests_of(receipt: Mapping[str, Any]) -> dict[str, str]:
    """Basis → digest this receipt has on that basis, for one that reads the same on both; spelt once."""
    confirmed = canon.dumps({**receipt, "basis": "confirmed"})
    # Keys are sorted, and only numbers and a day come before it: the first basis is the receipt's own.
    stated = confirmed.replace(b'"basis":"confirmed"', b'"basis":"stated"', 1)
    return {basis: "sha256:" + sha256(spelt).hexdigest() for basis, spelt in (("C", confirmed), ("S", stated))}


def receipt_for(
    branch: Branch, rulebook: Rulebook, readings: Mapping[str, Reading], *, as_at: date, basis: str
) -> dict[str, Any]:
    """The canonical receipt. Its facts are those the edition asks for and somebody supplied, in the edition's order."""
    facts = []
    for key in rulebook.keys:
        reading = readings.get(key)
        if reading is None or reading.value is None:
            continue
        facts.append(
            {
                "fact": key,
                "value": value_of(rulebook.facts[base_name(key)], reading.value),
                "period": reading.period,
                "basis": reading.basis,
                "source": reading.source,
                "observed_on": reading.observed_on.isoformat(),
            }
        )
    return receipt(rulebook, {"code": branch.village.code, "name": branch.name}, facts, as_at, BASIS_WORD[basis])
