"""Who hears a voice, and what is only hinted at. Pure.

Three offices can hear one, each above the one before: the township's, the organisation department's, 纪委监委. The
lowest that is above everything and everybody complained about hears it; an office in which somebody named works, or
somebody of the unit complained about, or a subordinate of somebody named, is passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from fivestar.foundation.access.types import Duty


class Office(StrEnum):
    """Who hears it. NOBODY: there is no office in the district that may; the reporter is told to go above it."""

    TOWNSHIP = "township"
    ORGANISATION = "organisation"
    DISCIPLINE = "discipline"
    NOBODY = "nobody"


ORDER = (Office.TOWNSHIP, Office.ORGANISATION, Office.DISCIPLINE)
DUTIES = {
    Office.TOWNSHIP: frozenset({Duty.MANAGE, Duty.CLERK}),
    Office.ORGANISATION: frozenset({Duty.ORGANISE}),
    Office.DISCIPLINE: frozenset({Duty.DISCIPLINE}),
}
_ABOVE_A_POST = {
    Duty.OWN: Office.TOWNSHIP,
    Duty.HELPER: Office.TOWNSHIP,
    Duty.SUPERVISE: Office.TOWNSHIP,
    Duty.MANAGE: Office.ORGANISATION,
    Duty.CLERK: Office.ORGANISATION,
    Duty.SUPPORT: Office.ORGANISATION,
    Duty.SUPPLY: Office.ORGANISATION,
    Duty.TASKFORCE: Office.ORGANISATION,
    Duty.WORKGROUP: Office.ORGANISATION,
    # District cadres, and the organisation department's own people: nobody beneath them, nor beside them.
    Duty.LEAD: Office.DISCIPLINE,
    Duty.GUIDE: Office.DISCIPLINE,
    Duty.MEMBER: Office.DISCIPLINE,
    Duty.ORGANISE: Office.DISCIPLINE,
    Duty.DISCIPLINE: Office.NOBODY,
}
_OF_THE_DISTRICT = frozenset({Duty.ORGANISE, Duty.GUIDE, Duty.LEAD, Duty.MEMBER})

DISCIPLINE_MATTER = "discipline"
HINTS = (
    "贪污",
    "受贿",
    "行贿",
    "索要",
    "收钱",
    "回扣",
    "侵占",
    "截留",
    "挪用",
    "私分",
    "吃拿卡要",
    "打击报复",
    "优亲厚友",
)
"""Words that make the form ask whether it is a matter of discipline; only the reporter decides."""


@dataclass(frozen=True, slots=True)
class Held:
    """A post somebody holds that day. person: his reference. department: key, None where there is none."""

    person: str
    duty: Duty
    path: str
    department: int | None = None


@dataclass(frozen=True, slots=True)
class Against:
    """What a voice is about. kind: branch, township, department, post or district; path: of the unit ("" of a
    department). department: its key, also of a post's. duty: of a post."""

    kind: str
    path: str
    department: int | None = None
    duty: Duty | None = None


def office_for(
    against: Against, matter: str, named: Iterable[str], held: Sequence[Held], *, township: str, district: str
) -> Office:
    """The office that hears it first; NOBODY where none may."""
    return next(iter(offices_for(against, matter, named, held, township=township, district=district)), Office.NOBODY)


def offices_for(
    against: Against, matter: str, named: Iterable[str], held: Sequence[Held], *, township: str, district: str
) -> tuple[Office, ...]:
    """Every office that may hear it, the lowest first. township: path of the one the unit lies in, "" for none."""
    persons = frozenset(named)
    least = _above(against, held)
    if matter == DISCIPLINE_MATTER:
        least = _higher(least, Office.DISCIPLINE)
    for one in held:
        if one.person in persons:
            least = _higher(least, above_post(one, held))
    if least is Office.NOBODY:
        return ()
    shut_out = persons | {one.person for one in held if _is_of(one, against)}
    found = []
    for office in ORDER[ORDER.index(least) :]:
        path = office_path(office, township=township, district=district)
        staff = {one.person for one in held if path and one.path == path and one.duty in DUTIES[office]}
        if staff and not staff & shut_out:
            found.append(office)
    return tuple(found)


def repeats(told: str, said: str, length: int = 12) -> bool:
    """Does one text carry a run of the other, so that whoever knows the people knows the words? Without spaces."""
    one, other = "".join(told.split()), "".join(said.split())
    return any(other[at : at + length] in one for at in range(len(other) - length + 1))


def office_path(office: Office, *, township: str, district: str) -> str:
    """Where its posts stand; "" where there is no such office."""
    return township if office is Office.TOWNSHIP else district if office in ORDER else ""


def above_post(post: Held, held: Sequence[Held]) -> Office:
    """The lowest office that is above a post; a department in which an office's own people work is that office."""
    return _higher(_ABOVE_A_POST[post.duty], _above_department(post.department, held))


def is_hinted(text: str) -> bool:
    return any(word in text for word in HINTS)


def _above(against: Against, held: Sequence[Held]) -> Office:
    if against.kind == "branch":
        return Office.TOWNSHIP
    if against.kind == "township":
        return Office.ORGANISATION
    if against.kind == "district":
        return Office.DISCIPLINE
    least = _higher(Office.ORGANISATION, _above_department(against.department, held))
    if against.kind == "department":
        return least
    assert against.duty is not None
    return _higher(_ABOVE_A_POST[against.duty], _above_department(against.department, held))


def _above_department(department: int | None, held: Sequence[Held]) -> Office:
    """TOWNSHIP for one that hears nothing itself: then the department adds nothing."""
    duties = {one.duty for one in held if department is not None and one.department == department}
    if Duty.DISCIPLINE in duties:
        return Office.NOBODY
    return Office.DISCIPLINE if Duty.ORGANISE in duties else Office.TOWNSHIP


def _is_of(one: Held, against: Against) -> bool:
    """Does this post belong to what is complained about?"""
    if against.kind == "district":
        return one.duty in _OF_THE_DISTRICT
    if against.kind in ("branch", "township") or (against.kind == "post" and against.duty in DUTIES[Office.TOWNSHIP]):
        return one.path.startswith(against.path)
    return against.department is not None and one.department == against.department


def _higher(one: Office, other: Office) -> Office:
    ranks = (*ORDER, Office.NOBODY)
    return max(one, other, key=ranks.index)
