"""Rows written without Django putting the same statement together anew: for acts that are done all day long.

As `save(force_insert=True)` and `save(update_fields=…)` would, but without signals, which this house does not use.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection, models


def marks(values: Sequence[object]) -> str:
    """As many placeholders, for a statement that is written out."""
    return ", ".join(["%s"] * len(values))


def insert(row: models.Model) -> None:
    """Adds a row; afterwards it has its key."""
    statement, columns = _insert(type(row))
    values = [column.get_db_prep_save(column.pre_save(row, add=True), connection) for column in columns]
    tells = connection.features.can_return_columns_from_insert
    with connection.cursor() as cursor:
        cursor.execute(f"{statement} RETURNING id" if tells else statement, values)
        row.pk = cursor.fetchone()[0] if tells else cursor.lastrowid
    row._state.adding, row._state.db = False, connection.alias


def update(rows: Sequence[models.Model], fields: Sequence[str]) -> None:
    """These fields of rows of one model, an UPDATE each, sent together."""
    if not rows:
        return
    statement, columns = _update(type(rows[0]), tuple(fields))
    values = [
        [*(column.get_db_prep_save(getattr(row, column.attname), connection) for column in columns), row.pk]
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)


@cache
def _insert(model: type[models.Model]) -> tuple[str, tuple[models.Field[Any, Any], ...]]:
    columns = tuple(field for field in model._meta.local_concrete_fields if not field.primary_key)
    names = ", ".join(field.column for field in columns)
    return f"INSERT INTO {model._meta.db_table} ({names}) VALUES ({marks(columns)})", columns  # noqa: S608 -- names of our own


@cache
def _update(model: type[models.Model], fields: tuple[str, ...]) -> tuple[str, tuple[models.Field[Any, Any], ...]]:
    columns = tuple(field for field in model._meta.local_concrete_fields if field.name in fields)
    sets = ", ".join(f"{field.column} = %s" for field in columns)
    return f"UPDATE {model._meta.db_table} SET {sets} WHERE id = %s", columns  # noqa: S608 -- names of our own
