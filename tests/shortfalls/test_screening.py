"""全面排查: a list frozen on a day, computed; then found, struck off, fallen back and new since."""

from datetime import timedelta
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from fivestar.foundation.audit.models import AuditEntry
from fivestar.foundation.outcome import NotAllowed, NotSeen
from fivestar.scorecards.actions import set_target
from fivestar.shortfalls import actions
from fivestar.shortfalls.models import ScreenedBranch, ScreenedTask, Screening, Shortfall
from fivestar.shortfalls.screenings import report_of, screenings_of
from fivestar.territory.models import Branch
from tests.cast import NOW, TODAY, Cast
from tests.factories import small_standards
from tests.pages import browser_of
from tests.scorecards.stories import confirm, hold_industry_star, hold_party_star
from tests.shortfalls.stories import have_income, lack_income, taken_up

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=5)


@pytest.fixture(autouse=True)
def _standards(cast: Cast) -> None:
    small_standards(cast)


def aim(cast: Cast, branch: Branch, level: int, *stars: str) -> None:
    set_target(actor=cast.organiser, branch=branch, level=level, stars=stars, reason="年初计划", at=NOW)


def screened(cast: Cast, *levels: int) -> Screening:
    return actions.screen(actor=cast.organiser, district=cast.district, levels=levels or (2,), at=NOW)


def frozen() -> list[tuple[str, str, str, str]]:
    rows = ScreenedTask.objects.order_by("pk")
    return list(rows.values_list("branch__village__name", "criterion", "verdict", "aim"))


def test_it_freezes_unmet_and_unknown_tasks_of_the_branches_that_aim(cast: Cast) -> None:
    hold_party_star(cast)
    lack_income(cast)
    hold_party_star(cast, cast.xiliu)
    hold_industry_star(cast, cast.xiliu)
    confirm(cast, "has_plan", False, branch=cast.xiliu)
    aim(cast, cast.dongliu, 2)
    aim(cast, cast.xiliu, 1, "party")
    aim(cast, cast.shiqiao, 1)

    made = screened(cast, 1, 2)

    assert (made.on, made.levels, made.screened_by) == (TODAY, [2, 1], cast.organiser.person_ref)
    assert frozen() == [
        ("东柳村委会", "T3", "unmet", "aimed"),
        ("东柳村委会", "T4", "unknown", "aimed"),
        ("东柳村委会", "T5", "unknown", "aimed"),
        ("西柳村委会", "T5", "unmet", "outside"),
        *(("石桥村委会", f"T{number}", "unknown", "open") for number in range(1, 6)),
    ]
    assert list(ScreenedBranch.objects.values_list("level", "stars", "tasks", "is_answered")) == [
        (2, [], 5, True),
        (1, ["party"], 5, True),
        (1, [], 5, True),
    ]
    entry = AuditEntry.objects.get(act="shortfalls.screen")
    assert entry.changes == {"on": "2023-09-15", "levels": [2, 1], "branches": 3, "tasks": 9}


def test_only_chosen_levels_are_screened(cast: Cast) -> None:
    aim(cast, cast.dongliu, 2)
    aim(cast, cast.shiqiao, 1)

    screened(cast, 2)

    assert {name for name, *_ in frozen()} == {"东柳村委会"}


def test_one_a_day(cast: Cast) -> None:
    aim(cast, cast.dongliu, 2)
    screened(cast)
    before = frozen()

    with pytest.raises(actions.UnableToScreen, match="一天只排查一次"):
        screened(cast)
    actions.screen(actor=cast.organiser, district=cast.district, levels=(2,), at=LATER)

    assert Screening.objects.count() == 2
    assert frozen()[: len(before)] == before


def test_nobody_aims_at_these_stars(cast: Cast) -> None:
    with pytest.raises(actions.UnableToScreen, match="没有支部以这些星级为目标"):
        screened(cast)

    assert (Screening.objects.count(), AuditEntry.objects.filter(act="shortfalls.screen").count()) == (0, 0)


@pytest.mark.parametrize("who", ["manager", "clerk", "secretary", "outsider", "taskforce"])
def test_only_the_organisation_department_screens(cast: Cast, who: str) -> None:
    aim(cast, cast.dongliu, 2)

    with pytest.raises((NotAllowed, NotSeen)):
        actions.screen(actor=getattr(cast, who), district=cast.district, levels=(2,), at=NOW)

    assert Screening.objects.count() == 0


def a_screening_that_went_on(cast: Cast) -> Screening:
    """T3 struck off, T1 fallen back, T5 waits to be struck off, T2 cleared by itself, T4 new since."""
    confirm(cast, "households", 100)
    confirm(cast, "bound_households", 30)
    taken_up(cast, lack_income(cast))
    taken_up(cast, Shortfall.objects.get(branch=cast.dongliu, criterion="T5"), measure="开会定计划")
    aim(cast, cast.dongliu, 2)
    made = screened(cast)
    hold_party_star(cast, at=LATER)
    confirm(cast, "has_plan", True, at=LATER)
    shortfall = have_income(cast, at=LATER)
    actions.strike_off(actor=cast.manager, shortfall=shortfall, note="", at=LATER)
    confirm(cast, "vacant_days", 99, at=NOW + timedelta(days=7))
    confirm(cast, "bound_households", 10, at=NOW + timedelta(days=7))
    return made


def test_a_report_tells_found_struck_off_fallen_back_and_new(cast: Cast) -> None:
    made = a_screening_that_went_on(cast)

    report = report_of(cast.organiser, made)

    assert {one.criterion: one.outcome for one in report.tasks} == {
        "T1": "fallen_back",
        "T2": "cleared",
        "T3": "struck_off",
        "T5": "reached",
        "T4": "new",
    }
    assert report.total.cells == [4, 0, 1, 1, 1, 1, 0, 1]
    assert [(tally.name, tally.cells) for tally in report.by_star] == [
        ("支部过硬星", [2, 0, 1, 0, 0, 1, 0, 0]),
        ("产业兴旺星", [2, 0, 0, 1, 1, 0, 0, 1]),
    ]
    assert [(tally.name, tally.cells) for tally in report.by_aim] == [("aimed", report.total.cells)]
    assert [(tally.name, tally.found) for tally in report.by_township] == [("柳溪镇", 4)]
    assert (report.unmet, report.unknown, report.held_against) == (1, 3, 5)
    assert ScreenedTask.objects.count() == 4  # the list itself has not moved


def test_a_report_shows_each_his_own_branches(cast: Cast) -> None:
    aim(cast, cast.dongliu, 2)
    aim(cast, cast.xiliu, 2)
    made = screened(cast)

    assert {one.branch for one in report_of(cast.secretary, made).tasks} == {cast.dongliu.pk}
    assert {one.branch for one in report_of(cast.manager, made).tasks} == {cast.dongliu.pk, cast.xiliu.pk}
    assert report_of(cast.next_clerk, made).tasks == ()
    assert screenings_of(cast.outsider, cast.district) == []


def test_from_the_page(cast: Cast) -> None:
    aim(cast, cast.dongliu, 2)
    browser = browser_of(cast, "ORGANISE")
    url = f"/d/{cast.district.code}/shortfalls/screenings/"

    made = browser.post(url, {"level": ["2", "1"]})
    again = browser.post(url, {"level": ["2"]}, follow=True)
    page = browser.get(made["Location"])
    filtered = browser.get(f"{made['Location']}?outcome=struck_off")
    refused = browser_of(cast, "MANAGE").post(url, {"level": ["2"]})

    assert (made.status_code, page.status_code, refused.status_code) == (302, 200, 403)
    assert "一天只排查一次" in again.content.decode()
    assert (len(page.context["lines"]), len(filtered.context["lines"])) == (5, 0)
    assert browser.get(url).context["lines"][0].unknown == 5
    assert Screening.objects.count() == 1


def test_the_list_as_a_workbook(cast: Cast) -> None:
    made = a_screening_that_went_on(cast)

    answer = browser_of(cast, "ORGANISE").get(
        f"/d/{cast.district.code}/shortfalls/screenings/{made.public_id}/list.xlsx"
    )

    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert (rows[0][0], rows[1][0]) == (
        "青禾区(测试)全面排查清单（演示数据）",
        "2023-09-15 排查，共 5 项；“现在”一栏截至 2023-09-15",
    )
    assert [(row[5], row[7], row[8], row[10]) for row in rows[3:]] == [
        ("T1", "待核实", "目标星内", "反弹"),
        ("T2", "待核实", "目标星内", "不再是短板，没有立整改"),
        ("T3", "未达标", "目标星内", "已销号"),
        ("T5", "待核实", "目标星内", "已达标，待销号"),
        ("T4", "", "目标星内", "新增"),
    ]
