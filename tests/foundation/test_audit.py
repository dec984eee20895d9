"""The audit stands or falls with its act, is sealed once, and shows where it was touched."""

from datetime import date, timedelta

import pytest
from click.testing import CliRunner
from django.db import DatabaseError, connection, transaction

from fivestar.cli.main import main
from fivestar.foundation import audit
from fivestar.foundation.access import SYSTEM
from fivestar.foundation.audit.models import AuditEntry
from fivestar.foundation.audit.trail import FIRST
from tests.cast import NOW, Cast
from tests.foundation.triggers import audit_unguarded

TABLE = "foundation_auditentry"


def three_rows(cast: Cast) -> list[AuditEntry]:
    with transaction.atomic():
        return [
            audit.record(actor=cast.clerk, act="test.act", subject=cast.dongliu, changes={"n": [None, n]}, at=NOW)
            for n in (1, 2, 3)
        ]


def execute(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_a_row_says_who_did_what_to_what_and_names_nobody(cast: Cast) -> None:
    with transaction.atomic():
        entry = audit.record(
            actor=cast.clerk,
            act="test.act",
            subject=cast.dongliu,
            changes={"day": [None, date(2023, 9, 15)], "ids": {2, 1}, "open": [False, True]},
            at=NOW,
        )

    entry.refresh_from_db()
    assert (entry.actor, entry.act, entry.subject_kind, entry.subject, entry.at) == (
        cast.persons["CLERK"].ref,
        "test.act",
        "territory.Branch",
        cast.dongliu.public_id,
        NOW,
    )
    assert entry.changes == {"day": [None, "2023-09-15"], "ids": [1, 2], "open": [False, True]}
    assert entry.number is None


def test_an_act_that_fails_leaves_no_row(cast: Cast) -> None:
    def failing_act() -> None:
        with transaction.atomic():
            audit.record(actor=cast.clerk, act="test.act", subject=None, changes={}, at=NOW)
            raise OSError("no disk")

    with pytest.raises(OSError, match="no disk"):
        failing_act()

    assert AuditEntry.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_row_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError, match="outside the act's transaction"):
        audit.record(actor=SYSTEM, act="test.act", subject=None, changes={}, at=NOW)

    assert AuditEntry.objects.count() == 0


def test_a_value_with_more_than_one_spelling_is_refused(cast: Cast) -> None:
    with pytest.raises(ValueError, match="share"), transaction.atomic():
        audit.record(actor=cast.clerk, act="test.act", subject=None, changes={"share": [0.1, 0.2]}, at=NOW)

    assert AuditEntry.objects.count() == 0


def test_sealing_numbers_rows_without_gaps_and_chains_them(cast: Cast) -> None:
    rows = three_rows(cast)

    sealed = [audit.seal_pending(at=NOW), audit.seal_pending(at=NOW)]

    entries = list(AuditEntry.objects.order_by("number"))
    assert sealed == [3, 0]
    assert [(entry.pk, entry.number) for entry in entries] == [(row.pk, n) for n, row in enumerate(rows, start=1)]
    assert [entry.previous for entry in entries] == [FIRST, entries[0].digest, entries[1].digest]
    found = audit.verify(at=NOW)
    assert (found.sealed, found.head, found.waiting, found.broken) == (3, entries[2].digest, 0, None)


def test_a_chain_longer_than_one_sealing_holds(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fivestar.foundation.audit.trail.ROWS_A_SEALING", 2)
    three_rows(cast)

    assert audit.seal_pending(at=NOW) == 3
    assert audit.verify(at=NOW).broken is None


@pytest.mark.parametrize(
    "statement",
    [
        f"DELETE FROM {TABLE}",
        f"UPDATE {TABLE} SET actor = 'somebody'",
        f"UPDATE {TABLE} SET changes = '{{}}'",
        f"UPDATE {TABLE} SET number = NULL, previous = NULL, digest = NULL, sealed_at = NULL",
        f"UPDATE {TABLE} SET number = number + 1",
        f"UPDATE {TABLE} SET digest = previous",
    ],
)
@pytest.mark.parametrize("is_sealed", [True, False])
def test_the_database_refuses_to_delete_or_rewrite_rows(cast: Cast, statement: str, is_sealed: bool) -> None:
    three_rows(cast)
    if is_sealed:
        audit.seal_pending(at=NOW)
    before = list(AuditEntry.objects.order_by("id").values())

    with pytest.raises(DatabaseError, match=r"audit|a_seal_is_whole"), transaction.atomic():
        execute(statement)

    assert list(AuditEntry.objects.order_by("id").values()) == before


def test_the_database_refuses_a_row_that_comes_sealed(cast: Cast) -> None:
    forged = AuditEntry(at=NOW, actor="x", act="x", changes={}, number=9, previous=FIRST, digest=FIRST, sealed_at=NOW)

    with pytest.raises(DatabaseError, match="begins unsealed"), transaction.atomic():
        forged.save(force_insert=True)

    assert AuditEntry.objects.count() == 0


@pytest.mark.parametrize(
    ("forgery", "number", "what"),
    [
        (f"UPDATE {TABLE} SET actor = 'somebody' WHERE number = 2", 2, "content"),
        (f"UPDATE {TABLE} SET changes = '{{\"n\": [null, 9]}}' WHERE number = 2", 2, "content"),
        (f"UPDATE {TABLE} SET act = 'other.act' WHERE number = 1", 1, "content"),
        (f"DELETE FROM {TABLE} WHERE number = 2", 3, "gap"),
        (f"DELETE FROM {TABLE} WHERE number = 1", 2, "gap"),
        (f"UPDATE {TABLE} SET previous = digest WHERE number = 3", 3, "previous"),
    ],
)
def test_whoever_forges_a_row_with_all_rights_is_found_at_that_row(
    cast: Cast, forgery: str, number: int, what: str
) -> None:
    three_rows(cast)
    audit.seal_pending(at=NOW)

    with audit_unguarded():
        execute(forgery)

    broken = audit.verify(at=NOW).broken
    assert broken is not None
    assert (broken.number, broken.what) == (number, what)


def test_rows_that_nobody_seals_are_reported(cast: Cast) -> None:
    three_rows(cast)
    recorded = AuditEntry.objects.latest("id").recorded_at

    assert audit.verify(at=recorded).overdue == 0
    assert audit.verify(at=recorded + timedelta(minutes=6)).overdue == 3


def test_the_command_tells_whole_from_broken_and_knows_an_older_head(cast: Cast) -> None:
    three_rows(cast)
    audit.seal_pending(at=NOW)
    head = audit.verify(at=NOW).head

    whole = CliRunner().invoke(main, ["audit", "verify"])
    with_head = CliRunner().invoke(main, ["audit", "verify", "--head", f"3:{head}"])
    nonsense = CliRunner().invoke(main, ["audit", "verify", "--head", "3"])
    with audit_unguarded():
        execute(f"DELETE FROM {TABLE} WHERE number = 3")
    cut_off = CliRunner().invoke(main, ["audit", "verify", "--head", f"3:{head}"])
    with audit_unguarded():
        execute(f"UPDATE {TABLE} SET actor = 'x' WHERE number = 2")
    broken = CliRunner().invoke(main, ["audit", "verify"])

    assert [result.exit_code for result in (whole, with_head, nonsense, cut_off, broken)] == [0, 0, 2, 1, 1]
    assert whole.stdout == f"已封存 3 条,待封存 0 条\n完好。链尾 3:{head}\n"
    assert "末尾被截掉" in cut_off.stderr
    assert broken.stderr.startswith("断在第 2 号")
