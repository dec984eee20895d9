"""Somebody moves, and nothing is without an owner: not one thing, not after a thousand moves."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from django.db import IntegrityError, transaction

from fivestar.foundation.access import ANYONE, SYSTEM, Duty
from fivestar.foundation.audit.models import AuditEntry
from fivestar.foundation.clock import morning_of
from fivestar.foundation.outcome import NotAllowed, Refused
from fivestar.responsibility import actions, queries
from fivestar.responsibility.actions import LeftWithoutOwner, Move, UnableToMove
from fivestar.responsibility.models import Handover, Holding, ItemHandedOver, Person, Post
from tests.cast import NOW, TODAY, Cast, without_second_factor
from tests.responsibility.open_work import OpenWork, work

__all__ = ["work"]
TOMORROW = TODAY + timedelta(days=1)
MOVES = 1_000


def post_of(cast: Cast, who: str) -> Post:
    return Holding.objects.get(person=cast.persons[who], to_day=None).post


def move(cast: Cast, move: Move, who: str = "OWN") -> Handover:
    return actions.move_person(
        actor=cast.organiser, person=cast.persons[who], district=cast.district, move=move, at=NOW
    )


def holdings() -> list[tuple[str, str, date, date | None]]:
    return list(Holding.objects.order_by("pk").values_list("post__title", "person__name", "from_day", "to_day"))


def test_a_successor_takes_everything_with_the_post(cast: Cast, work: OpenWork) -> None:
    post, newcomer = post_of(cast, "OWN"), cast.persons["outsider"]
    work.movable["甲"] = work.pinned["乙"] = post.pk

    handover = move(cast, Move({post: newcomer}, TODAY))

    assert queries.holder_of(post, TODAY) == cast.persons["OWN"]
    assert queries.holder_of(post, TOMORROW) == newcomer
    lines = ItemHandedOver.objects.values_list("subject", "from_post", "to_post")
    assert list(lines) == [("甲", post.pk, post.pk), ("乙", post.pk, post.pk)]
    assert [(one.post, one.successor) for one in handover.posts.all()] == [(post, newcomer)]
    assert handover.path == cast.villages["东柳"].path
    assert AuditEntry.objects.filter(act="responsibility.move_person").count() == 1


def test_without_a_successor_each_item_needs_a_new_owner(cast: Cast, work: OpenWork) -> None:
    post, manager = post_of(cast, "OWN"), post_of(cast, "MANAGE")
    work.movable |= {"甲": post.pk, "丙": post.pk}
    before = holdings()

    with pytest.raises(LeftWithoutOwner, match="还有 1 件事没有人接") as refused:
        move(cast, Move({post: None}, TODAY, owners={("movable", "甲"): manager}))

    assert [item.subject_id for item in refused.value.items] == ["丙"]
    assert (holdings(), work.movable) == (before, {"甲": post.pk, "丙": post.pk})
    assert Handover.objects.count() == 0

    move(cast, Move({post: None}, TODAY, owners={("movable", "甲"): manager, ("movable", "丙"): manager}))

    assert work.movable == {"甲": manager.pk, "丙": manager.pk}
    assert queries.holder_of(post, TOMORROW) is None


def test_what_belongs_to_its_post_waits_for_a_successor(cast: Cast, work: OpenWork) -> None:
    post = post_of(cast, "OWN")
    work.pinned["乙"] = post.pk

    with pytest.raises(LeftWithoutOwner):
        move(cast, Move({post: None}, TODAY, owners={("pinned", "乙"): post_of(cast, "MANAGE")}))

    assert queries.holder_of(post, TOMORROW) == cast.persons["OWN"]


def test_nothing_is_given_to_a_post_that_will_be_empty(cast: Cast, work: OpenWork) -> None:
    post, clerk = post_of(cast, "OWN"), post_of(cast, "CLERK")
    work.movable["甲"] = post.pk
    Holding.objects.filter(post=clerk).update(to_day=TODAY)

    with pytest.raises(LeftWithoutOwner):
        move(cast, Move({post: None}, TODAY, owners={("movable", "甲"): clerk}))

    assert work.movable == {"甲": post.pk}


def test_a_source_that_does_not_hand_over_stops_the_move(cast: Cast, work: OpenWork) -> None:
    post = post_of(cast, "OWN")
    work.movable["甲"], work.is_deaf = post.pk, True
    before = holdings()

    with pytest.raises(LeftWithoutOwner):
        move(cast, Move({post: None}, TODAY, owners={("movable", "甲"): post_of(cast, "MANAGE")}))

    assert (holdings(), Handover.objects.count(), AuditEntry.objects.count()) == (before, 0, 0)


def test_he_takes_his_next_post_the_day_after_and_may_take_work_along(cast: Cast, work: OpenWork) -> None:
    old, new = post_of(cast, "OWN"), post_of(cast, "HELPER")
    actions.end_holding(actor=cast.organiser, holding=new.holdings.get(), to_day=date(2023, 9, 1), at=NOW)
    work.movable["甲"] = old.pk

    move(cast, Move({old: None}, TODAY, owners={("movable", "甲"): new}, takes=[new]))

    assert work.movable == {"甲": new.pk}
    assert queries.holder_of(new, TOMORROW) == cast.persons["OWN"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda cast, post: Move({}, TODAY), "请选至少一个"),
        (lambda cast, post: Move({post_of(cast, "MANAGE"): None}, TODAY), "现在不在“柳溪镇党委书记”岗位上"),
        (lambda cast, post: Move({post: cast.persons["OWN"]}, TODAY), "不能是本人"),
        (lambda cast, post: Move({post: None}, date(2022, 12, 31)), "不能早于任职日期 2023-01-01"),
        (lambda cast, post: Move({post: None}, TODAY, takes=[post_of(cast, "MANAGE")]), "现在有人"),
    ],
)
def test_a_move_that_makes_no_sense_is_refused(cast: Cast, work: OpenWork, change, reason: str) -> None:  # type: ignore[no-untyped-def]
    before = holdings()

    with pytest.raises(UnableToMove, match=reason):
        move(cast, change(cast, post_of(cast, "OWN")))

    assert (holdings(), Handover.objects.count()) == (before, 0)


def test_only_the_organisation_department_moves_people(cast: Cast, work: OpenWork) -> None:
    post = post_of(cast, "OWN")
    for actor in (cast.manager, cast.clerk, cast.secretary, ANYONE, without_second_factor(cast.organiser)):
        with pytest.raises(Refused):
            actions.move_person(
                actor=actor, person=cast.persons["OWN"], district=cast.district, move=Move({post: None}, TODAY), at=NOW
            )

    assert queries.holder_of(post, TOMORROW) == cast.persons["OWN"]
    with pytest.raises(NotAllowed):
        actions.end_post(actor=without_second_factor(cast.organiser), post=post, last_day=TODAY, at=NOW)


def test_no_other_door_leaves_something_behind(cast: Cast, work: OpenWork) -> None:
    post = post_of(cast, "OWN")
    work.movable["甲"] = post.pk

    with pytest.raises(actions.UnableToEndHolding, match="还有 1 件事没有办完"):
        actions.end_holding(actor=cast.organiser, holding=post.holdings.get(), to_day=TODAY, at=NOW)
    with pytest.raises(actions.UnableToEndPost, match="还有人"):
        actions.end_post(actor=cast.organiser, post=post, last_day=TODAY, at=NOW)

    work.movable.clear()
    actions.end_holding(actor=cast.organiser, holding=post.holdings.get(), to_day=TODAY, at=NOW)
    with pytest.raises(actions.UnableToOwn, match="现在没有人"), transaction.atomic():
        actions.take_owner(post, on=TODAY)
    work.movable["甲"] = post.pk
    with pytest.raises(actions.UnableToEndPost, match="没有办完"):
        actions.end_post(actor=cast.organiser, post=post, last_day=TODAY, at=NOW)


def test_a_post_ends_once_and_not_before_it_begins(cast: Cast, work: OpenWork) -> None:
    post = post_of(cast, "HELPER")
    actions.end_holding(actor=cast.organiser, holding=post.holdings.get(), to_day=TODAY, at=NOW)

    with pytest.raises(actions.UnableToEndPost, match="不能早于设立日期 2023-01-01"):
        actions.end_post(actor=cast.organiser, post=post, last_day=date(2022, 12, 31), at=NOW)
    actions.end_post(actor=cast.organiser, post=post, last_day=TODAY, at=NOW)
    with pytest.raises(actions.UnableToEndPost, match="已于 2023-09-15 撤销"):
        actions.end_post(actor=cast.organiser, post=post, last_day=TOMORROW, at=NOW)
    with pytest.raises(actions.UnableToAppoint, match="已于 2023-09-15 撤销"):
        actions.appoint(actor=cast.organiser, post=post, person=cast.persons["OWN"], from_day=TOMORROW, at=NOW)
    with pytest.raises(IntegrityError, match="a_post_ends_after_it_begins"), transaction.atomic():
        Post.objects.filter(pk=post.pk).update(valid_to=date(2022, 12, 31))


def test_the_database_lets_no_two_hold_a_post_on_one_day(cast: Cast) -> None:
    post = post_of(cast, "OWN")
    Holding.objects.filter(post=post).update(to_day=TODAY)

    with pytest.raises(IntegrityError, match="a_post_has_one_holder_a_day"), transaction.atomic():
        Holding.objects.create(post=post, person=cast.persons["outsider"], from_day=TODAY)
    later = Holding.objects.create(post=post, person=cast.persons["outsider"], from_day=TOMORROW)
    with pytest.raises(IntegrityError, match="a_post_has_one_holder_a_day"), transaction.atomic():
        Holding.objects.filter(pk=later.pk).update(from_day=TODAY)

    assert queries.holder_of(post, TODAY) == cast.persons["OWN"]


def test_a_worklist_shows_what_is_open_in_ones_own_posts_due_first(cast: Cast, work: OpenWork) -> None:
    post = post_of(cast, "OWN")
    work.movable |= {"甲": post.pk, "丙": post.pk, "别人的": post_of(cast, "MANAGE").pk}
    work.due["丙"] = TODAY

    items = queries.open_items_for(cast.secretary, NOW)

    assert [item.subject_id for item in items] == ["丙", "甲"]
    assert [item.is_overdue(TOMORROW) for item in items] == [True, False]
    assert queries.open_items_for(ANYONE, NOW) == []


def test_owners_are_offered_nearest_first_and_only_where_somebody_is(cast: Cast) -> None:
    Holding.objects.filter(person=cast.persons["GUIDE"]).update(to_day=date(2023, 9, 1))

    offered = queries.owner_choices(cast.dongliu.path, TODAY)

    assert [post.duty for post in offered] == [
        Duty.OWN,
        Duty.SUPPORT,
        Duty.MANAGE,
        Duty.CLERK,
        Duty.LEAD,
        Duty.TASKFORCE,
        Duty.SUPPLY,
        Duty.ORGANISE,
    ]


def test_after_a_thousand_moves_nothing_is_without_an_owner(cast: Cast, work: OpenWork) -> None:
    """Drawn moves, sensible and not: whatever is refused moves nothing, whatever is done leaves everything owned."""
    lot = Random(990099)
    organiser = replace(SYSTEM, person_ref="lot")
    posts = list(Post.objects.exclude(duty=Duty.ORGANISE))
    people = list(Person.objects.all())
    for number, post in enumerate(posts * 2):
        (work.movable if number % 12 else work.pinned)[f"{number}"] = post.pk
    day, done, refused, given = TODAY, 0, 0, 0

    for _ in range(20 * MOVES):
        day += timedelta(days=lot.randrange(3))
        held = _held_on(day)
        vacant = [post for post in posts if post.pk not in held]
        person_id = lot.choice(sorted(set(held.values())))
        leaves = [post for post in posts if held.get(post.pk) == person_id][: lot.choice([1, 1, 2])]
        drawn = Move(
            {post: lot.choice([None, *lot.sample(people, 4)]) for post in leaves},
            day,
            {item: lot.choice(posts) for item in _items(work)},
            vacant[: lot.choice([0, 1])],
        )
        before = (held, dict(work.movable))
        try:
            actions.move_person(
                actor=organiser,
                person=next(one for one in people if one.pk == person_id),
                district=cast.district,
                move=drawn,
                at=morning_of(day),
            )
        except UnableToMove:
            refused += 1
            assert (_held_on(day), work.movable) == before
        else:
            done += 1
            given += sum(work.movable[name] != post_id for name, post_id in before[1].items())
            held = _held_on(day + timedelta(days=1))
            assert [name for name, post_id in (work.movable | work.pinned).items() if post_id not in held] == []
        if done == MOVES:
            break

    assert done == MOVES
    assert refused > MOVES / 10
    assert given > MOVES / 10
    assert Handover.objects.count() == MOVES


def _held_on(day: date) -> dict[int, int]:
    """Post → person, without end."""
    held = Holding.objects.filter(from_day__lte=day, to_day=None)
    return dict(held.order_by("post").values_list("post", "person"))


def _items(work: OpenWork) -> list[tuple[str, str]]:
    return [("movable", name) for name in work.movable] + [("pinned", name) for name in work.pinned]
