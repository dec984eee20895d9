"""A wall costs the same few queries whatever its size, a district's as a province's."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fivestar.foundation.access import ANYONE
from fivestar.foundation.clock import held_at, morning_of
from fivestar.scorecards import queries
from fivestar.scorecards.actions import rescore_all, set_target
from fivestar.scorecards.models import DailyTally
from fivestar.scorecards.shapes import LevelCount
from fivestar.scorecards.tallies import count_day, write_tally
from fivestar.territory.models import Region
from tests.cast import NOW, TODAY, Cast
from tests.factories import small_rulebook, small_standards
from tests.scorecards.stories import confirm, hold_industry_star, hold_party_star, many

pytestmark = pytest.mark.django_db


def queries_of(region: Region, on: date | None = None) -> int:
    with CaptureQueriesContext(connection) as captured:
        queries.wall(ANYONE, region, on=on)
    return len(captured)


def test_more_branches_cost_no_more_queries(cast: Cast) -> None:
    small_standards(cast)
    regions = (cast.district, cast.province)
    few = [queries_of(region) for region in regions]

    many(cast, 60)
    rescore_all(cast.district, at=NOW)

    assert [queries_of(region) for region in regions] == few
    assert max(few) - min(few) <= 2  # a wall of cells also asks who helps
    assert max(few) <= 12


def test_cells_and_counts_of_a_district_and_of_what_lies_above_it_agree(cast: Cast) -> None:
    small_standards(cast)
    hold_party_star(cast)
    hold_party_star(cast, cast.xiliu)
    hold_industry_star(cast, cast.xiliu)
    set_target(actor=cast.organiser, branch=cast.xiliu, level=2, stars=[], reason="测试", at=NOW)

    district, province = (queries.wall(ANYONE, region) for region in (cast.district, cast.province))

    assert [(cell.name, cell.level, cell.target_level) for cell in district.blocks[0].cells] == [
        ("东柳村委会", 1, None),
        ("西柳村委会", 2, 2),
        ("石桥村委会", 0, None),
    ]
    counts = (
        LevelCount(5, 0, None),
        LevelCount(4, 0, None),
        LevelCount(3, 0, None),
        LevelCount(2, 1, 1),
        LevelCount(1, 1, None),
        LevelCount(0, 3, None),
    )
    assert district.level_counts == counts
    assert province.level_counts == counts
    assert (
        (district.branch_count, district.undecided_count) == (province.branch_count, province.undecided_count) == (6, 1)
    )
    assert [block.name for block in province.blocks] == ["测试市"]


def test_the_past_is_shown_as_it_was(cast: Cast) -> None:
    small_standards(cast)
    hold_party_star(cast)
    later = TODAY + timedelta(days=3)
    cast.district.own_date = later
    confirm(cast, "vacant_days", 99, at=morning_of(later))

    now, then = (queries.wall(ANYONE, cast.district, on=day) for day in (None, TODAY))

    cells = [wall.blocks[0].cells[0] for wall in (now, then)]
    assert [(cell.level, cell.changed) for cell in cells] == [(0, "down"), (1, None)]
    assert [(change.branch, change.gained, change.lost) for change in now.recent] == [
        ("东柳村委会", (), ("支部过硬星",))
    ]
    assert (now.is_past, then.is_past, then.first_day) == (False, True, TODAY)


def test_a_tally_is_what_the_history_counts_and_a_province_reads_it(cast: Cast) -> None:
    small_standards(cast)
    hold_party_star(cast)
    later = morning_of(TODAY + timedelta(days=3))
    confirm(cast, "vacant_days", 99, at=later)

    write_tally(cast.district, TODAY)
    first = list(DailyTally.objects.order_by("id").values_list("category", "basis", "star", "value", "count"))
    write_tally(cast.district, TODAY)

    again = DailyTally.objects.order_by("id").values_list("category", "basis", "star", "value", "count")
    assert list(again) == first
    assert {row[:4]: row[4] for row in first} == dict(count_day(cast.district, TODAY))
    with held_at(later):
        wall = queries.wall(ANYONE, cast.province, on=TODAY, star="party")
    assert [(count.level, count.count) for count in wall.level_counts if count.count] == [(1, 1), (0, 4)]
    assert dict(wall.blocks[0].star_counts) == {"1": 1, "2": 4}


def test_a_star_and_a_department_narrow_the_cells(cast: Cast) -> None:
    small_standards(cast)
    hold_party_star(cast)

    wall = queries.wall(ANYONE, cast.district, star="party", department="区农业农村局")

    cells = wall.blocks[0].cells
    assert [(cell.filtered, cell.waits_on) for cell in cells] == [("1", 1), ("2", 1), ("2", 1)]
    assert [stuck.department for stuck in wall.stuck] == ["区农业农村局"]
    assert wall.stuck[0].branches == 5
    assert [choice.id for choice in wall.star_choices] == [star.id for star in small_rulebook().stars]
