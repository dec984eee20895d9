"""Shortfalls follow from confirmed scorecards alone, by one function, and a rebuild gives the same."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fivestar.facts.actions import Given, record_many
from fivestar.foundation.access import SYSTEM
from fivestar.scorecards.actions import rescore
from fivestar.shortfalls import keeping
from fivestar.shortfalls.decisions import Trace, traces
from fivestar.shortfalls.keeping import keep, rebuild
from fivestar.shortfalls.models import Shortfall
from tests.cast import NOW, TODAY, Cast
from tests.factories import small_standards
from tests.scorecards.stories import confirm, hold_industry_star, hold_party_star
from tests.shortfalls.stories import derived, have_income, lack_income, of, post_of, taken_up, verdicts

pytestmark = pytest.mark.django_db

TOMORROW = NOW + timedelta(days=1)


@pytest.fixture(autouse=True)
def _standards(cast: Cast) -> None:
    small_standards(cast)


def test_unmet_and_unknown_tasks_are_lacking_and_pace_is_not(cast: Cast) -> None:
    confirm(cast, "vacant_days", 99)
    for quarter in (1, 2):
        confirm(cast, "members_meetings", 1, period=f"2023-Q{quarter}", day=date(2023, 3 * quarter, 10))

    # T2 counts meetings of the year and still has time: 期内.
    assert verdicts(cast.dongliu) == {"T1": "unmet", "T3": "unknown", "T4": "unknown", "T5": "unknown"}
    shortfall = of(cast.dongliu, "T1")
    assert (shortfall.star, shortfall.department, shortfall.year) == ("party", "区委组织部", 2023)


def test_what_is_only_stated_changes_nothing(cast: Cast) -> None:
    lack_income(cast)
    before = derived()

    confirm(cast, "bound_households", 80, basis="S", actor=cast.secretary)

    assert derived() == before


def test_a_task_that_is_met_is_no_longer_lacking(cast: Cast) -> None:
    lack_income(cast)

    confirm(cast, "collective_income", 5_000_000, at=TOMORROW)

    assert not Shortfall.objects.filter(branch=cast.dongliu, criterion="T3").exists()


def test_a_fact_that_falls_back_opens_it_again(cast: Cast) -> None:
    lack_income(cast)
    confirm(cast, "collective_income", 5_000_000, at=TOMORROW)

    shortfall = lack_income(cast, at=NOW + timedelta(days=3))

    assert (shortfall.is_open, shortfall.opened_on, shortfall.since, shortfall.ended_on, shortfall.falls) == (
        True,
        TODAY,
        TODAY + timedelta(days=3),
        None,
        1,
    )


def test_a_rebuild_gives_what_was_kept_and_leaves_what_people_added(cast: Cast) -> None:
    taken_up(cast, lack_income(cast))
    hold_party_star(cast, cast.xiliu)
    hold_industry_star(cast, cast.xiliu, at=TOMORROW)
    have_income(cast, at=TOMORROW)
    lack_income(cast, at=NOW + timedelta(days=2))
    before, measures = derived(), list(Shortfall.objects.order_by("pk").values_list("measure", "owner", "version"))
    Shortfall.objects.filter(owner__isnull=True, branch=cast.xiliu).delete()
    Shortfall.objects.filter(is_open=True).update(
        verdict="gone", is_open=False, ended_on=TODAY, falls=9, star="x", department=""
    )
    assert derived() != before

    rebuild(cast.district, at=NOW + timedelta(days=2))

    assert derived() == before
    assert sorted(Shortfall.objects.values_list("measure", "owner", "version"), key=str) == sorted(measures, key=str)


def test_many_at_once_give_what_one_by_one_gives(cast: Cast) -> None:
    branches = [cast.dongliu, cast.xiliu, cast.shiqiao]
    for branch in branches:
        lack_income(cast, branch)
    before = derived()
    Shortfall.objects.all().delete()

    keep([branch.pk for branch in cast.branches.values()], at=NOW)

    assert derived() == before


def test_when_nothing_changed_it_is_two_reads(cast: Cast, django_assert_num_queries: object) -> None:
    for branch in (cast.dongliu, cast.xiliu, cast.shiqiao):
        lack_income(cast, branch)

    with django_assert_num_queries(2):  # type: ignore[operator]
        keep([cast.dongliu.pk], at=NOW)
    with django_assert_num_queries(2):  # type: ignore[operator]
        keep([cast.dongliu.pk, cast.xiliu.pk, cast.shiqiao.pk], at=NOW)


def test_one_that_comes_goes_or_moves_is_one_write_more(cast: Cast) -> None:
    hold_party_star(cast)
    taken_up(cast, lack_income(cast))

    asked = {}
    for what, slug, value, at in (
        ("still lacking", "collective_income", 3_100_000, NOW),
        ("comes", "vacant_days", 200, NOW),
        ("goes", "vacant_days", 0, NOW),
        ("taken up, reached", "collective_income", 5_000_000, TOMORROW),
        ("taken up, reached and stays", "collective_income", 6_000_000, TOMORROW),
    ):
        with CaptureQueriesContext(connection) as captured:
            confirm(cast, slug, value, at=at)
        asked[what] = [
            query["sql"].partition(" ")[0]
            for query in captured.captured_queries
            if '"shortfalls_shortfall"' in query["sql"]
        ]

    assert asked == {
        "still lacking": [],
        "comes": ["SELECT", "INSERT"],
        "goes": ["SELECT", "DELETE"],
        "taken up, reached": ["SELECT", "INSERT"],
        "taken up, reached and stays": [],
    }


def test_one_taken_up_while_it_goes_stays_and_is_what_a_rebuild_gives(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    shortfall = lack_income(cast)
    rewritten = keeping._rewrite

    def taken_up_meanwhile(changed: Mapping[int, Shortfall], at: datetime) -> None:
        monkeypatch.setattr(keeping, "_rewrite", rewritten)
        taken_up(cast, shortfall)
        rewritten(changed, at)

    monkeypatch.setattr(keeping, "_rewrite", taken_up_meanwhile)
    after = have_income(cast, at=TOMORROW)
    kept = derived()
    rebuild(cast.district, at=TOMORROW)

    assert (after.owner, after.is_open, after.ended_on) == (post_of(cast), False, TOMORROW.date())
    assert derived() == kept


def test_a_demonstrations_date_that_goes_back_forgets_what_was_not_yet(cast: Cast) -> None:
    lack_income(cast, at=TOMORROW)
    assert verdicts(cast.dongliu)["T3"] == "unmet"

    cast.district.own_date = TODAY - timedelta(days=30)
    cast.district.save()
    rescore([cast.dongliu.pk], at=NOW - timedelta(days=30))

    then = TODAY - timedelta(days=30)
    rows = Shortfall.objects.filter(branch=cast.dongliu)
    assert {(row.opened_on, row.since, row.ended_on) for row in rows} == {(then, then, None)}


def test_what_is_met_by_the_end_of_its_day_never_was_and_what_was_taken_up_ends(cast: Cast) -> None:
    taken_up(cast, lack_income(cast))
    assert of(cast.dongliu, "T1").is_open

    confirm(cast, "vacant_days", 0)
    shortfall = have_income(cast)

    assert not Shortfall.objects.filter(branch=cast.dongliu, criterion="T1").exists()
    assert (shortfall.state, shortfall.verdict, shortfall.opened_on, shortfall.ended_on) == (
        "reached",
        "met",
        TODAY,
        TODAY,
    )
    before = derived()
    rebuild(cast.district, at=NOW)
    assert derived() == before


def test_a_branch_no_longer_rated_lacks_nothing(cast: Cast) -> None:
    shortfall = taken_up(cast, lack_income(cast))
    cast.dongliu.category = "outside"
    cast.dongliu.save()

    rescore([cast.dongliu.pk], at=TOMORROW)

    rows = Shortfall.objects.filter(branch=cast.dongliu)
    assert list(rows.values_list("pk", "verdict", "ended_on")) == [(shortfall.pk, "gone", TODAY + timedelta(days=1))]


def test_a_record_of_many_facts_at_once_is_followed(cast: Cast) -> None:
    record_many(
        actor=SYSTEM,
        district=cast.district,
        observations=[
            Given(branch.pk, "vacant_days", "2023", 99, "C", "测试", TODAY) for branch in (cast.dongliu, cast.xiliu)
        ],
        at=NOW,
    )
    rescore([cast.dongliu.pk, cast.xiliu.pk], at=NOW)

    assert (verdicts(cast.dongliu)["T1"], verdicts(cast.xiliu)["T1"]) == ("unmet", "unmet")


class _Card:
    def __init__(self, since: int, outcomes: bytes, until: int | None = None, edition: int = 1, year: int = 2023):
        self.since, self.outcomes = date(year, 1, since), outcomes
        self.until = None if until is None else date(year, 1, until)
        self.edition, self.digest, self.year = edition, f"sha256:{edition}", year


def _criteria(digest: str) -> tuple[str, ...]:
    return ("A", "B") if digest == "sha256:1" else ("B", "C")


UNMET, MET, UNKNOWN, NOT_APPLICABLE, ON_PACE, BEHIND = range(6)


@pytest.mark.parametrize(
    ("cards", "expected"),
    [
        ([_Card(1, bytes([MET, ON_PACE]))], {}),
        (
            [_Card(1, bytes([UNMET, BEHIND]))],
            {"A": Trace(1, "unmet", date(2023, 1, 1), date(2023, 1, 1), date(2023, 1, 1))},
        ),
        (
            [_Card(1, bytes([UNKNOWN, MET]), 5), _Card(5, bytes([UNMET, MET]))],
            {"A": Trace(1, "unmet", date(2023, 1, 5), date(2023, 1, 1), date(2023, 1, 1))},
        ),
        (
            [_Card(1, bytes([UNMET, MET]), 5), _Card(5, bytes([MET, MET]), 9), _Card(9, bytes([UNKNOWN, MET]))],
            {"A": Trace(1, "unknown", date(2023, 1, 9), date(2023, 1, 1), date(2023, 1, 9), None, 1)},
        ),
        (
            [_Card(1, bytes([UNMET, UNMET]), 5), _Card(5, bytes([UNMET, MET]), edition=2)],
            {
                "A": Trace(1, "gone", date(2023, 1, 5), date(2023, 1, 1), date(2023, 1, 1), date(2023, 1, 5)),
                "B": Trace(2, "unmet", date(2023, 1, 1), date(2023, 1, 1), date(2023, 1, 1)),
            },
        ),
        (
            [_Card(1, bytes([UNMET, MET]), 3), _Card(6, bytes([UNMET, MET]))],
            {"A": Trace(1, "unmet", date(2023, 1, 6), date(2023, 1, 1), date(2023, 1, 6))},
        ),
    ],
    ids=["met and on pace", "unmet; behind is pace", "unknown becomes unmet", "falls back", "other standards", "a gap"],
)
def test_what_answers_say_of_a_task(cards: list[_Card], expected: dict[str, Trace]) -> None:
    found = traces(cards, _criteria)

    assert {criterion: trace for (_, criterion), trace in found.items() if trace.opened_on} == expected
