"""The pages of joint meetings, as the office, a task force, a township and strangers find them."""

from datetime import timedelta

import pytest

from fivestar.fieldwork import actions
from fivestar.fieldwork.models import Decision, JointMeeting, Request
from tests.cast import NOW, TODAY, Cast
from tests.fieldwork.stories import called, decided, force, held, post_of
from tests.pages import browser_of, queries_of, words_of

pytestmark = pytest.mark.django_db
LIST = "/d/990099/joint-meetings/"


def test_the_office_calls_holds_and_records_and_the_township_closes(cast: Cast) -> None:
    office, township = browser_of(cast, "ORGANISE"), browser_of(cast, "MANAGE")

    township.post(f"{LIST}ask/", {"text": "请定管网由谁接"})
    office.post(LIST, {"topic": "九月推进会", "planned_on": TODAY.isoformat()})
    here = f"{LIST}{JointMeeting.objects.get().public_id}/"
    before = words_of(office.get(here))
    office.post(f"{here}hold/", {"held_on": TODAY.isoformat(), "present": [force(cast).public_id]})
    office.post(
        f"{here}decide/",
        {
            "answers": Request.objects.get().public_id,
            "text": "接通管网",
            "owner": post_of(cast, "MANAGE").public_id,
            "due_on": "2023-10-01",
        },
    )
    made = Decision.objects.get()
    answer = township.post(f"/d/990099/decisions/{made.public_id}/", {"result": "接通了"}, follow=True)

    assert "请定管网由谁接（柳溪镇党委书记提请）" in before
    assert "结果 接通了 2023-09-15" in words_of(answer)
    made.refresh_from_db()
    assert made.closed_by == cast.manager.person_ref


def test_a_refusal_stands_beside_its_form(cast: Cast) -> None:
    meeting = called(cast)

    answer = browser_of(cast, "ORGANISE").post(f"{LIST}{meeting.public_id}/hold/", {"held_on": TODAY.isoformat()})

    assert (answer.status_code, "没有一个专班到会，不算开过" in words_of(answer)) == (422, True)
    meeting.refresh_from_db()
    assert meeting.is_waiting


def test_a_branch_secretary_reads_what_was_decided_and_not_the_pack(cast: Cast) -> None:
    actions.ask_decision(actor=cast.manager, district=cast.district, text="请定管网由谁接", at=NOW)
    meeting = held(cast)
    decided(cast, meeting)

    page = words_of(browser_of(cast, "OWN").get(f"{LIST}{meeting.public_id}/"))

    assert ("把东柳村的管网接通" in page, "会前清单" in page) == (True, False)


@pytest.mark.parametrize("who", ["", "outsider", "SUPERVISE", "HELPER"])
def test_to_strangers_there_is_nothing(cast: Cast, who: str) -> None:
    meeting = held(cast)
    made = decided(cast, meeting)
    browser = browser_of(cast, who)

    answers = [
        browser.get(address).status_code
        for address in (LIST, f"{LIST}{meeting.public_id}/", f"/d/990099/decisions/{made.public_id}/")
    ]

    assert answers == [403, 404, 404]  # a district is public, its lists are not


def test_pages_cost_the_same_with_one_row_and_with_three(cast: Cast) -> None:
    meeting = held(cast)
    decided(cast, meeting)
    office = browser_of(cast, "ORGANISE")
    pages = (LIST, f"{LIST}{meeting.public_id}/")
    one = [queries_of(office, page) for page in pages]
    for days in (1, 2):
        decided(cast, meeting, who="CLERK")
        again = called(cast, day=TODAY + timedelta(days=days))
        actions.call_off_joint_meeting(actor=cast.organiser, meeting=again, because="并会", at=NOW)

    assert [queries_of(office, page) for page in pages] == one


def test_a_live_pack_costs_the_same_with_one_request_and_with_three(cast: Cast) -> None:
    actions.ask_decision(actor=cast.manager, district=cast.district, text="一", at=NOW)
    here, office = f"{LIST}{called(cast).public_id}/", browser_of(cast, "ORGANISE")
    one = queries_of(office, here)
    for text in ("二", "三"):
        actions.ask_decision(actor=cast.manager, district=cast.district, text=text, at=NOW)

    assert queries_of(office, here) == one


def test_a_bodys_page_says_when_the_next_joint_meeting_is_and_whether_it_was_at_the_last(cast: Cast) -> None:
    page = f"/bodies/{force(cast).public_id}/"
    held(cast)
    coming = called(cast, day=TODAY + timedelta(days=7))

    section = next(
        one for one in browser_of(cast, "TASKFORCE").get(page).context["sections"] if one.title == "专班联席会"
    )
    public = browser_of(cast, "").get(page).context["sections"]

    assert [line.words for line in section.lines] == ["下次 2023-09-22 九月推进会", "2023-09-15 九月推进会，到会"]
    assert section.lines[0].url == f"{LIST}{coming.public_id}/"
    assert [one.title for one in public if one.title == "专班联席会"] == []


def test_a_second_call_while_one_waits_says_why_although_its_form_is_gone(cast: Cast) -> None:
    called(cast)

    answer = browser_of(cast, "ORGANISE").post(LIST, {"topic": "再开一次", "planned_on": TODAY.isoformat()})

    assert (answer.status_code, JointMeeting.objects.count()) == (422, 1)
    assert "已有一次联席会等着开" in words_of(answer, "body")
