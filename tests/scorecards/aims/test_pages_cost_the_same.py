"""The page of a district's targets, its totals against the plan and a branch's own page cost the same with three."""

from datetime import timedelta
from typing import Any

import pytest

from fivestar.scorecards.actions import withdraw_target
from fivestar.scorecards.aims.actions import Aimed, endorse_target, enter_plan, fix_target, propose_target
from fivestar.territory.models import Branch
from tests.cast import NOW, Cast
from tests.factories import small_standards
from tests.pages import browser_of, queries_of, words_of

pytestmark = pytest.mark.django_db
ONE = Aimed(1, ("party",), "支部过硬先争到手")
HERE = "/d/990099/targets/"
PLAN: dict[str, Any] = {"rural": 3, "urban": 2, "levels": {1: 3}, "stars": {"party": 3}, "source": "区方案"}


@pytest.fixture(autouse=True)
def standards(cast: Cast) -> None:
    small_standards(cast)


def costs(cast: Cast) -> list[int]:
    addresses = (HERE, f"{HERE}?township=990099001")
    return [queries_of(browser_of(cast, who), address) for who in ("", "MANAGE", "ORGANISE") for address in addresses]


def test_a_districts_targets_cost_the_same_with_one_set_and_one_waiting_and_with_three(cast: Cast) -> None:
    def fixed(branch: Branch) -> None:
        fix_target(actor=cast.organiser, branch=branch, aimed=ONE, at=NOW)

    def waits(branch: Branch) -> None:
        propose_target(actor=cast.clerk, branch=branch, aimed=ONE, at=NOW)

    waits(cast.dongliu)
    fixed(cast.nanmen)
    one = costs(cast)
    for branch in (cast.xiliu, cast.shiqiao):
        waits(branch)
    fixed(cast.zhuyuan_branch)
    fixed(cast.shiqiao)
    waits(cast.shiqiao)

    assert words_of(browser_of(cast, "MANAGE").get(HERE)).count("等您审核") == 3
    assert costs(cast) == one


def test_what_waits_for_the_district_costs_the_same_with_one_and_with_three(cast: Cast) -> None:
    def waits(branch: Branch) -> None:
        propose_target(actor=cast.clerk, branch=branch, aimed=ONE, at=NOW)
        endorse_target(actor=cast.manager, branch=branch, aimed=ONE, at=NOW)

    waits(cast.dongliu)
    one = costs(cast)
    for branch in (cast.xiliu, cast.shiqiao):
        waits(branch)

    assert words_of(browser_of(cast, "ORGANISE").get(HERE)).count("等您定") == 3
    assert costs(cast) == one


def test_totals_cost_the_same_with_one_figure_of_a_plan_and_with_three(cast: Cast) -> None:
    plan = {**PLAN, "actor": cast.organiser, "region": cast.district, "at": NOW}
    enter_plan(**plan)
    one = costs(cast)
    for levels in ({1: 2, 2: 1}, {1: 1, 2: 2}):
        enter_plan(**{**plan, "levels": levels, "stars": {"party": 3, "industry": 2}})

    assert "2 星 2 0 -2" in words_of(browser_of(cast, "").get(HERE))
    assert costs(cast) == one


def test_a_branchs_page_costs_the_same_before_and_after_the_one_change_of_the_year(cast: Cast) -> None:
    here = f"/b/{cast.dongliu.public_id}/target/"
    fix_target(actor=cast.organiser, branch=cast.dongliu, aimed=ONE, at=NOW)
    one = [queries_of(browser_of(cast, who), here) for who in ("", "OWN", "ORGANISE")]
    withdraw_target(actor=cast.organiser, branch=cast.dongliu, reason="录错了", at=NOW + timedelta(days=1))
    fix_target(actor=cast.organiser, branch=cast.dongliu, aimed=ONE, at=NOW + timedelta(days=2))

    assert [queries_of(browser_of(cast, who), here) for who in ("", "OWN", "ORGANISE")] == one
