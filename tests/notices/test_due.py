"""What a branch owes its villagers: by the rule of the day, from what hung there and what facts say anyway."""

from datetime import date, timedelta

import pytest

from fivestar.facts.models import Observation
from fivestar.foundation.clock import morning_of
from fivestar.notices.actions import Spoken, UnableToSetBusy, answer_objection, check_notice, set_busy
from fivestar.notices.due import due_of
from fivestar.notices.open_items import open_objections
from fivestar.notices.today import to_check, to_post, to_settle
from fivestar.responsibility.models import Post
from fivestar.standards.models import Fact
from fivestar.territory.models import Branch
from tests.cast import NOW, SINCE, TODAY, Cast
from tests.factories import shipped_standards
from tests.notices.committee import seat_three
from tests.notices.stories import post
from tests.pages import browser_of, queries_of, words_of

pytestmark = pytest.mark.django_db
WORDS = "支出里少了一张修路的发票"
IN_TIME = date(2023, 9, 16)


@pytest.fixture(autouse=True)
def standards(cast: Cast) -> None:
    shipped_standards(cast)


def states(branch: Branch, today: date = TODAY) -> dict[str, list[tuple[str, str]]]:
    return {one.kind.id: [(o.span.text, o.state) for o in one.owed] for one in due_of([branch], today)[branch.pk]}


def told_by_file(cast: Cast, period: str, value: int) -> None:
    Observation.objects.create(
        branch=cast.dongliu,
        fact=Fact.objects.get(slug="finance_disclosures"),
        period=period,
        year=2023,
        value=value,
        basis="S",
        source="村里台账",
        observed_on=TODAY,
        recorded_at=NOW,
        recorded_by=cast.clerk.person_ref,
    )


def test_each_quarter_needs_one_and_nothing_is_missed_of_which_nothing_is_known(cast: Cast) -> None:
    unknown = [("2023-Q1", "unknown"), ("2023-Q2", "unknown"), ("2023-Q3", "due")]

    assert states(cast.dongliu) == {"affairs": unknown, "finance": unknown}
    post(cast)
    assert states(cast.dongliu) == {"affairs": unknown, "finance": [*unknown[:2], ("2023-Q3", "posted")]}


def test_what_a_file_said_of_a_quarter_is_not_asked_again_and_what_it_denied_is_missed(cast: Cast) -> None:
    told_by_file(cast, "2023-Q1", 1)
    told_by_file(cast, "2023-Q2", 0)

    assert states(cast.dongliu)["finance"] == [("2023-Q1", "posted"), ("2023-Q2", "missed"), ("2023-Q3", "due")]


def test_who_used_the_board_and_left_a_quarter_out_missed_it(cast: Cast) -> None:
    post(cast, kind="other", from_day=date(2023, 5, 2), to_day=date(2023, 5, 9), at=morning_of(date(2023, 5, 2)))

    assert states(cast.dongliu)["affairs"] == [("2023-Q1", "unknown"), ("2023-Q2", "missed"), ("2023-Q3", "due")]


def test_an_objection_that_is_open_leaves_the_quarter_without_one(cast: Cast) -> None:
    seat_three(cast)
    notice = post(cast)
    check_notice(actor=cast.supervisor, spoken=Spoken(notice, WORDS, objects=True), at=NOW)

    assert states(cast.dongliu)["finance"][-1] == ("2023-Q3", "due")
    check_notice(actor=cast.supervisor, spoken=Spoken(notice), at=NOW)
    assert states(cast.dongliu)["finance"][-1] == ("2023-Q3", "posted")


def test_where_money_moves_often_it_is_due_each_month(cast: Cast) -> None:
    set_busy(
        actor=cast.clerk, branch=cast.dongliu, is_busy=True, because="征地补偿款到账", at=morning_of(date(2023, 8, 3))
    )
    post(cast, from_day=date(2023, 8, 21), to_day=date(2023, 8, 28), at=morning_of(date(2023, 8, 21)))

    assert states(cast.dongliu)["finance"] == [("2023-08", "posted"), ("2023-09", "due")]
    with pytest.raises(UnableToSetBusy, match="已经是这样"):
        set_busy(actor=cast.clerk, branch=cast.dongliu, is_busy=True, because="又一次", at=NOW)
    set_busy(actor=cast.clerk, branch=cast.dongliu, is_busy=False, because="补偿款发完了", at=NOW)
    assert states(cast.dongliu)["finance"][-1] == ("2023-Q3", "posted")


def test_where_no_rule_is_loaded_nothing_is_due(cast: Cast) -> None:
    (affairs, estate) = due_of([cast.nanmen], TODAY)[cast.nanmen.pk]

    assert (affairs.kind.id, affairs.rule, affairs.owed) == ("affairs", None, ())
    assert (estate.kind.id, estate.rule, estate.owed) == ("estate", None, ())
    assert {one.rule for one in due_of([cast.dongliu], date(2026, 3, 1))[cast.dongliu.pk]} == {None}


def test_the_secretary_is_told_two_weeks_before_the_last_day(cast: Cast) -> None:
    def told(day: date) -> list[tuple[str, date | None]]:
        return [(one.title, one.due_on) for one in to_post(cast.secretary, morning_of(day))]

    last = date(2023, 9, 30)
    assert told(TODAY) == []
    assert told(IN_TIME) == [("贴三季度村务（居务）公开", last), ("贴三季度财务公开", last)]
    post(cast)
    assert told(IN_TIME) == [("贴三季度村务（居务）公开", last)]
    assert list(to_post(cast.clerk, morning_of(IN_TIME))) == []


def test_an_objection_is_the_secretarys_until_it_is_answered_then_the_townships(cast: Cast) -> None:
    seat_three(cast)
    notice = post(cast)
    owner = Post.objects.get(duty="OWN", path=cast.dongliu.path)
    assert [one.title for one in to_check(cast.supervisor, NOW)] == ["核对“三季度财务公开”"]
    objection = check_notice(actor=cast.supervisor, spoken=Spoken(notice, WORDS, objects=True), at=NOW)

    def theirs() -> list[tuple[int, bool]]:
        return [(one.post_id, one.is_with_others) for one in open_objections([owner.pk], NOW)]

    assert (theirs(), list(to_check(cast.supervisor, NOW))) == ([(owner.pk, False)], [])
    answer_objection(actor=cast.secretary, notice=notice, check=objection, answer="发票在下一期里", at=NOW)
    assert theirs() == [(owner.pk, True)]
    week = NOW + timedelta(days=7)
    assert [len(to_settle(who, at)) for who in (cast.clerk, cast.manager) for at in (NOW, week)] == [0, 1, 0, 1]
    assert [list(to_settle(who, week)) for who in (cast.secretary, cast.next_clerk)] == [[], []]


def test_the_branchs_page_says_what_to_post_next_and_where_no_rule_is(cast: Cast) -> None:
    page = f"/b/{cast.dongliu.public_id}/disclosures/"

    mine = words_of(browser_of(cast, "OWN").get(page))
    assert "三季度 到 2023-09-30 以前要贴" in mine
    assert "贴一份" in mine
    assert "财务公开的 8 类 44 项" in mine
    assert "待补全：44 个小项" in mine
    assert "贴一份" not in words_of(browser_of(cast, "").get(page))
    assert "规则待录入" in words_of(browser_of(cast, "").get(f"/b/{cast.nanmen.public_id}/disclosures/"))


def test_the_list_shows_branches_with_something_missing_in_register_order_to_those_over_them(cast: Cast) -> None:
    told_by_file(cast, "2023-Q2", 0)
    seat_three(cast)
    page = "/d/990099/disclosures/"

    clerk = words_of(browser_of(cast, "CLERK").get(page))
    assert "财务公开：二季度没有贴" in clerk
    assert "监督委员会没有录齐的 2 个 柳溪镇 西柳村党支部 0/3 石桥村党支部 0/3" in clerk
    assert "竹园" not in clerk
    assert "东柳" not in words_of(browser_of(cast, "next_clerk").get(page))
    assert [browser_of(cast, who).get(page).status_code for who in ("", "OWN", "SUPERVISE", "outsider")] == [403] * 4


def test_pages_of_what_is_due_cost_the_same_with_more_of_it(cast: Cast) -> None:
    clerk = browser_of(cast, "CLERK")
    pages = ["/d/990099/disclosures/", f"/b/{cast.dongliu.public_id}/disclosures/"]
    post(cast)
    one = [queries_of(clerk, page) for page in pages]

    for branch in (cast.xiliu, cast.shiqiao):
        post(cast, branch=branch, actor=cast.clerk)
        post(cast, branch=branch, actor=cast.clerk, kind="affairs")
    set_busy(actor=cast.clerk, branch=cast.xiliu, is_busy=True, because="征地补偿款到账", at=morning_of(SINCE))

    assert [queries_of(clerk, page) for page in pages] == one
