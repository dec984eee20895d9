"""Facts from Parquet, checked column by column: type first, then range and choices."""

from collections.abc import Iterator, Mapping

import polars as pl

from fivestar.cli.cells import expected
from fivestar.engine.facts import FactDef, integer_range, value_problem
from fivestar.engine.faults import N_
from fivestar.engine.frames import column_type
from fivestar.foundation.sheets import SheetFault

_MOST_PER_COLUMN = 50


def header_faults(name: str, schema: Mapping[str, pl.DataType], facts: Mapping[str, FactDef]) -> Iterator[SheetFault]:
    """Columns whose type cannot carry their fact."""
    for key, kind in schema.items():
        if key == "branch":
            if kind != pl.String:
                message = N_("支部代码被存成了数字 {found};请把这一列设为文本,写全 12 位")
                yield SheetFault(name, None, key, message, {"found": str(kind)})
        elif not _can_carry(facts[key], kind):
            message = N_("列的类型是 {found};应为{expected}")
            yield SheetFault(name, None, key, message, {"found": str(kind), "expected": expected(facts[key])})


def checked_chunk(
    name: str, chunk: pl.DataFrame, first_row: int, facts: Mapping[str, FactDef]
) -> tuple[pl.DataFrame, list[SheetFault]]:
    """The chunk in the engine's types, and what is wrong in it; its first row is number `first_row`."""
    nameless = chunk["branch"].is_null().arg_true().to_list()[:_MOST_PER_COLUMN]
    faults = [SheetFault(name, first_row + index, "branch", N_("缺支部代码")) for index in nameless]
    columns = [chunk["branch"]]
    for key in chunk.columns:
        if key == "branch":
            continue
        fact, column = facts[key], chunk[key]
        for index in _out_of_range(fact, column).arg_true().to_list()[:_MOST_PER_COLUMN]:
            found = column[index]
            value = int(found) if isinstance(found, float) and found.is_integer() else found
            message_id, values = value_problem(fact, value) or (N_("应为整数,现为 {found}"), {"found": found})
            faults.append(SheetFault(name, first_row + index, key, message_id, values))
        columns.append(column.cast(column_type(fact), strict=False))
    return pl.DataFrame(columns), faults


def _can_carry(fact: FactDef, kind: pl.DataType) -> bool:
    if kind == pl.Null:
        return True
    if fact.type == "integer":
        return kind.is_integer() or kind.is_float()
    return kind == pl.Boolean if fact.type == "boolean" else kind in (pl.String, pl.Categorical, pl.Enum)


def _out_of_range(fact: FactDef, column: pl.Series) -> pl.Series:
    """Which values the fact cannot have. Whole floats pass: other tools store integers with gaps so."""
    if column.dtype == pl.Null or fact.type == "boolean":
        return pl.Series([False]).new_from_index(0, len(column))
    if fact.type == "choice":
        return (~column.cast(pl.String).is_in(fact.choices or ())).fill_null(value=False)
    low, high = integer_range(fact)
    outside = (column < low) | (column > high)
    if column.dtype.is_float():
        outside = outside | column.is_nan() | (column != column.floor())
    return outside.fill_null(value=False)
