"""A district's own tasks pass the gate before they are adopted, and nothing moves where it stays shut."""

from typing import Any

import pytest

from fivestar.facts.gate.actions import decide_question, propose_question, set_minutes
from fivestar.facts.gate.adoption import new_questions_at_the_gate
from fivestar.standards.actions import UnableToAdopt, adopt, upload_workbook
from fivestar.standards.models import Edition, EditionInForce, Proposal
from tests.cast import NOW, TODAY, Cast
from tests.factories import shipped_rulebook, shipped_standards
from tests.facts.gate.stories import asked
from tests.pages import browser_of, words_of
from tests.standards.test_workbook import NEW, drafts, with_row

pytestmark = pytest.mark.django_db
COUNT = {"kind": "count", "op": ">=", "supplied_by": "村", "frequency": "年"}
HOUSEHOLDS = {**COUNT, "name": "常住农户数", "criterion": "常住农户不少于 100 户", "threshold": "100", "unit": "户"}
ALIKE = {**COUNT, "name": "支部党员大会缺席次数", "criterion": "每年不少于 4 次", "threshold": "4", "unit": "次"}
NEW_ONE = {**COUNT, "name": "村内大棚", "criterion": "大棚不少于 3 个", "threshold": "3", "unit": "个"}
DOCUMENT = "区办发〔2023〕12号"


@pytest.fixture(autouse=True)
def _standards(cast: Cast) -> None:
    shipped_standards(cast)


def uploaded(cast: Cast, **cells: Any) -> Proposal:
    return upload_workbook(
        actor=cast.organiser,
        district=cast.district,
        category="rural",
        table=with_row(drafts("rural"), **{**NEW, **cells}),
        file_name="我区任务.xlsx",
        at=NOW,
    )


def adopted(cast: Cast, proposal: Proposal) -> Any:
    return adopt(actor=cast.organiser, proposal=proposal, from_day=TODAY, at=NOW)


def refusal(cast: Cast, proposal: Proposal) -> str:
    with pytest.raises(UnableToAdopt) as refused:
        adopted(cast, proposal)
    proposal.refresh_from_db()
    assert (proposal.state, Edition.objects.count(), EditionInForce.objects.count()) == ("open", 2, 2)
    return str(refused.value)


def test_what_is_plainly_new_needs_no_proposal(cast: Cast) -> None:
    proposal = uploaded(cast, **NEW_ONE)

    assert adopted(cast, proposal).edition.slug == "rural-2023-990099-1"


def test_the_standards_in_force_ask_nothing_new(cast: Cast) -> None:
    assert new_questions_at_the_gate(cast.district, shipped_rulebook("rural-2023"), TODAY) == []


def test_a_figure_that_is_held_is_not_asked_under_another_task(cast: Cast) -> None:
    proposal = uploaded(cast, **HOUSEHOLDS)

    assert refusal(cast, proposal) == "新数据项“常住农户数”:已经有了:“常住农户数”由乡镇(街道)提供,直接用就行"


def test_a_name_that_sounds_alike_passes_once_the_gate_has_heard_why(cast: Cast) -> None:
    proposal = uploaded(cast, **ALIKE)
    said = refusal(cast, proposal)
    question = propose_question(
        actor=cast.supplier,
        district=cast.district,
        asked=asked("支部党员大会缺席次数", unit="次", document=DOCUMENT),
        department="区农业农村局",
        rejections=dict.fromkeys(shipped_rulebook("rural-2023").facts, "问的是缺席,会议记录里没有"),
        at=NOW,
    )
    decide_question(actor=cast.organiser, proposal=question, is_approved=True, reason="文件要求,别处没有", at=NOW)

    in_force = adopted(cast, proposal)

    assert said == (
        "新数据项“支部党员大会缺席次数”与“支部党员大会次数”名称相近:"
        "先在“新问题准入”申请,写明为什么不能用现有的,同意后再采用"
    )
    assert in_force.edition.slug == "rural-2023-990099-1"


def test_nobody_is_asked_beyond_the_minutes(cast: Cast) -> None:
    set_minutes(
        actor=cast.organiser,
        district=cast.district,
        level="village",
        minutes_a_month=1,
        from_day=TODAY,
        source="区减负办〔2023〕3号",
        at=NOW,
    )
    proposal = uploaded(cast, **NEW_ONE)

    assert refusal(cast, proposal).startswith("村(社区)每月最多 1 分钟,")


def test_the_page_of_the_workbook_says_what_stands_in_the_way(cast: Cast) -> None:
    proposal = uploaded(cast, **HOUSEHOLDS)

    page = words_of(browser_of(cast, "ORGANISE").get(f"/d/990099/standards/proposals/{proposal.public_id}/"))

    assert "采用之前还有 1 处要解决 新数据项“常住农户数”:已经有了:" in page
