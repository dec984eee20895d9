"""The catalogue of facts: each defined once for all editions, in the order of packed rows."""

from collections.abc import Iterable
from typing import Any

import msgspec
from django.db.models import Max

from fivestar.engine import FactDef
from fivestar.foundation.outcome import N_, Refused
from fivestar.standards.models import Fact

MEANING = ("type", "choices", "unit", "period", "adds")
"""What an observation means by. Another edition may change a fact's words or supplier, never these."""


class ConflictingFact(Refused):
    """An edition defines a fact otherwise than the catalogue does."""


def definition_of(fact: FactDef) -> dict[str, Any]:
    """The fact as plain JSON values, as in facts.yaml."""
    built: dict[str, Any] = msgspec.to_builtins(fact)
    return built


def write(facts: Iterable[FactDef]) -> None:
    """Adds new facts at the end of the catalogue and takes over new words and ranges of known ones.

    Raises ConflictingFact when a known fact would change its meaning. The caller holds the transaction.
    """
    known = {fact.slug: fact for fact in Fact.objects.select_for_update()}
    last = Fact.objects.aggregate(last=Max("order"))["last"]
    order = -1 if last is None else last
    new, reworded = [], []
    for fact in facts:
        definition = definition_of(fact)
        record = known.get(fact.id)
        if record is None:
            order += 1
            new.append(Fact(slug=fact.id, definition=definition, order=order))
            continue
        for key in MEANING:
            before, after = record.definition.get(key), definition.get(key)
            if before != after:
                message = N_("事实“{label}”({fact})的 {key} 已定为 {before},不能改为 {after}")
                raise ConflictingFact(
                    message, label=fact.label, fact=fact.id, key=key, before=before or "—", after=after or "—"
                )
        if record.definition != definition:
            record.definition = definition
            reworded.append(record)
    Fact.objects.bulk_create(new)
    Fact.objects.bulk_update(reworded, ["definition"])
