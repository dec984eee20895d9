"""When a value is older than its fact's frequency."""

from datetime import date

import pytest

from fivestar.facts.history.decisions import is_older_than_its_frequency

DAY = date(2023, 3, 31)


@pytest.mark.parametrize(
    ("frequency", "last_fresh", "first_old"),
    [
        ("month", date(2023, 5, 1), date(2023, 5, 2)),
        ("quarter", date(2023, 7, 1), date(2023, 7, 2)),
        ("half_year", date(2023, 10, 1), date(2023, 10, 2)),
        ("year", date(2024, 3, 31), date(2024, 4, 1)),
    ],
)
def test_a_value_is_old_the_day_after_a_whole_period(frequency: str, last_fresh: date, first_old: date) -> None:
    assert not is_older_than_its_frequency(frequency, DAY, last_fresh)
    assert is_older_than_its_frequency(frequency, DAY, first_old)


@pytest.mark.parametrize("frequency", ["realtime", "on_change"])
def test_what_is_told_when_it_changes_grows_no_older(frequency: str) -> None:
    assert not is_older_than_its_frequency(frequency, DAY, date(2033, 1, 1))
