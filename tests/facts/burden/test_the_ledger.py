"""What was recorded, read as what was asked of whom."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db.models import QuerySet
from pytest_django import DjangoAssertNumQueries

from fivestar.facts.actions import hand_in, reopen_facts
from fivestar.facts.api.queries import actor_of_token
from fivestar.facts.burden import queries
from fivestar.facts.burden.decisions import Tally
from fivestar.facts.burden.queries import Days, Line, grounds, lines
from fivestar.facts.burden.registers import RecordSource
from fivestar.facts.counting import SOURCE
from fivestar.facts.models import Observation
from fivestar.facts.review.actions import confirm_item
from fivestar.territory.models import Branch
from fivestar.territory.queries import branches_of
from tests.cast import NOW, TODAY, Cast
from tests.factories import small_standards
from tests.facts.api.stories import income, issued
from tests.facts.burden.stories import bring_a_file, state, take_over
from tests.facts.tables import DONGLIU, XILIU

pytestmark = pytest.mark.django_db

SEPTEMBER = Days(date(2023, 9, 1), date(2023, 9, 30))
YEAR = Days(date(2023, 1, 1), date(2023, 12, 31))
VILLAGE, TOWNSHIP, AGRICULTURE = ("village", ""), ("township", ""), ("department", "区农业农村局")


@pytest.fixture(autouse=True)
def _standards(cast: Cast) -> None:
    small_standards(cast)


@pytest.fixture(autouse=True)
def sources(monkeypatch: pytest.MonkeyPatch) -> list[RecordSource]:
    """No records but those a story enters."""
    found: list[RecordSource] = []
    monkeypatch.setattr(queries, "record_sources", found)
    return found


def ledger(cast: Cast, days: Days = SEPTEMBER, **more: Any) -> dict[int, Line]:
    by = more.pop("by", "all")
    return lines(branches_of(cast.district), days, by=by, of=grounds(cast.district, TODAY))


def test_a_question_answered_by_hand_is_one_of_the_village(cast: Cast) -> None:
    state(cast.secretary, cast.dongliu, "households", 358)

    assert ledger(cast) == {0: Line({VILLAGE: Tally(asked=1, seconds=60)})}


def test_each_way_a_value_comes_has_its_own_count(cast: Cast) -> None:
    state(cast.secretary, cast.dongliu, "households", 358)
    state(cast.secretary, cast.dongliu, "bound_households", 120)
    state(cast.supplier, cast.dongliu, "collective_income", 6_000_000, basis="C", source="农经系统")
    bring_a_file(cast)
    take_over(cast, cast.xiliu, "collective_income", 5_000_000)

    assert ledger(cast) == {
        0: Line(
            {
                VILLAGE: Tally(asked=2, seconds=120),
                TOWNSHIP: Tally(rows=2, seconds=20),
                AGRICULTURE: Tally(asked=1, taken=1, seconds=60),
            }
        )
    }


def test_what_a_departments_program_delivers_is_rows_and_no_questions(cast: Cast) -> None:
    delivered = [income(branch=code) for code in (DONGLIU, XILIU)]
    program = actor_of_token(issued(cast).token)
    hand_in(actor=program, district=cast.district, values=delivered, basis="C", source="农经系统", at=NOW)

    assert ledger(cast) == {0: Line({AGRICULTURE: Tally(rows=2, seconds=20)})}


def test_what_was_counted_from_records_was_not_asked(cast: Cast) -> None:
    state(cast.secretary, cast.dongliu, "members_meetings", 2, period="2023-Q1", source=SOURCE + "会议记录")

    assert ledger(cast) == {0: Line({VILLAGE: Tally(recorded=1)})}


def test_what_a_review_confirms_is_not_asked_twice(cast: Cast) -> None:
    state(cast.secretary, cast.dongliu, "households", 358)
    before = ledger(cast)

    confirm_item(actor=cast.clerk, observation=Observation.objects.get(), at=NOW)

    assert Observation.objects.count() == 2
    assert ledger(cast) == before


def test_what_a_recheck_opens_again_was_asked_of_nobody(cast: Cast) -> None:
    state(cast.supplier, cast.dongliu, "collective_income", 6_000_000, basis="C", source="农经系统")
    before = ledger(cast)

    reopen_facts(
        actor=cast.organiser,
        branch=cast.dongliu,
        facts=[("collective_income", 2023)],
        about="industry",
        reason="现场看不到账",
        at=NOW,
    )

    assert Observation.objects.filter(superseded_at=None).count() == 1
    assert ledger(cast) == before


def test_a_correction_is_asked_again(cast: Cast) -> None:
    state(cast.secretary, cast.dongliu, "households", 358)
    state(cast.secretary, cast.dongliu, "households", 359)

    assert ledger(cast) == {0: Line({VILLAGE: Tally(asked=2, seconds=120)})}


def test_a_month_is_one_of_the_calendar_in_china(cast: Cast) -> None:
    last_of_august = datetime(2023, 8, 31, 15, 59, 59, tzinfo=UTC)
    first_of_september = datetime(2023, 8, 31, 16, tzinfo=UTC)
    state(cast.secretary, cast.dongliu, "households", 358, at=last_of_august)
    state(cast.secretary, cast.dongliu, "bound_households", 120, at=first_of_september)

    one = Line({VILLAGE: Tally(asked=1, seconds=60)})
    assert ledger(cast, YEAR, by="month") == {8: one, 9: one}
    assert ledger(cast, SEPTEMBER) == {0: one}


def test_townships_have_their_own_sums(cast: Cast) -> None:
    state(cast.secretary, cast.dongliu, "households", 358)
    state(cast.next_secretary, cast.zhuyuan_branch, "households", 40)
    state(cast.next_secretary, cast.zhuyuan_branch, "bound_households", 4)

    assert ledger(cast, by="township") == {
        cast.liuxi.pk: Line({VILLAGE: Tally(asked=1, seconds=60)}),
        cast.zhuyuan.pk: Line({VILLAGE: Tally(asked=2, seconds=120)}),
    }


def test_the_months_and_the_townships_add_up_to_the_whole(cast: Cast) -> None:
    for month in (3, 6, 9):
        state(cast.secretary, cast.dongliu, "households", month, at=datetime(2023, month, 10, tzinfo=UTC))
    state(cast.next_secretary, cast.zhuyuan_branch, "households", 40)

    whole = ledger(cast, YEAR)[0].parts[VILLAGE]
    for by in ("month", "township"):
        assert sum((line.parts[VILLAGE] for line in ledger(cast, YEAR, by=by).values()), Tally()) == whole
    assert whole == Tally(asked=4, seconds=240)


def test_records_entered_by_hand_cost_minutes_too(cast: Cast, sources: list[RecordSource]) -> None:
    def entered(branches: QuerySet[Branch], *, since: datetime, until: datetime) -> Iterable[tuple[int, datetime]]:
        assert (since, until) == (SEPTEMBER.since, SEPTEMBER.until)
        return [(cast.dongliu.pk, NOW), (cast.dongliu.pk, NOW), (cast.nanmen.pk, NOW)]

    sources.append(RecordSource("meeting", entered))

    assert ledger(cast) == {0: Line({}, records=3, record_seconds=360)}
    assert ledger(cast, by="month") == {9: Line({}, records=3, record_seconds=360)}
    assert ledger(cast, by="township") == {
        cast.liuxi.pk: Line({}, records=2, record_seconds=240),
        cast.zhuyuan.pk: Line({}, records=1, record_seconds=120),
    }


@pytest.mark.parametrize("by", ["month", "township", "all"])
def test_one_value_and_many_cost_the_same(
    cast: Cast, by: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    of = grounds(cast.district, TODAY)
    branches = branches_of(cast.district)

    def read() -> Iterator[int]:
        with django_assert_num_queries(1):
            yield len(lines(branches, YEAR, by=by, of=of))  # type: ignore[arg-type]

    state(cast.secretary, cast.dongliu, "households", 358)
    assert list(read()) == [1]
    for slug, value in (("bound_households", 3), ("households", 359)):
        state(cast.secretary, cast.dongliu, slug, value)
        state(cast.next_secretary, cast.zhuyuan_branch, slug, value)
    assert list(read()) == [2 if by == "township" else 1]
