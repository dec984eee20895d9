"""What shortfalls add to a rescoring: nothing where no answer moved, and few statements where one comes or goes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fivestar.facts.actions import Given, record_many
from fivestar.foundation.access import SYSTEM
from fivestar.scorecards.actions import rescore
from fivestar.shortfalls import keeping
from fivestar.territory.models import Branch
from tests.cast import NOW, TODAY, Cast
from tests.factories import small_standards
from tests.scorecards.stories import confirm, hold_party_star
from tests.shortfalls.stories import have_income, lack_income, taken_up, verdicts

pytestmark = pytest.mark.django_db
Told = list[str]


@pytest.fixture(autouse=True)
def _standards(cast: Cast) -> None:
    small_standards(cast)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[Told]:
    """What the listener asks of the database, each time it is called."""
    calls: list[Told] = []
    keep_from = keeping._keep_from

    def listening(*given: object) -> None:
        with CaptureQueriesContext(connection) as captured:
            keep_from(*given)  # type: ignore[arg-type]
        calls.append([one["sql"].replace('"', "").rpartition("times: ")[2].split()[0] for one in captured])

    monkeypatch.setattr(keeping, "_keep_from", listening)
    return calls


def test_where_no_answer_moved_nothing_is_asked(cast: Cast, heard: list[Told]) -> None:
    hold_party_star(cast)
    rescore([cast.xiliu.pk], at=NOW)
    heard.clear()

    rescore([cast.dongliu.pk, cast.xiliu.pk], at=NOW)
    assert heard == []

    confirm(cast, "has_plan", True, actor=cast.clerk, basis="S")  # stated, not confirmed: read, and nothing written
    assert heard == [["SELECT", "SELECT"]]


def test_one_that_comes_or_goes_costs_three_statements_for_one_branch_and_for_three(
    cast: Cast, heard: list[Told]
) -> None:
    """Answers and what is kept are read, one write follows; how many branches moved is no matter."""
    three = (cast.dongliu, cast.xiliu, cast.shiqiao)
    for branch in three:
        hold_party_star(cast, branch)

    def moved(value: int, *branches: Branch) -> Told:
        heard.clear()
        given = [Given(branch.pk, "vacant_days", "2023", value, "C", "测试", TODAY) for branch in branches]
        record_many(actor=SYSTEM, district=cast.district, observations=given, at=NOW)
        rescore([branch.pk for branch in branches], at=NOW)
        (asked,) = heard
        return asked

    assert [moved(99, three[0]), moved(0, three[0])] == [["SELECT", "SELECT", "INSERT"], ["SELECT", "SELECT", "DELETE"]]
    assert [moved(99, *three), moved(0, *three)] == [["SELECT", "SELECT", "INSERT"], ["SELECT", "SELECT", "DELETE"]]
    assert [verdicts(branch).get("T1") for branch in three] == [None, None, None]


def test_one_that_was_taken_up_is_written_in_one_statement_and_opened_again_in_few(
    cast: Cast, heard: list[Told]
) -> None:
    taken_up(cast, lack_income(cast))
    heard.clear()

    have_income(cast)
    lack_income(cast)

    assert heard == [
        ["SELECT", "SELECT", "INSERT"],  # an upsert on its key
        ["SELECT", "SELECT", "SELECT", "INSERT", "SELECT", "INSERT"],  # what is opened again is told to the audit
    ]
