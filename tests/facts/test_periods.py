"""Periods as people write them and as they are kept."""

from datetime import date

import pytest

from fivestar.facts.periods import EXAMPLE, of_day, parse


@pytest.mark.parametrize(
    ("written", "kept", "first", "last"),
    [
        ("2023", "2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023年", "2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023年度", "2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023-H2", "2023-H2", date(2023, 7, 1), date(2023, 12, 31)),
        ("2023年上半年", "2023-H1", date(2023, 1, 1), date(2023, 6, 30)),
        ("2023-q3", "2023-Q3", date(2023, 7, 1), date(2023, 9, 30)),
        ("2023年第二季度", "2023-Q2", date(2023, 4, 1), date(2023, 6, 30)),
        ("2023年春季学期", "2023-T1", date(2023, 1, 1), date(2023, 8, 31)),
        ("2023-T2", "2023-T2", date(2023, 9, 1), date(2023, 12, 31)),
        ("2023-5", "2023-05", date(2023, 5, 1), date(2023, 5, 31)),
        ("2023年2月", "2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("２０２３-０５-３１", "2023-05-31", date(2023, 5, 31), date(2023, 5, 31)),
        ("2023/5/3", "2023-05-03", date(2023, 5, 3), date(2023, 5, 3)),
    ],
)
def test_a_period_is_read_in_the_spellings_people_use(written: str, kept: str, first: date, last: date) -> None:
    period = parse(written)

    assert period is not None
    assert (period.text, period.first, period.last) == (kept, first, last)


@pytest.mark.parametrize(
    "written", ["", "去年", "2023-Q5", "2023-13", "2023-02-30", "23", "2023-T3", "1023", "2023.5.6.7"]
)
def test_what_is_no_period_is_none(written: str) -> None:
    assert parse(written) is None


@pytest.mark.parametrize("kind", EXAMPLE)
def test_every_day_of_a_year_lies_in_its_period_of_each_kind(kind: str) -> None:
    for ordinal in range(date(2024, 1, 1).toordinal(), date(2025, 1, 1).toordinal()):
        day = date.fromordinal(ordinal)
        period = of_day(day, kind)
        assert period.kind == kind
        assert period.first <= day <= period.last


@pytest.mark.parametrize("kind", EXAMPLE)
def test_periods_of_one_kind_sort_as_text_in_the_order_of_time(kind: str) -> None:
    periods = [of_day(date(year, month, 28), kind) for year in (2022, 2023) for month in range(1, 13)]

    assert sorted(periods, key=lambda period: period.text) == sorted(periods, key=lambda period: period.first)
