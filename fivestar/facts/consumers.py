"""Who needs a fact besides the criteria of the editions in force: reports, plans, other rooms' pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from fivestar.foundation.registers import Register

if TYPE_CHECKING:
    from fivestar.territory.models import Region


class Consumers(Protocol):
    """Slug of a fact → names of what else needs it in a district, in the reader's language."""

    def __call__(self, district: Region) -> Mapping[str, Sequence[str]]: ...


consumers: Register[Consumers] = Register("facts.consumers")


def others_needing(district: Region) -> dict[str, list[str]]:
    """What all rooms together say."""
    found: dict[str, list[str]] = {}
    for ask in consumers:
        for slug, names in ask(district).items():
            found.setdefault(slug, []).extend(names)
    return found
