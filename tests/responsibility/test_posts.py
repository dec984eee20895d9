"""Power follows the post and its days; a person brings none."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from fivestar.foundation.access import ANYONE, Duty, Grant
from fivestar.foundation.audit.models import AuditEntry
from fivestar.foundation.outcome import NotAllowed
from fivestar.responsibility import actions, queries
from fivestar.responsibility.models import Holding, Person, Post
from tests.cast import NOW, TODAY, Cast, without_second_factor

LAST_DAY = date(2023, 9, 30)
NEXT_DAY = date(2023, 10, 1)


def post_of(cast: Cast, who: str) -> Post:
    return Holding.objects.get(person=cast.persons[who]).post


def test_an_actor_has_the_posts_of_the_day(cast: Cast) -> None:
    actor = queries.actor_for(cast.account("TASKFORCE"), TODAY)

    assert actor.posts == (Grant(Duty.TASKFORCE, cast.district.path, stars=frozenset({"industry"})),)
    assert (actor.person_ref, actor.name, actor.district_code) == (cast.persons["TASKFORCE"].ref, "石磊", "990099")
    assert queries.actor_for(cast.account("TASKFORCE"), date(2022, 12, 31)).posts == ()


def test_a_supplying_post_is_limited_to_its_department_and_no_other_is(cast: Cast) -> None:
    supplier = queries.actor_for(cast.account("SUPPLY"))
    supporter = queries.actor_for(cast.account("SUPPORT"))

    assert supplier.posts == (Grant(Duty.SUPPLY, cast.district.path, facts_department="区农业农村局"),)
    assert supporter.posts == (Grant(Duty.SUPPORT, cast.villages["东柳"].path),)


def test_a_day_not_named_is_the_districts_own_today(cast: Cast) -> None:
    holding = Holding.objects.get(person=cast.persons["CLERK"])
    holding.to_day = TODAY  # the district lives in 2023, the machine years later
    holding.save()

    assert [grant.duty for grant in queries.actor_for(cast.account("CLERK")).posts] == [Duty.CLERK]
    cast.district.own_date = LAST_DAY
    cast.district.save()
    assert queries.actor_for(cast.account("CLERK")).posts == ()


def test_an_account_that_is_closed_or_nobodys_has_no_power(cast: Cast) -> None:
    account = cast.account("ORGANISE")
    account.is_active = False

    assert queries.actor_for(account) == ANYONE
    assert queries.actor_for(None) == ANYONE
    assert queries.actor_for(cast.account("outsider")).posts == ()


def test_who_an_actor_is_takes_two_queries_however_many_posts_he_holds(
    cast: Cast, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    account = cast.account("CLERK")
    with django_assert_num_queries(2):  # type: ignore[operator]
        queries.actor_for(account)

    for village in ("东柳", "西柳", "石桥"):
        post = actions.create_post(
            actor=cast.organiser,
            duty=Duty.HELPER,
            unit=cast.villages[village],
            title="代填人",
            valid_from=TODAY,
            at=NOW,
        )
        actions.appoint(actor=cast.organiser, post=post, person=cast.persons["CLERK"], from_day=TODAY, at=NOW)

    with django_assert_num_queries(2):  # type: ignore[operator]
        assert len(queries.actor_for(account).posts) == 4


def test_posts_over_a_village_come_from_above_down(cast: Cast) -> None:
    posts = queries.posts_over(cast.villages["竹园"].path, TODAY)

    assert [post.title for post in posts] == [
        "区委组织部组织科",
        "产业兴旺工作专班",
        "区农业农村局数据员",
        "竹园街道党建干事",
        "竹园社区党支部书记",
    ]


def test_one_hands_over_to_the_next_without_a_day_between_or_double(cast: Cast) -> None:
    post = post_of(cast, "OWN")
    holding = post.holdings.get()
    successor = actions.create_person(actor=cast.organiser, unit=cast.villages["东柳"], name="柳新", at=NOW)

    actions.end_holding(actor=cast.organiser, holding=holding, to_day=LAST_DAY, at=NOW)
    actions.appoint(actor=cast.organiser, post=post, person=successor, from_day=NEXT_DAY, at=NOW)

    assert queries.holder_of(post, LAST_DAY) == cast.persons["OWN"]
    assert queries.holder_of(post, NEXT_DAY) == successor
    assert [grant.duty for grant in queries.actor_for(cast.account("OWN"), LAST_DAY).posts] == [Duty.OWN]
    assert queries.actor_for(cast.account("OWN"), NEXT_DAY).posts == ()
    assert [entry.act for entry in AuditEntry.objects.order_by("id")] == [
        "responsibility.create_person",
        "responsibility.end_holding",
        "responsibility.appoint",
    ]
    assert "柳新" not in str(list(AuditEntry.objects.values()))


def test_a_post_that_is_held_is_not_given_twice(cast: Cast) -> None:
    post = post_of(cast, "OWN")

    with pytest.raises(actions.UnableToAppoint, match="现在有人"):
        actions.appoint(actor=cast.organiser, post=post, person=cast.persons["outsider"], from_day=NEXT_DAY, at=NOW)
    with pytest.raises(IntegrityError, match=r"holding|holder"), transaction.atomic():
        Holding.objects.create(post=post, person=cast.persons["outsider"], from_day=NEXT_DAY)

    assert list(post.holdings.values_list("person__name", flat=True)) == ["柳青"]


def test_a_holding_ends_once_and_not_before_it_began(cast: Cast) -> None:
    holding = post_of(cast, "OWN").holdings.get()

    with pytest.raises(actions.UnableToEndHolding, match="不能早于"):
        actions.end_holding(actor=cast.organiser, holding=holding, to_day=date(2022, 12, 31), at=NOW)
    actions.end_holding(actor=cast.organiser, holding=holding, to_day=LAST_DAY, at=NOW)
    with pytest.raises(actions.UnableToEndHolding, match="已于 2023-09-30 离任"):
        actions.end_holding(actor=cast.organiser, holding=holding, to_day=NEXT_DAY, at=NOW)

    holding.refresh_from_db()
    assert holding.to_day == LAST_DAY


@pytest.mark.parametrize("who", ["CLERK", "OWN", "MANAGE", "LEAD", "TASKFORCE", "SUPERVISE", "outsider"])
def test_only_the_organisation_department_appoints(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        actions.create_post(
            actor=cast.actors[who],
            duty=Duty.SUPERVISE,
            unit=cast.villages["东柳"],
            title="监督委员",
            valid_from=TODAY,
            at=NOW,
        )

    assert Post.objects.filter(title="监督委员").count() == 0
    assert AuditEntry.objects.count() == 0


def test_appointing_needs_a_second_factor(cast: Cast) -> None:
    with pytest.raises(NotAllowed) as refused:
        actions.create_person(actor=without_second_factor(cast.organiser), unit=cast.district, name="某人", at=NOW)

    assert refused.value.remedy == "second_factor"
    assert Person.objects.filter(name="某人").count() == 0


def test_a_village_and_a_township_have_one_post_of_a_secretary(cast: Cast) -> None:
    before = list(Post.objects.order_by("pk").values_list("pk", flat=True))

    for duty, unit, there in (
        (Duty.OWN, cast.dongliu.village, "东柳村党支部书记"),
        (Duty.MANAGE, cast.liuxi, "柳溪镇党委书记"),
    ):
        with pytest.raises(actions.UnableToCreatePost, match=f"这里已经有岗位“{there}”，书记岗位只设一个"):
            actions.create_post(
                actor=cast.organiser, duty=duty, unit=unit, title="又一个书记", valid_from=TODAY, at=NOW
            )

    assert list(Post.objects.order_by("pk").values_list("pk", flat=True)) == before


def test_a_post_must_make_sense(cast: Cast) -> None:
    with pytest.raises(actions.UnableToCreatePost, match="写明部门"):
        actions.create_post(
            actor=cast.organiser, duty=Duty.SUPPLY, unit=cast.district, title="数据员", valid_from=TODAY, at=NOW
        )
    with pytest.raises(actions.UnableToCreatePost, match="设在村"):
        actions.create_post(
            actor=cast.organiser, duty=Duty.OWN, unit=cast.liuxi, title="书记", valid_from=TODAY, at=NOW
        )

    assert AuditEntry.objects.count() == 0
