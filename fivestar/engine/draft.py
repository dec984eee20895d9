"""A rulebook half read: structs with the place each came from, before it is known to be sound."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fivestar.engine.facts import FactDef
from fivestar.engine.faults import N_, FaultList
from fivestar.engine.rulebook import FORMAT, Case, Criterion, Edition, Star
from fivestar.engine.shapes import Report, build
from fivestar.engine.source import Item
from fivestar.engine.tree import Node


@dataclass(frozen=True, slots=True)
class Place:
    """Where a thing stands: the file, and what was read there."""

    file: str
    item: Item

    def line(self, *keys: str | int) -> int:
        """The line of a part; of the nearest part above it where it is not written out."""
        item = self.item
        for key in keys:
            parts = item.value if isinstance(item.value, dict) else dict(enumerate(item.entries()))
            if key not in parts:
                break
            item = parts[key]
        return item.line


@dataclass
class Draft:
    """What the files gave so far. Things are kept once, by id; `own_facts` are not shared with another edition."""

    faults: FaultList
    edition: Edition | None = None
    facts: dict[str, FactDef] = field(default_factory=dict)
    own_facts: set[str] = field(default_factory=set)
    stars: dict[str, Star] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)
    trees: dict[str, Node] = field(default_factory=dict)
    places: dict[tuple[str, str], Place] = field(default_factory=dict)

    @property
    def criteria(self) -> dict[str, Criterion]:
        return {criterion.id: criterion for star in self.stars.values() for criterion in star.criteria}

    def knows(self, kind: str, name: str) -> bool:
        """Whether such a thing stands in the files, sound or not."""
        return (kind, name) in self.places

    def fault(self, kind: str, name: str, message_id: str, /, *, at: tuple[str | int, ...] = (), **values: Any) -> None:
        """A fault of the thing `name`, at the line of its part `at`."""
        place = self.places.get((kind, name)) or Place("", Item(None, 0))
        self.faults.add(place.file, place.line(*at), name, message_id, **values)

    def read_edition(self, file: str, item: Item) -> None:
        entries = dict(item.value) if isinstance(item.value, dict) else {}
        written = entries.pop("format", None)
        if written is None or written.value != FORMAT:
            self.faults.add(file, item.line, "", N_("format 应为 {format}"), format=FORMAT)
        for files in ("facts", "stars"):
            entries.pop(files, None)
        self.edition = build(Edition, Item(entries, item.line), self._report(file, item.text("id")))
        self.places["edition", ""] = Place(file, item)
        for cap in entries.get("caps", Item([], 0)).entries():
            self._keep("cap", cap.text("id"), Place(file, cap))

    def read_facts(self, file: str, item: Item, *, is_own: bool) -> None:
        for entry in self._list(file, item, "facts"):
            name = entry.text("id")
            fact = build(FactDef, entry, self._report(file, name))
            if self._keep("fact", name, Place(file, entry)) and fact:
                self.facts[name] = fact
                if is_own:
                    self.own_facts.add(name)

    def read_star(self, file: str, item: Item) -> None:
        name = item.text("id")
        if not isinstance(item.value, dict):
            self.faults.add(file, item.line, "", N_("应为键值,现为 {found}"), found=item.plain)
            return
        if not self._keep("star", name, Place(file, item)):
            return
        rest = Item({key: part for key, part in item.value.items() if key != "criteria"}, item.line)
        criteria = [self._criterion(file, entry) for entry in self._list(file, item, "criteria")]
        whole = tuple(criterion for criterion in criteria if criterion)
        star = build(Star, rest, self._report(file, name), criteria=whole)
        if star:
            self.stars[name] = star

    def read_cases(self, file: str, item: Item) -> None:
        for entry in self._list(file, item, "cases"):
            name = entry.text("name")
            case = build(Case, entry, self._report(file, name))
            if self._keep("case", name, Place(file, entry)) and case:
                self.cases[name] = case

    def _criterion(self, file: str, entry: Item) -> Criterion | None:
        name = entry.text("id")
        criterion = build(Criterion, entry, self._report(file, name))
        return criterion if self._keep("criterion", name, Place(file, entry)) else None

    def _keep(self, kind: str, name: str, place: Place) -> bool:
        """Note where a thing stands; refuse a second of the same name."""
        first = self.places.get((kind, name))
        if name and first:
            message = N_("{id} 重复,已在 {file} 第 {first} 行定义")
            self.faults.add(
                place.file, place.line("id"), name, message, id=name, file=first.file, first=first.line("id")
            )
            return False
        self.places[kind, name] = place
        return True

    def _list(self, file: str, item: Item, key: str) -> list[Item]:
        """The entries under `key`."""
        listed = item.value.get(key) if isinstance(item.value, dict) else None
        if listed is None or not isinstance(listed.value, list):
            self.faults.add(file, item.line, "", N_("{key} 应为列表"), key=key)
            return []
        return list(listed.entries())

    def _report(self, file: str, name: str) -> Report:
        def report(line: int, message_id: str, **values: Any) -> None:
            self.faults.add(file, line, name, message_id, **values)

        return report


def as_item(value: Any) -> Item:
    """Plain JSON values as if they had been read from a file, without lines."""
    if isinstance(value, Mapping):
        return Item({str(key): as_item(part) for key, part in value.items()}, 0)
    if isinstance(value, list | tuple):
        return Item([as_item(part) for part in value], 0)
    return Item(value, 0)


def draft_of(folder: Path) -> Draft:
    """An empty draft whose faults name files relative to `folder`."""
    return Draft(FaultList(folder))
