"""Who helps a branch is read by everybody: post and surname of that day, gaps named, always in one query."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fivestar.foundation.access import SYSTEM, Duty
from fivestar.responsibility import actions, queries
from fivestar.responsibility.decisions import surname_of
from fivestar.responsibility.models import Department, Holding, Post
from fivestar.territory.models import Region
from tests.cast import NOW, SINCE, TODAY, Cast, region

pytestmark = pytest.mark.django_db

FIVE = (Duty.LEAD, Duty.GUIDE, Duty.SUPPORT, Duty.MANAGE, Duty.OWN)


def told(levels: tuple[queries.Level, ...]) -> list[tuple[str, list[tuple[str, str | None]]]]:
    return [(level.duty.value, [(post.office, post.surname) for post in level.posts]) for level in levels]


def support(cast: Cast, name: str, department: Department) -> Post:
    return actions.create_post(
        actor=SYSTEM,
        duty=Duty.SUPPORT,
        unit=cast.villages[name],
        title=f"{department.name}帮建",
        valid_from=SINCE,
        department=department,
        at=NOW,
    )


def test_a_branch_has_five_levels_by_post_and_surname(cast: Cast) -> None:
    assert told(queries.chain_of(cast.dongliu, TODAY)) == [
        ("LEAD", [("柳溪镇包乡领导", "程")]),
        ("GUIDE", [("组织部联系柳溪镇", "何")]),
        ("SUPPORT", [("区农业农村局", "罗")]),
        ("MANAGE", [("柳溪镇党委书记", "唐")]),
        ("OWN", [("东柳村党支部书记", "柳")]),
    ]


def test_what_nobody_has_is_a_gap_and_what_nobody_holds_a_vacancy(cast: Cast) -> None:
    Holding.objects.filter(post__duty="OWN", post__village=cast.villages["竹园"]).update(to_day=date(2023, 9, 14))

    assert told(queries.chain_of(cast.zhuyuan_branch, TODAY)) == [
        ("LEAD", []),
        ("GUIDE", []),
        ("SUPPORT", []),
        ("MANAGE", []),
        ("OWN", [("竹园社区党支部书记", None)]),
    ]


def test_the_day_decides_and_the_newcomer_begins_the_day_after(cast: Cast) -> None:
    Holding.objects.filter(person=cast.persons["LEAD"]).update(to_day=date(2023, 9, 14))
    post = Post.objects.get(duty="LEAD")
    Holding.objects.create(post=post, person=cast.persons["outsider"], from_day=TODAY)

    leaders = [queries.chain_of(cast.dongliu, day)[0].posts[0].surname for day in (date(2023, 9, 14), TODAY)]
    assert leaders == ["程", "路"]
    assert told(queries.chain_of(cast.dongliu, date(2022, 12, 31))) == [(duty.value, []) for duty in FIVE]


def test_the_nearest_post_counts(cast: Cast) -> None:
    actions.create_post(
        actor=SYSTEM, duty=Duty.LEAD, unit=cast.villages["东柳"], title="包村领导", valid_from=SINCE, at=NOW
    )

    assert [queries.chain_of(branch, TODAY)[0].posts[0].title for branch in (cast.dongliu, cast.xiliu)] == [
        "包村领导",
        "柳溪镇包乡领导",
    ]


def test_a_department_is_one_holder_of_all_its_pairings_and_a_person_of_all_his_posts(cast: Cast) -> None:
    agriculture = Department.objects.get(name="区农业农村局")
    water = Department.objects.create(district=cast.district, name="区水利局")
    support(cast, "西柳", agriculture)
    support(cast, "石桥", water)
    second = actions.create_post(
        actor=SYSTEM, duty=Duty.LEAD, unit=cast.zhuyuan, title="竹园街道包乡领导", valid_from=SINCE, at=NOW
    )
    actions.appoint(actor=SYSTEM, post=second, person=cast.persons["LEAD"], from_day=SINCE, at=NOW)

    holders = queries.duty_holders(cast.district, (Duty.SUPPORT, Duty.LEAD), TODAY)

    paths = {name: village.path for name, village in cast.villages.items()}
    assert [(one.first.office, one.paths) for one in holders[Duty.SUPPORT]] == [
        ("区农业农村局", (paths["东柳"], paths["西柳"])),
        ("区水利局", (paths["石桥"],)),
    ]
    assert [(one.first.title, one.paths) for one in holders[Duty.LEAD]] == [
        ("柳溪镇包乡领导", (cast.liuxi.path, cast.zhuyuan.path))
    ]
    assert holders[Duty.LEAD][0].has(second.public_id)
    assert holders[Duty.LEAD][0].covers(paths["南门"])
    assert not holders[Duty.SUPPORT][1].covers(paths["东柳"])


def test_holders_stand_in_the_order_of_the_register_whatever_their_records_numbers(cast: Cast) -> None:
    late = region(Region.Kind.TOWNSHIP, "990099000", "云头镇", cast.district)
    for township in (cast.zhuyuan, late):
        actions.create_post(
            actor=SYSTEM, duty=Duty.LEAD, unit=township, title=f"{township.name}包乡领导", valid_from=SINCE, at=NOW
        )

    leaders = queries.duty_holders(cast.district, (Duty.LEAD,), TODAY)[Duty.LEAD]

    assert [one.first.title for one in leaders] == ["云头镇包乡领导", "柳溪镇包乡领导", "竹园街道包乡领导"]


def test_a_task_force_says_which_stars_it_is_for(cast: Cast) -> None:
    forces = queries.duty_holders(cast.district, (Duty.TASKFORCE,), TODAY)[Duty.TASKFORCE]

    assert [(one.first.title, one.first.stars, one.first.surname) for one in forces] == [
        ("产业兴旺工作专班", ("industry",), "石")
    ]


def test_one_pairing_and_three_cost_one_query(cast: Cast) -> None:
    counts = []
    for more in ((), ("西柳", "石桥")):
        for name in more:
            support(cast, name, Department.objects.get(name="区农业农村局"))
        with CaptureQueriesContext(connection) as captured:
            queries.duty_holders(cast.district, FIVE, TODAY)
            queries.chain_of(cast.dongliu, TODAY)
        counts.append(len(captured))

    assert counts == [2, 2]


@pytest.mark.parametrize(
    ("name", "surname"),
    [("程远", "程"), ("周副区长(演示)", "周"), ("欧阳明", "欧阳"), ("Anna Berg", "Berg"), ("", "")],
)
def test_of_a_name_only_the_surname_is_shown(name: str, surname: str) -> None:
    assert surname_of(name) == surname
