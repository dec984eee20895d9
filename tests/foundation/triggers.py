"""Lifts what the database refuses about audit and public log: to empty them between stories, to forge within one."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from django.db import connection

from fivestar.foundation.audit import triggers as audit
from fivestar.foundation.publiclog import triggers as log


@contextmanager
def audit_unguarded() -> Iterator[None]:
    """Inside, rows can be changed and deleted as by somebody with all rights on the database."""
    with _unguarded(audit):
        yield


@contextmanager
def log_unguarded() -> Iterator[None]:
    """Likewise, of the public log."""
    with _unguarded(log):
        yield


def empty_audit() -> None:
    """And the public log."""
    with audit_unguarded(), log_unguarded():
        _execute(tuple(f"DELETE FROM {table}" for table in (audit.TABLE, *log.TABLES)))


@contextmanager
def _unguarded(triggers: ModuleType) -> Iterator[None]:
    _execute(triggers.lifted(connection.vendor))
    try:
        yield
    finally:
        _execute(triggers.laid_down(connection.vendor))


def _execute(statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
