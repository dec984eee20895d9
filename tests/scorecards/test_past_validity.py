"""Standards past their last day, and none newer in force: the wall and the dossier say so, and count no further."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import translation

from fivestar import engine
from fivestar.foundation.access import ANYONE
from fivestar.scorecards import queries
from fivestar.scorecards.actions import rescore_all
from fivestar.scorecards.shapes import Wall
from fivestar.scorecards.validity import validity_notes
from fivestar.territory.models import Region
from fivestar.territory.queries import now_in
from tests.cast import Cast
from tests.factories import in_force, small_document, small_rulebook, small_standards

pytestmark = pytest.mark.django_db

LAST_DAY = date(2023, 12, 31)
SAID = "所用标准有效期至 2023-12-31，新年度标准尚未施行，仅供参考"


def wall_on(cast: Cast, day: date, *, on: date | None = None) -> Wall:
    """The wall of a district that lives on that day."""
    Region.objects.filter(pk=cast.district.pk).update(own_date=day)
    cast.district.own_date = day
    rescore_all(cast.district, at=now_in(cast.district))
    return queries.wall(ANYONE, cast.district, on=on)


def said_on(cast: Cast, day: date, *, on: date | None = None) -> list[str]:
    return [str(note) for note in wall_on(cast, day, on=on).figures if "有效期" in str(note)]


def test_the_wall_says_so_from_the_day_after_the_last(cast: Cast) -> None:
    small_standards(cast)

    assert said_on(cast, LAST_DAY) == []
    assert said_on(cast, LAST_DAY + timedelta(days=1)) == [SAID]
    assert said_on(cast, date(2024, 5, 1), on=LAST_DAY) == []


def test_it_is_said_in_english_too(cast: Cast) -> None:
    (note,) = validity_notes([small_rulebook()], date(2024, 5, 1))

    with translation.override("en"):
        assert (
            str(note)
            == "The standards used were valid to 2023-12-31 and none for a newer year are in force: a guide only"
        )


def test_standards_that_alone_are_past_their_validity_are_named(cast: Cast) -> None:
    in_force(cast, small_rulebook("rural"))
    newer = small_document("urban", id="small-urban-2024", year=2024, valid_from="2024-01-01", valid_to="2024-12-31")
    in_force(cast, engine.from_document(newer), date(2024, 1, 1))

    assert said_on(cast, date(2024, 5, 1)) == [
        "“测试用评星标准”有效期至 2023-12-31，新年度标准尚未施行，仅供参考",
    ]


def test_the_dossier_says_so_too(client: Client, cast: Cast) -> None:
    small_standards(cast)
    pages = []
    for day in (LAST_DAY, LAST_DAY + timedelta(days=1)):
        wall_on(cast, day)
        pages.append(client.get(f"/b/{cast.dongliu.public_id}/").content.decode())

    assert [page.count(SAID) for page in pages] == [0, 1]


def test_nobody_is_waited_for_longer_than_the_standards_ask(cast: Cast) -> None:
    small_standards(cast)

    waited = [
        [(line.department, line.oldest_days) for line in wall_on(cast, day).stuck]
        for day in (date(2023, 12, 30), LAST_DAY, date(2024, 5, 1))
    ]

    assert waited == [[("区农业农村局", 363)], [("区农业农村局", 364)], [("区农业农村局", 364)]]
