"""The same district whatever the machine's clock says, once, and never under a real name."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import transaction

from fivestar.demonstration import published
from fivestar.demonstration.seeding import UnableToSeed, load_standards, seed_district
from fivestar.facts.models import Observation
from fivestar.foundation.access import ANYONE
from fivestar.foundation.clock import held_at
from fivestar.scorecards.models import Scorecard
from fivestar.scorecards.queries import wall
from fivestar.territory.models import Branch, Collective, Region
from fivestar.territory.queries import today_in
from tests.demonstration.conftest import TODAY, seed_part


class _TakeBack(Exception):  # noqa: N818 -- ends a rehearsal
    pass


def as_seeded_in(year: int) -> dict[str, Any]:
    """What a seeding in that year leaves, by codes: cards with their digests, and the days they stood."""
    found: dict[str, Any] = {}
    try:
        with held_at(datetime(year, 6, 1, tzinfo=UTC)), transaction.atomic():
            district = seed_part()
            cards = Scorecard.objects.filter(district=district).order_by("branch__village__code", "basis", "since")
            found = {
                "today": today_in(district),
                "cards": list(cards.values_list("branch__village__code", "basis", "since", "until", "digest")),
                "wall": [(one.level, one.count) for one in wall(ANYONE, district).level_counts],
            }
            raise _TakeBack
    except _TakeBack:
        return found


def test_the_machines_clock_has_no_say(db: None) -> None:
    seeded = {year: as_seeded_in(year) for year in (2023, 2026, 2030)}

    assert seeded[2026] == seeded[2023]
    assert seeded[2030] == seeded[2023]
    assert seeded[2023]["today"] == TODAY
    assert seeded[2023]["cards"] != []


def test_seeding_again_finds_the_district_and_changes_nothing(district: Region) -> None:
    before = (Observation.objects.count(), Scorecard.objects.count(), Branch.objects.count())
    said: list[str] = []

    seed_district(load_standards(said.append), TODAY, said.append)

    assert (Observation.objects.count(), Scorecard.objects.count(), Branch.objects.count()) == before
    assert said[-1] == "禾泉区已在库中(2023-09-15),不改动"


def test_a_date_outside_the_year_of_the_standards_is_refused_and_nothing_is_made(db: None) -> None:
    with pytest.raises(UnableToSeed):
        seed_district(load_standards(lambda _: None), date(2024, 3, 1), lambda _: None)

    assert not Region.objects.filter(code="990001").exists()


def test_every_place_has_a_collective_and_the_wall_counts_their_incomes(district: Region) -> None:
    figures = [str(note) for note in wall(ANYONE, district).figures]

    places = Branch.objects.filter(district=district).count()
    assert Collective.objects.filter(district=district).count() == places
    assert f"2022 年集体经济收入 5 万元以上的村集体 {places - 1} / {places} 个，其中 1 个不在创建范围" in figures


def test_the_real_district_has_only_what_was_printed(db: None) -> None:
    district = published.seed_real_district(load_standards(lambda _: None), lambda _: None)

    there = Observation.objects.order_by("branch__village__code", "fact__slug")
    assert Branch.objects.filter(district=district).count() == 454
    assert district.own_date is None
    assert list(there.values_list("branch__village__name", "fact__slug", "value", "basis")) == [
        ("老庄陈居委会", "led_entities", 1, "S"),
        ("老庄陈居委会", "local_jobs", 200, "S"),
        ("霍庄村委会", "led_entities", 1, "S"),
        ("霍庄村委会", "local_jobs", 60, "S"),
    ]
    assert list(there.values_list("source", flat=True)) == [
        "许昌日报 2023-05-15 村党支部成立陈群故里旅游公司(2023年5月1日)(报道写到这一个,是下限)",
        "许昌日报 2023-05-15 带动200多名村民家门口就业(“200多”是下限)",
        "许昌日报 2023-05-15 党支部领办的众诚种植合作社(报道写到这一个,是下限)",
        "许昌日报 2023-05-15 许昌鑫正戏具用品有限公司吸纳60名村民务工(一家公司的数,是下限)",
    ]
    assert Branch.objects.filter(district=district).exclude(category="unknown").count() == 36
    cards = Scorecard.objects.filter(is_current=True)
    assert [(card.level, card.met) for card in cards.filter(basis="C")] == [(0, 0)] * 36
    reported = cards.filter(basis="S", met__gt=0).order_by("branch__village__code")
    assert list(reported.values_list("branch__village__name", "level", "met")) == [
        ("老庄陈居委会", 0, 2),
        ("霍庄村委会", 0, 2),
    ]
