"""The one table of a file whose every row is a record."""

from __future__ import annotations

from io import BytesIO

from fivestar.foundation.access import Actor
from fivestar.foundation.bringing.errors import UnreadableFile
from fivestar.foundation.outcome import N_
from fivestar.foundation.sheets import SheetFault, SheetFaults, Table, is_error_cell, read_table

IS_COMPUTED = N_("这一格是公式，请改成算好的结果")


def table_of(data: bytes, *, name: str, most: int) -> Table:
    """Computed cells come as their formula: nobody's last result is taken for a figure. Raises UnreadableFile."""
    try:
        table = read_table(BytesIO(data), name=name, says_formulas=True)
    except SheetFaults as unreadable:
        raise UnreadableFile(unreadable.faults) from unreadable
    refuse_unless_rows(len(table.rows), name=name, most=most)
    return table


def refuse_unless_rows(count: int, *, name: str, most: int) -> None:
    if not count:
        raise UnreadableFile([SheetFault(name, None, None, N_("文件里没有数据行"))])
    if count > most:
        message = N_("一次最多 {most} 行，这个文件有 {count} 行")
        raise UnreadableFile([SheetFault(name, None, None, message, {"most": most, "count": count})])


def is_computed(cell: object) -> bool:
    """A formula, or what Excel shows where one failed: never a figure, a name or a title."""
    return is_error_cell(cell) or (isinstance(cell, str) and cell.lstrip().startswith("="))


def brought_for(actor: Actor, path: str) -> str:
    """The unit of the widest post he brings a file by, in a district."""
    paths = [post.path for post in actor.posts if post.path.startswith(path)]
    return min(paths, key=len, default=path)
