"""The real district 411003: its public register, and of two villages what the newspaper printed. Nothing else.

No figure here is ours. A newspaper is not the supplier of a fact: what it printed is stated (basis S), never confirmed,
and what is only a lower bound says so in its source. What the catalogue has no place for (turnover, land transferred,
income per head) is left out; what was not printed stays 待核实.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction

from fivestar.facts import actions as facts
from fivestar.foundation.access import SYSTEM
from fivestar.foundation.clock import morning_of
from fivestar.foundation.sheets import Row, Table, read_table
from fivestar.scorecards import actions as scorecards
from fivestar.scorecards.aims.actions import enter_plan
from fivestar.standards import actions as standards
from fivestar.territory import actions as territory
from fivestar.territory import queries as territory_queries

if TYPE_CHECKING:
    from fivestar.standards.models import Edition
    from fivestar.territory.models import Branch, Region

Say = Callable[[str], None]
DISTRICT_CODE = "411003"
REGION_NAMES = {"41": "河南省", "4110": "许昌市", DISTRICT_CODE: "建安区"}
REGISTER = Path(__file__).parent / "data" / "committees_411003.csv"
PRINTED_ON = date(2023, 5, 15)
PAPER = "许昌日报 2023-05-15"
PLANNED = 353, 14
PLANNED_LEVELS = {5: 6, 4: 33, 3: 109}
ONE_NAMED = "(报道写到这一个,是下限)"
WHOLLY_RURAL = "411003101"
"""五女店镇: its 13 communities and 22 villages, 35 branches, are all rural ones (published)."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A village in the newspaper: what it aims at, and its figures (fact, value, words)."""

    code: str
    level: int
    reason: str
    figures: tuple[tuple[str, int, str], ...]


VILLAGES = (
    Printed(
        "411003106211",
        5,
        f"{PAPER}:争创“五星级”支部的灵井镇霍庄村",
        (
            ("led_entities", 1, f"党支部领办的众诚种植合作社{ONE_NAMED}"),
            ("local_jobs", 60, "许昌鑫正戏具用品有限公司吸纳60名村民务工(一家公司的数,是下限)"),
        ),
    ),
    Printed(
        "411003101009",
        4,
        f"{PAPER}:正在创“四星级”支部的五女店镇老庄陈村",
        (
            ("led_entities", 1, f"村党支部成立陈群故里旅游公司(2023年5月1日){ONE_NAMED}"),
            ("local_jobs", 200, "带动200多名村民家门口就业(“200多”是下限)"),
        ),
    ),
)


@transaction.atomic
def seed_real_district(editions: Sequence["Edition"], say: Say) -> "Region":
    """Takes the register in, wholly or not at all; done before, nothing moves."""
    there = territory_queries.branch_by_code(VILLAGES[0].code)
    if there is not None:
        say(f"{there.district.name}已在库中,不改动")
        return there.district
    at = morning_of(PRINTED_ON)
    report = territory.import_register(actor=SYSTEM, table=read_table(REGISTER), at=at, region_names=REGION_NAMES)
    district = territory_queries.district_by_code(DISTRICT_CODE)
    assert district is not None  # its register has just been taken in
    for edition in editions:
        standards.put_in_force(actor=SYSTEM, district=district, edition=edition, from_day=edition.valid_from, at=at)
    territory.import_categories(actor=SYSTEM, table=_categories(district), at=at)
    branches = {branch.village.code: branch for branch in territory_queries.branches_of(district)}
    given = [one for village in VILLAGES for one in _given(village, branches[village.code])]
    facts.record_many(actor=SYSTEM, district=district, observations=given, at=at)
    for village in VILLAGES:
        scorecards.set_target(
            actor=SYSTEM, branch=branches[village.code], level=village.level, stars=[], reason=village.reason, at=at
        )
    enter_plan(
        actor=SYSTEM,
        region=district,
        rural=PLANNED[0],
        urban=PLANNED[1],
        levels=PLANNED_LEVELS,
        stars={},
        source=f"{PAPER}:创五星6个、四星33个、三星109个,农村支部353个、城市社区支部14个",
        at=at,
    )
    scorecards.rescore_all(district, at=territory_queries.now_in(district))
    say(f"{district.name}:{report.new} 个村(社区),两个村的公开报道")
    return district


def _given(village: Printed, branch: "Branch") -> list[facts.Given]:
    return [
        facts.Given(branch.pk, fact, f"{PRINTED_ON.year}", value, "S", f"{PAPER} {words}", PRINTED_ON)
        for fact, value, words in village.figures
    ]


def _categories(district: "Region") -> Table:
    """Only what is published: the branches of 五女店镇, and 霍庄, which the paper measures by 产业兴旺."""
    codes = [
        branch.village.code
        for branch in territory_queries.branches_of(district)
        if branch.village.code.startswith(WHOLLY_RURAL) or branch.village.code == VILLAGES[0].code
    ]
    return Table("411003 类别", ("code", "category"), [Row(at, (code, "rural")) for at, code in enumerate(codes, 2)])
