"""Observations another one takes the place of: they stay, with the moment they stopped standing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import DateTimeField, F, Value
from django.db.models.functions import Greatest

from fivestar.facts.models import Observation

KEYS_A_STATEMENT = 2_000


def supersede(keys: Sequence[int], at: datetime) -> None:
    """Whoever came first may have the later clock: nothing stops standing before it was recorded."""
    moment = Greatest(F("recorded_at"), Value(at, output_field=DateTimeField()))
    for start in range(0, len(keys), KEYS_A_STATEMENT):
        Observation.objects.filter(pk__in=keys[start : start + KEYS_A_STATEMENT]).update(superseded_at=moment)
