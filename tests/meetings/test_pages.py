"""The secretary records a meeting on the phone; whoever only reads sees the list; a stranger sees nothing."""

import re
from datetime import date

import pytest
from django.test import Client

from fivestar.facts.models import Observation
from fivestar.meetings.models import Meeting
from tests.cast import Cast
from tests.factories import small_standards
from tests.meetings.test_recording import record
from tests.pages import browser_of, queries_of, text_of, words_of

pytestmark = pytest.mark.django_db
FIELDS = {"held_on": "2023-09-05", "due": "38", "present": "31", "topic": "发展党员"}


@pytest.fixture(autouse=True)
def standards(cast: Cast) -> None:
    small_standards(cast)


def address(cast: Cast) -> str:
    return f"/b/{cast.dongliu.public_id}/meetings/"


def kinds_on(client: Client, page: str) -> list[str]:
    return re.findall(r'href="\?kind=(\w+)#record"', text_of(client.get(page)))


def test_the_secretary_records_one_in_three_steps(cast: Cast) -> None:
    secretary = browser_of(cast, "OWN")

    opened = secretary.get("/d/990099/meetings/")
    assert (opened.status_code, opened["Location"]) == (302, address(cast))
    form = text_of(secretary.get(address(cast), {"kind": "members"}))
    sent = secretary.post(f"{address(cast)}?kind=members", FIELDS)

    assert 'value="2023-09-15"' in form
    assert re.search(r'<input[^>]*name="present"[^>]*autofocus', form)
    assert sent.status_code == 302
    page = words_of(secretary.get(address(cast)), "body")
    assert "记下了：2023-09-05 支部党员大会，到会 31 人。" in page
    assert "2023-09-05 支部党员大会 发展党员 到会 31 人，应到 38 人 · 书记记录" in page
    assert "支部党员大会 2023 年 1 次" in page
    assert Observation.objects.get().value == 1


def test_the_next_form_starts_from_the_number_due_last_time(cast: Cast) -> None:
    record(cast)

    form = text_of(browser_of(cast, "OWN").get(address(cast), {"kind": "members"}))

    assert re.search(r'<input[^>]*name="due"[^>]*value="38"', form)


def test_a_party_group_meeting_asks_which_group(cast: Cast) -> None:
    secretary = browser_of(cast, "OWN")

    assert 'name="group"' not in text_of(secretary.get(address(cast), {"kind": "members"}))
    assert 'name="group"' in text_of(secretary.get(address(cast), {"kind": "group"}))
    secretary.post(f"{address(cast)}?kind=group", {**FIELDS, "group": "2"})

    assert Meeting.objects.get().group == 2


def test_a_branch_is_offered_the_kinds_it_can_hold(cast: Cast) -> None:
    rural = kinds_on(browser_of(cast, "OWN"), address(cast))
    urban = kinds_on(browser_of(cast, "next_secretary"), f"/b/{cast.zhuyuan_branch.public_id}/meetings/")

    both = ["members", "committee", "group", "party_day", "life", "appraisal"]
    assert rural == [*both, "committees", "lecture", "villagers", "village_delegates"]
    assert urban == [*both, "resident_delegates", "alliance", "property", "lecture", "residents"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"present": "39"}, "实到人数应在 1 到应到人数 38 之间"),
        ({"present": "很多"}, "请填一个整数"),
        ({"held_on": "2023-12-01"}, "日期 2023-12-01 还没有到"),
        ({"topic": ""}, "这个字段是必填项。"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_is_kept(cast: Cast, wrong: dict[str, str], said: str) -> None:
    answer = browser_of(cast, "OWN").post(f"{address(cast)}?kind=members", {**FIELDS, **wrong})

    assert answer.status_code == 422
    assert re.findall(r'class="field__fault"[^>]*>(.*?)</p>', text_of(answer)) == [said]
    assert Meeting.objects.count() == 0


def test_full_width_digits_are_read(cast: Cast) -> None:
    browser_of(cast, "OWN").post(f"{address(cast)}?kind=members", {**FIELDS, "present": "３１"})

    assert Meeting.objects.get().present == 31


def test_sending_the_form_twice_records_once(cast: Cast) -> None:
    secretary = browser_of(cast, "OWN")

    answers = [secretary.post(f"{address(cast)}?kind=members", FIELDS).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert Meeting.objects.count() == 1


def test_one_recorded_by_mistake_is_taken_back_with_a_reason(cast: Cast) -> None:
    meeting = record(cast)
    secretary = browser_of(cast, "OWN")

    secretary.post(f"{address(cast)}{meeting.public_id}/withdraw/", {"because": ""})
    assert "请写明为什么撤回" in words_of(secretary.get(address(cast)), "body")
    secretary.post(f"{address(cast)}{meeting.public_id}/withdraw/", {"because": "日期记错了"})

    assert "已撤回，不计数 日期记错了" in words_of(secretary.get(address(cast)))
    assert Observation.objects.get(superseded_at=None).value == 0


def test_the_clerk_records_for_a_branch_and_the_list_says_so(cast: Cast) -> None:
    clerk = browser_of(cast, "CLERK")

    branches = words_of(clerk.get("/d/990099/meetings/"))
    clerk.post(f"{address(cast)}?kind=members", FIELDS)

    assert "柳溪镇 东柳村党支部 西柳村党支部 石桥村党支部" in branches
    assert "竹园" not in branches
    assert "乡镇（街道）干事代记" in words_of(clerk.get(address(cast)))


def test_the_township_secretary_reads_and_is_offered_no_form(cast: Cast) -> None:
    meeting = record(cast)
    manager = browser_of(cast, "MANAGE")

    page = manager.get(address(cast))
    tried = manager.post(f"{address(cast)}?kind=members", FIELDS)
    back = manager.post(f"{address(cast)}{meeting.public_id}/withdraw/", {"because": "试试"})

    assert "发展党员" in words_of(page)
    assert "记错了" not in words_of(page)
    assert kinds_on(manager, address(cast)) == []
    assert (tried.status_code, back.status_code) == (404, 403)
    assert [one.withdrawn_at for one in Meeting.objects.all()] == [None]


@pytest.mark.parametrize("who", ["", "outsider", "next_secretary", "SUPERVISE", "SUPPLY"])
def test_whoever_has_no_part_in_it_sees_no_meeting(cast: Cast, who: str) -> None:
    meeting = record(cast)
    client = browser_of(cast, who)

    answers = [
        client.get(address(cast)),
        client.post(f"{address(cast)}?kind=members", {**FIELDS, "held_on": "2023-09-06"}),
        client.post(f"{address(cast)}{meeting.public_id}/withdraw/", {"because": "试试"}),
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert all("发展党员" not in text_of(answer) for answer in answers)
    assert [one.withdrawn_at for one in Meeting.objects.all()] == [None]


def test_the_dossier_leads_there_for_those_who_may_read(cast: Cast) -> None:
    dossier = f"/b/{cast.dongliu.public_id}/"

    assert f'href="{address(cast)}"' in text_of(browser_of(cast, "OWN").get(dossier))
    assert f'href="{address(cast)}"' not in text_of(browser_of(cast, "").get(dossier))


def test_the_year_before_is_one_tap_away(cast: Cast) -> None:
    record(cast, held_on=date(2022, 11, 3), topic="去年的会")
    secretary = browser_of(cast, "OWN")

    assert "去年的会" not in words_of(secretary.get(address(cast)))
    assert "去年的会" in words_of(secretary.get(address(cast), {"year": "2022"}))


def test_a_years_meetings_are_folded_by_month_and_the_newest_lies_open(cast: Cast) -> None:
    record(cast, held_on=date(2023, 8, 9), topic="八月一")
    record(cast, held_on=date(2023, 8, 2), topic="八月二")
    record(cast, held_on=date(2023, 7, 9), topic="七月")

    page = text_of(browser_of(cast, "OWN").get(address(cast)))

    assert re.findall(r'<details class="meeting-month"( open)?>\s*<summary>(.*?)</summary>', page) == [
        (" open", "2023-08，记了 2 次"),
        ("", "2023-07，记了 1 次"),
    ]


def test_the_list_costs_the_same_queries_with_more_meetings(cast: Cast) -> None:
    secretary = browser_of(cast, "OWN")
    record(cast)
    one = queries_of(secretary, address(cast))

    record(cast, held_on=date(2023, 8, 9))
    record(cast, held_on=date(2023, 7, 9))

    assert queries_of(secretary, address(cast)) == one
