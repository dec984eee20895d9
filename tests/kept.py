"""What many stories stand on is put together once in a run, by the ordinary acts; the others get the same rows anew."""

import pickle
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from django.apps import apps
from django.db import connection

Made = TypeVar("Made")
Row = tuple[Any, ...]
_MOST_VALUES = 900  # in one statement; SQLite's older limit is 999


@dataclass(frozen=True, slots=True)
class _Kept:
    answer: bytes
    rows: dict[str, list[Row]]
    columns: dict[str, list[str]]


_kept: dict[str, _Kept] = {}


def again(make: Callable[[], Made]) -> Made:
    """What `make` answers, and its rows in the database.

    `make` must only add rows, the same ones wherever it is called, and its answer must go through pickle: every story
    gets a copy of its own. Sequences stand behind the rows: PostgreSQL's do not roll back, SQLite's follow them.
    """
    name = f"{make.__module__}.{make.__qualname__}"
    if name in _kept:
        _lay_down(_kept[name])
    else:
        _kept[name] = _keep(make)
    answer: Made = pickle.loads(_kept[name].answer)
    return answer


def _keep(make: Callable[[], Made]) -> _Kept:
    before, _ = _everything()
    answer = pickle.dumps(make())
    after, columns = _everything()
    for table, rows in before.items():
        assert set(rows) <= set(after[table]), f"{make.__qualname__} changes rows of {table} that were there"
    added = {table: [row for row in rows if row not in set(before[table])] for table, rows in after.items()}
    return _Kept(answer, {table: rows for table, rows in added.items() if rows}, columns)


def _everything() -> tuple[dict[str, list[Row]], dict[str, list[str]]]:
    """Table → its rows, and → its columns."""
    rows: dict[str, list[Row]] = {}
    columns: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        for table in _tables():
            cursor.execute(f"SELECT * FROM {_quoted(table)} ORDER BY 1")
            columns[table] = [str(column[0]) for column in cursor.description]
            rows[table] = [tuple(cursor_row) for cursor_row in cursor.fetchall()]
    return rows, columns


def _lay_down(kept: _Kept) -> None:
    """References are checked when the transaction ends: the order of the tables does not matter."""
    with connection.cursor() as cursor:
        for table, rows in kept.rows.items():
            columns = kept.columns[table]
            names = ", ".join(map(_quoted, columns))
            places = f"({', '.join(['%s'] * len(columns))})"
            for some in _portions(rows, _MOST_VALUES // len(columns)):
                values = [value for row in some for value in row]
                cursor.execute(
                    f"INSERT INTO {_quoted(table)} ({names}) VALUES {', '.join([places] * len(some))}", values
                )


def _tables() -> list[str]:
    models = apps.get_models(include_auto_created=True)
    return list(dict.fromkeys(model._meta.db_table for model in models if model._meta.managed))


def _portions(rows: list[Row], size: int) -> Iterator[list[Row]]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
