"""A township and a department are told in one line what is missing of their part, and nothing when nothing is."""

from datetime import date
from urllib.parse import quote

import pytest

from fivestar.facts.bulk.today import TODAY as SOURCES
from fivestar.facts.contests.actions import answer_contest
from fivestar.foundation.access import Actor
from fivestar.foundation.clock import morning_of
from fivestar.foundation.today import Item
from tests.cast import NOW, Cast
from tests.factories import small_standards
from tests.facts.contests.stories import contested_as_supplier
from tests.facts.review.stories import stated

pytestmark = pytest.mark.django_db
END_OF_YEAR = morning_of(date(2023, 12, 25))
DEPARTMENT = f"/d/990099/supply/?on=2023-12-25#{quote('department:区农业农村局')}"
(SOURCE,) = SOURCES


@pytest.fixture(autouse=True)
def _standards(cast: Cast) -> None:
    small_standards(cast)


def items(actor: Actor) -> list[Item]:
    return list(SOURCE.items_for(actor, END_OF_YEAR))


def test_a_department_has_one_line_for_its_whole_part(cast: Cast) -> None:
    assert items(cast.supplier) == [
        Item(
            title="成批填报：区农业农村局",
            why="1 个数据项，还差 5 格",
            url=DEPARTMENT,
            minutes=50 / 60,
            due_on=date(2023, 12, 31),
            place="青禾区(测试)",
        )
    ]


def test_a_clerk_has_one_line_for_what_her_township_supplies(cast: Cast) -> None:
    assert items(cast.clerk) == [
        Item(
            title="成批填报：乡镇（街道）上报的数据",
            why="2 个数据项，还差 6 格",
            url="/d/990099/supply/?on=2023-12-25#township",
            minutes=1,
            due_on=date(2023, 12, 31),
            place="柳溪镇",
        )
    ]


def test_what_was_given_is_no_longer_missing(cast: Cast) -> None:
    stated(cast, "has_plan", True, actor=cast.clerk)

    assert [one.why for one in items(cast.clerk)] == ["2 个数据项，还差 5 格"]


def test_before_the_last_days_of_a_period_nothing_is_due(cast: Cast) -> None:
    found = [item for actor in (cast.clerk, cast.supplier) for item in SOURCE.items_for(actor, NOW)]

    assert [item.title for item in found if not item.blocks_others] == []


@pytest.mark.parametrize("who", ["OWN", "HELPER", "MANAGE", "ORGANISE", "LEAD", "SUPERVISE", "outsider"])
def test_nobody_else_is_told(cast: Cast, who: str) -> None:
    assert items(cast.actors[who]) == []


def test_what_the_supplier_contested_waits_for_the_answer_and_is_asked_again_when_it_was_rejected(cast: Cast) -> None:
    row = contested_as_supplier(cast, cast.supplier, cast.district, "collective_income")
    assert items(cast.supplier) == []

    answer_contest(actor=cast.organiser, contest=row, is_upheld=False, answer="年报还没有出", at=NOW)

    assert [one.url for one in items(cast.supplier)] == [DEPARTMENT]


def test_what_was_told_right_is_not_asked_again(cast: Cast) -> None:
    row = contested_as_supplier(cast, cast.clerk, cast.liuxi, "has_plan")
    answer_contest(actor=cast.organiser, contest=row, is_upheld=True, answer="台账里已经有", at=NOW)

    assert [one.why for one in items(cast.clerk)] == ["1 个数据项，还差 3 格"]
    assert [one.why for one in items(cast.next_clerk)] == ["2 个数据项，还差 4 格"]
