"""A part of the demonstration district: the two told places and three branches more, with all their officials."""

from datetime import date

import pytest

from fivestar.demonstration.plan import BranchPlan, district_plan
from fivestar.demonstration.seeding import load_standards, seed_district
from fivestar.territory.models import Region
from tests.kept import again

TODAY = date(2023, 9, 15)


def part() -> list[BranchPlan]:
    return [plan for number, plan in enumerate(district_plan()) if plan.told or number % 120 == 60]


def seed_part() -> Region:
    return seed_district(load_standards(lambda _line: None), TODAY, lambda _line: None, plans=part())


@pytest.fixture
def district(db: None) -> Region:
    return again(seed_part)
