"""Legal days are days in China; the clock can be held still."""

from datetime import UTC, date, datetime

import pytest

from fivestar.foundation import clock


@pytest.mark.parametrize("year", [2023, 2026, 2030])
def test_a_legal_day_begins_at_sixteen_hours_utc_of_the_day_before(year: int) -> None:
    assert clock.legal_day(datetime(year, 9, 14, 15, 59, 59, tzinfo=UTC)) == date(year, 9, 14)
    assert clock.legal_day(datetime(year, 9, 14, 16, 0, tzinfo=UTC)) == date(year, 9, 15)
    assert clock.midnight_of(date(year, 9, 15)) == datetime(year, 9, 14, 16, 0, tzinfo=UTC)
    assert clock.morning_of(date(year, 9, 15)) == datetime(year, 9, 15, 1, 0, tzinfo=UTC)


def test_a_moment_without_a_zone_has_no_legal_day() -> None:
    with pytest.raises(ValueError, match="zone"):
        clock.legal_day(datetime(2023, 9, 15))


def test_the_clock_can_be_held_and_runs_again_afterwards() -> None:
    at = datetime(2030, 1, 2, 3, 4, tzinfo=UTC)

    with clock.held_at(at):
        held = [clock.machine_now(), clock.machine_now()]

    assert held == [at, at]
    assert clock.machine_now() != at
