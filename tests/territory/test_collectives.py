"""Collectives are records of their own: kept by code, taken in twice as once."""

import pytest

from fivestar.foundation.audit.models import AuditEntry
from fivestar.foundation.outcome import NotAllowed, NotSeen
from fivestar.territory import actions, queries
from fivestar.territory.models import Collective
from tests.cast import NOW, Cast

EAST = ("N2990099001201", "东柳村股份经济合作社", "990099001201")
FOREST = ("N2990099000001", "青禾区国有林场经济合作社", None)


def kept(cast: Cast) -> list[tuple[str, str, str | None]]:
    return list(queries.collectives_of(cast.district).values_list("code", "name", "village__code"))


def keep(cast: Cast, *collectives: tuple[str, str, str | None]) -> int:
    return actions.keep_collectives(actor=cast.organiser, district=cast.district, collectives=collectives, at=NOW)


def test_a_collective_may_have_no_village_in_the_drive(cast: Cast) -> None:
    assert keep(cast, EAST, FOREST) == 2
    assert kept(cast) == [FOREST, EAST]


def test_twice_is_once(cast: Cast) -> None:
    keep(cast, EAST, FOREST)

    assert keep(cast, EAST, FOREST) == 0
    assert (Collective.objects.count(), AuditEntry.objects.filter(act="territory.keep_collectives").count()) == (2, 1)


def test_a_new_name_is_taken_over(cast: Cast) -> None:
    keep(cast, EAST)

    assert keep(cast, (EAST[0], "东柳村经济合作社", None)) == 1
    assert kept(cast) == [(EAST[0], "东柳村经济合作社", None)]


@pytest.mark.parametrize(
    ("collective", "message"),
    [
        (("", "无编码合作社", None), "编码“”应有1到18个字符"),
        (("X1", "外地合作社", "411003101001"), "本区县没有编码为“411003101001”的村"),
    ],
)
def test_a_wrong_line_is_named_and_none_is_kept(
    cast: Cast, collective: tuple[str, str, str | None], message: str
) -> None:
    with pytest.raises(actions.UnableToKeepCollectives, match=message):
        keep(cast, EAST, collective)

    assert kept(cast) == []


@pytest.mark.parametrize("who", ["CLERK", "OWN", "SUPPLY", "outsider", "anyone"])
def test_nobody_else_keeps_collectives(cast: Cast, who: str) -> None:
    with pytest.raises((NotAllowed, NotSeen)):
        actions.keep_collectives(actor=cast.everybody[who], district=cast.district, collectives=[EAST], at=NOW)

    assert kept(cast) == []
