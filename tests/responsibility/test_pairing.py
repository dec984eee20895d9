"""A suggested pairing: even, what exists kept, seen before it is applied, applied as it was seen."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fivestar.foundation.access import SYSTEM, Duty
from fivestar.foundation.outcome import Refused
from fivestar.responsibility import actions
from fivestar.responsibility.even_pairing import Helping, Wanting, suggest
from fivestar.responsibility.models import Department, Holding, Post
from fivestar.responsibility.pairing import suggestion
from tests.cast import NOW, SINCE, TODAY, Cast
from tests.pages import browser_of, words_of


@settings(max_examples=60, deadline=None)
@given(
    loads=st.lists(st.integers(0, 6), min_size=1, max_size=6),
    townships=st.lists(st.integers(1, 4), max_size=14),
)
def test_loads_are_as_even_as_what_exists_allows(loads: list[int], townships: list[int]) -> None:
    wanting = [Wanting(number, township) for number, township in enumerate(townships)]
    helping = [Helping(100 + number, load, frozenset()) for number, load in enumerate(loads)]

    answer = suggest(wanting, helping)

    assert sorted(answer) == list(range(len(townships)))
    given_to = Counter(answer.values())
    after = [one.load + given_to[one.department] for one in helping]
    fullest_that_got = max((after[n] for n, one in enumerate(helping) if given_to[one.department]), default=0)
    assert fullest_that_got - min(after) <= 1
    assert [one.department for one in helping if given_to[one.department] < 0] == []


def test_of_even_answers_the_one_with_departments_where_they_are_already() -> None:
    wanting = [Wanting(1, 10), Wanting(2, 20)]
    helping = [Helping(100, 3, frozenset({20})), Helping(200, 3, frozenset({10}))]

    assert suggest(wanting, helping) == {1: 200, 2: 100}


def test_without_departments_nothing_is_suggested() -> None:
    assert suggest([Wanting(1, 1)], []) == {}
    assert suggest([], [Helping(1, 0, frozenset())]) == {}


def test_what_exists_is_kept_and_the_rest_shared_out(cast: Cast) -> None:
    seen = suggestion(cast.district, TODAY)

    assert {load.department.name: (load.before, load.after) for load in seen.loads} == {
        "区农业农村局": (1, 3),
        "区委组织部": (0, 2),
    }
    assert sorted(branch.village.core for load in seen.loads for branch in load.gets) == sorted(
        ["西柳", "石桥", "竹园", "南门"]  # 东柳 has one; of 沙岗 nobody knows whether it is in the drive
    )


def test_it_is_applied_as_it_was_seen_and_held_by_whoever_helps_already(cast: Cast) -> None:
    seen = suggestion(cast.district, TODAY)

    actions.apply_pairing(actor=cast.organiser, district=cast.district, digest=seen.digest, from_day=TODAY, at=NOW)

    made = Post.objects.filter(duty=Duty.SUPPORT, valid_from=TODAY)
    assert made.count() == 4
    held = Holding.objects.filter(post__in=made)
    assert set(held.values_list("person__name", "post__department__name")) == {("罗平", "区农业农村局")}
    assert suggestion(cast.district, TODAY).count == 0
    with pytest.raises(actions.UnableToPair, match="再看一遍"):
        actions.apply_pairing(actor=cast.organiser, district=cast.district, digest=seen.digest, from_day=TODAY, at=NOW)


def test_what_changed_meanwhile_is_shown_anew(cast: Cast) -> None:
    seen = suggestion(cast.district, TODAY)
    actions.create_post(
        actor=SYSTEM,
        duty=Duty.SUPPORT,
        unit=cast.villages["西柳"],
        title="区委组织部帮建",
        valid_from=SINCE,
        at=NOW,
        department=Department.objects.get(name="区委组织部"),
    )
    browser = browser_of(cast, "ORGANISE")
    address = f"/d/{cast.district.code}/duties/pairing/"

    answer = browser.post(address, {"digest": seen.digest})

    assert answer.status_code == 409
    assert "岗位有了变动,建议已重新计算,请再看一遍" in words_of(answer)
    assert Post.objects.filter(duty=Duty.SUPPORT).count() == 2
    agreed = browser.post(address, {"digest": suggestion(cast.district, TODAY).digest}, follow=True)
    assert agreed.status_code == 200
    assert Post.objects.filter(duty=Duty.SUPPORT).count() == 5


def test_only_the_organisation_department_pairs(cast: Cast) -> None:
    seen = suggestion(cast.district, TODAY)
    for actor in (cast.manager, cast.clerk, cast.supporter):
        with pytest.raises(Refused):
            actions.apply_pairing(actor=actor, district=cast.district, digest=seen.digest, from_day=TODAY, at=NOW)

    assert Post.objects.filter(duty=Duty.SUPPORT).count() == 1
