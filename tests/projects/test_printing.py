"""Six forms and two notices from one record: what was recorded stands on them, and nothing typed lays them out."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from fivestar.projects import actions
from fivestar.projects.models import Project
from fivestar.projects.printing import BY_ID, PRINTS, Print, pdf
from fivestar.territory.models import Region
from tests.cast import NOW, Cast
from tests.pages import browser_of
from tests.projects.stories import PLAN, PROPOSED, both_posts, building, done, started


def _text(data: bytes) -> str:
    return "".join("".join(page.extract_text().split()) for page in PdfReader(BytesIO(data)).pages)


def test_there_are_six_forms_and_two_notices() -> None:
    assert [one.is_notice for one in PRINTS] == [False] * 6 + [True] * 2


def test_every_print_of_a_finished_project_carries_its_record(cast: Cast) -> None:
    project = done(cast)
    actions.spend(
        actor=cast.secretary,
        project=project,
        day=date(2023, 8, 1),
        amount=1_250_050,
        what="地基",
        voucher="8-01",
        at=NOW,
    )
    said = {
        "proposal": ("议题提案表", "R033集体经济收入", "480,000", "演示数据"),
        "propose": ("支部提议记录表", "5／5", "柳大、柳二"),
        "consult": ("两委商议记录表", "6／0／1"),
        "deliberate": ("党员大会审议记录表", "45／34", "到会党员不少于应到会党员的三分之二"),
        "resolve": ("20／3／1", "村民委员会组织法（2018年修正）第二十六条"),
        "result": ("项目实施和验收表", "12,500.50", "试运行三天，烘干120吨"),
        "decision-notice": ("决议公开", "赞成30、反对3、弃权1", "有意见找村务监督委员会。", "村部公开栏"),
        "result-notice": ("实施结果公开", "实际支出12,500.50元"),
    }

    for name, words in said.items():
        text = _text(pdf(project, BY_ID[name]))
        assert [word for word in words if word not in text] == [], name


def test_a_merged_meeting_stands_on_both_forms(cast: Cast) -> None:
    project = started(cast)
    both_posts(cast)
    held = replace(PROPOSED, body="committees", merges=True)
    actions.record_meeting(actor=cast.secretary, project=project, held=held, at=NOW)

    for name in ("propose", "consult"):
        text = _text(pdf(project, BY_ID[name]))
        assert "两委会议（“一肩挑”，支部提议与两委商议合并）" in text
        assert "“一肩挑”由谁写明柳溪镇党建干事，柳镇任〔2023〕1号" in text


def test_what_was_typed_is_never_markup_and_a_form_without_a_meeting_has_blanks(cast: Cast) -> None:
    project = started(cast, plan=replace(PLAN, title="#pagebreak() *烘干* $x$"))

    assert "#pagebreak()*烘干*$x$" in _text(pdf(project, BY_ID["deliberate"]))


@pytest.mark.parametrize(("who", "form", "notice"), [("", 404, 200), ("OWN", 200, 200), ("LEAD", 403, 200)])
def test_forms_carry_names_and_are_not_for_everybody(cast: Cast, who: str, form: int, notice: int) -> None:
    project = building(cast)
    browser = browser_of(cast, who)
    address = f"/b/{cast.dongliu.public_id}/projects/{project.public_id}/print"

    assert browser.get(f"{address}/deliberate.pdf").status_code in ((form, 403) if form == 404 else (form,))
    assert browser.get(f"{address}/decision-notice.pdf").status_code == notice
    assert browser.get(f"{address}/nothing.pdf").status_code == 404


@pytest.mark.parametrize("one", PRINTS, ids=[one.id for one in PRINTS])
def test_demonstration_data_is_marked_above_and_at_the_foot_of_each_and_a_real_village_is_not(
    cast: Cast, one: Print
) -> None:
    project = done(cast)
    assert _text(pdf(project, one)).count("演示数据") == 2

    Region.objects.filter(pk=cast.district.pk).update(is_fictitious=False, own_date=None)

    assert "演示数据" not in _text(pdf(Project.objects.get(), one))
