"""Entries get their places once, under heads that hold, whoever seals at once and whatever the clock does."""

from datetime import UTC, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from fivestar.foundation import publiclog
from fivestar.foundation.logtree import heads, merkle
from fivestar.foundation.publiclog import sealing
from fivestar.foundation.publiclog.models import LogEntry, LogHead, LogTile
from tests.cast import NOW
from tests.foundation.logtree.trees import plain_root
from tests.foundation.publiclog.stories import record, record_many, sealed
from tests.foundation.triggers import log_unguarded

pytestmark = pytest.mark.django_db


def signed(head: LogHead) -> heads.SignedHead:
    said = heads.Head(head.origin, head.size, head.root, heads.moment(head.at), head.key.name)
    return heads.SignedHead(said, head.signature)


def assert_whole() -> int:
    """Numbers without gaps, every head signed and over exactly the entries before it; how many entries."""
    entries = list(LogEntry.objects.filter(number__isnull=False).order_by("number"))
    leaves = [sealing.leaf_of(entry) for entry in entries]
    assert [entry.number for entry in entries] == list(range(len(entries)))
    for head in LogHead.objects.select_related("key"):
        assert head.root == heads.root_text(plain_root(leaves[: head.size]))
        assert merkle.root(sealing.kept_tiles(), head.size).hex() == head.root.removeprefix("sha256:")
        signed(head).check({head.key.name: head.key.public})
    last = LogHead.objects.order_by("-size").first()
    assert (last.size if last else 0) == len(entries)
    times = list(LogHead.objects.order_by("size").values_list("at", flat=True))
    assert times == sorted(times)
    return len(entries)


def test_what_waits_gets_places_in_its_order_under_a_signed_head() -> None:
    rows = record_many(3)

    counts = [publiclog.seal_pending(at=NOW), publiclog.seal_pending(at=NOW)]

    assert counts == [3, 0]
    assert list(LogEntry.objects.order_by("number").values_list("pk", "number")) == [
        (row.pk, number) for number, row in enumerate(rows)
    ]
    assert list(LogHead.objects.values_list("size", "origin", "at")) == [(3, "127.0.0.1:8000", NOW)]
    assert assert_whole() == 3


def test_a_log_grows_over_tiles_and_sealings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "ENTRIES_A_SEALING", 100)

    for first, count in ((1, 1), (2, 254), (256, 1), (257, 1), (258, 43)):
        sealed(count, first=first)

    assert assert_whole() == 300
    assert list(LogTile.objects.order_by("level", "number").values_list("level", "number")) == [(0, 0), (0, 1), (1, 0)]
    assert list(LogHead.objects.values_list("size", flat=True)) == [1, 101, 201, 255, 256, 257, 300]


def test_a_clock_set_back_gives_no_earlier_head() -> None:
    sealed(1, first=1, at=NOW)
    sealed(1, first=2, at=NOW - timedelta(days=400))
    sealed(1, first=3, at=NOW + timedelta(seconds=90))

    assert list(LogHead.objects.values_list("size", "at")) == [
        (1, NOW),
        (2, NOW),
        (3, NOW + timedelta(seconds=90)),
    ]
    assert assert_whole() == 3


def test_a_head_is_of_whole_seconds_in_utc() -> None:
    sealed(1, at=NOW.replace(microsecond=123456))

    head = LogHead.objects.get()
    assert head.at == NOW.replace(microsecond=0)
    assert head.at.astimezone(UTC).microsecond == 0


def test_a_tree_that_was_changed_is_not_signed_on() -> None:
    sealed(3)
    record(4)
    with log_unguarded():
        tile = LogTile.objects.get()
        tile.hashes = b"\0" * 32 + bytes(tile.hashes)[32:]
        tile.save()

    with pytest.raises(publiclog.TreeBroken, match="another root"):
        publiclog.seal_pending(at=NOW)

    assert list(LogHead.objects.values_list("size", flat=True)) == [3]
    assert LogEntry.objects.filter(number=None).count() == 1


@pytest.mark.parametrize("left", [0, 32, 95])
def test_a_tree_that_was_cut_off_is_not_signed_on(left: int) -> None:
    sealed(3)
    record(4)
    with log_unguarded():
        tile = LogTile.objects.get()
        tile.hashes = bytes(tile.hashes)[:left]
        tile.save()

    with pytest.raises(publiclog.TreeBroken, match="cut off"):
        publiclog.seal_pending(at=NOW)

    assert list(LogHead.objects.values_list("size", flat=True)) == [3]
    assert LogEntry.objects.filter(number=None).count() == 1


def test_erasing_leaves_every_head_as_it_was() -> None:
    sealed(3)
    before = list(LogHead.objects.values())

    publiclog.erase(entry=LogEntry.objects.get(number=1), because="决定", at=NOW)
    sealed(1, first=4)

    assert list(LogHead.objects.filter(size=3).values()) == before
    assert assert_whole() == 4


@pytest.mark.django_db(transaction=True)
def test_two_sealers_and_somebody_who_records_leave_no_gap_and_no_double() -> None:
    start = Barrier(3)
    faults: list[BaseException] = []

    def at_work(what: object) -> None:
        try:
            start.wait()
            for number in range(30):
                if what == "record":
                    record(number)
                else:
                    publiclog.seal_pending(at=NOW)
        except BaseException as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [Thread(target=at_work, args=(what,)) for what in ("record", "seal", "seal")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    publiclog.seal_pending(at=NOW)

    assert faults == []
    assert assert_whole() == 30
