"""Whoever posted a notice hands out no link to it: with the link he could check in the member's stead."""

import re

import pytest

from fivestar.foundation.access import Actor
from fivestar.notices.actions import Spoken, UnableToCheck, UnableToIssueLink, check_by_link, issue_link
from fivestar.notices.actions.links import IssuedLink
from fivestar.notices.models import Check, CheckLink
from tests.cast import NOW, Cast
from tests.factories import shipped_standards
from tests.notices.committee import seat_three
from tests.notices.stories import post
from tests.pages import browser_of, text_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def standards(cast: Cast) -> None:
    shipped_standards(cast)


def issue(cast: Cast, actor: Actor, seat: str) -> IssuedLink:
    return issue_link(actor=actor, branch=cast.dongliu, post_public_id=seat, at=NOW)


def test_a_link_leaves_out_and_names_what_its_issuer_posted(cast: Cast) -> None:
    seat = seat_three(cast)[1].post_public_id
    theirs = post(cast)
    post(cast, actor=cast.clerk, kind="affairs", title="三季度村务公开")

    link = issue(cast, cast.clerk, seat)

    assert (link.notices, link.left_out) == (1, ("三季度村务公开",))
    assert list(CheckLink.objects.get().notices.all()) == [theirs]
    assert (issue(cast, cast.manager, seat).notices, CheckLink.objects.count()) == (2, 2)


def test_no_link_is_made_of_nothing_but_what_its_issuer_posted(cast: Cast) -> None:
    seat = seat_three(cast)[1].post_public_id
    post(cast, actor=cast.clerk)

    with pytest.raises(UnableToIssueLink, match="都是您贴的，链接须由别人发"):
        issue(cast, cast.clerk, seat)

    assert not CheckLink.objects.exists()


def test_a_link_that_carries_it_all_the_same_is_refused_when_it_is_sent_and_can_be_used_no_less(cast: Cast) -> None:
    seat = seat_three(cast)[1].post_public_id
    post(cast)
    own = post(cast, actor=cast.clerk, kind="affairs", title="三季度村务公开")
    token = issue(cast, cast.clerk, seat).token
    CheckLink.objects.get().notices.add(own)

    with pytest.raises(UnableToCheck, match="发链接的人自己贴了这份公示"):
        check_by_link(token=token, spoken={own.public_id: Spoken(own)}, at=NOW, now=NOW)

    assert (Check.objects.count(), CheckLink.objects.get().used_at) == (0, None)


def test_the_page_of_the_link_says_what_is_not_in_it_and_why(cast: Cast) -> None:
    seat = seat_three(cast)[1].post_public_id
    post(cast)
    own = post(cast, actor=cast.clerk, kind="affairs", title="三季度村务公开")

    page = browser_of(cast, "CLERK").post(f"/b/{cast.dongliu.public_id}/supervision/{seat}/link/")

    assert "您自己贴的不在里面，须由别人发链接： 三季度村务公开" in words_of(page)
    found = re.search(r"/check/([\w-]{20,})/", text_of(page))
    assert found is not None
    assert own.title not in words_of(browser_of(cast, "").get(f"/check/{found[1]}/"))
