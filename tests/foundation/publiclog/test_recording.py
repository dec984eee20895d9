"""An entry stands or falls with its act, says what its kind says and names nobody."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from fivestar.foundation import publiclog
from fivestar.foundation.logtree.leaves import commit
from fivestar.foundation.publiclog.models import LogEntry
from tests.cast import NOW
from tests.foundation.publiclog.stories import UNIT, record

pytestmark = pytest.mark.django_db
VOID = {"id": "a", "commitment": "sha256:00"}


def test_an_entry_commits_to_its_content_and_waits_for_its_place() -> None:
    entry = record(1)

    entry.refresh_from_db()
    assert entry.content is not None
    assert entry.salt is not None
    assert entry.content == '{"commitment":"sha256:00","day":"2023-09-15","id":"draw1"}'
    assert entry.commitment == commit(bytes(entry.salt), entry.content.encode())
    assert (entry.kind, entry.unit, entry.day, entry.number, len(entry.salt)) == (
        "recheck.void",
        UNIT,
        date(2023, 9, 15),
        None,
        16,
    )


def test_the_same_content_twice_gives_two_commitments() -> None:
    with transaction.atomic():
        entries = [
            publiclog.record(kind="recheck.void", subject=subject, unit=UNIT, canonical=VOID, at=NOW)
            for subject in ("a", "b")
        ]

    assert entries[0].content == entries[1].content
    assert entries[0].commitment != entries[1].commitment


def test_an_act_that_fails_enters_nothing() -> None:
    def failing_act() -> None:
        with transaction.atomic():
            publiclog.record(kind="recheck.void", subject="a", unit=UNIT, canonical=VOID, at=NOW)
            raise OSError("no disk")

    with pytest.raises(OSError, match="no disk"):
        failing_act()

    assert LogEntry.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError, match="outside the act's transaction"):
        publiclog.record(kind="recheck.void", subject="a", unit=UNIT, canonical=VOID, at=NOW)

    assert LogEntry.objects.count() == 0


@pytest.mark.parametrize(
    ("canonical", "complaint"),
    [
        ({"id": "a"}, "the table of kinds wants"),
        ({**VOID, "posted_by": "x"}, "the table of kinds wants"),
        ({**VOID, "id": 0.5}, "no canonical form"),
        ({**VOID, "id": "x" * 4000}, "enter a digest"),
    ],
)
def test_a_content_that_is_not_of_its_kind_is_refused(canonical: dict[str, object], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint), transaction.atomic():
        publiclog.record(kind="recheck.void", subject="a", unit=UNIT, canonical=canonical, at=NOW)

    assert LogEntry.objects.count() == 0


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(KeyError), transaction.atomic():
        publiclog.record(kind="gossip", subject="a", unit=UNIT, canonical=VOID, at=NOW)


def test_what_happened_before_the_log_is_entered_once_and_says_that_it_is_late() -> None:
    later = NOW + timedelta(days=40)
    happened = date(2023, 3, 1)

    with transaction.atomic():
        first = publiclog.record_late(
            kind="recheck.void", subject="a", unit=UNIT, canonical=VOID, happened_on=happened, at=later
        )
        again = publiclog.record_late(
            kind="recheck.void", subject="a", unit=UNIT, canonical=VOID, happened_on=happened, at=later
        )

    assert first is not None
    assert again is None
    assert first.content == '{"commitment":"sha256:00","day":"2023-03-01","id":"a","late":true}'
    assert first.day == date(2023, 10, 25)
    assert LogEntry.objects.count() == 1


def test_an_erased_content_is_gone_and_its_commitment_is_not() -> None:
    entry = record(1)

    publiclog.erase(entry=entry, because="2023 年第 7 号决定", at=NOW)

    entry.refresh_from_db()
    assert (entry.content, entry.salt, entry.erased_because) == (None, None, "2023 年第 7 号决定")
    assert entry.commitment.startswith("sha256:")
    with pytest.raises(publiclog.UnableToErase, match="已经取下"):
        publiclog.erase(entry=entry, because="再一次", at=NOW)


def test_nothing_is_erased_without_a_reason() -> None:
    entry = record(1)

    with pytest.raises(publiclog.UnableToErase, match="按什么决定"):
        publiclog.erase(entry=entry, because="  ", at=NOW)

    entry.refresh_from_db()
    assert entry.content is not None
