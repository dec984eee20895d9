"""今日要办: what waits for somebody today, offered by every room and gathered on one page (`desk`).

A room offers a `TodaySource`; config/wiring strings them together. An item is computed when it is asked for and
never stored: what is done is gone.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil

from django.utils.translation import gettext

from fivestar.foundation.access import Actor
from fivestar.foundation.registers import Register


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do. `title` and `why` are in the reader's language.

    minutes: the estimate it costs, parts of a minute too, None where nothing is asked. url: where it is done.
    place: which village or town. blocks_others: somebody else cannot go on before; waits: who, by office, and since
    which day, where that is known. due_on: last day, None where there is none. room: the room's word, that of the
    source where empty. is_with_others: his still, but somebody else has to act next, so that there is nothing to do.
    """

    title: str
    why: str
    url: str
    minutes: float | None = None
    blocks_others: bool = False
    due_on: date | None = None
    place: str = ""
    waits: str = ""
    since: date | None = None
    room: str = ""
    is_with_others: bool = False

    @property
    def whole_minutes(self) -> int:
        """As it is shown: a started minute is one."""
        return ceil(self.minutes or 0)


@dataclass(frozen=True, slots=True)
class TodaySource:
    """`items_for` tells what waits for an actor at a moment, in its own order; a constant number of queries.

    label: message id, the room's word for what it offers.
    """

    id: str
    label: str
    items_for: Callable[[Actor, datetime], Sequence[Item]]


sources: Register[TodaySource] = Register("today.sources")


def several(offices: Collection[str], most: int = 2) -> str:
    """Who waits, in words: the offices by name, many as the first few and their number; each is named once."""
    names = list(dict.fromkeys(office for office in offices if office))
    if len(names) <= most:
        return gettext("、").join(names)
    return gettext("{names} 等 {count} 家").format(names=gettext("、").join(names[:most]), count=len(names))
