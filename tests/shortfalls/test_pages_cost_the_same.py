"""Every page and list of shortfalls and of screenings costs the same queries with one row and with three."""

from dataclasses import replace
from datetime import timedelta

import pytest

from fivestar.scorecards.actions import set_target
from fivestar.shortfalls import actions
from fivestar.shortfalls.models import Screening
from tests.cast import NOW, TODAY, Cast
from tests.factories import small_standards
from tests.pages import browser_of, queries_of, words_of
from tests.projects.stories import PLAN, started
from tests.shortfalls.stories import lack_income, of, post_of, taken_up

pytestmark = pytest.mark.django_db
DISTRICT = "/d/990099/shortfalls/"
PLAN_OF_T3 = replace(PLAN, serves={"T3": "测试任务T3"})


@pytest.fixture(autouse=True)
def _standards(cast: Cast) -> None:
    small_standards(cast)


def screened(cast: Cast, days: int) -> Screening:
    """So many days later."""
    return actions.screen(actor=cast.organiser, district=cast.district, levels=(2,), at=NOW + timedelta(days=days))


def asked(cast: Cast) -> dict[str, str]:
    """The lists a district's shortfalls are narrowed to: township, department, duty holder, task force, branch."""
    return {
        "township": f"{DISTRICT}?township=990099001&state=rectifying",
        "department": f"{DISTRICT}?department=区农业农村局&state=rectifying",
        "holder": f"{DISTRICT}?holder={post_of(cast, 'MANAGE').public_id}&state=rectifying",
        "taskforce": f"{DISTRICT}?taskforce={post_of(cast, 'TASKFORCE').public_id}&state=rectifying",
        "overdue": f"{DISTRICT}?state=overdue",
    }


def test_each_list_costs_the_same_with_one_shortfall_taken_up_and_with_three(cast: Cast) -> None:
    """Overdue ones too: the day the page is read is later than the date they were to be done by."""
    browser = browser_of(cast, "ORGANISE")
    lists = asked(cast)
    files = {name: f"{DISTRICT}list.{name}?state=rectifying" for name in ("xlsx", "pdf")}
    taken_up(cast, lack_income(cast), due_on=TODAY)
    cast.district.own_date = TODAY + timedelta(days=2)
    cast.district.save()
    one = {name: queries_of(browser, address) for name, address in (lists | files).items()}
    for branch in (cast.xiliu, cast.shiqiao):
        taken_up(cast, lack_income(cast, branch), actor=cast.manager, owner=post_of(cast, "MANAGE"), due_on=TODAY)

    for name, address in lists.items():
        assert len(browser.get(address).context["lines"]) == 3, name
    assert {name: queries_of(browser, address) for name, address in (lists | files).items()} == one


def test_a_branch_and_a_shortfall_cost_the_same_with_one_taken_up_and_with_three(cast: Cast) -> None:
    """Also where each is served by a project, and by three."""
    here = f"/b/{cast.dongliu.public_id}/shortfalls/"
    page = f"{here}{taken_up(cast, lack_income(cast)).public_id}/"
    started(cast, plan=PLAN_OF_T3)
    addresses = (here, page, f"{here}list.xlsx", f"{here}list.pdf")
    secretary, township = browser_of(cast, "OWN"), browser_of(cast, "MANAGE")
    one = [queries_of(who, address) for who in (secretary, township) for address in addresses]
    for criterion in ("T4", "T5"):
        taken_up(cast, of(cast.dongliu, criterion))
        started(cast, plan=PLAN_OF_T3)

    assert words_of(secretary.get(page)).count("粮食烘干车间") == 3
    assert [queries_of(who, address) for who in (secretary, township) for address in addresses] == one


def test_screenings_and_a_report_cost_the_same_with_one_of_everything_and_with_three(cast: Cast) -> None:
    """Three branches on the list of the report, three screenings in the list of screenings."""
    browser, township = browser_of(cast, "ORGANISE"), browser_of(cast, "MANAGE")
    here = f"{DISTRICT}screenings/"
    set_target(actor=cast.organiser, branch=cast.dongliu, level=2, stars=[], reason="年初计划", at=NOW)
    taken_up(cast, lack_income(cast))

    def costs(made: Screening) -> list[int]:
        report = f"{here}{made.public_id}/"
        addresses = (here, report, f"{report}?outcome=still", f"{report}list.xlsx")
        return [queries_of(who, address) for who in (browser, township) for address in addresses]

    first = screened(cast, 0)
    one = costs(first)
    for branch in (cast.xiliu, cast.shiqiao):
        set_target(actor=cast.organiser, branch=branch, level=2, stars=[], reason="年初计划", at=NOW)
        taken_up(cast, lack_income(cast, branch), actor=cast.manager, owner=post_of(cast, "MANAGE"))
    screened(cast, 1)
    third = screened(cast, 2)

    assert len(browser.get(here).context["lines"]) == 3
    assert len(browser.get(f"{here}{third.public_id}/").context["report"].branches) == 3
    assert costs(third) == one
