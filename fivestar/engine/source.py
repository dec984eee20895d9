"""YAML read as written: plain values, each with its line; nothing is guessed and no key is taken twice."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from fivestar.engine.faults import N_, FaultList

MAX_BYTES = 4 * 1024**2
MAX_DEPTH = 20
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,30})")
_PLAIN = {"null": None, "~": None, "": None, "true": True, "false": False}
_QUOTED = {"'", '"', "|", ">"}
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Item:
    """A value (scalar, `dict[str, Item]` or `list[Item]`) and the line it stands on."""

    value: Any
    line: int

    @property
    def plain(self) -> Any:
        """The value without its lines."""
        if isinstance(self.value, dict):
            return {key: item.plain for key, item in self.value.items()}
        if isinstance(self.value, list):
            return [item.plain for item in self.value]
        return self.value

    def entries(self) -> Iterator["Item"]:
        """The items of a list; none when it is not one."""
        yield from self.value if isinstance(self.value, list) else ()

    def text(self, key: str) -> str:
        """What stands under `key`, as text to name the thing by; empty when there is none."""
        item = self.value.get(key) if isinstance(self.value, dict) else None
        return item.value if isinstance(item, Item) and isinstance(item.value, str) else ""


def read(path: Path, name: str, faults: FaultList) -> Item | None:
    """The file at `path`, called `name` in faults; None when it cannot be read at all."""
    try:
        raw = path.read_bytes()
    except OSError:
        faults.add(name, 0, "", N_("没有这个文件"))
        return None
    if len(raw) > MAX_BYTES:
        faults.add(name, 0, "", N_("文件过大(最多 {most} 字节)"), most=MAX_BYTES)
        return None
    try:
        node = yaml.compose(raw.decode("utf-8"), Loader=_LOADER)
    except UnicodeDecodeError as error:
        faults.add(name, raw[: error.start].count(b"\n") + 1, "", N_("不是 UTF-8 编码"))
        return None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        faults.add(
            name, mark.line + 1 if mark else 0, "", N_("不是 YAML:{problem}"), problem=getattr(error, "problem", error)
        )
        return None
    if node is None:
        faults.add(name, 0, "", N_("文件是空的"))
        return None
    return _Reader(name, faults).item(node, 0)


class _Reader:
    def __init__(self, name: str, faults: FaultList) -> None:
        self.name = name
        self.faults = faults
        self.seen: set[int] = set()

    def item(self, node: yaml.Node, depth: int) -> Item:
        line = node.start_mark.line + 1
        # SECURITY: an alias gives the same node twice; following aliases of aliases grows without bound.
        if id(node) in self.seen or depth > MAX_DEPTH:
            self.faults.add(self.name, line, "", N_("不能用别名或嵌套过深"))
            return Item(None, line)
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return Item(self._mapping(node, depth), line)
        if isinstance(node, yaml.SequenceNode):
            return Item([self.item(part, depth + 1) for part in node.value], line)
        assert isinstance(node, yaml.ScalarNode)
        return Item(_scalar(node), line)

    def _mapping(self, node: yaml.MappingNode, depth: int) -> dict[str, Item]:
        found: dict[str, Item] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            name = key.value if isinstance(key, yaml.ScalarNode) else "?"
            if name in found:
                self.faults.add(self.name, line, name, N_("键 {key} 重复"), key=name)
            found[name] = Item(self.item(value, depth + 1).value, line)
        return found


def _scalar(node: yaml.ScalarNode) -> Any:
    text = str(node.value)
    if node.style in _QUOTED:
        return text
    if text in _PLAIN:
        return _PLAIN[text]
    return int(text) if _INTEGER.fullmatch(text) else text
