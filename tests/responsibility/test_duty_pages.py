"""Pages of duties, bodies, posts and moves: what stands there, for whom, and at what price."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from fivestar.foundation.access import SYSTEM, Duty
from fivestar.responsibility import actions, queries
from fivestar.responsibility.models import Handover, Holding, Post
from tests.cast import NOW, SINCE, TODAY, Cast
from tests.pages import browser_of, queries_of, table_of, words_of
from tests.responsibility.stories import post, sent, task_force, work_group

TOMORROW = TODAY + timedelta(days=1)


def test_the_matrix_names_who_answers_and_marks_every_gap(cast: Cast) -> None:
    address = f"/d/{cast.district.code}/duties/"

    public, staff = (browser_of(cast, who).get(address) for who in ("", "ORGANISE"))

    assert table_of(public) == [
        ("柳溪", "柳溪镇包乡领导 程", "组织部联系柳溪镇 何", "1 / 3", "柳溪镇党委书记 唐", "1 / 3"),
        ("竹园", "未定", "未定", "0 / 3", "未定", "1 / 3"),
    ]
    assert "共有 12 处空缺，其中 5 个支部还没有部门帮建。" in words_of(public)
    assert table_of(staff)[0][1] == "柳溪镇包乡领导 程远"
    assert "程远" not in words_of(public)


def test_a_townships_clerk_reads_the_names_of_her_township_only(cast: Cast) -> None:
    pages = {
        township.code: table_of(browser_of(cast, "CLERK").get(f"/d/{cast.district.code}/duties/{township.code}/"))
        for township in (cast.liuxi, cast.zhuyuan)
    }

    assert pages[cast.liuxi.code][0] == ("东柳村委会", "区农业农村局 罗平", "东柳村党支部书记 柳青")
    assert pages[cast.zhuyuan.code][0] == ("竹园居委会", "未定", "竹园社区党支部书记 竹")


def test_the_chain_over_a_branch_by_name_and_a_gap_leads_to_where_it_is_filled(cast: Cast) -> None:
    address = f"/b/{cast.xiliu.public_id}/duties/"

    staff, public = browser_of(cast, "ORGANISE").get(address), browser_of(cast, "").get(address)

    words = words_of(staff)
    assert "包乡领导 柳溪镇包乡领导 程远 业务指导" in words
    assert "部门帮建 未定 补上" in words
    assert "补上" not in words_of(public)
    form = browser_of(cast, "ORGANISE").get(
        f"/d/{cast.district.code}/posts/new/?duty=OWN&unit={cast.xiliu.village.code}"
    )
    assert cast.xiliu.village.code in form.content.decode()


def test_the_matrix_costs_the_same_with_one_post_and_with_many(cast: Cast) -> None:
    browser = browser_of(cast, "ORGANISE")
    address = f"/d/{cast.district.code}/duties/"
    before = queries_of(browser, address)
    for name in ("西柳", "石桥", "南门"):
        made = actions.create_post(
            actor=SYSTEM, duty=Duty.OWN, unit=cast.villages[name], title="书记", valid_from=SINCE, at=NOW
        )
        actions.appoint(actor=SYSTEM, post=made, person=cast.persons["outsider"], from_day=SINCE, at=NOW)

    assert queries_of(browser, address) == before


def test_a_task_forces_page_says_who_and_when_and_what_is_late(cast: Cast) -> None:
    force = task_force(cast)
    browser = browser_of(cast, "ORGANISE")
    address = f"/bodies/{force.public_id}/"

    browser.post(f"{address}rhythm/", {"every_days": 30, "from_day": "2023-01-01", "source": "工作方案"})
    browser.post(f"{address}call/", {"planned_on": "2023-08-10", "topic": "推进会"})
    meeting = force.meetings.get()
    browser.post(f"{address}meetings/{meeting.public_id}/held/", {"held_on": "2023-08-10", "outcome": "逐项过堂"})
    words = words_of(browser.get(address))
    public = words_of(browser_of(cast, "").get(address))

    assert "该在 2023-09-09 前开会，还没有开" in words
    assert "产业兴旺工作专班该开会了" in words
    assert "组长 副区长(农业农村) 高远" in words
    assert "该在 2023-09-09 前开会，还没有开" in public
    assert "组长 副区长(农业农村) 高 " in public
    assert "卡住的事" not in public


@pytest.mark.parametrize(
    ("act", "said", "reason"),
    [
        ("seat", {"post": "没有的岗位", "role": "member", "from_day": "2023-09-01"}, "没有叫“没有的岗位”的岗位"),
        ("rhythm", {"every_days": 3, "from_day": "2023-09-01", "source": "方案"}, "大于或等于7"),
        ("call", {"planned_on": "2023-09-01", "topic": " "}, "必填"),
    ],
)
def test_a_refused_form_comes_back_with_the_reason(cast: Cast, act: str, said: dict[str, object], reason: str) -> None:
    force = task_force(cast)

    answer = browser_of(cast, "ORGANISE").post(f"/bodies/{force.public_id}/{act}/", said)

    assert answer.status_code == 422
    assert reason in words_of(answer)
    assert (force.meetings.count(), force.rhythms.count(), force.seats.count()) == (0, 0, 2)


def test_a_work_group_is_sent_by_the_name_of_the_village_and_nobody_else_is(cast: Cast) -> None:
    group, force = work_group(cast), task_force(cast)
    browser = browser_of(cast, "ORGANISE")
    said = {"unit": "东柳村委会", "from_day": "2023-09-01"}

    answer = browser.post(f"/bodies/{group.public_id}/send/", said, follow=True)
    refused = browser.post(f"/bodies/{force.public_id}/send/", said)

    assert "柳溪镇东柳村委会 2023-09-01 – 至今" in words_of(answer)
    assert refused.status_code == 422
    assert group.dispatches.count() == 1
    assert force.dispatches.count() == 0


def test_a_post_is_set_up_filled_and_ended_on_pages(cast: Cast) -> None:
    browser = browser_of(cast, "ORGANISE")
    said = {"duty": "OWN", "unit": "西柳村委会", "title": "西柳村党支部书记", "from_day": "2023-09-01", "name": ""}

    made = browser.post(f"/d/{cast.district.code}/posts/new/", said, follow=True)
    there = Post.objects.get(title="西柳村党支部书记")
    assert "这个岗位现在没有人" in words_of(made)
    twice = browser.post(f"/posts/{there.public_id}/appoint/", {"name": "柳青", "from_day": "2023-09-01"})
    assert twice.status_code == 422
    assert "已经有人叫柳青" in words_of(twice)
    taken = browser.post(
        f"/posts/{there.public_id}/appoint/", {"name": "柳青 新", "from_day": "2023-09-01"}, follow=True
    )
    assert "现任 柳青 · 2023-09-01 起 · 0 件未办事项" in words_of(taken)
    held = browser.post(f"/posts/{there.public_id}/end/", {"last_day": "2023-09-15"})
    assert held.status_code == 422
    there.refresh_from_db()
    assert there.valid_to is None

    empty = post(cast, Duty.MEMBER, "空着的岗位")
    browser.post(f"/posts/{empty.public_id}/end/", {"last_day": "2023-09-15"})
    empty.refresh_from_db()
    assert empty.valid_to == TODAY


def test_the_list_of_posts_finds_by_place_person_and_emptiness(cast: Cast) -> None:
    post(cast, Duty.MEMBER, "空着的岗位")
    browser = browser_of(cast, "ORGANISE")
    address = f"/d/{cast.district.code}/posts/"

    assert [row[0] for row in table_of(browser.get(address, {"q": "罗平"}))] == ["农业农村局帮建东柳村"]
    assert [row[0] for row in table_of(browser.get(address, {"vacant": "1"}))] == ["空着的岗位"]
    assert [row[3] for row in table_of(browser.get(address, {"duty": "MANAGE"}))] == ["唐敏"]
    assert [browser_of(cast, who).get(address).status_code for who in ("", "OWN", "SUPPORT")] == [403] * 3
    assert [row[0] for row in table_of(browser_of(cast, "next_clerk").get(address))] == [
        "竹园街道党建干事",
        "竹园社区党支部书记",
    ]


def test_a_cadre_is_moved_and_nothing_is_without_an_owner(cast: Cast) -> None:
    finding = actions.note_finding(
        actor=SYSTEM, dispatch=sent(cast, work_group(cast)), text="账目没有公开", due_on=TODAY, at=NOW
    )
    head, person = finding.owner, finding.owner.holdings.get().person
    manager = Post.objects.get(duty=Duty.MANAGE)
    browser = browser_of(cast, "ORGANISE")
    address = f"/people/{person.public_id}/move/"
    said = {"last_day": TODAY.isoformat(), "leaves": head.public_id, f"successor-{head.public_id}": ""}

    page = browser.get(address)
    refused = browser.post(address, said)
    assert "账目没有公开" in words_of(page)
    assert (refused.status_code, Handover.objects.count()) == (409, 0)
    assert "没有人接" in words_of(refused)

    # A post that is not there is not taken for an empty choice, which would leave it with the successor.
    unknown = {f"successor-{head.public_id}": "陈新", f"owner-group_finding-{finding.public_id}": "nopost"}
    nowhere = browser.post(address, said | unknown)
    assert (nowhere.status_code, Handover.objects.count()) == (409, 0)
    assert "请选一个岗位" in words_of(nowhere)
    assert queries.holder_of(head, TOMORROW) == person

    # Only owners over the post are offered: a district's post has the district's.
    offered = Post.objects.get(duty=Duty.ORGANISE)
    done = browser.post(address, {**said, f"owner-group_finding-{finding.public_id}": offered.public_id}, follow=True)
    assert done.status_code == 200
    assert table_of(done) == [("账目没有公开 东柳村委会", "2023-09-15", "第一专项工作组组长", "区委组织部组织科")]
    assert queries.holder_of(head, TOMORROW) is None
    assert [item.title for item in queries.open_items_for(cast.organiser, NOW)] == ["账目没有公开"]

    handover = Handover.objects.get()
    pdf = browser.get(f"/handovers/{handover.public_id}/capsule.pdf")
    words = "".join(PdfReader(BytesIO(pdf.content)).pages[0].extract_text().split())
    assert "移交清单" in words
    assert "账目没有公开(东柳村委会)" in words
    assert manager.holdings.get().to_day is None


def test_the_capsule_is_read_by_those_above_and_those_concerned(cast: Cast) -> None:
    there = Holding.objects.get(person=cast.persons["OWN"]).post
    handover = actions.move_person(
        actor=cast.organiser,
        person=cast.persons["OWN"],
        district=cast.district,
        move=actions.Move({there: cast.persons["outsider"]}, date(2023, 9, 14)),
        at=NOW,
    )
    address = f"/handovers/{handover.public_id}/"

    answers = {
        who: browser_of(cast, who).get(address).status_code
        for who in ("ORGANISE", "CLERK", "OWN", "outsider", "next_clerk", "SUPPORT", "")
    }

    assert answers == {
        "ORGANISE": 200,
        "CLERK": 200,
        "OWN": 200,
        "outsider": 200,
        "next_clerk": 404,
        "SUPPORT": 404,
        "": 404,
    }


@pytest.mark.parametrize("who", ["CLERK", "MANAGE", "OWN", ""])
def test_nobody_else_moves_anybody(cast: Cast, who: str) -> None:
    person = cast.persons["OWN"]
    answer = browser_of(cast, who).post(f"/people/{person.public_id}/move/", {"last_day": TODAY.isoformat()})

    assert answer.status_code == 404
    assert Holding.objects.get(person=person).to_day is None


def test_a_work_group_hands_over_what_it_found_on_its_page(cast: Cast) -> None:
    dispatch = sent(cast, work_group(cast))
    browser = browser_of(cast, "ORGANISE")
    address = f"/dispatches/{dispatch.public_id}/"

    browser.post(f"{address}findings/", {"text": "账目没有公开", "due_on": "2023-10-01"})
    finding = dispatch.findings.get()
    refused = browser.post(f"{address}recall/", {"to_day": "2023-09-15"})
    assert refused.status_code == 409
    assert "没有人接" in words_of(refused)
    secretary = Post.objects.get(duty=Duty.OWN, path=cast.dongliu.path)
    browser.post(f"{address}recall/", {"to_day": "2023-09-15", f"owner-{finding.public_id}": secretary.public_id})

    own = browser_of(cast, "OWN")
    assert "账目没有公开" in words_of(own.get("/today/"))
    own.post(f"/findings/{finding.public_id}/settle/", {"result": "已公开"})
    assert "账目没有公开" not in words_of(own.get("/today/"))
    assert browser_of(cast, "next_secretary").get(f"/findings/{finding.public_id}/").status_code == 404
