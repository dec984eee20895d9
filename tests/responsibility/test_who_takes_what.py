"""What is open is given away on one page: all to one, what is ticked to others; and a hundred make a light page."""

from datetime import timedelta

import pytest
from django.test import Client

from fivestar.foundation.access import SYSTEM, Duty
from fivestar.responsibility import actions, queries
from fivestar.responsibility.models import Department, Dispatch, GroupFinding, Handover, Person, Post
from tests.cast import NOW, TODAY, Cast
from tests.pages import browser_of, text_of, words_of
from tests.responsibility.stories import post, sent, work_group
from tests.shortfalls.stories import post_of

pytestmark = pytest.mark.django_db
LIGHT = 60_000


@pytest.fixture
def office(cast: Cast) -> Client:
    return browser_of(cast, "ORGANISE")


@pytest.fixture
def dispatch(cast: Cast) -> Dispatch:
    return sent(cast, work_group(cast))


@pytest.fixture
def head(dispatch: Dispatch) -> Post:
    return Post.objects.get(duty=Duty.WORKGROUP)


def noted(dispatch: Dispatch, *texts: str) -> list[GroupFinding]:
    return [
        actions.note_finding(actor=SYSTEM, dispatch=dispatch, text=text, due_on=TODAY + timedelta(days=9), at=NOW)
        for text in texts
    ]


def move_of(head: Post) -> tuple[str, dict[str, object]]:
    """Where its holder is moved, and what a page says that names no successor."""
    person = head.holdings.get().person
    return f"/people/{person.public_id}/move/", {"last_day": TODAY.isoformat(), "leaves": head.public_id}


def key(finding: GroupFinding) -> str:
    return f"group_finding-{finding.public_id}"


def place(head: Post, path: str) -> str:
    return f"{head.public_id}:{path}"


def owners(*texts: str) -> list[Post]:
    found = {one.text: one.owner for one in GroupFinding.objects.select_related("owner")}
    return [found[text] for text in texts]


def test_without_a_successor_one_choice_is_enough(cast: Cast, office: Client, dispatch: Dispatch, head: Post) -> None:
    noted(dispatch, "甲", "乙")
    address, said = move_of(head)

    done = office.post(address, said | {"all": post_of(cast, "ORGANISE").public_id}, follow=True)

    assert done.status_code == 200
    assert owners("甲", "乙") == [post_of(cast, "ORGANISE")] * 2
    assert queries.holder_of(head, TODAY + timedelta(days=1)) is None


def test_where_somebody_follows_the_choice_for_all_takes_nothing_from_him(
    cast: Cast, office: Client, dispatch: Dispatch, head: Post
) -> None:
    first, _ = noted(dispatch, "甲", "乙")
    address, said = move_of(head)
    clerk = post_of(cast, "CLERK")
    said |= {f"successor-{head.public_id}": "陈新", "all": post_of(cast, "ORGANISE").public_id}

    office.post(address, said | {"pick": key(first), "to": clerk.public_id})

    assert owners("甲", "乙") == [clerk, head]


def test_a_duty_means_whoever_has_it_where_each_thing_is(
    cast: Cast, office: Client, dispatch: Dispatch, head: Post
) -> None:
    next_one = actions.send_group(
        actor=SYSTEM, group=dispatch.group, branch=cast.zhuyuan_branch, from_day=TODAY, at=NOW
    )
    noted(dispatch, "甲")
    noted(next_one, "乙")
    address, said = move_of(head)

    office.post(address, said | {"all": "duty:OWN"})

    assert owners("甲", "乙") == [post_of(cast, "OWN"), post_of(cast, "next_secretary")]


def test_a_place_is_ticked_at_once_and_kept_while_others_are_ticked(
    cast: Cast, office: Client, dispatch: Dispatch, head: Post
) -> None:
    there = actions.send_group(actor=SYSTEM, group=dispatch.group, branch=cast.xiliu, from_day=TODAY, at=NOW)
    noted(dispatch, "甲", "乙")
    (third,) = noted(there, "丙")
    address, said = move_of(head)
    clerk, organiser = post_of(cast, "CLERK"), post_of(cast, "ORGANISE")

    kept = office.post(address, said | {"pick": place(head, cast.dongliu.path), "to": "duty:CLERK", "step": "give"})
    hidden = {f"owner-{key(one)}": clerk.public_id for one in GroupFinding.objects.filter(dispatch=dispatch)}
    assert (kept.status_code, Handover.objects.count()) == (200, 0)
    assert words_of(kept).count("→ 柳溪镇党建干事 安") == 2
    assert [f'name="{name}" value="{value}"' in text_of(kept) for name, value in hidden.items()] == [True, True]

    done = office.post(address, said | hidden | {"pick": key(third), "to": organiser.public_id}, follow=True)

    assert done.status_code == 200
    assert owners("甲", "乙", "丙") == [clerk, clerk, organiser]


def test_what_was_chosen_for_one_is_taken_back(cast: Cast, office: Client, dispatch: Dispatch, head: Post) -> None:
    (first,) = noted(dispatch, "甲")
    address, said = move_of(head)
    said |= {f"owner-{key(first)}": post_of(cast, "CLERK").public_id, "all": post_of(cast, "ORGANISE").public_id}

    office.post(address, said | {"pick": key(first), "to": "-"})

    assert owners("甲") == [post_of(cast, "ORGANISE")]


@pytest.mark.parametrize(
    ("choice", "reason"),
    [
        ({"to": ""}, "勾选了 1 件，还没有选交给哪个岗位"),
        ({"to": "duty:LEAD"}, "有 1 件所在的地方，这一职责现在没有人"),
        ({"to": "nopost"}, "请选一个岗位"),
        ({"all": "nopost", "pick": ""}, "请选一个岗位"),
    ],
)
def test_a_choice_that_says_nothing_is_refused_and_nothing_moves(
    cast: Cast, office: Client, head: Post, dispatch: Dispatch, choice: dict[str, str], reason: str
) -> None:
    there = actions.send_group(actor=SYSTEM, group=dispatch.group, branch=cast.zhuyuan_branch, from_day=TODAY, at=NOW)
    (finding,) = noted(there, "甲")
    address, said = move_of(head)

    answers = [
        office.post(address, said | {"pick": key(finding)} | choice),
        office.post(
            f"/dispatches/{there.public_id}/recall/",
            {"to_day": TODAY.isoformat(), "pick": finding.public_id} | choice,
        ),
    ]

    assert [(answer.status_code, reason in words_of(answer)) for answer in answers] == [(409, True)] * 2
    assert owners("甲") == [head]
    there.refresh_from_db()
    assert (there.to_day, Handover.objects.count()) == (None, 0)


def test_of_two_who_move_the_same_person_the_second_reads_when_and_where(
    cast: Cast, office: Client, head: Post
) -> None:
    address, said = move_of(head)
    other = browser_of(cast, "ORGANISE")
    office.post(address, said)
    handover = Handover.objects.get()

    answers = [other.post(address, said), other.get(address)]

    assert [answer.status_code for answer in answers] == [409, 200]
    for answer in answers:
        assert "他的岗位已经办过移交：2023-09-15 办的，最后一天是 2023-09-15。" in words_of(answer)
        assert f'href="/handovers/{handover.public_id}/"' in text_of(answer)
    assert Handover.objects.count() == 1
    assert [browser_of(cast, who).get(address).status_code for who in ("CLERK", "MANAGE", "OWN", "")] == [404] * 4


def test_the_second_reads_it_too_where_the_person_has_another_post_by_now(
    cast: Cast, office: Client, head: Post
) -> None:
    address, said = move_of(head)
    post(cast, Duty.MEMBER, "区直机关党工委副书记")
    office.post(address, said | {"takes": "区直机关党工委副书记"})

    answer = browser_of(cast, "ORGANISE").post(address, said)

    assert answer.status_code == 409
    assert "这期间他已经离开了其中的岗位，什么都没有改" in words_of(answer)
    assert f'href="/handovers/{Handover.objects.get().public_id}/"' in text_of(answer)
    assert Handover.objects.count() == 1


def test_a_group_leaves_with_one_choice_and_an_exception(cast: Cast, office: Client, dispatch: Dispatch) -> None:
    first, _ = noted(dispatch, "甲", "乙")
    said = {"to_day": TODAY.isoformat(), "all": post_of(cast, "OWN").public_id}

    office.post(
        f"/dispatches/{dispatch.public_id}/recall/",
        said | {"pick": first.public_id, "to": post_of(cast, "CLERK").public_id},
    )

    assert owners("甲", "乙") == [post_of(cast, "CLERK"), post_of(cast, "OWN")]
    dispatch.refresh_from_db()
    assert dispatch.to_day == TODAY


def test_an_owner_for_what_is_no_finding_of_the_group_is_refused(
    cast: Cast, office: Client, dispatch: Dispatch, head: Post
) -> None:
    noted(dispatch, "甲")
    owner = post_of(cast, "OWN").public_id
    said = {"to_day": TODAY.isoformat(), "all": owner, "owner-forged": owner}

    answer = office.post(f"/dispatches/{dispatch.public_id}/recall/", said)

    assert answer.status_code == 409
    assert "不是这个工作组在这里发现的问题" in words_of(answer)
    assert owners("甲") == [head]
    dispatch.refresh_from_db()
    assert dispatch.to_day is None


def test_a_post_of_another_district_takes_nothing(cast: Cast, dispatch: Dispatch, head: Post) -> None:
    (first,) = noted(dispatch, "甲")
    elsewhere = actions.create_post(
        actor=SYSTEM, duty=Duty.MEMBER, unit=cast.city, title="市里的岗位", valid_from=TODAY, at=NOW
    )
    actions.appoint(actor=SYSTEM, post=elsewhere, person=cast.persons["outsider"], from_day=TODAY, at=NOW)

    with pytest.raises(actions.UnableToRecall, match="不管这个支部"):
        actions.recall_group(actor=SYSTEM, dispatch=dispatch, to_day=TODAY, owners={first.public_id: elsewhere}, at=NOW)

    assert owners("甲") == [head]


def many(cast: Cast, dispatch: Dispatch, head: Post, count: int) -> None:
    GroupFinding.objects.bulk_create(
        GroupFinding(
            dispatch=dispatch,
            branch=branch,
            text=f"第{number}件：村内主路排水沟盖板缺失，雨后积水，群众出行不便",
            owner=head,
            due_on=TODAY,
            noted_by="",
            noted_at=NOW,
        )
        for number in range(count)
        for branch in [list(cast.branches.values())[number % 6]]
    )


def test_a_hundred_open_things_are_a_light_page(cast: Cast, office: Client, dispatch: Dispatch, head: Post) -> None:
    for number in range(40):
        made = post(cast, Duty.MEMBER, f"区直部门第{number}位副局长")
        actions.appoint(actor=SYSTEM, post=made, person=Person.objects.create(name="某人"), from_day=TODAY, at=NOW)
    many(cast, dispatch, head, 100)
    address, _ = move_of(head)

    sizes = [len(office.get(page).content) for page in (address, f"/dispatches/{dispatch.public_id}/")]

    assert [size < LIGHT for size in sizes] == [True, True], sizes
    assert Department.objects.get(pk=dispatch.group_id).dispatches.count() == 1


def test_settled_findings_are_paged_and_open_ones_stand_before_them(
    cast: Cast, office: Client, dispatch: Dispatch, head: Post
) -> None:
    many(cast, dispatch, head, 25)
    GroupFinding.objects.update(settled_at=NOW, settled_by="", result="补了盖板")
    noted(dispatch, "甲")

    first, second = (office.get(f"/dispatches/{dispatch.public_id}/", {"page": page}) for page in (1, 2))

    assert [words_of(page).count("补了盖板") for page in (first, second)] == [20, 5]
    assert words_of(first).index("甲 2023-09-24 到期") < words_of(first).index("已办结的问题")
