"""The committee checks what hangs there; with an objection open it does not count; the village has no hand in it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from fivestar.foundation.audit.models import AuditEntry
from fivestar.foundation.outcome import NotAllowed, NotSeen
from fivestar.notices.actions import (
    Signed,
    Spoken,
    UnableToAnswer,
    UnableToCheck,
    UnableToIssueLink,
    UnableToSeat,
    UnableToSettle,
    UnableToUseLink,
    answer_objection,
    check_by_link,
    check_notice,
    enter_paper,
    issue_link,
    seat_member,
    settle_objection,
    unseat_member,
)
from fivestar.notices.actions.links import LINK_LIVES
from fivestar.notices.checking import committee, objections_to, standing_of
from fivestar.notices.decisions import Standing
from fivestar.notices.models import Check, CheckLink, Notice
from tests.cast import NOW, SINCE, TODAY, Cast
from tests.factories import shipped_standards
from tests.notices.committee import counted, seat_three
from tests.notices.stories import post

pytestmark = pytest.mark.django_db
WORDS = "支出里少了一张修路的发票"


@pytest.fixture(autouse=True)
def standards(cast: Cast) -> None:
    shipped_standards(cast)


def paper(cast: Cast, notice: Notice, *lines: Signed, **other: Any) -> list[Check]:
    given = {"actor": cast.clerk, "signed_on": TODAY, "kept_at": "镇党建办 2023-9 卷", "at": NOW, **other}
    return enter_paper(notice=notice, lines=lines, **given)


def test_more_than_half_of_the_committee_found_nothing_against_it(cast: Cast) -> None:
    seats = seat_three(cast)
    notice = post(cast)

    assert standing_of(notice, TODAY) == Standing("waiting", 0, 3, 0)
    check_notice(actor=cast.supervisor, spoken=Spoken(notice), at=NOW)
    assert standing_of(notice, TODAY) == Standing("waiting", 1, 3, 0)
    paper(cast, notice, Signed(seats[1].post_public_id))

    assert standing_of(notice, TODAY) == Standing("checked", 2, 3, 0)
    assert [(one.channel, one.entered_by) for one in Check.objects.all()] == [
        ("account", cast.supervisor.person_ref),
        ("paper", cast.clerk.person_ref),
    ]


def test_an_objection_takes_it_from_the_count_until_its_member_agrees(cast: Cast) -> None:
    seat_three(cast)
    notice = post(cast)
    assert counted() == 1

    objection = check_notice(actor=cast.supervisor, spoken=Spoken(notice, WORDS, objects=True), at=NOW)
    assert (standing_of(notice, TODAY).state, counted()) == ("objection", 0)
    answer_objection(actor=cast.secretary, notice=notice, check=objection, answer="发票在下一期里，已补贴说明", at=NOW)
    assert (standing_of(notice, TODAY).state, counted()) == ("answered", 0)
    check_notice(actor=cast.supervisor, spoken=Spoken(notice), at=NOW)

    assert (standing_of(notice, TODAY), counted()) == (Standing("waiting", 1, 3, 0), 1)
    assert [(one.words, one.ended_how) for one in objections_to(notice)] == [(WORDS, "agreed")]
    assert [entry.act for entry in AuditEntry.objects.filter(act__startswith="notices.").order_by("id")] == [
        "notices.post",
        "notices.check",
        "notices.answer",
        "notices.check",
    ]


def test_the_township_settles_with_a_public_reason_what_was_answered_by_somebody_else(cast: Cast) -> None:
    seat_three(cast)
    notice = post(cast)
    objection = check_notice(actor=cast.supervisor, spoken=Spoken(notice, WORDS, objects=True), at=NOW)

    def settle(actor: Any, because: str = "已核对发票存根，金额一致") -> Check:
        return settle_objection(actor=actor, notice=notice, check=objection, because=because, at=NOW)

    with pytest.raises(UnableToSettle, match="村里还没有答复"):
        settle(cast.clerk)
    answer_objection(actor=cast.clerk, notice=notice, check=objection, answer="发票在下一期里", at=NOW)
    with pytest.raises(UnableToSettle, match="自己办的事须由他人来定"):
        settle(cast.clerk)
    with pytest.raises(UnableToSettle, match="理由写 4 到 300 个字"):
        settle(cast.manager, because="好")
    settle(cast.manager)
    with pytest.raises(UnableToSettle, match="已经了结"):
        settle(cast.manager)

    assert (standing_of(notice, TODAY), counted()) == (Standing("waiting", 0, 3, 0), 1)


def test_a_correction_is_checked_anew_and_an_objection_to_the_old_one_stands_until_he_agrees(cast: Cast) -> None:
    seat_three(cast)
    wrong = post(cast)
    check_notice(actor=cast.supervisor, spoken=Spoken(wrong, WORDS, objects=True), at=NOW)

    right = post(cast, corrects=wrong, body="更正：支出应为 18500 元。")

    assert (standing_of(right, TODAY), counted()) == (Standing("objection", 0, 3, 1), 0)
    with pytest.raises(UnableToCheck, match="已经撤回或更正"):
        check_notice(actor=cast.supervisor, spoken=Spoken(wrong), at=NOW)
    check_notice(actor=cast.supervisor, spoken=Spoken(right), at=NOW)
    assert (standing_of(right, TODAY), counted()) == (Standing("waiting", 1, 3, 0), 1)
    check_notice(actor=cast.supervisor, spoken=Spoken(right, WORDS, objects=True), at=NOW)
    assert counted() == 0


def test_a_link_speaks_once_for_one_member_about_everything_that_waits(cast: Cast) -> None:
    seats = seat_three(cast)
    first, second = post(cast), post(cast, kind="affairs", title="三季度村务公开")

    link = issue_link(actor=cast.clerk, branch=cast.dongliu, post_public_id=seats[1].post_public_id, at=NOW)
    assert (link.notices, len(link.token) >= 20) == (2, True)
    spoken = {first.public_id: Spoken(first), second.public_id: Spoken(second, WORDS, objects=True)}
    check_by_link(token=link.token, spoken=spoken, at=NOW, now=NOW)
    with pytest.raises(UnableToUseLink):
        check_by_link(token=link.token, spoken=spoken, at=NOW, now=NOW)

    assert [(one.notice, one.verdict, one.channel, one.member) for one in Check.objects.order_by("id")] == [
        (first, "confirm", "link", seats[1].person_ref),
        (second, "object", "link", seats[1].person_ref),
    ]
    assert not CheckLink.objects.filter(digest__contains=link.token).exists()


@pytest.mark.parametrize("case", ["wrong", "expired", "revoked", "left"])
def test_a_link_that_is_none_any_more_opens_nothing(cast: Cast, case: str) -> None:
    seats = seat_three(cast)
    notice = post(cast)
    seat = seats[1].post_public_id
    token = issue_link(actor=cast.clerk, branch=cast.dongliu, post_public_id=seat, at=NOW).token
    now = NOW + LINK_LIVES if case == "expired" else NOW
    if case == "revoked":
        issue_link(actor=cast.clerk, branch=cast.dongliu, post_public_id=seat, at=NOW)
    if case == "left":
        yesterday = TODAY - timedelta(days=1)
        unseat_member(actor=cast.clerk, branch=cast.dongliu, post_public_id=seat, last_day=yesterday, at=NOW)

    with pytest.raises(UnableToUseLink):
        check_by_link(
            token="x" * 22 if case == "wrong" else token, spoken={notice.public_id: Spoken(notice)}, at=NOW, now=now
        )

    assert Check.objects.count() == 0
    assert CheckLink.objects.filter(used_at__isnull=False).count() == 0


def test_a_link_speaks_only_of_what_was_put_before_its_member(cast: Cast) -> None:
    seats = seat_three(cast)
    post(cast)
    elsewhere = post(cast, branch=cast.xiliu, actor=cast.clerk)
    link = issue_link(actor=cast.clerk, branch=cast.dongliu, post_public_id=seats[1].post_public_id, at=NOW)

    with pytest.raises(UnableToCheck):
        check_by_link(token=link.token, spoken={elsewhere.public_id: Spoken(elsewhere)}, at=NOW, now=NOW)

    assert (Check.objects.count(), CheckLink.objects.get().used_at) == (0, None)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"lines": ()}, "请至少录入一个人的意见"),
        ({"kept_at": " "}, "请写明签字纸单存在哪里"),
        ({"signed_on": TODAY + timedelta(days=1)}, "签字日期应在 2023-09-15 和 2023-09-15 之间"),
        ({"signed_on": TODAY - timedelta(days=1)}, "签字日期应在 2023-09-15 和 2023-09-15 之间"),
        ({"words": "不对"}, "有异议的，请写 4 到 300 个字"),
        ({"words": "他的电话是13903740000"}, "第 1 行像是有手机号（139…00），请先删去或遮住"),
        ({"seat": "nobody"}, "这个席位不在这个村的监督委员会里，或者现在没有人"),
    ],
)
def test_a_paper_list_that_says_too_little_is_refused_and_nothing_is_kept(
    cast: Cast, wrong: dict[str, Any], said: str
) -> None:
    seats = seat_three(cast)
    notice = post(cast)
    words, seat = wrong.pop("words", ""), wrong.pop("seat", seats[1].post_public_id)
    lines = wrong.pop("lines", (Signed(seats[2].post_public_id), Signed(seat, words, objects=bool(words))))

    with pytest.raises(UnableToCheck) as refused:
        paper(cast, notice, *lines, **wrong)

    assert (str(refused.value), Check.objects.count()) == (said, 0)


@pytest.mark.parametrize(
    "who", ["secretary", "helper", "next_secretary", "next_clerk", "supplier", "outsider", "organiser"]
)
def test_nobody_but_the_township_speaks_for_the_committee(cast: Cast, who: str) -> None:
    seats = seat_three(cast)
    notice = post(cast)
    actor, seat = getattr(cast, who), seats[1].post_public_id
    objection = check_notice(actor=cast.supervisor, spoken=Spoken(notice, WORDS, objects=True), at=NOW)
    before = (Check.objects.count(), len(committee(cast.dongliu, TODAY)))

    tried = [
        lambda: check_notice(actor=actor, spoken=Spoken(notice), at=NOW),
        lambda: paper(cast, notice, Signed(seat), actor=actor),
        lambda: issue_link(actor=actor, branch=cast.dongliu, post_public_id=seat, at=NOW),
        lambda: settle_objection(actor=actor, notice=notice, check=objection, because="没有问题的", at=NOW),
    ]
    if who != "organiser":  # the district may seat where a township does not
        tried += [
            lambda: seat_member(actor=actor, branch=cast.dongliu, name="路人", title="委员", from_day=SINCE, at=NOW),
            lambda: unseat_member(actor=actor, branch=cast.dongliu, post_public_id=seat, last_day=TODAY, at=NOW),
        ]
    for act in tried:
        with pytest.raises((NotAllowed, NotSeen)):
            act()

    assert (Check.objects.count(), len(committee(cast.dongliu, TODAY))) == before
    assert not CheckLink.objects.exists()


def test_whoever_posted_it_types_no_list_and_settles_nothing_of_it(cast: Cast) -> None:
    seats = seat_three(cast)
    notice = post(cast, actor=cast.clerk)
    objection = check_notice(actor=cast.supervisor, spoken=Spoken(notice, WORDS, objects=True), at=NOW)
    answer_objection(actor=cast.secretary, notice=notice, check=objection, answer="发票在下一期里", at=NOW)

    with pytest.raises(NotAllowed, match="自己办的事须由他人来定"):
        paper(cast, notice, Signed(seats[1].post_public_id))
    with pytest.raises(NotAllowed, match="自己办的事须由他人来定"):
        settle_objection(actor=cast.clerk, notice=notice, check=objection, because="没有问题的", at=NOW)

    assert Check.objects.filter(channel="paper").count() == 0


def test_an_answer_is_words_about_the_matter(cast: Cast) -> None:
    seat_three(cast)
    notice = post(cast)
    objection = check_notice(actor=cast.supervisor, spoken=Spoken(notice, WORDS, objects=True), at=NOW)

    for answer in ("好", "请打13903740000问会计"):
        with pytest.raises(UnableToAnswer):
            answer_objection(actor=cast.secretary, notice=notice, check=objection, answer=answer, at=NOW)

    assert standing_of(notice, TODAY).state == "objection"


def test_the_committee_has_as_many_as_the_rule_of_the_day_allows_and_nobody_who_runs_the_branch(cast: Cast) -> None:
    seat_three(cast)
    for name in ("郑秋", "孙梅"):
        seat_member(actor=cast.clerk, branch=cast.dongliu, name=name, title="委员", from_day=SINCE, at=NOW)

    with pytest.raises(UnableToSeat, match="监督委员会至多 5 人"):
        seat_member(actor=cast.clerk, branch=cast.dongliu, name="第六人", title="委员", from_day=SINCE, at=NOW)
    unseat_member(
        actor=cast.clerk,
        branch=cast.dongliu,
        post_public_id=committee(cast.dongliu, TODAY)[-1].post_public_id,
        last_day=TODAY - timedelta(days=1),
        at=NOW,
    )
    for name, said in (("柳青", "不能监督自己"), ("周明", "已经在监督委员会里"), ("", "请写姓名")):
        with pytest.raises(UnableToSeat, match=said):
            seat_member(actor=cast.clerk, branch=cast.dongliu, name=name, title="委员", from_day=SINCE, at=NOW)

    assert [one.name for one in committee(cast.dongliu, TODAY)] == ["柳明", "周明", "吴芳", "郑秋"]


def test_no_link_is_made_where_nothing_waits(cast: Cast) -> None:
    seats = seat_three(cast)

    with pytest.raises(UnableToIssueLink, match="没有等他核对的公示"):
        issue_link(actor=cast.clerk, branch=cast.dongliu, post_public_id=seats[1].post_public_id, at=NOW)


def test_the_database_too_keeps_one_word_of_a_member_and_no_objection_without_words(cast: Cast) -> None:
    seats = seat_three(cast)
    notice = post(cast)
    check = check_notice(actor=cast.supervisor, spoken=Spoken(notice), at=NOW)

    with pytest.raises(IntegrityError), transaction.atomic():
        Check.objects.filter(pk=check.pk).update(verdict="object")
    check.pk, check.public_id = None, "another-one"
    with pytest.raises(IntegrityError), transaction.atomic():
        check.save(force_insert=True)

    assert Check.objects.count() == 1
    assert seats[0].person_ref == cast.supervisor.person_ref
