"""When a question is asked, and of whom."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fivestar.engine import FactDef
from fivestar.facts.actions import state_observation
from fivestar.facts.asking.decisions import Turn, observed_day, turns
from fivestar.facts.asking.queries import Last, ask_about, asks_for
from fivestar.facts.periods import of_day
from fivestar.foundation.clock import morning_of
from fivestar.standards.queries import catalogue
from tests.cast import Cast
from tests.factories import small_standards

QUARTER = FactDef(
    id="visits", label="走访", type="integer", unit="次", supplied_by="village", frequency="quarter", period="quarter"
)
CHANGES = FactDef(id="plan", label="计划", type="boolean", supplied_by="village", frequency="on_change")


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2023, 6, 20), ["2023-Q1"]),
        (date(2023, 6, 21), ["2023-Q1", "2023-Q2"]),
        (date(2023, 7, 1), ["2023-Q2"]),
        (date(2023, 9, 30), ["2023-Q2", "2023-Q3"]),
        (date(2023, 1, 5), ["2022-Q4"]),
    ],
)
def test_a_question_opens_in_the_last_ten_days_and_stays_through_the_next_period(
    today: date, expected: list[str]
) -> None:
    assert [turn.period for turn in turns(QUARTER, today, set())] == expected


def test_what_is_stated_is_not_asked_again() -> None:
    assert turns(QUARTER, date(2023, 6, 25), {"2023-Q1"}) == [Turn("2023-Q2", date(2023, 6, 30), is_late=False)]
    assert turns(QUARTER, date(2023, 6, 25), {"2023-Q1", "2023-Q2"}) == []


def test_what_changes_at_any_time_is_asked_once_a_year() -> None:
    assert turns(CHANGES, date(2023, 1, 1), {"2022"}) == [Turn("2023", date(2023, 12, 31), is_late=False)]
    assert turns(CHANGES, date(2023, 9, 1), {"2023"}) == []


def test_a_year_is_asked_for_until_a_quarter_after_its_end() -> None:
    fact = FactDef(id="homes", label="户数", type="integer", unit="户", supplied_by="village", frequency="year")

    assert [turn.period for turn in turns(fact, date(2024, 4, 1), set())] == ["2023"]
    assert turns(fact, date(2024, 4, 3), set()) == []


def test_an_answer_speaks_of_a_day_inside_its_period() -> None:
    quarter = of_day(date(2023, 5, 5), "quarter")

    given = [
        observed_day(quarter, morning_of(answered), morning_of(date(2023, 7, 9)))
        for answered in (date(1970, 1, 1), date(2023, 6, 25), date(2023, 7, 9), date(2031, 1, 1))
    ]

    assert given == [date(2023, 4, 1), date(2023, 6, 25), date(2023, 6, 30), date(2023, 6, 30)]


@pytest.fixture
def _standards(cast: Cast) -> None:
    small_standards(cast)


def due(cast: Cast, day: date, actor: Any = None) -> list[tuple[str, str]]:
    return [(ask.fact.id, ask.turn.period) for ask in asks_for(actor or cast.secretary, morning_of(day))]


@pytest.mark.django_db
@pytest.mark.usefixtures("_standards")
def test_a_village_is_asked_only_what_a_criterion_needs_and_it_supplies(cast: Cast) -> None:
    assert due(cast, date(2023, 9, 15)) == [("members_meetings", "2023-Q2")]
    assert due(cast, date(2023, 12, 25)) == [
        ("members_meetings", "2023-Q3"),
        ("members_meetings", "2023-Q4"),
        ("households", "2023"),
        ("bound_households", "2023"),
    ]
    assert due(cast, date(2023, 12, 25), cast.clerk) == []
    assert due(cast, date(2023, 12, 25), cast.outsider) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("_standards")
def test_a_question_shows_the_last_value_and_why_it_is_asked(cast: Cast) -> None:
    state_observation(
        actor=cast.secretary,
        branch=cast.dongliu,
        fact=catalogue()["members_meetings"],
        period="2023-Q1",
        value=3,
        basis="S",
        source="本村填报",
        observed_on=date(2023, 3, 30),
        at=morning_of(date(2023, 3, 30)),
    )

    ask = ask_about(cast.secretary, cast.dongliu, "members_meetings", None, morning_of(date(2023, 9, 15)))

    assert ask is not None
    assert (ask.turn.period, ask.turn.is_late, ask.last) == ("2023-Q2", True, Last(3, "2023-Q1", date(2023, 3, 30)))
    assert [(reason.criterion, reason.star) for reason in ask.reasons] == [("T2", "支部过硬星")]
    assert ask.seen_by == ("区委组织部",)


@pytest.mark.django_db
@pytest.mark.usefixtures("_standards")
def test_what_a_department_supplies_is_no_question_to_a_village(cast: Cast) -> None:
    assert ask_about(cast.secretary, cast.dongliu, "collective_income", None, morning_of(date(2023, 9, 15))) is None


@pytest.mark.django_db
@pytest.mark.usefixtures("_standards")
def test_many_branches_cost_the_queries_of_one(cast: Cast) -> None:
    at = morning_of(date(2023, 9, 15))
    with CaptureQueriesContext(connection) as one:
        asks_for(cast.clerk, at, [cast.dongliu])
    with CaptureQueriesContext(connection) as three:
        asked = asks_for(cast.clerk, at + timedelta(0), [cast.dongliu, cast.xiliu, cast.shiqiao])

    assert (len(asked), len(three)) == (3, len(one))
