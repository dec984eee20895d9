"""Who supplies what branches are 待核实 for want of sees it before it is due; the branch's page says the same."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fivestar.facts.bulk.today import TODAY as SOURCES
from fivestar.facts.contests.actions import answer_contest
from fivestar.foundation.access import Actor
from fivestar.foundation.today import Item
from fivestar.territory.models import Branch
from tests.cast import NOW, Cast
from tests.factories import small_standards
from tests.facts.contests.stories import contested_as_supplier
from tests.facts.review.stories import say, stated

pytestmark = pytest.mark.django_db
(SOURCE,) = SOURCES


@pytest.fixture(autouse=True)
def _standards(cast: Cast) -> None:
    small_standards(cast)


def items(actor: Actor) -> list[Item]:
    return list(SOURCE.items_for(actor, NOW))


def test_a_department_is_told_how_many_wait_for_how_many_of_its_figures(cast: Cast) -> None:
    assert items(cast.supplier) == [
        Item(
            title="还没有供数：区农业农村局",
            why="5 个支部因缺 1 项数据待核实；2023-12-31 到期，可以提前供数",
            url="/d/990099/supply/?on=2023-09-15#department%3A%E5%8C%BA%E5%86%9C%E4%B8%9A%E5%86%9C%E6%9D%91%E5%B1%80",
            blocks_others=True,
            due_on=date(2023, 12, 31),
            place="青禾区(测试)",
            waits="东柳村党支部、西柳村党支部 等 5 家",
            since=date(2023, 1, 1),
        )
    ]


def test_a_figure_given_is_no_longer_waited_for(cast: Cast) -> None:
    say(cast, "collective_income", 6_000_000, actor=cast.supplier, branch=cast.dongliu, basis="C")

    assert [one.why for one in items(cast.supplier)] == ["4 个支部因缺 1 项数据待核实；2023-12-31 到期，可以提前供数"]


def test_what_a_township_stated_waits_for_whoever_confirms_it_not_for_the_township(cast: Cast) -> None:
    assert [one.why for one in items(cast.clerk)] == ["3 个支部因缺 2 项数据待核实；2023-12-31 到期，可以提前供数"]

    for branch in Branch.objects.filter(township=cast.liuxi):
        stated(cast, "has_plan", True, actor=cast.clerk, branch=branch)

    assert [one.why for one in items(cast.clerk)] == ["3 个支部因缺 1 项数据待核实；2023-12-31 到期，可以提前供数"]


def test_what_was_contested_is_not_waited_for_until_it_was_rejected(cast: Cast) -> None:
    row = contested_as_supplier(cast, cast.supplier, cast.district, "collective_income")
    assert items(cast.supplier) == []

    answer_contest(actor=cast.organiser, contest=row, is_upheld=False, answer="年报还没有出", at=NOW)

    assert len(items(cast.supplier)) == 1


@pytest.mark.parametrize("who", ["OWN", "HELPER", "MANAGE", "ORGANISE", "LEAD", "SUPERVISE", "outsider"])
def test_nobody_else_is_told(cast: Cast, who: str) -> None:
    assert items(cast.actors[who]) == []


def test_waiting_costs_the_same_queries_for_one_branch_and_for_five(cast: Cast) -> None:
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            items(cast.supplier)
        counts.append(len(asked))
        for branch in Branch.objects.exclude(pk=cast.dongliu.pk).filter(category__in=("rural", "urban")):
            say(cast, "collective_income", 6_000_000, actor=cast.supplier, branch=branch, basis="C")

    assert counts[0] == counts[1]
