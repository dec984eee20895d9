"""What was spent before the decision is recorded as it was, and said wherever the money stands."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from fivestar.notices.models import Notice
from fivestar.projects import actions
from fivestar.projects.models import Project, Spending
from fivestar.projects.printing import BY_ID, pdf
from tests.cast import NOW, Cast
from tests.pages import browser_of, words_of
from tests.projects.stories import building, publish

pytestmark = pytest.mark.django_db


def spent(cast: Cast, project: Project, day: date, amount: int, voucher: str) -> Spending:
    return actions.spend(
        actor=cast.secretary, project=project, day=day, amount=amount, what="地基", voucher=voucher, at=NOW
    )


def page(project: Project) -> str:
    return f"/b/{project.branch.public_id}/projects/{project.public_id}/"


def printed(project: Project, form: str) -> str:
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf(project, BY_ID[form]))).pages)
    return "".join(text.split())


def test_the_page_says_how_much_and_when_of_each_voucher_too(cast: Cast) -> None:
    """The decision is of 15 June: what was paid that day was not paid before it."""
    project = building(cast)
    spent(cast, project, date(2023, 6, 15), 900_000, "6-15")
    assert "决议前支出" not in words_of(browser_of(cast, "").get(page(project)))

    spent(cast, project, date(2023, 6, 2), 1_250_050, "6-02")
    spent(cast, project, date(2023, 6, 14), 100_000, "6-14")

    words = words_of(browser_of(cast, "").get(page(project)))
    assert "决议前支出 13,500.50 元 （2023-06-02 至 2023-06-14 付，2023-06-15 才决议）" in words
    assert "凭证 6-02 决议前支出" in words
    assert "凭证 6-15 决议前支出" not in words
    assert words.count("决议前支出") == 3


def test_one_that_is_withdrawn_was_not_spent(cast: Cast) -> None:
    project = building(cast)
    early = spent(cast, project, date(2023, 6, 2), 1_250_050, "6-02")

    actions.withdraw_spending(actor=cast.secretary, spending=early, because="记错了日期", at=NOW)

    assert "决议前支出" not in words_of(browser_of(cast, "OWN").get(page(project)))


def test_whoever_records_it_is_told_at_once(cast: Cast) -> None:
    project = building(cast)
    form = {"day": "2023-06-02", "amount": "12500.50", "what": "地基", "voucher": "6-02"}

    answer = browser_of(cast, "OWN").post(f"{page(project)}spend/", form, follow=True)

    assert "这一笔在决议以前：页面、表上和公开的结果里都会写明。" in answer.content.decode()
    assert "决议前支出 12,500.50 元 （2023-06-02 付，2023-06-15 才决议）" in words_of(answer)


def test_the_money_table_and_the_published_result_say_so(cast: Cast) -> None:
    project = building(cast)
    spent(cast, project, date(2023, 6, 2), 1_250_050, "6-02")
    for phase in project.phases.all():
        actions.finish_phase(actor=cast.secretary, phase=phase, done_on=phase.last, at=NOW)
    actions.accept(actor=cast.manager, project=project, saying="烘干 120 吨", on=date(2023, 9, 5), at=NOW)
    project.refresh_from_db()

    publish(cast, project, "result", date(2023, 9, 6))

    assert "其中决议前支出2023年6月15日才决议12,500.50" in printed(project, "result")
    said = "实际支出 12,500.50 元，其中决议前支出 12,500.50 元。"
    assert said in Notice.objects.get(kind="result").body
    assert said.replace(" ", "") in printed(project, "result-notice")


def test_money_spent_before_its_decision_keeps_a_project_from_being_withdrawn_too(cast: Cast) -> None:
    project = building(cast)
    spent(cast, project, date(2023, 6, 2), 1_250_050, "6-02")

    with pytest.raises(actions.UnableToCarry, match=r"已经花了 12,500.50 元，不能撤回"):
        actions.withdraw_project(actor=cast.secretary, project=project, because="不建了", at=NOW)

    project.refresh_from_db()
    assert (project.state, project.withdrawn_at) == ("building", None)
