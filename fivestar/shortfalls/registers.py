"""What upper rooms tell of shortfalls: the projects that serve them, where one is started."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fivestar.foundation.access import Actor
from fivestar.foundation.registers import Register

if TYPE_CHECKING:
    from fivestar.territory.models import Branch


@dataclass(frozen=True, slots=True)
class Helper:
    """Something that serves a shortfall. title "" and url "": it is not for this reader yet."""

    title: str
    state: str
    url: str


Helping = Callable[[Actor, Collection[int]], Mapping[tuple[int, str], Sequence[Helper]]]
"""(branch, criterion) → what serves it, of these branches; a constant number of queries."""
Starting = Callable[[Actor, "Branch", str], str]
"""Where this actor starts something for a criterion of a branch; "" where he may not."""

helping: Register[Helping] = Register("shortfalls.helping")
starting: Register[Starting] = Register("shortfalls.starting")


def helpers_of(actor: Actor, branch_ids: Collection[int]) -> dict[tuple[int, str], tuple[Helper, ...]]:
    found: dict[tuple[int, str], tuple[Helper, ...]] = {}
    for source in helping if branch_ids else ():
        for key, helpers in source(actor, branch_ids).items():
            found[key] = (*found.get(key, ()), *helpers)
    return found


def start_of(actor: Actor, branch: Branch, criterion: str) -> str:
    return next((address for source in starting if (address := source(actor, branch, criterion))), "")
