"""The pages of projects: who sees what, what is typed and refused."""

from dataclasses import replace
from datetime import date

import pytest

from fivestar.projects import actions
from fivestar.projects.models import Deliberation, Project
from fivestar.projects.open_items import hand_over
from fivestar.projects.queries import serving_links
from fivestar.responsibility.open_items import open_on
from fivestar.scorecards.actions import rescore
from fivestar.shortfalls.registers import Helper
from fivestar.standards.law.actions import enter_rule
from fivestar.standards.law.values import Rule
from fivestar.territory.models import Village
from tests.cast import NOW, Cast
from tests.factories import small_standards
from tests.pages import browser_of, text_of, words_of
from tests.projects.stories import PLAN, building, owner_of, resolved, started, stick

MEETING = {
    "body": "committee",
    "held_on": "2023-06-01",
    "due": "5",
    "present": "5",
    "by_paper": "",
    "favour": "5",
    "against": "0",
    "abstained": "0",
    "witness_one": "柳大",
    "witness_two": "柳二",
    "seen": "1",
}


def _plan(cast: Cast, **other: str) -> dict[str, str]:
    return {
        "title": "粮食烘干车间",
        "purpose": "增加集体收入",
        "kind": "collective",
        "spends_collective": "on",
        "acceptance": "试运行三天",
        "budget": "480000.50",
        "source_collective": "180000.50",
        "source_fiscal": "300000",
        "phase_1": "施工",
        "first_1": "2023-07-01",
        "last_1": "2023-08-31",
        "owner": owner_of(cast).public_id,
        "people": "柳青负责",
        **other,
    }


def _of(cast: Cast) -> str:
    return f"/b/{cast.dongliu.public_id}/projects/"


def _page(cast: Cast, project: Project) -> str:
    return f"{_of(cast)}{project.public_id}/"


def test_a_secretary_starts_a_project_on_the_page(cast: Cast) -> None:
    browser = browser_of(cast, "OWN")

    answer = browser.post(f"{_of(cast)}new/", _plan(cast))

    project = Project.objects.get()
    assert answer.headers["Location"] == _page(cast, project)
    assert (project.budget, [one.amount for one in project.sources.all()]) == (48_000_050, [18_000_050, 30_000_000])
    words = words_of(browser.get(_page(cast, project)))
    assert "预算 480,000.50 元，已花 0 元" in words
    assert "施工 计划 07-01 至 08-31" in words


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"budget": "500000"}, "资金来源加起来是 480,000.50 元，预算 500,000 元，对不上"),
        ({"last_1": "2023-06-01"}, "“施工”结束在开始之前"),
        ({"phase_2": "验收"}, "阶段的名称和两个日期要填全"),
        ({"spends_collective": ""}, "不花集体的钱、也不涉及村民利益的措施，不用立项"),
        ({"budget": "many"}, "输入一个数字"),
    ],
)
def test_a_plan_with_a_mistake_says_which_and_keeps_what_was_typed(cast: Cast, told: dict[str, str], said: str) -> None:
    answer = browser_of(cast, "OWN").post(f"{_of(cast)}new/", _plan(cast, **told))

    assert answer.status_code == 422
    assert said in words_of(answer)
    assert 'value="粮食烘干车间"' in answer.content.decode()
    assert not Project.objects.exists()


def test_a_project_in_deliberation_is_not_public_and_a_published_one_is_without_names(cast: Cast) -> None:
    project = resolved(cast)
    assert browser_of(cast, "").get(_page(cast, project)).status_code == 404
    assert "粮食烘干车间" not in words_of(browser_of(cast, "").get(_of(cast)))
    assert "柳大" in words_of(browser_of(cast, "OWN").get(_page(cast, project)))

    project = building(cast)
    words = words_of(browser_of(cast, "").get(_page(cast, project)))
    assert "应到 45，须 30 到会，实到 34" in words
    assert "四议两公开工作法·党员大会审议" in words
    assert "柳大" not in words
    assert "柳青负责" not in words


def test_a_meeting_is_typed_and_its_faults_are_said_all_at_once(cast: Cast) -> None:
    project = started(cast)
    browser = browser_of(cast, "OWN")
    address = f"{_page(cast, project)}meeting/"

    wrong = browser.post(address, {**MEETING, "present": "6", "witness_two": "柳大"})
    assert wrong.status_code == 422
    words = words_of(wrong)
    assert "实到 6 比应到 5 还多" in words
    assert "各项票数加起来是 5，到会 6，对不上" in words
    assert "举手和票决都要有 2 位不同的监票人" in words
    assert not Deliberation.objects.exists()

    assert browser.post(address, MEETING).status_code == 302
    assert "两委商议" in words_of(browser.get(address), "h1")


def test_the_second_of_two_editors_sees_what_the_first_changed(cast: Cast) -> None:
    project = started(cast)
    address = f"{_page(cast, project)}plan/"
    first, second = browser_of(cast, "CLERK"), browser_of(cast, "OWN")
    first.post(address, {**_plan(cast), "title": "烘干中心", "seen": "1"})

    answer = second.post(address, {**_plan(cast), "title": "烘干房", "seen": "1"})

    assert answer.status_code == 422
    words = words_of(answer)
    assert "这期间别人改过这个项目" in words
    assert "项目名称： 烘干中心" in words
    assert 'value="烘干房"' in answer.content.decode()
    assert Project.objects.get().title == "烘干中心"

    assert second.post(address, {**_plan(cast), "title": "烘干房", "seen": "2"}).status_code == 302
    assert Project.objects.get().title == "烘干房"


def test_a_withdrawal_with_spent_money_is_refused_with_the_form_open(cast: Cast) -> None:
    project = building(cast)
    browser = browser_of(cast, "OWN")
    spent = {"day": "2023-08-01", "amount": "12500.50", "what": "地基", "voucher": "8-01"}
    assert browser.post(f"{_page(cast, project)}spend/", spent).status_code == 302

    answer = browser.post(f"{_page(cast, project)}withdraw/", {"because": "不建了"})

    assert answer.status_code == 422
    assert "已经花了 12,500.50 元，不能撤回" in words_of(answer)
    assert 'id="withdraw-because" name="because" value="不建了"' in text_of(answer)
    project.refresh_from_db()
    assert project.state == "building"


def test_from_phases_to_acceptance_and_the_published_result_by_page(cast: Cast) -> None:
    project = building(cast)
    village, township = browser_of(cast, "OWN"), browser_of(cast, "MANAGE")
    for order in (1, 2):
        village.post(f"{_page(cast, project)}phase/{order}/", {"done_on": "2023-09-01"})
    assert village.post(f"{_page(cast, project)}accept/", {"on": "2023-09-02", "saying": "好"}).status_code in (
        403,
        404,
    )

    assert (
        township.post(f"{_page(cast, project)}accept/", {"on": "2023-09-02", "saying": "烘干 120 吨"}).status_code
        == 302
    )
    form = village.get(f"{_page(cast, project)}publish/result/")
    assert "2023年9月2日验收：烘干 120 吨。预算 480,000 元，实际支出 0 元。" in words_of(form)
    village.post(
        f"{_page(cast, project)}publish/result/",
        {"from_day": "2023-09-03", "to_day": "2023-09-10", "place": "公开栏"},
    )
    project.refresh_from_db()
    assert project.state == "done"


def test_a_list_is_narrowed_by_township_kind_and_what_is_stuck(cast: Cast) -> None:
    project = building(cast)
    browser = browser_of(cast, "ORGANISE")
    address = f"/d/{cast.district.code}/projects/"

    def titles(**asked: str) -> bool:
        return "粮食烘干车间" in words_of(browser.get(address, asked))

    assert titles(township=cast.liuxi.code, kind="collective", state="building")
    assert not titles(township=cast.zhuyuan.code)
    assert not titles(state="blocked")
    stick(cast, project)
    assert titles(state="blocked")


def test_what_a_project_serves_is_chosen_among_the_open_tasks_of_its_branch(cast: Cast) -> None:
    small_standards(cast)
    rescore({cast.dongliu.pk}, at=NOW)
    browser = browser_of(cast, "OWN")
    assert "T1 测试任务T1" in words_of(browser.get(f"{_of(cast)}new/"))

    browser.post(f"{_of(cast)}new/", {**_plan(cast), "serves": ["T1", "T2"]})

    project = Project.objects.get()
    assert [one.criterion for one in project.served.all()] == ["T1", "T2"]
    link = [Helper("粮食烘干车间", "议事中", _page(cast, project))]
    words = words_of(browser.get(_page(cast, project)))
    assert "T1 测试任务T1 待认领" in words
    served = serving_links(cast.secretary, [cast.dongliu.pk, cast.xiliu.pk])
    assert served == {(cast.dongliu.pk, "T1"): link, (cast.dongliu.pk, "T2"): link}


def test_a_project_not_yet_public_is_there_for_others_without_title_and_address(cast: Cast) -> None:
    project = started(cast, plan=replace(PLAN, serves={"T3": "测试任务T3"}))

    supplier = serving_links(cast.supplier, [cast.dongliu.pk])
    actions.withdraw_project(actor=cast.secretary, project=project, because="不办了", at=NOW)

    assert supplier == {(cast.dongliu.pk, "T3"): [Helper("", "", "")]}
    assert serving_links(cast.secretary, [cast.dongliu.pk]) == {}


def test_an_open_project_is_open_work_of_its_post_and_can_be_handed_over(cast: Cast) -> None:
    project = building(cast)
    secretary, manager = owner_of(cast), owner_of(cast, "MANAGE")

    items = [item for item in open_on([secretary.pk], NOW) if item.kind == "projects"]

    assert [(item.subject_id, item.title, item.due_on) for item in items] == [
        (project.public_id, "项目“粮食烘干车间”：实施中", date(2023, 7, 20))
    ]
    assert open_on([manager.pk], NOW) == []

    hand_over(actor=cast.organiser, subject_ids=[project.public_id], to=manager, at=NOW)
    after = open_on([manager.pk, secretary.pk], NOW)
    assert [item.post_id for item in after if item.kind == "projects"] == [manager.pk]


def test_a_plan_of_another_village_is_not_there(cast: Cast) -> None:
    started(cast, plan=PLAN)

    assert browser_of(cast, "next_secretary").get(f"{_of(cast)}new/").status_code in (403, 404)


def test_a_step_without_a_rule_is_shown_as_waiting_and_judged_again_once_it_is_entered(cast: Cast) -> None:
    Village.objects.filter(pk=cast.dongliu.village_id).update(legal_form="residents")
    project = started(cast)
    browser = browser_of(cast, "OWN")
    assert "2023-09-15 的议事规则还没有录入" in words_of(browser.get(f"{_page(cast, project)}meeting/"))

    browser.post(f"{_page(cast, project)}meeting/", MEETING)
    assert "规则待录入，只记录、不计入" in words_of(browser.get(_page(cast, project)))
    browser.post(f"{_page(cast, project)}judge/")
    assert Deliberation.objects.get().outcome == "pending"

    rule = Rule("community.procedure", True, "", date(2023, 1, 1), None, "测试条", "测试文")
    enter_rule(actor=cast.organiser, district=cast.district, rule=rule, at=NOW)
    browser.post(f"{_page(cast, project)}judge/")

    assert Deliberation.objects.get().outcome == "carried"


def test_a_reader_of_english_is_told_in_english_what_is_wrong(cast: Cast) -> None:
    project = building(cast)
    browser = browser_of(cast, "OWN", language="en")

    answer = browser.post(f"{_page(cast, project)}meeting/", MEETING)
    assert answer.status_code == 302  # all four were held

    late = browser.post(f"{_page(cast, project)}accept/", {"on": "2023-09-02", "saying": "fine"})
    assert late.status_code in (403, 404)
    said = browser_of(cast, "MANAGE", language="en").post(
        f"{_page(cast, project)}accept/", {"on": "2023-09-02", "saying": "fine"}
    )
    assert "2 phases are not done" in words_of(said)


def test_a_meeting_sent_without_what_was_seen_is_refused(cast: Cast) -> None:
    project = started(cast)

    answer = browser_of(cast, "OWN").post(f"{_page(cast, project)}meeting/", {**MEETING, "seen": ""})

    assert (answer.status_code, Deliberation.objects.count()) == (422, 0)


def test_a_form_whose_place_is_gone_still_says_why_it_was_refused(cast: Cast) -> None:
    project = started(cast)

    answer = browser_of(cast, "MANAGE").post(f"{_page(cast, project)}accept/", {"on": "yesterday", "saying": "好"})

    assert answer.status_code == 422
    assert 'action="' + f"{_page(cast, project)}accept/" not in answer.content.decode()
    assert "输入一个有效的日期" in words_of(answer)


def test_whoever_may_not_carry_a_project_has_no_meeting_judged_again(cast: Cast) -> None:
    project = building(cast)

    answers = [
        browser_of(cast, who).post(f"{_page(cast, project)}judge/").status_code for who in ("", "outsider", "LEAD")
    ]

    assert answers == [403, 403, 403]
