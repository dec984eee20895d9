"""How a notice stands with the supervision committee, what is due, and what of an old one is still shown. Pure.

One reckoning of whether a notice is as it must be (`standing`): page, lists and the counters of facts read it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

State = Literal["objection", "answered", "checked", "waiting", "no_committee"]
Owing = Literal["posted", "due", "missed", "unknown"]


@dataclass(frozen=True, slots=True)
class Said:
    """What one member says now. is_over: of an objection, that he agreed or the township settled it."""

    post_id: int
    objects: bool
    is_answered: bool = False
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """confirmed of members found nothing against it; objections: how many are open.

    is_compliant: None while the committee has not spoken.
    """

    state: State
    confirmed: int
    members: int
    objections: int

    @property
    def is_compliant(self) -> bool | None:
        return {"objection": False, "answered": False, "checked": True}.get(self.state)


def standing(said: Iterable[Said], seats: Collection[int]) -> Standing:
    """seats: posts of those who sit in the committee today.

    With an objection open it is not as it must be, however many found nothing. It is checked when more than half of
    the committee found nothing (拟定: no rule says how many). Who left it meanwhile has spoken all the same.
    """
    now = list(said)
    members = len(set(seats) | {one.post_id for one in now})
    confirmed = sum(not one.objects for one in now)
    open_ones = [one for one in now if one.objects and not one.is_over]
    if open_ones:
        state: State = "answered" if all(one.is_answered for one in open_ones) else "objection"
    elif not members:
        state = "no_committee"
    else:
        state = "checked" if 2 * confirmed > members else "waiting"
    return Standing(state, confirmed, members, len(open_ones))


def counts(standing: Standing) -> bool:
    """Whether it counts for a task: it hung there, and nobody who may has an open objection.

    Not yet checked counts: a village cannot make its committee speak, and a committee that keeps silent must not take
    a star by it.
    """
    return standing.is_compliant is not False


@dataclass(frozen=True, slots=True)
class Span:
    """A period in which something must be disclosed at least once."""

    text: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Owed:
    """A period and how it stands: posted, due until its last day, missed, or nothing known of it."""

    span: Span
    state: Owing


def owed(spans: Iterable[Span], *, posted: Collection[str], known: Collection[str], today: date) -> list[Owed]:
    """posted: periods in which it was disclosed. known: of which there are records, so that none means missed."""
    found = []
    for span in spans:
        if span.text in posted:
            state: Owing = "posted"
        elif span.last >= today:
            state = "due"
        else:
            state = "missed" if span.text in known else "unknown"
        found.append(Owed(span, state))
    return found


def shows_words(*, names_people: bool, last_day: date, today: date, stands: bool) -> bool:
    """Whether everybody still reads what it said: what names people comes down with the paper.

    stands: neither withdrawn nor corrected; the sheet of one that is comes down on that day.
    """
    return not names_people or (stands and today <= last_day)


LEAST_WORDS = 4
"""Characters of an objection: “不对” alone cannot be answered."""
