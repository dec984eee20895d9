"""Who hears a voice: above whoever is complained about, never one named, nor anyone beneath or beside him."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivestar.disclosure.voices.decisions import (
    DUTIES,
    Against,
    Held,
    Office,
    is_hinted,
    office_for,
    office_path,
    offices_for,
)
from fivestar.foundation.access import Duty

DISTRICT, TOWN, OTHER_TOWN, BRANCH, OTHER_BRANCH = "1.", "1.2.", "1.3.", "1.2.v7.", "1.3.v8."
AGRICULTURE, ORGANISATION, INSPECTION = 1, 2, 3
STAFF = (
    Held("own", Duty.OWN, BRANCH),
    Held("manage", Duty.MANAGE, TOWN),
    Held("clerk", Duty.CLERK, TOWN),
    Held("lead", Duty.LEAD, TOWN),
    Held("guide", Duty.GUIDE, TOWN, ORGANISATION),
    Held("organise", Duty.ORGANISE, DISTRICT, ORGANISATION),
    Held("supply", Duty.SUPPLY, DISTRICT, AGRICULTURE),
    Held("inspect", Duty.DISCIPLINE, DISTRICT, INSPECTION),
)


def heard_by(against: Against, *named: str, matter: str = "problem", held: Sequence[Held] = STAFF) -> str:
    township = TOWN if against.path.startswith(TOWN) else ""
    return office_for(against, matter, named, held, township=township, district=DISTRICT).value


@pytest.mark.parametrize(
    ("against", "named", "matter", "office"),
    [
        (Against("branch", BRANCH), (), "problem", "township"),
        (Against("branch", BRANCH), ("own",), "problem", "township"),
        (Against("branch", BRANCH), ("clerk",), "problem", "organisation"),
        (Against("branch", BRANCH), ("manage",), "problem", "organisation"),
        (Against("branch", BRANCH), ("guide",), "problem", "discipline"),
        (Against("branch", BRANCH), ("lead",), "problem", "discipline"),
        (Against("branch", BRANCH), ("organise",), "problem", "discipline"),
        (Against("branch", BRANCH), ("inspect",), "problem", "nobody"),
        (Against("branch", BRANCH), (), "discipline", "discipline"),
        (Against("branch", BRANCH), (), "petition", "township"),
        (Against("township", TOWN), (), "problem", "organisation"),
        (Against("township", TOWN), ("organise",), "problem", "discipline"),
        (Against("department", "", AGRICULTURE), (), "problem", "organisation"),
        (Against("department", "", ORGANISATION), (), "problem", "discipline"),
        (Against("department", "", INSPECTION), (), "problem", "nobody"),
        (Against("district", DISTRICT), (), "problem", "discipline"),
        (Against("post", BRANCH, None, Duty.OWN), ("own",), "problem", "township"),
        (Against("post", TOWN, None, Duty.CLERK), ("clerk",), "problem", "organisation"),
        (Against("post", TOWN, ORGANISATION, Duty.GUIDE), ("guide",), "problem", "discipline"),
        (Against("post", DISTRICT, AGRICULTURE, Duty.SUPPLY), ("supply",), "problem", "organisation"),
    ],
)
def test_it_goes_above_whoever_is_complained_about(
    against: Against, named: tuple[str, ...], matter: str, office: str
) -> None:
    assert heard_by(against, *named, matter=matter) == office


def test_an_office_that_stands_empty_is_passed_over() -> None:
    held = [one for one in STAFF if one.duty not in DUTIES[Office.TOWNSHIP]]

    assert heard_by(Against("branch", BRANCH), held=held) == "organisation"


def test_a_clerk_who_is_also_the_villages_secretary_does_not_hear_it() -> None:
    held = (*STAFF, Held("clerk", Duty.OWN, BRANCH))

    assert heard_by(Against("branch", BRANCH), held=held) == "organisation"


def test_words_of_discipline_are_a_hint() -> None:
    assert is_hinted("村里截留了补贴")
    assert not is_hinted("村里的路灯坏了")


UNITS = {
    "branch": [Against("branch", path) for path in (BRANCH, OTHER_BRANCH)],
    "township": [Against("township", path) for path in (TOWN, OTHER_TOWN)],
    "department": [Against("department", "", one) for one in (AGRICULTURE, ORGANISATION, INSPECTION)],
    "district": [Against("district", DISTRICT)],
}
PLACES = {
    Duty.OWN: (BRANCH, OTHER_BRANCH),
    Duty.HELPER: (BRANCH, OTHER_BRANCH),
    Duty.SUPERVISE: (BRANCH, OTHER_BRANCH),
    Duty.MANAGE: (TOWN, OTHER_TOWN),
    Duty.CLERK: (TOWN, OTHER_TOWN),
    Duty.LEAD: (TOWN, OTHER_TOWN),
    Duty.GUIDE: (TOWN, OTHER_TOWN),
    Duty.SUPPORT: (BRANCH, OTHER_BRANCH),
    Duty.WORKGROUP: (DISTRICT, BRANCH),
    Duty.ORGANISE: (DISTRICT,),
    Duty.TASKFORCE: (DISTRICT,),
    Duty.SUPPLY: (DISTRICT,),
    Duty.MEMBER: (DISTRICT,),
    Duty.DISCIPLINE: (DISTRICT,),
}
RANK = {Office.TOWNSHIP: 1, Office.ORGANISATION: 2, Office.DISCIPLINE: 3}
OWN_RANK = {
    **dict.fromkeys((Duty.OWN, Duty.HELPER, Duty.SUPERVISE), 0),
    **dict.fromkeys((Duty.MANAGE, Duty.CLERK, Duty.SUPPORT, Duty.SUPPLY, Duty.TASKFORCE, Duty.WORKGROUP), 1),
    **dict.fromkeys((Duty.LEAD, Duty.GUIDE, Duty.ORGANISE, Duty.MEMBER), 2),
    Duty.DISCIPLINE: 3,
}
"""How high a post stands by itself: whoever stands as high as an office or higher is not to be heard of by it."""


@st.composite
def posts(draw: st.DrawFn) -> Held:
    duty = draw(st.sampled_from(sorted(PLACES)))
    return Held(
        draw(st.sampled_from("abcdefgh")),
        duty,
        draw(st.sampled_from(PLACES[duty])),
        draw(st.none() | st.sampled_from([AGRICULTURE, ORGANISATION, INSPECTION])),
    )


subjects = st.one_of(*(st.sampled_from(units) for units in UNITS.values())) | posts().map(
    lambda one: Against("post", one.path, one.department, one.duty)
)


def belongs(one: Held, against: Against) -> bool:
    """Is he one of those complained about? Told once more, in the plainest words."""
    if against.kind in ("branch", "township"):
        return one.path.startswith(against.path)
    if against.kind == "department":
        return one.department == against.department
    if against.kind == "post":
        return one.path == against.path and one.duty == against.duty and one.department == against.department
    return one.duty in (Duty.ORGANISE, Duty.LEAD, Duty.GUIDE, Duty.MEMBER)


@given(
    held=st.lists(posts(), max_size=14),
    against=subjects,
    named=st.frozensets(st.sampled_from("abcdefgh"), max_size=3),
    matter=st.sampled_from(["problem", "objection", "petition", "discipline"]),
)
def test_no_office_that_hears_it_is_named_beneath_one_named_or_of_the_unit(
    held: list[Held], against: Against, named: frozenset[str], matter: str
) -> None:
    township = next((town for town in (TOWN, OTHER_TOWN) if against.path.startswith(town)), "")
    if against.kind == "post":
        named |= {one.person for one in held if belongs(one, against)}

    for office in offices_for(against, matter, named, held, township=township, district=DISTRICT):
        path = office_path(office, township=township, district=DISTRICT)
        staff = {one.person for one in held if one.path == path and one.duty in DUTIES[office]}

        assert staff
        assert not staff & named
        assert not [one for one in held if one.person in named and OWN_RANK[one.duty] >= RANK[office]]
        assert not [one for one in held if one.person in staff and belongs(one, against)]
        assert against.kind == "branch" or against.kind == "post" or RANK[office] >= 2
        assert matter != "discipline" or office is Office.DISCIPLINE
