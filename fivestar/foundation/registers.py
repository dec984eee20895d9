"""Typed lists through which a lower room hears of an upper one.

A room offers a register (`changed: Register[Listener] = Register("facts.changed")`); only `config/wiring` fills it,
once, when the program starts. Reading one that nobody filled is a fault of the start, not an empty list.
"""

from collections.abc import Iterator
from typing import Generic, TypeVar

Entry = TypeVar("Entry")


class Register(Generic[Entry]):
    """Entries in the order of the wiring."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._entries: tuple[Entry, ...] | None = None

    def fill(self, *entries: Entry) -> None:
        if self._entries is not None:
            raise RuntimeError(f"{self.name} is filled twice; config/wiring fills it once")
        self._entries = entries

    def __iter__(self) -> Iterator[Entry]:
        if self._entries is None:
            raise RuntimeError(f"{self.name} was never filled; import fivestar.config.wiring after django.setup()")
        return iter(self._entries)

    def __repr__(self) -> str:
        return f"Register({self.name!r})"
