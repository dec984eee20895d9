"""一肩挑: two steps are one meeting where the township stated it; nobody declares it of his own meeting."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from fivestar.foundation.audit.models import AuditEntry
from fivestar.foundation.outcome import NotAllowed, NotSeen
from fivestar.projects import actions
from fivestar.projects.models import BothPosts, Deliberation
from tests.cast import NOW, TODAY, Cast
from tests.pages import browser_of, queries_of, text_of, words_of
from tests.projects.stories import DELIBERATED, PROPOSED, both_posts, started

pytestmark = pytest.mark.django_db

MERGED = replace(PROPOSED, body="committees", merges=True, due=7, present=7, votes=replace(PROPOSED.votes, favour=7))
NOT_STATED = "乡镇（街道）没有写明那一天书记、主任“一肩挑”"
TYPED = {
    "seen": "1",
    "body": "committee",
    "merges": "on",
    "held_on": "2023-06-01",
    "due": "7",
    "present": "7",
    "favour": "7",
    "against": "0",
    "abstained": "0",
    "witness_one": "柳大",
    "witness_two": "柳二",
}


def here(cast: Cast) -> str:
    return f"/b/{cast.dongliu.public_id}/projects/"


def test_a_merged_meeting_names_the_townships_word_and_the_members_are_next(cast: Cast) -> None:
    stated = both_posts(cast)
    project = started(cast)

    made = actions.record_meeting(actor=cast.secretary, project=project, held=MERGED, at=NOW)
    after = actions.record_meeting(actor=cast.secretary, project=project, held=DELIBERATED, at=NOW)

    assert (made.outcome, made.holds_both, made.both_posts) == ("carried", True, stated)
    assert (after.outcome, after.both_posts) == ("carried", None)
    assert "“一肩挑”，支部提议和两委商议合并" in actions.words_of(project, "decision")


@pytest.mark.parametrize("declares", [False, True])
def test_nobody_declares_it_himself(cast: Cast, declares: bool) -> None:
    project = started(cast)

    with pytest.raises(actions.UnableToDeliberate, match=NOT_STATED):
        actions.record_meeting(actor=cast.secretary, project=project, held=replace(MERGED, holds_both=declares), at=NOW)

    assert Deliberation.objects.count() == 0


@pytest.mark.parametrize(
    ("stated", "held_on"),
    [
        ({"from_day": date(2023, 6, 2)}, date(2023, 6, 1)),
        ({"from_day": date(2023, 1, 1), "to_day": date(2023, 5, 31)}, date(2023, 6, 1)),
    ],
)
def test_it_holds_for_the_days_it_was_stated_for_and_no_other(
    cast: Cast, stated: dict[str, date], held_on: date
) -> None:
    row = both_posts(cast, from_day=stated["from_day"])
    if "to_day" in stated:
        actions.end_both_posts(actor=cast.manager, stated=row, to_day=stated["to_day"], at=NOW)

    with pytest.raises(actions.UnableToDeliberate, match=NOT_STATED):
        actions.record_meeting(
            actor=cast.secretary, project=started(cast), held=replace(MERGED, held_on=held_on), at=NOW
        )


def test_a_word_on_another_branch_is_none_here(cast: Cast) -> None:
    both_posts(cast, branch=cast.xiliu)

    with pytest.raises(actions.UnableToDeliberate, match=NOT_STATED):
        actions.record_meeting(actor=cast.secretary, project=started(cast), held=MERGED, at=NOW)


def test_a_clerk_who_stated_it_does_not_record_a_merged_meeting_on_his_own_word(cast: Cast) -> None:
    both_posts(cast)
    project = started(cast)

    with pytest.raises(actions.UnableToCarry, match="是您自己写明的：这次会议由别人来记"):
        actions.record_meeting(actor=cast.clerk, project=project, held=MERGED, at=NOW)
    apart = actions.record_meeting(actor=cast.clerk, project=project, held=PROPOSED, at=NOW)

    assert (apart.outcome, apart.merges) == ("carried", False)


@pytest.mark.parametrize("who", ["secretary", "helper", "organiser", "supervisor", "next_clerk", "outsider"])
def test_only_the_branchs_township_states_and_ends_it(cast: Cast, who: str) -> None:
    row = both_posts(cast, actor=cast.manager)

    actor = getattr(cast, who)
    with pytest.raises((NotAllowed, NotSeen)):
        both_posts(cast, actor=actor)
    with pytest.raises((NotAllowed, NotSeen)):
        actions.end_both_posts(actor=actor, stated=row, to_day=TODAY, at=NOW)

    assert list(BothPosts.objects.values_list("to_day", "stated_as")) == [(None, "柳溪镇党委书记")]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"source": " "}, "请写明依据哪份文件或哪次选举"),
        ({"source": "文" * 121}, "不超过 120 字"),
        ({"source": "柳青 13812345678"}, "像是有手机号"),
        ({"from_day": date(2023, 9, 16)}, "日期 2023-09-16 还没有到"),
    ],
)
def test_a_word_without_a_paper_or_of_tomorrow_is_refused(cast: Cast, told: dict[str, Any], said: str) -> None:
    with pytest.raises(actions.UnableToCarry, match=said):
        both_posts(cast, **told)

    assert (BothPosts.objects.count(), AuditEntry.objects.filter(act="projects.state_both_posts").count()) == (0, 0)


def test_it_is_stated_once_and_ended_not_before_the_last_meeting_merged_by_it(cast: Cast) -> None:
    row = both_posts(cast)
    actions.record_meeting(actor=cast.secretary, project=started(cast), held=MERGED, at=NOW)

    with pytest.raises(actions.UnableToCarry, match="2023-01-01 起的“一肩挑”已经写明"):
        both_posts(cast, from_day=date(2023, 3, 1))
    with pytest.raises(actions.UnableToCarry, match="2023-06-01 还按“一肩挑”合并开过会"):
        actions.end_both_posts(actor=cast.clerk, stated=row, to_day=date(2023, 5, 31), at=NOW)
    with pytest.raises(actions.UnableToCarry, match="最后一天应在 2023-01-01 以后、不晚于今天"):
        actions.end_both_posts(actor=cast.clerk, stated=row, to_day=date(2023, 9, 16), at=NOW)
    actions.end_both_posts(actor=cast.clerk, stated=row, to_day=date(2023, 6, 1), at=NOW)
    again = both_posts(cast, from_day=date(2023, 6, 2), actor=cast.manager)

    assert list(BothPosts.objects.values_list("pk", "to_day")) == [(again.pk, None), (row.pk, date(2023, 6, 1))]


def test_on_the_pages_it_is_stated_offered_named_and_ended(cast: Cast) -> None:
    project = started(cast)
    secretary, clerk = browser_of(cast, "OWN"), browser_of(cast, "CLERK")
    meeting = f"{here(cast)}{project.public_id}/meeting/"
    assert 'name="merges"' not in text_of(secretary.get(meeting))
    assert "乡镇（街道）没有写明：这一步和两委商议分开开。" in words_of(secretary.get(meeting))
    assert NOT_STATED in words_of(secretary.post(meeting, TYPED))
    assert "写明一肩挑" not in words_of(secretary.get(here(cast)))
    assert secretary.post(f"{here(cast)}both-posts/", {"from_day": "2023-01-01", "source": "x"}).status_code == 403

    wrong = clerk.post(f"{here(cast)}both-posts/", {"from_day": "2024-01-01", "source": "柳镇任〔2023〕1号"})
    assert (wrong.status_code, 'value="柳镇任〔2023〕1号"' in text_of(wrong)) == (422, True)
    clerk.post(f"{here(cast)}both-posts/", {"from_day": "2023-01-01", "source": "柳镇任〔2023〕1号"})
    assert 'name="merges"' in text_of(secretary.get(meeting))
    assert secretary.post(meeting, TYPED).status_code == 302

    words = words_of(secretary.get(f"{here(cast)}{project.public_id}/"))
    assert "支部提议 + 两委商议" in words
    assert "书记、主任“一肩挑” 柳溪镇党建干事 2023-09-15 写明 柳镇任〔2023〕1号" in words
    stated = BothPosts.objects.get()
    clerk.post(f"{here(cast)}both-posts/{stated.public_id}/end/", {"to_day": "2023-09-15"})
    assert "2023-01-01 – 2023-09-15 柳镇任〔2023〕1号" in words_of(secretary.get(here(cast)))


def test_the_page_of_a_branch_costs_the_same_with_one_word_and_with_three(cast: Cast) -> None:
    clerk = browser_of(cast, "CLERK")
    row = both_posts(cast)
    one = queries_of(clerk, here(cast))
    for month in (3, 5):
        actions.end_both_posts(actor=cast.clerk, stated=row, to_day=date(2023, month - 1, 1), at=NOW)
        row = both_posts(cast, from_day=date(2023, month, 1))

    assert queries_of(clerk, here(cast)) == one
