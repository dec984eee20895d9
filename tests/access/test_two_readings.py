"""Every actor × act × row: what `decide` says of one is what `visible` says of all."""

import pytest
from django.db.models import Model

from fivestar.foundation import access
from fivestar.foundation.access import SYSTEM, WHATEVER, Actor, decide, visible
from fivestar.foundation.access.table import About
from tests.access.subjects import MAKERS, rows_of
from tests.cast import Cast, without_second_factor

MATTERS: tuple[About, ...] = (WHATEVER, "区农业农村局", "区民政局", "industry", "party")
PAIRS = access.table().pairs()


def actors(cast: Cast) -> dict[str, Actor]:
    """The cast, the public, the program, and everybody again without a second factor."""
    everybody = {**cast.everybody, "system": SYSTEM}
    return {**everybody, **{f"{who} alone": without_second_factor(actor) for who, actor in everybody.items()}}


def matters_of(act: str, label: str) -> tuple[About, ...]:
    """What the act may be about; None where the rows say nothing of domains or the subject has its own field."""
    table = access.table()
    domains = {row.domain for row in table.rows(act, label) if row.domain is not None}
    has_field = all(table.subject(label).domain_field(domain) for domain in domains)
    return (None, *MATTERS) if has_field else MATTERS


@pytest.mark.parametrize(("act", "label"), PAIRS, ids=[f"{act} {label}" for act, label in PAIRS])
def test_a_list_shows_exactly_what_would_be_allowed_one_by_one(cast: Cast, act: str, label: str) -> None:
    if label in MAKERS:
        MAKERS[label](cast)
    rows = list(rows_of(label))
    assert rows != [], f"tests/access/subjects.py makes no {label}"

    for about in matters_of(act, label):
        for who, actor in actors(cast).items():
            one_by_one = {row.pk for row in rows if decide(actor, act, row, about=about)}
            listed = {row.pk for row in visible(actor, act, rows_of(label), about=about)}
            assert listed == one_by_one, f"{who} · {act} · {about}"


@pytest.mark.parametrize(("act", "label"), PAIRS, ids=[f"{act} {label}" for act, label in PAIRS])
def test_every_act_is_somebodys_and_a_list_has_no_row_twice(cast: Cast, act: str, label: str) -> None:
    if label in MAKERS:
        MAKERS[label](cast)
    about = matters_of(act, label)[0]
    about = WHATEVER if about is None else about

    allowed: dict[str, list[Model]] = {
        who: list(visible(actor, act, rows_of(label), about=about)) for who, actor in cast.everybody.items()
    }

    assert any(allowed.values()), f"nobody in the cast may {act}"
    assert [who for who, rows in allowed.items() if len({row.pk for row in rows}) != len(rows)] == []


def test_the_outsider_changes_nothing(cast: Cast) -> None:
    """Whatever an outsider may do, the public may do too: being signed in is no power."""
    for maker in MAKERS.values():
        maker(cast)

    for act, label in PAIRS:
        rows = list(rows_of(label))
        outsider = [bool(decide(cast.outsider, act, row, about=WHATEVER)) for row in rows]
        anyone = [bool(decide(access.ANYONE, act, row, about=WHATEVER)) for row in rows]
        assert outsider == anyone, act
