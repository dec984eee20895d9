"""A wall by task force and by duty holder: their branches and stars only, and whoever is stuck knows whom to call."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fivestar.foundation.access import ANYONE, SYSTEM, Duty
from fivestar.responsibility import actions
from fivestar.responsibility.models import Department, Post
from fivestar.scorecards import queries
from fivestar.scorecards.shapes import Wall
from tests.cast import NOW, SINCE, Cast
from tests.factories import shipped_standards, small_rulebook, small_standards

pytestmark = pytest.mark.django_db

ADDRESS = "/d/990099/wall/"


def post(cast: Cast, who: str) -> str:
    return Post.objects.get(holdings__person=cast.persons[who]).public_id


def force(cast: Cast, title: str, stars: list[str] | None) -> str:
    made = actions.create_post(
        actor=SYSTEM, duty=Duty.TASKFORCE, unit=cast.district, title=title, valid_from=SINCE, stars=stars, at=NOW
    )
    return made.public_id


def wall_names(wall: Wall) -> list[str]:
    return [cell.name for block in wall.blocks for cell in block.cells]


def test_a_holder_sees_the_branches_of_his_duty_and_their_counts_alone(cast: Cast) -> None:
    small_standards(cast)

    leader, supporter = (queries.wall(ANYONE, cast.district, holder=post(cast, who)) for who in ("LEAD", "SUPPORT"))

    assert wall_names(leader) == ["东柳村委会", "西柳村委会", "石桥村委会"]
    assert wall_names(supporter) == ["东柳村委会"]
    assert [block.name for block in supporter.blocks] == ["柳溪镇"]
    assert (leader.branch_count, supporter.branch_count) == (3, 1)
    assert supporter.stuck[0].branches == 1


def test_a_task_force_sees_the_open_tasks_of_its_stars(cast: Cast) -> None:
    small_standards(cast)
    both = force(cast, "支部过硬和产业兴旺工作专班", ["party", "industry"])

    walls = [queries.wall(ANYONE, cast.district, taskforce=one) for one in (post(cast, "TASKFORCE"), both)]

    sizes = {star.id: len(star.criteria) for star in small_rulebook().stars}
    assert [[cell.waits_on for cell in wall.blocks[0].cells] for wall in walls] == [
        [sizes["industry"]] * 3,
        [sizes["party"] + sizes["industry"]] * 3,
    ]
    assert wall_names(walls[0]) == wall_names(queries.wall(ANYONE, cast.district))


def test_a_task_force_whose_stars_only_one_category_has_sees_that_category(cast: Cast) -> None:
    shipped_standards(cast)
    urban = force(cast, "城市社区工作专班", ["party", "business", "peace", "sharing", "harmony"])

    walls = [queries.wall(ANYONE, cast.district, taskforce=one) for one in (post(cast, "TASKFORCE"), urban)]

    assert [wall_names(wall) for wall in walls] == [
        ["东柳村委会", "西柳村委会", "石桥村委会"],
        ["竹园居委会", "南门社区居委会"],
    ]


def test_a_task_force_for_every_star_shows_levels(cast: Cast) -> None:
    small_standards(cast)

    wall = queries.wall(ANYONE, cast.district, taskforce=force(cast, "综合协调工作专班", None))

    assert (wall.counts_tasks, len(wall_names(wall))) == (False, 6)


def test_filters_are_kept_in_every_link_of_the_wall_and_can_be_taken_away(client: Client, cast: Cast) -> None:
    small_standards(cast)
    taskforce, holder = post(cast, "TASKFORCE"), post(cast, "LEAD")

    html = client.get(f"{ADDRESS}?taskforce={taskforce}&holder={holder}").content.decode()

    chips = re.findall(r'class="chip"[^>]*href="([^"]*)"', html)
    assert {chip.partition("&amp;star=")[0] for chip in chips} == {f"?taskforce={taskforce}&amp;holder={holder}"}
    assert f'href="?taskforce={taskforce}&amp;holder={holder}&amp;screen=1"' in html
    assert re.findall(r'<option value="(\w+)" selected>([^<]*)<', html) == [
        (taskforce, "产业兴旺工作专班"),
        (holder, "柳溪镇包乡领导（程）"),
    ]
    narrowed = re.findall(r'<span>(只看[^<]*) <a class="no-print" href="([^"]*)"', html)
    assert narrowed == [
        ("只看产业兴旺工作专班", f"?holder={holder}"),
        ("只看包乡：柳溪镇包乡领导（程）", f"?taskforce={taskforce}"),
    ]


def test_duty_holders_stand_by_their_duty_and_a_leading_department_has_its_own_name(client: Client, cast: Cast) -> None:
    small_standards(cast)

    html = client.get(ADDRESS).content.decode()

    assert re.findall(r'<optgroup label="([^"]*)"><option value="\w+">([^<]*)<', html) == [
        ("包乡", "柳溪镇包乡领导（程）"),
        ("指导", "组织部联系柳溪镇（何）"),
        ("帮建", "区农业农村局（罗）"),
    ]
    assert re.findall(r'<select [^>]*name="(\w+)"', html) == ["taskforce", "holder", "department"]


@pytest.mark.parametrize("asked", ["?holder=zzzzzzzzzzzz", "?taskforce=区农业农村局"])
def test_a_post_that_is_none_narrows_nothing_and_no_link_repeats_it(client: Client, cast: Cast, asked: str) -> None:
    small_standards(cast)

    answer = client.get(ADDRESS + asked, headers={"HX-Request": "true"})

    assert answer.headers["HX-Push-Url"] == ADDRESS
    assert answer.content == client.get(ADDRESS, headers={"HX-Request": "true"}).content


def test_a_holder_and_a_task_force_without_a_branch_in_common_say_so(client: Client, cast: Cast) -> None:
    small_standards(cast)
    urban_leader = actions.create_post(
        actor=SYSTEM, duty=Duty.LEAD, unit=cast.zhuyuan, title="竹园街道包乡领导", valid_from=SINCE, at=NOW
    )
    Post.objects.filter(duty="TASKFORCE").update(path=cast.liuxi.path)

    html = client.get(f"{ADDRESS}?taskforce={post(cast, 'TASKFORCE')}&holder={urban_leader.public_id}").content.decode()

    assert "<h2>这样筛选没有支部</h2>" in html
    assert "这里还没有支部" not in html


def test_what_is_stuck_names_who_supplies_and_who_leads(client: Client, cast: Cast) -> None:
    small_standards(cast)

    html = client.get(f"{ADDRESS}?holder={post(cast, 'LEAD')}").content.decode()

    aside = re.search(r"<h2>卡住的事</h2>(.*?)</section>", html, re.DOTALL)
    assert aside is not None
    text = " ".join(re.sub(r"<[^>]+>", " ", aside.group(1)).split())
    assert text.endswith("供数 区农业农村局数据员（田） · 包乡 柳溪镇包乡领导（程）")


def test_a_wall_narrowed_to_one_branch_and_to_three_costs_the_same(cast: Cast) -> None:
    small_standards(cast)
    agriculture = Department.objects.get(name="区农业农村局")
    counts = []
    for more in ((), ("西柳", "石桥")):
        for name in more:
            actions.create_post(
                actor=SYSTEM,
                duty=Duty.SUPPORT,
                unit=cast.villages[name],
                title="区农业农村局帮建",
                valid_from=SINCE,
                department=agriculture,
                at=NOW,
            )
        asked = Post.objects.filter(duty="SUPPORT").order_by("pk")[0].public_id
        with CaptureQueriesContext(connection) as captured:
            wall = queries.wall(ANYONE, cast.district, holder=asked)
        counts.append((len(captured), wall.branch_count))

    assert [branches for _, branches in counts] == [1, 3]
    assert counts[0][0] == counts[1][0]
