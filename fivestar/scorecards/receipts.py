"""A branch's receipt: made when it is scored (only its digest is kept) and made again, the same, when asked for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any, Literal

from fivestar.engine import Rated, Rulebook, canon
from fivestar.engine.facts import base_name
from fivestar.engine.receipts import receipt
from fivestar.facts.queries import Reading
from fivestar.facts.values import value_of

BASIS_WORD: dict[str, Literal["stated", "confirmed"]] = {"S": "stated", "C": "confirmed"}


def digests_of(receipt: Mapping[str, Any]) -> dict[str, str]:
    """Basis → digest this receipt has on that basis, for one that reads the same on both; spelt once."""
    confirmed = canon.dumps({**receipt, "basis": "confirmed"})
    # Keys are sorted, and only numbers and a day come before it: the first basis is the receipt's own.
    stated = confirmed.replace(b'"basis":"confirmed"', b'"basis":"stated"', 1)
    return {basis: "sha256:" + sha256(spelt).hexdigest() for basis, spelt in (("C", confirmed), ("S", stated))}


def receipt_for(
    rulebook: Rulebook,
    readings: Mapping[str, Reading],
    *,
    code: str,
    name: str,
    as_at: date,
    basis: str,
    rated: Rated | None = None,
) -> dict[str, Any]:
    """The canonical receipt. Its facts are those the edition asks for and somebody supplied, in the edition's order.

    code, name: of the branch. rated: what these readings carry that day, where the caller has rated them already.
    """
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
    return receipt(rulebook, {"code": code, "name": name}, facts, as_at, BASIS_WORD[basis], rated=rated)
