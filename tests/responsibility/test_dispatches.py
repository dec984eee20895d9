"""A work group in a village: what it finds has an owner, and no finding stays with a group that is gone."""

from datetime import date, timedelta

import pytest

from fivestar.foundation.access import SYSTEM, Duty
from fivestar.foundation.outcome import NotSeen, Refused
from fivestar.responsibility import actions, bodies, queries
from fivestar.responsibility.models import Department, Dispatch, GroupFinding, Post
from tests.cast import NOW, TODAY, Cast
from tests.responsibility.stories import sent, work_group

DUE = TODAY + timedelta(days=14)
ID, MOBILE, CARD = "41100319900307123X", "13937400000", "卡号 6222021001112223335"


def note(cast: Cast, dispatch: Dispatch, text: str = "账目没有公开") -> GroupFinding:
    return actions.note_finding(actor=cast.organiser, dispatch=dispatch, text=text, due_on=DUE, at=NOW)


def test_while_it_is_there_the_group_answers_for_what_it_finds(cast: Cast) -> None:
    dispatch = sent(cast, work_group(cast))
    finding = note(cast, dispatch)

    head = queries.post_titled(cast.district, "第一专项工作组组长")
    assert finding.owner == head
    assert [(item.title, item.place, item.due_on) for item in queries.open_on([head.pk], NOW)] == [
        ("账目没有公开", "东柳村委会", DUE)
    ]


def test_a_finding_needs_a_head_a_text_and_a_day_to_come(cast: Cast) -> None:
    dispatch = sent(cast, work_group(cast, headed_by=None))
    with pytest.raises(actions.UnableToOwn, match="现在没有人"):
        note(cast, dispatch)
    head = queries.post_titled(cast.district, "第一专项工作组组长")
    actions.appoint(actor=SYSTEM, post=head, person=cast.persons["outsider"], from_day=TODAY, at=NOW)

    with pytest.raises(actions.UnableToNote, match="请写明发现了什么"):
        note(cast, dispatch, " ")
    with pytest.raises(actions.UnableToNote, match="已经过了"):
        actions.note_finding(actor=cast.organiser, dispatch=dispatch, text="甲", due_on=date(2023, 9, 14), at=NOW)

    assert GroupFinding.objects.count() == 0


def test_the_group_leaves_only_when_each_finding_has_a_post_that_stays(cast: Cast) -> None:
    dispatch = sent(cast, work_group(cast))
    first, second = note(cast, dispatch, "甲"), note(cast, dispatch, "乙")
    secretary, head = Post.objects.get(duty=Duty.OWN, path=cast.dongliu.path), first.owner

    with pytest.raises(actions.UnableToRecall, match="还有 1 个问题") as refused:
        actions.recall_group(
            actor=cast.organiser,
            dispatch=dispatch,
            to_day=TODAY,
            owners={first.public_id: secretary, second.public_id: head},
            at=NOW,
        )
    assert refused.value.findings == (second,)
    assert set(GroupFinding.objects.values_list("owner", flat=True)) == {head.pk}

    owners = {first.public_id: secretary, second.public_id: secretary}
    actions.recall_group(actor=cast.organiser, dispatch=dispatch, to_day=TODAY, owners=owners, at=NOW)

    assert [item.title for item in queries.open_items_for(cast.secretary, NOW)] == ["甲", "乙"]
    with pytest.raises(actions.UnableToNote, match="已经离开"):
        note(cast, dispatch)
    with pytest.raises(actions.UnableToRecall, match="已经结束"):
        actions.recall_group(actor=cast.organiser, dispatch=dispatch, to_day=TODAY, owners={}, at=NOW)


def test_what_was_found_never_goes_to_a_post_that_is_not_over_the_village(cast: Cast) -> None:
    dispatch = sent(cast, work_group(cast))
    found = note(cast, dispatch, "甲")
    elsewhere = Post.objects.get(title="竹园社区党支部书记")

    with pytest.raises(actions.UnableToRecall, match="“竹园社区党支部书记”不管这个支部"):
        actions.recall_group(
            actor=cast.organiser, dispatch=dispatch, to_day=TODAY, owners={found.public_id: elsewhere}, at=NOW
        )

    dispatch.refresh_from_db()
    assert (dispatch.to_day, GroupFinding.objects.get().owner) == (None, found.owner)


def test_whoever_answers_for_it_settles_it_and_says_how(cast: Cast) -> None:
    dispatch = sent(cast, work_group(cast))
    finding = note(cast, dispatch)

    with pytest.raises(actions.UnableToSettle, match="由“第一专项工作组组长”负责"):
        actions.settle_finding(actor=cast.secretary, finding=finding, result="已公开", at=NOW)
    secretary = Post.objects.get(duty=Duty.OWN, path=cast.dongliu.path)
    actions.recall_group(
        actor=cast.organiser, dispatch=dispatch, to_day=TODAY, owners={finding.public_id: secretary}, at=NOW
    )
    with pytest.raises(actions.UnableToSettle, match="怎么解决"):
        actions.settle_finding(actor=cast.secretary, finding=finding, result=" ", at=NOW)
    actions.settle_finding(actor=cast.secretary, finding=finding, result="已公开", at=NOW)

    assert queries.open_items_for(cast.secretary, NOW) == []
    with pytest.raises(actions.UnableToSettle, match="已经办结"):
        actions.settle_finding(actor=cast.organiser, finding=finding, result="再办一次", at=NOW)


def test_another_village_sees_nothing_of_it(cast: Cast) -> None:
    finding = note(cast, sent(cast, work_group(cast)))

    assert bodies.finding_for(cast.next_secretary, finding.public_id) is None
    assert bodies.finding_for(cast.secretary, finding.public_id) == finding
    with pytest.raises(NotSeen):
        actions.settle_finding(actor=cast.next_secretary, finding=finding, result="乱来", at=NOW)


def test_when_its_owner_moves_the_finding_goes_with_the_post_or_to_another(cast: Cast) -> None:
    finding = note(cast, sent(cast, work_group(cast)))
    head, manager = finding.owner, Post.objects.get(duty=Duty.MANAGE)
    person = head.holdings.get().person
    with pytest.raises(actions.LeftWithoutOwner):
        actions.move_person(
            actor=cast.organiser, person=person, district=cast.district, move=actions.Move({head: None}, TODAY), at=NOW
        )

    actions.move_person(
        actor=cast.organiser,
        person=person,
        district=cast.district,
        move=actions.Move({head: None}, TODAY, {("group_finding", finding.public_id): manager}),
        at=NOW,
    )

    finding.refresh_from_db()
    assert finding.owner == manager


def test_only_a_work_group_is_sent_and_once(cast: Cast) -> None:
    group = work_group(cast)
    sent(cast, group)

    with pytest.raises(actions.UnableToSend, match="已经在"):
        sent(cast, group)
    with pytest.raises(actions.UnableToSend, match="只有本区的专项工作组"):
        sent(cast, Department.objects.get(name="区农业农村局"))
    for actor in (cast.manager, cast.taskforce, cast.secretary):
        with pytest.raises(Refused):
            actions.send_group(actor=actor, group=group, branch=cast.xiliu, from_day=TODAY, at=NOW)

    assert Dispatch.objects.count() == 1


@pytest.mark.parametrize(("number", "what"), [(ID, "身份证号"), (MOBILE, "手机号"), (CARD, "银行账号")])
def test_findings_and_results_carry_nobodys_numbers(cast: Cast, number: str, what: str) -> None:
    dispatch = sent(cast, work_group(cast))

    with pytest.raises(actions.UnableToNote, match=what):
        note(cast, dispatch, f"联系 {number}")
    finding = note(cast, dispatch, "账目没有公开，村委会电话 0374-5110000")

    with pytest.raises(actions.UnableToSettle, match=what):
        actions.settle_finding(actor=SYSTEM, finding=finding, result=f"已联系 {number}", at=NOW)

    assert [(one.text, one.settled_at) for one in GroupFinding.objects.all()] == [(finding.text, None)]
