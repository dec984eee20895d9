"""Nobody passes his own target on, the one change of a year is not used up unseen, and what waits is on its list."""

import pytest

from fivestar.desk.today import today_for
from fivestar.foundation.access import Actor
from fivestar.scorecards.actions import UnableToSetTarget
from fivestar.scorecards.aims.actions import (
    Aimed,
    ChangedMeanwhile,
    UnableToPropose,
    endorse_target,
    fix_target,
    propose_target,
)
from fivestar.scorecards.aims.queries import mark_of
from fivestar.scorecards.models import Target, TargetStep
from fivestar.standards.queries import edition_in_force
from tests.cast import NOW, TODAY, Cast
from tests.factories import small_standards
from tests.pages import browser_of, words_of

pytestmark = pytest.mark.django_db
ONE = Aimed(1, ("party",), "支部过硬先争到手")
TWO = Aimed(2, ("party", "industry"), "合作社已经起步")


@pytest.fixture(autouse=True)
def standards(cast: Cast) -> None:
    small_standards(cast)


def _both(one: Actor, other: Actor) -> Actor:
    """The first person with the posts of both."""
    return Actor(**{**{name: getattr(one, name) for name in one.__slots__}, "posts": (*one.posts, *other.posts)})


def _mark(cast: Cast) -> str:
    edition = edition_in_force(cast.district, cast.dongliu.category, TODAY)
    assert edition is not None
    return mark_of(cast.dongliu, edition)


def _waiting(actor: Actor) -> list[tuple[str, str, str, bool]]:
    items = today_for(actor, NOW).items
    return [(one.title, one.why, one.waits, one.blocks_others) for one in items if "目标" in one.title]


def test_the_second_of_two_who_fix_a_target_is_told_and_the_one_change_is_left(cast: Cast) -> None:
    seen = _mark(cast)
    fix_target(actor=cast.organiser, branch=cast.dongliu, aimed=ONE, seen=seen, at=NOW)

    with pytest.raises(ChangedMeanwhile):
        fix_target(actor=cast.organiser, branch=cast.dongliu, aimed=TWO, seen=seen, at=NOW)

    assert [(one.level, one.is_current) for one in Target.objects.all()] == [(1, True)]
    fix_target(actor=cast.organiser, branch=cast.dongliu, aimed=TWO, seen=_mark(cast), at=NOW)
    assert Target.objects.get(is_current=True).level == 2


def test_what_the_branch_said_meanwhile_is_seen_before_its_township_puts_forward(cast: Cast) -> None:
    propose_target(actor=cast.secretary, branch=cast.dongliu, aimed=TWO, at=NOW)
    browser = browser_of(cast, "MANAGE")
    form = {"act": "endorse", "level": "2", "stars": ["party", "industry"], "reason": "同意", "seen": _mark(cast)}
    propose_target(actor=cast.secretary, branch=cast.dongliu, aimed=ONE, at=NOW)

    answer = browser.post(f"/b/{cast.dongliu.public_id}/target/", form)

    assert answer.status_code == 422
    words = words_of(answer)
    assert "这期间别人申报、审核或定过目标" in words
    assert "1 星 支部过硬" in words
    assert TargetStep.objects.filter(step="endorsed").count() == 0
    assert browser.post(f"/b/{cast.dongliu.public_id}/target/", {**form, "seen": _mark(cast)}).status_code == 302


def test_whoever_proposed_does_not_put_forward_by_his_second_post(cast: Cast) -> None:
    twice = _both(cast.clerk, cast.manager)
    propose_target(actor=twice, branch=cast.dongliu, aimed=TWO, at=NOW)

    with pytest.raises(UnableToPropose, match="自己申报的，由别人来审核"):
        endorse_target(actor=twice, branch=cast.dongliu, aimed=TWO, at=NOW)

    assert TargetStep.objects.count() == 1
    assert _waiting(twice) == []


def test_whoever_put_forward_does_not_fix_by_his_second_post(cast: Cast) -> None:
    twice = _both(cast.organiser, cast.manager)
    propose_target(actor=cast.secretary, branch=cast.dongliu, aimed=TWO, at=NOW)
    endorse_target(actor=twice, branch=cast.dongliu, aimed=TWO, at=NOW)

    with pytest.raises(UnableToSetTarget, match="自己申报或审核过的，由别人来定"):
        fix_target(actor=twice, branch=cast.dongliu, aimed=TWO, at=NOW)

    assert not Target.objects.exists()


def test_a_target_on_its_way_is_on_the_list_of_whoever_it_waits_for(cast: Cast) -> None:
    propose_target(actor=cast.secretary, branch=cast.dongliu, aimed=TWO, at=NOW)

    assert _waiting(cast.manager) == [("审核目标", "1 个支部申报了目标，等您审核", cast.dongliu.name, True)]
    assert [_waiting(one) for one in (cast.organiser, cast.secretary, cast.next_clerk)] == [[], [], []]

    endorse_target(actor=cast.manager, branch=cast.dongliu, aimed=TWO, at=NOW)
    assert _waiting(cast.organiser) == [("定目标", "1 个支部的目标审核过了，等您定", cast.dongliu.name, True)]
    assert _waiting(cast.manager) == []

    fix_target(actor=cast.organiser, branch=cast.dongliu, aimed=TWO, at=NOW)
    assert _waiting(cast.organiser) == []


def test_last_years_proposals_wait_no_more(cast: Cast) -> None:
    propose_target(actor=cast.secretary, branch=cast.dongliu, aimed=TWO, at=NOW)
    TargetStep.objects.update(year=2022)

    assert _waiting(cast.manager) == []


def test_a_form_that_does_not_say_what_was_seen_is_refused(cast: Cast) -> None:
    propose_target(actor=cast.secretary, branch=cast.dongliu, aimed=TWO, at=NOW)
    form = {"act": "endorse", "level": "2", "stars": ["party", "industry"], "reason": "同意"}

    answer = browser_of(cast, "MANAGE").post(f"/b/{cast.dongliu.public_id}/target/", form)

    assert answer.status_code == 422
    assert TargetStep.objects.filter(step="endorsed").count() == 0
