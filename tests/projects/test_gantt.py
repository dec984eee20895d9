"""The schedule as bars, to the unit."""

from datetime import date

from fivestar.projects.gantt import WIDTH, Bar, Told, chart_of


def test_a_phase_on_time_lies_on_its_baseline() -> None:
    days = date(2023, 7, 1), date(2023, 7, 10)
    chart = chart_of([Told("施工", *days, *days)], date(2023, 7, 6))

    assert (chart.rows[0].planned, chart.rows[0].now, chart.rows[0].late) == (Bar(0, WIDTH), Bar(0, WIDTH), 0)
    assert chart.today == WIDTH // 2


def test_what_should_be_done_and_is_not_grows_to_today() -> None:
    days = date(2023, 7, 1), date(2023, 7, 10)
    chart = chart_of([Told("施工", *days, *days)], date(2023, 7, 20))

    assert (chart.last, chart.rows[0].late) == (date(2023, 7, 20), 10)
    assert (chart.rows[0].planned, chart.rows[0].now) == (Bar(0, 500), Bar(0, 1000))


def test_a_phase_that_moved_shows_both() -> None:
    chart = chart_of(
        [
            Told("设计", date(2023, 7, 1), date(2023, 7, 10), date(2023, 7, 1), date(2023, 7, 10), date(2023, 7, 8)),
            Told("施工", date(2023, 7, 11), date(2023, 7, 15), date(2023, 7, 16), date(2023, 7, 20)),
        ],
        date(2023, 6, 1),
    )

    assert [(row.planned, row.now, row.late, row.is_done) for row in chart.rows] == [
        (Bar(0, 500), Bar(0, 400), -2, True),
        (Bar(500, 250), Bar(750, 250), 5, False),
    ]
    assert chart.today is None
