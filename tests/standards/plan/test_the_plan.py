"""Every task has who leads, who helps, which level, until when and which task force; or it says what is missing."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from fivestar.foundation.audit.models import AuditEntry
from fivestar.foundation.outcome import NotAllowed
from fivestar.foundation.sheets import read_table
from fivestar.responsibility.models import Department
from fivestar.standards.models import PlanLine
from fivestar.standards.plan.actions import Given, UnableToPlan, set_line, take_over_drafts
from fivestar.standards.plan.lines import Said, gaps_of
from fivestar.standards.plan.queries import Plan, plan_of
from tests.cast import NOW, TODAY, Cast, without_second_factor
from tests.factories import shipped_standards
from tests.pages import browser_of, queries_of, text_of, words_of

pytestmark = pytest.mark.django_db
DUE = date(2023, 11, 30)
PAGE = "/d/990099/plan/"


@pytest.fixture(autouse=True)
def standards(cast: Cast) -> None:
    shipped_standards(cast)


def the_plan(cast: Cast, category: str = "rural") -> Plan:
    plan = plan_of(cast.district, category, TODAY)
    assert plan is not None
    return plan


def force(cast: Cast) -> Department:
    return Department.objects.get(district=cast.district, kind="taskforce")


def given(cast: Cast, **other: object) -> Given:
    return replace(Given("township", DUE, force(cast), ("区农业农村局",)), **other)  # type: ignore[arg-type]


def settle(cast: Cast, criterion: str = "R001", **other: object) -> PlanLine:
    acts = {"actor": cast.organiser, "at": NOW, "seen": None}
    told = {name: other.pop(name, usual) for name, usual in acts.items()}
    return set_line(
        district=cast.district,
        category="rural",
        criterion=criterion,
        given=given(cast, **other),
        **told,  # type: ignore[arg-type]
    )


def test_every_task_of_both_standards_stands_in_the_plan_once(cast: Cast) -> None:
    rural, urban = the_plan(cast), the_plan(cast, "urban")

    assert (len({line.id for line in rural.lines}), rural.tally.total) == (90, 90)
    assert (len({line.id for line in urban.lines}), urban.tally.total) == (106, 106)


def test_before_anybody_set_it_the_plan_is_a_draft_and_says_what_is_missing(cast: Cast) -> None:
    plan = the_plan(cast)

    leads = {line.id: line.lead for line in plan.lines}
    unknown = sum(lead not in ("区委组织部", "区农业农村局") for lead in leads.values())
    assert (plan.tally.whole, plan.tally.is_complete) == (0, False)
    assert plan.tally.gaps == (("lead_unknown", unknown), ("co", 90), ("level", 90), ("due", 90), ("force", 90))
    first = plan.line("R001")
    assert first is not None
    assert (first.said.level, first.said.due_on, first.version) == ("township", date(2023, 12, 31), "")
    # The cast's one task force looks after 产业兴旺 only: it is drafted there and nowhere else.
    drafted = {part.star.id: {line.said.force for line in part.lines} for part in plan.stars}
    assert drafted.pop("industry") == {"产业兴旺工作专班"}
    assert set().union(*drafted.values()) == {""}


def test_a_line_is_set_with_its_day_and_audited(cast: Cast) -> None:
    made = settle(cast)

    line = the_plan(cast).line("R001")
    assert line is not None
    assert line.said == Said(("区农业农村局",), "township", DUE, "产业兴旺工作专班")
    assert (line.version, line.set_on, line.gaps) == (made.public_id, TODAY, ())
    entry = AuditEntry.objects.latest("id")
    assert (entry.act, entry.changes) == (
        "standards.plan",
        {
            "task": "rural R001",
            "level": [None, "township"],
            "due_on": [None, "2023-11-30"],
            "task_force": [None, force(cast).public_id],
            "co_departments": [None, ["区农业农村局"]],
        },
    )


def test_a_newer_line_stands_for_the_one_before_which_stays(cast: Cast) -> None:
    first = settle(cast)
    assert settle(cast) == first
    second = settle(cast, level="branch", at=NOW + timedelta(days=1))

    rows = PlanLine.objects.order_by("id")
    assert [(row.pk, row.level, row.is_current) for row in rows] == [
        (first.pk, "township", False),
        (second.pk, "branch", True),
    ]
    assert AuditEntry.objects.latest("id").changes == {"task": "rural R001", "level": ["township", "branch"]}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"level": "village"}, "没有这个责任层级"),
        ({"due_on": date(2024, 1, 1)}, "期限应在标准的有效期 2023-01-01 到 2023-12-31 之内"),
        ({"cos": ("区外星局",)}, "“区外星局”不在本区部门名单里"),
        ({"seen": "an-older-one"}, "刚才有人改过这一项，下面是现在的内容；请看过再改"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(cast: Cast, wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(UnableToPlan) as refused:
        settle(cast, **wrong)

    assert str(refused.value) == said
    assert PlanLine.objects.count() == 0


def test_a_task_the_standards_do_not_have_is_refused(cast: Cast) -> None:
    with pytest.raises(UnableToPlan, match="标准里没有“U001”这一项"):
        settle(cast, "U001")


@pytest.mark.parametrize("who", ["manager", "clerk", "taskforce", "supplier", "outsider"])
def test_only_the_organisation_department_sets_it(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        settle(cast, actor=getattr(cast, who))
    with pytest.raises(NotAllowed):
        settle(cast, actor=without_second_factor(cast.organiser))

    assert PlanLine.objects.count() == 0


def test_the_drafts_are_taken_over_at_once_and_what_was_set_is_left(cast: Cast) -> None:
    settle(cast)

    count = take_over_drafts(actor=cast.organiser, district=cast.district, category="rural", at=NOW)
    again = take_over_drafts(actor=cast.organiser, district=cast.district, category="rural", at=NOW)

    plan = the_plan(cast)
    line = plan.line("R001")
    assert line is not None
    assert (count, again, line.said.due_on) == (89, 0, DUE)
    without_force = sum(not one.said.force for one in plan.lines)
    assert dict(plan.tally.gaps)["force"] == without_force > 0
    assert "due" not in dict(plan.tally.gaps)


def test_a_plan_is_complete_when_nothing_is_missing_anywhere(cast: Cast) -> None:
    for number, lead in enumerate(sorted({line.lead for line in the_plan(cast).lines})):
        Department.objects.get_or_create(district=cast.district, name=lead, defaults={"order": number})
    take_over_drafts(actor=cast.organiser, district=cast.district, category="rural", at=NOW)
    for line in the_plan(cast).lines:
        settle(cast, line.id)

    told = the_plan(cast).tally
    assert (told.is_complete, told.whole, told.gaps) == (True, 90, ())
    assert "90 项任务都分解到位了" in words_of(browser_of(cast, "").get(PAGE))


def test_a_line_without_a_leading_department_says_so() -> None:
    said = Said((), "branch", DUE, "专班")

    assert gaps_of("", said, {"区民政局"}) == ("lead",)
    assert gaps_of("区外星局", said, {"区民政局"}) == ("lead_unknown",)
    assert gaps_of("区民政局", replace(said, force=""), {"区民政局"}) == ("force",)


def test_everybody_reads_the_page_and_only_one_finds_the_way_to_change_it(cast: Cast) -> None:
    settle(cast)

    public = text_of(browser_of(cast, "").get(PAGE))
    organiser = text_of(browser_of(cast, "ORGANISE").get(PAGE))

    assert "90 项任务，齐全 1 项" in public
    assert "?category=rural&amp;edit=R001#edit" not in public
    assert "?category=rural&amp;edit=R001#edit" in organiser
    assert text_of(browser_of(cast, "").get(PAGE, {"edit": "R001"})).count('id="edit"') == 0


def test_the_organisation_department_sets_a_line_on_the_page(cast: Cast) -> None:
    organiser = browser_of(cast, "ORGANISE")
    fields = {"level": "branch", "due_on": "2023-10-31", "force": force(cast).public_id, "cos": ["区农业农村局"]}

    sent = organiser.post(f"{PAGE}?category=rural&edit=R002", {**fields, "seen": ""})
    late = organiser.post(f"{PAGE}?category=rural&edit=R002", {**fields, "due_on": "2023-12-01", "seen": ""})

    assert (sent.status_code, sent["Location"]) == (302, f"{PAGE}?category=rural#R002")
    assert late.status_code == 422
    assert "刚才有人改过这一项" in words_of(late)
    row = PlanLine.objects.get()
    assert (row.level, row.due_on, row.task_force, row.co_departments) == (
        "branch",
        date(2023, 10, 31),
        force(cast),
        ["区农业农村局"],
    )


def test_others_post_nothing_on_the_page(cast: Cast) -> None:
    for who in ("", "CLERK"):
        client = browser_of(cast, who)
        assert client.post(f"{PAGE}?category=rural&edit=R002", {}).status_code == 403
        assert client.post(f"{PAGE}take-over/", {"category": "rural"}).status_code == 403

    assert PlanLine.objects.count() == 0


def test_the_workbook_holds_the_plan_and_leaves_what_nobody_set_empty(cast: Cast) -> None:
    settle(cast)

    answer = browser_of(cast, "").get(f"{PAGE}rural.xlsx")
    table = read_table(BytesIO(answer.content), name="plan.xlsx")

    assert table.header[4:] == ("牵头单位", "协办单位", "责任层级", "期限", "工作专班", "还缺什么")
    rows = [cells for _, cells in table.rows]
    assert len(rows) == 90
    assert tuple(rows[0][4:9]) == ("区委组织部", "区农业农村局", "乡镇（街道）", "2023-11-30", "产业兴旺工作专班")
    assert [cell or "" for cell in rows[1][5:10]] == [
        *("", "", "", ""),
        "协办单位未定；责任层级未定；期限未定；工作专班未定",
    ]


def test_the_print_names_every_task(cast: Cast) -> None:
    answer = browser_of(cast, "").get(f"{PAGE}urban.pdf")

    text = "".join("".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages).split())
    assert [line.id for line in the_plan(cast, "urban").lines if line.id not in text] == []
    assert "共106项，齐全0项" in text
    assert browser_of(cast, "").get(f"{PAGE}other.pdf").status_code == 404


def test_the_page_of_a_task_force_lists_its_tasks(cast: Cast) -> None:
    settle(cast)
    settle(cast, "R002", due_on=date(2023, 10, 31))

    page = words_of(browser_of(cast, "ORGANISE").get(f"/bodies/{force(cast).public_id}/"))

    assert "任务分解方案里的任务 2 项 R002 " in page
    assert "区委组织部牵头，期限 2023-10-31" in page


def test_the_page_of_a_task_force_names_the_departments_of_its_tasks(cast: Cast) -> None:
    page = f"/bodies/{force(cast).public_id}/"
    drafted = browser_of(cast, "").get(page).context["sections"][1]
    settle(cast)

    planned = browser_of(cast, "").get(page).context["sections"][1]

    assert drafted.title == "牵头和协同的部门（照标准拟定）"
    assert planned.title == "牵头和协同的部门"
    lead = the_plan(cast).lines[0].lead
    addresses = {one.name: f"/bodies/{one.public_id}/" for one in Department.objects.filter(kind="department")}
    assert [(line.words, line.url) for line in planned.lines] == [
        ("区农业农村局：协同 1 项", addresses["区农业农村局"]),
        (f"{lead}：牵头 1 项", addresses.get(lead, "")),
    ]


def test_the_plan_is_narrowed_to_one_task_force(cast: Cast) -> None:
    PlanLine.objects.all().delete()
    settle(cast)

    page = browser_of(cast, "").get(PAGE, {"force": force(cast).public_id})

    drafted = [line.id for line in the_plan(cast).lines if line.said.force == force(cast).name]
    assert [line.id for _, lines in page.context["stars"] for line, _, _ in lines] == drafted
    assert "R001" in drafted
    assert "只看 产业兴旺工作专班 · 看全部" in words_of(page)


def test_the_page_costs_the_same_queries_with_more_lines(cast: Cast) -> None:
    organiser = browser_of(cast, "ORGANISE")
    settle(cast)
    one = queries_of(organiser, PAGE)

    settle(cast, "R002")
    settle(cast, "R003")

    assert queries_of(organiser, PAGE) == one
