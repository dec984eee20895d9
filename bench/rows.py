"""Rows of many tables written at once: by COPY on PostgreSQL, by INSERTs of many rows on SQLite.

Keys are given here, so that a row can name another before either is written; nothing else writes meanwhile.
"""

from collections import Counter
from collections.abc import Sequence
from operator import attrgetter
from typing import TypeVar

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import JSONField, Max, Model
from psycopg.types.json import Jsonb

Row = TypeVar("Row", bound=Model)
ROWS_A_STATEMENT = 300


class Rows:
    """`add` keeps a row, `flush` writes what was kept; references are checked at the end of that transaction."""

    def __init__(self) -> None:
        self._kept: dict[type[Model], list[Model]] = {}
        self._last: dict[type[Model], int] = {}
        self.written: Counter[type[Model]] = Counter()

    def add(self, row: Row) -> Row:
        model = type(row)
        if model not in self._last:
            self._last[model] = model._default_manager.aggregate(last=Max("pk"))["last"] or 0
        self._last[model] += 1
        row.pk = self._last[model]
        self._kept.setdefault(model, []).append(row)
        return row

    @transaction.atomic
    def flush(self) -> None:
        for model, rows in self._kept.items():
            _write(model, rows)
            self.written[model] += len(rows)
        self._kept.clear()

    def end(self) -> None:
        """Writes the rest; keys the database gives from now on follow those given here."""
        self.flush()
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), list(self._last)):
                cursor.execute(statement)
        self._last.clear()


def _write(model: type[Model], rows: Sequence[Model]) -> None:
    if connection.vendor != "postgresql":
        model._default_manager.bulk_create(rows, batch_size=ROWS_A_STATEMENT)
        return
    fields = model._meta.concrete_fields
    values = attrgetter(*(field.attname for field in fields))
    documents = [place for place, field in enumerate(fields) if isinstance(field, JSONField)]
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for row in rows:
            written = list(values(row))
            for place in documents:
                written[place] = None if written[place] is None else Jsonb(written[place])
            copy.write_row(written)
