"""Builds structs from what was read, naming every unknown key, missing key and wrong type with its line."""

import re
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from fivestar.engine.faults import N_
from fivestar.engine.source import Item

T = TypeVar("T", bound=msgspec.Struct)
Report = Callable[..., None]

_TYPE_WORDS = {
    "int": "整数", "str": "文字", "bool": "true/false", "array": "列表", "object": "键值", "null": "空", "date": "日期",
    "float": "小数",
}  # fmt: skip
_EXPECTED = re.compile(r"Expected `(?P<expected>[^`]+)`, got `(?P<found>[^`]+)`")
_PATH = re.compile(r"\.([a-z_]+)|\[(\d+)\]")


def build(kind: type[T], item: Item, report: Report, **given: Any) -> T | None:
    """A `kind` from a mapping; `report(line, message_id, **values)` hears of each fault. `given` fields come ready."""
    if not isinstance(item.value, dict):
        report(item.line, N_("应为键值,现为 {found}"), found=item.plain)
        return None
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind) if field.encode_name not in given}
    for key, part in item.value.items():
        if key not in fields:
            report(part.line, N_("不认识的键 {key}"), key=key)
    values = dict(given)
    is_whole = True
    for name, field in fields.items():
        if name not in item.value:
            if field.required:
                report(item.line, N_("缺少 {key}"), key=name)
                is_whole = False
            continue
        try:
            values[name] = msgspec.convert(item.value[name].plain, field.type)
        except msgspec.ValidationError as error:
            _report_type(item.value[name], name, str(error), report)
            is_whole = False
    return kind(**values) if is_whole else None


def _report_type(item: Item, name: str, error: str, report: Report) -> None:
    line = _line_of(item, error)
    match = _EXPECTED.search(error)
    if match is None:
        report(line, N_("{key} 不合要求:{detail}"), key=name, detail=error)
        return
    words = {
        side: " 或 ".join(_TYPE_WORDS.get(part, part) for part in match[side].split(" | "))
        for side in ("expected", "found")
    }
    report(line, N_("{key} 应为{expected},现为{found}"), key=name, **words)


def _line_of(item: Item, error: str) -> int:
    """The line of the part that msgspec's path points at (`… - at `$.share[0]``)."""
    path = error.rpartition("`$")[2] if "`$" in error else ""
    for key, index in _PATH.findall(path):
        if key and isinstance(item.value, dict) and key in item.value:
            item = item.value[key]
        elif index and isinstance(item.value, list) and int(index) < len(item.value):
            item = item.value[int(index)]
    return item.line
