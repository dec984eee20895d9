"""When a value is older than it should be. It turns grey: it is still what is known, and nothing fails by it."""

from __future__ import annotations

from datetime import date, timedelta

DAYS_OF = {"month": 31, "quarter": 92, "half_year": 184, "term": 184, "year": 366}
"""The longest that passes between two values of a fact asked so often."""


def is_older_than_its_frequency(frequency: str, observed_on: date, today: date) -> bool:
    """What is told when it changes (realtime, on_change) grows no older by itself."""
    days = DAYS_OF.get(frequency)
    return days is not None and today > observed_on + timedelta(days=days)
