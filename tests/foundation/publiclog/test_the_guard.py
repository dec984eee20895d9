"""The database itself refuses to rewrite the public log."""

import pytest
from django.db import DatabaseError, connection, transaction

from fivestar.foundation import publiclog
from fivestar.foundation.publiclog import triggers
from fivestar.foundation.publiclog.models import LogEntry, LogHead, LogTile
from tests.cast import NOW
from tests.foundation.publiclog.stories import record, sealed

pytestmark = pytest.mark.django_db
ENTRY, TILE, HEAD, KEY = (f"foundation_log{name}" for name in ("entry", "tile", "head", "key"))


def everything() -> list[object]:
    with connection.cursor() as cursor:
        rows: list[object] = []
        for table in triggers.TABLES:
            cursor.execute(f"SELECT * FROM {table} ORDER BY id")
            rows.append([tuple(map(str, row)) for row in cursor.fetchall()])
        return rows


@pytest.mark.parametrize(
    "statement",
    [
        *(f"DELETE FROM {table}" for table in (ENTRY, TILE, HEAD, KEY)),
        f"UPDATE {ENTRY} SET unit = '990001'",
        f"UPDATE {ENTRY} SET kind = 'recheck.drawn'",
        f"UPDATE {ENTRY} SET day = '2020-01-01'",
        f"UPDATE {ENTRY} SET content = '{{}}'",
        f"UPDATE {ENTRY} SET commitment = 'sha256:0'",
        f"UPDATE {ENTRY} SET number = NULL",
        f"UPDATE {ENTRY} SET number = number + 10",
        f"UPDATE {ENTRY} SET erased_because = 'x'",
        f"UPDATE {TILE} SET number = 9",
        f"UPDATE {HEAD} SET size = 9",
        f"UPDATE {HEAD} SET root = 'sha256:0'",
        f"UPDATE {KEY} SET public = 'x'",
    ],
)
def test_the_database_refuses_to_delete_or_rewrite(statement: str) -> None:
    sealed(2)
    before = everything()

    refused = pytest.raises(DatabaseError, match=r"public log: .* is only added to")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert everything() == before


def test_a_tile_only_grows() -> None:
    sealed(2)
    tile = LogTile.objects.get()
    held = bytes(tile.hashes)

    for hashes in (held[:32], held, b"x" * 96, held[:32] + b"x" * 64):
        tile.hashes = hashes
        with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
            tile.save()

    tile.refresh_from_db()
    assert bytes(tile.hashes) == held
    tile.hashes = held + b"x" * 32
    tile.save()


def test_an_entry_does_not_come_with_a_place() -> None:
    entry = record(1)
    entry.pk, entry.subject, entry.number = None, "forged", 7

    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
        entry.save(force_insert=True)

    assert LogEntry.objects.count() == 1


def test_an_erased_content_does_not_come_back() -> None:
    entry = record(1)
    content, salt = entry.content, entry.salt
    publiclog.erase(entry=entry, because="决定", at=NOW)
    entry.refresh_from_db()
    entry.content, entry.salt, entry.erased_at, entry.erased_because = content, salt, None, ""

    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
        entry.save()

    entry.refresh_from_db()
    assert entry.content is None


@pytest.mark.django_db(transaction=True)
def test_the_tables_cannot_be_emptied_at_one_stroke() -> None:
    sealed(1)
    if connection.vendor != "postgresql":
        return  # only there is a TRUNCATE that no row hears of
    with pytest.raises(DatabaseError, match="only added to"), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {HEAD} CASCADE")

    assert LogHead.objects.count() == 1
