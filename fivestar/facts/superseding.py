"""Observations another one takes the place of: they stay, with the moment they stopped standing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from fivestar.foundation.writing import marks

KEYS_A_STATEMENT = 2_000

_SUPERSEDE = """
    UPDATE facts_observation SET superseded_at = CASE WHEN recorded_at > %s THEN recorded_at ELSE %s END
    WHERE id IN ({keys})
"""


def supersede(keys: Sequence[int], at: datetime) -> None:
    """Whoever came first may have the later clock: nothing stops standing before it was recorded."""
    moment = connection.ops.adapt_datetimefield_value(at)
    with connection.cursor() as cursor:
        for start in range(0, len(keys), KEYS_A_STATEMENT):
            some = keys[start : start + KEYS_A_STATEMENT]
            cursor.execute(_SUPERSEDE.format(keys=marks(some)), [moment, moment, *some])
