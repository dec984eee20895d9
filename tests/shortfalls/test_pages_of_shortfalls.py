"""A branch's list, one shortfall, a district's list narrowed, as workbook and as print."""

from datetime import timedelta

import pytest

from fivestar.shortfalls.models import Shortfall
from tests.cast import TODAY, Cast
from tests.factories import small_standards
from tests.pages import browser_of
from tests.shortfalls.stories import have_income, lack_income, of, post_of, taken_up

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _standards(cast: Cast) -> None:
    small_standards(cast)


def test_a_branchs_list_names_gap_supplier_department_and_chain(cast: Cast) -> None:
    lack_income(cast)

    page = browser_of(cast, "OWN").get(f"/b/{cast.dongliu.public_id}/shortfalls/")

    (industry,) = [group for group in page.context["groups"] if group.name == "产业兴旺星"]
    line = industry.lines[0]
    assert (line.task, line.verdict, line.gap, line.suppliers, line.department) == (
        "测试任务T3",
        "未达标",
        "差 1.8 万元",
        "区农业农村局",
        "区农业农村局",
    )
    assert industry.lines[1].gap == "缺数据：农户数、入社农户数"
    assert [who for _, who in page.context["chain"]] == [
        "柳溪镇包乡领导 程",
        "组织部联系柳溪镇 何",
        "区农业农村局 罗",
        "柳溪镇党委书记 唐",
        "东柳村党支部书记 柳",
    ]


@pytest.mark.parametrize(("who", "status"), [("OWN", 200), ("MANAGE", 200), ("next_secretary", 403), ("outsider", 403)])
def test_a_branchs_list_is_for_its_officials(cast: Cast, who: str, status: int) -> None:
    assert browser_of(cast, who).get(f"/b/{cast.dongliu.public_id}/shortfalls/").status_code == status


def test_from_the_page_it_is_taken_up_and_struck_off(cast: Cast) -> None:
    shortfall = lack_income(cast)
    url = f"/b/{cast.dongliu.public_id}/shortfalls/{shortfall.public_id}/"
    told = {
        "measure": "林下种植",
        "owner": post_of(cast).public_id,
        "due_on": "2023-10-10",
        "spends_collective": "no",
        "touches_villagers": "no",
        "seen": "0",
    }

    secretary = browser_of(cast, "OWN")
    taken = secretary.post(f"{url}plan/", told)
    again = secretary.post(f"{url}plan/", {**told, "measure": "别的"})
    have_income(cast)
    struck = browser_of(cast, "MANAGE").post(f"{url}strike-off/", {"note": "看过"})

    assert (taken.status_code, again.status_code, struck.status_code) == (302, 422, 302)
    assert "刚才别人改过这一项" in again.content.decode()
    shortfall.refresh_from_db()
    assert (shortfall.measure, shortfall.state, shortfall.struck_off_note) == ("林下种植", "struck_off", "看过")


def test_forms_with_faults_keep_what_was_typed(cast: Cast) -> None:
    shortfall = lack_income(cast)
    url = f"/b/{cast.dongliu.public_id}/shortfalls/{shortfall.public_id}/plan/"

    page = browser_of(cast, "OWN").post(url, {"measure": "林下种植", "owner": "", "due_on": "", "seen": "0"})

    assert page.status_code == 422
    assert "林下种植" in page.content.decode()
    assert Shortfall.objects.get(pk=shortfall.pk).measure == ""


def test_a_shortfall_of_another_branch_is_not_found(cast: Cast) -> None:
    shortfall = lack_income(cast)

    page = browser_of(cast, "MANAGE").get(f"/b/{cast.xiliu.public_id}/shortfalls/{shortfall.public_id}/")

    assert page.status_code == 404


def listed(cast: Cast, who: str, query: str = "") -> list[tuple[str, str]]:
    page = browser_of(cast, who).get(f"/d/{cast.district.code}/shortfalls/?{query}")
    return [(line.branch.village.name, line.row.criterion) for line in page.context["lines"]]


def test_a_districts_list_is_narrowed_by_township_department_holder_task_force_star_and_state(cast: Cast) -> None:
    lack_income(cast)
    lack_income(cast, cast.xiliu)
    taken_up(cast, of(cast.dongliu, "T3"))
    taken_up(cast, of(cast.xiliu, "T3"), actor=cast.manager, owner=post_of(cast, "MANAGE"))
    have_income(cast, cast.xiliu)
    Shortfall.objects.filter(branch=cast.dongliu, criterion="T3").update(due_on=TODAY - timedelta(days=3))
    everything = listed(cast, "ORGANISE")

    assert len(everything) == 5 * 5
    assert listed(cast, "OWN") == [(cast.dongliu.village.name, f"T{n}") for n in range(1, 6)]
    assert listed(cast, "ORGANISE", "township=990099002") == everything[15:]
    assert listed(cast, "ORGANISE", "department=区农业农村局&verdict=unmet") == [("东柳村委会", "T3")]
    assert listed(cast, "ORGANISE", f"holder={post_of(cast, 'SUPPORT').public_id}") == everything[:5]
    assert {task for _, task in listed(cast, "ORGANISE", f"taskforce={post_of(cast, 'TASKFORCE').public_id}")} == {
        "T3",
        "T4",
        "T5",
    }
    assert {task for _, task in listed(cast, "ORGANISE", "star=party")} == {"T1", "T2"}
    assert listed(cast, "ORGANISE", "state=overdue") == [("东柳村委会", "T3")]
    assert listed(cast, "ORGANISE", "state=reached") == [("西柳村委会", "T3")]
    assert listed(cast, "ORGANISE", "state=struck_off") == []


def test_lists_are_printed(cast: Cast) -> None:
    lack_income(cast)

    for url in (f"/b/{cast.dongliu.public_id}/shortfalls/list.pdf", f"/d/{cast.district.code}/shortfalls/list.pdf"):
        answer = browser_of(cast, "ORGANISE").get(url)
        assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
