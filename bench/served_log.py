"""`python -m bench.served_log`: a log of 1,000,000 entries in the database of the environment. `bench.log` calls it.

Entries are of the shape of notices. Every proof must hold, every slip must be checked by the browser's own module to
the signed head, and the copy must be whole, or the run fails.
"""

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from time import perf_counter

from bench.timing import seconds, spread
from fivestar.cli.main import set_up_django

set_up_django()

from django.core.management import call_command  # noqa: E402 -- Django must be set up first
from django.db import connection, transaction  # noqa: E402 -- Django must be set up first

from fivestar.engine import canon  # noqa: E402 -- beside the others
from fivestar.foundation import publiclog  # noqa: E402 -- needs Django
from fivestar.foundation.logtree import merkle  # noqa: E402 -- beside the others
from fivestar.foundation.logtree.checking import check_copy  # noqa: E402 -- beside the others
from fivestar.foundation.logtree.leaves import commit  # noqa: E402 -- beside the others
from fivestar.foundation.publiclog import reading  # noqa: E402 -- needs Django
from fivestar.foundation.publiclog.exporting import export_copy  # noqa: E402 -- needs Django
from fivestar.foundation.publiclog.models import LogEntry, LogHead  # noqa: E402 -- needs Django
from fivestar.foundation.publiclog.sealing import leaf_of  # noqa: E402 -- needs Django

COUNT = int(os.environ.get("BENCH_LOG_ENTRIES", "1000000"))
RECORDED, PROOFS, SLIPS, ROUNDS, A_STATEMENT = 2_000, 300, 20, 200, 2_000
AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[1]
ASKING = ROOT / "tests" / "foundation" / "logtree" / "check.mjs"
MODULE = ROOT / "fivestar" / "foundation" / "static" / "foundation" / "log.js"
Row = tuple[object, ...]


def main() -> None:
    call_command("migrate", verbosity=0)
    _record()
    start = perf_counter()
    _wait(COUNT - RECORDED)
    print(f"    {COUNT:,} entries wait; those not recorded by the act put there in {perf_counter() - start:.0f} s")
    took = seconds(lambda: publiclog.seal_pending(at=AT))
    print(f"    sealed in {took:.1f} s: {COUNT / took:,.0f} entries/s, {LogHead.objects.count():,} heads")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    one = [_one_more(number) for number in range(30)]
    print(f"    one entry more, recorded and sealed: {spread(one)}")
    lot = random.Random(7)
    _prove(lot)
    _slips(lot)
    if connection.vendor == "sqlite":  # the same bytes from either
        _copy()


def _content(number: int) -> dict[str, object]:
    return {
        "id": f"n{number:011d}",
        "class": "finance",
        "from": "2026-11-24",
        "to": "2026-12-08",
        "corrects": None,
        "rows": 44,
        "figures": [[2, "1234567.89"], [3, "12345678.90"]],
        "document": f"sha256:{sha256(b'%d' % number).hexdigest()}",
    }


def _record() -> None:
    def act(number: int) -> None:
        with transaction.atomic():
            publiclog.record(
                kind="notice.posted",
                subject=f"n{number:011d}",
                unit="990002001001",
                canonical=_content(number),
                at=AT,
            )

    took = seconds(lambda: [act(number) for number in range(RECORDED)])
    print(f"    recorded one by one, a transaction each: {RECORDED / took:,.0f} entries/s")


def _wait(count: int) -> None:
    """Rows as `record` leaves them, put there quickly."""
    names = "kind, subject, unit, day, commitment, content, salt, recorded_at, erased_because"
    rows = (_row(number) for number in range(RECORDED, RECORDED + count))
    statement = f"INSERT INTO foundation_logentry ({names}) VALUES ({', '.join(['%s'] * 9)})"
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY foundation_logentry ({names}) FROM STDIN") as into:
                for row in rows:
                    into.write_row(row)
            return
        for some in _portions(rows):
            cursor.executemany(statement, some)


def _row(number: int) -> Row:
    salt = sha256(b"salt %d" % number).digest()[:16]
    content = canon.dumps({**_content(number), "day": "2026-11-24"})
    unit = f"990002{number % 18 + 1:03d}{number % 200 + 1:03d}"
    text = content.decode()
    return ("notice.posted", f"n{number:011d}", unit, "2026-11-24", commit(salt, content), text, salt, AT, "")


def _portions(rows: Iterator[Row]) -> Iterator[list[Row]]:
    some: list[Row] = []
    for row in rows:
        some.append(row)
        if len(some) == A_STATEMENT:
            yield some
            some = []
    yield some


def _one_more(number: int) -> float:
    def act() -> None:
        with transaction.atomic():
            told = {"id": f"more{number}", "commitment": "sha256:00"}
            publiclog.record(kind="recheck.void", subject=f"more{number}", unit="990002", canonical=told, at=AT)
        publiclog.seal_pending(at=AT + timedelta(seconds=number))

    return seconds(act)


def _prove(lot: random.Random) -> None:
    """Each reads what it needs from the database, as an address does."""
    heads = list(LogHead.objects.order_by("size").values_list("size", "root"))
    size, root = heads[-1][0], bytes.fromhex(heads[-1][1][7:])
    inclusion, consistency = [], []
    for _ in range(PROOFS):
        index = lot.randrange(size)
        begun = perf_counter()
        path = reading.inclusion_path(index, size)
        inclusion.append(perf_counter() - begun)
        leaf = merkle.leaf_hash(leaf_of(LogEntry.objects.get(number=index)))
        merkle.check_inclusion(leaf, index, size, path, root)
        first, first_root = lot.choice(heads)
        begun = perf_counter()
        path = reading.consistency_path(first, size)
        consistency.append(perf_counter() - begun)
        merkle.check_consistency(first, size, path, bytes.fromhex(first_root[7:]), root)
    print(f"    inclusion proof in {size:,}: {spread(inclusion)}; {len(reading.inclusion_path(5, size))} hashes")
    print(f"    consistency proof from any head: {spread(consistency)}")


def _slips(lot: random.Random) -> None:
    made, texts = [], []
    for _ in range(SLIPS):
        entry = LogEntry.objects.get(number=lot.randrange(COUNT))
        begun = perf_counter()
        slip = publiclog.slip_of(entry)
        made.append(perf_counter() - begun)
        assert slip is not None
        texts.append(slip.to_text())
    keys = reading.public_keys()
    longest = max(len(text) * 3 // 4 for text in texts)
    print(f"    slip made: {spread(made)}; at most {longest:,} bytes, {max(map(len, texts)):,} letters")
    asked = [{"act": "slip", "text": text, "keys": keys, "witnesses": []} for text in texts]
    times, *found = _node([{"act": "time", "text": texts[0], "keys": keys, "rounds": ROUNDS}, *asked])
    roots = set(LogHead.objects.values_list("root", flat=True))
    if not all(isinstance(one, dict) and one["head"]["root"] in roots for one in found):
        raise SystemExit(f"the browser's module does not hold a slip: {found}")
    rest = [time / 1000 for time in times[1:]]
    print(f"    slip checked by log.js in node: first {times[0]:.1f} ms, then {spread(rest)}; wanted below 1 s")


def _node(questions: list[dict[str, object]]) -> list[object]:
    told = subprocess.run(
        [Path(sys.executable).with_name("node"), "--no-warnings", ASKING, MODULE],
        input=json.dumps(questions),
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[object] = json.loads(told.stdout)
    return found


def _copy() -> None:
    folder = Path(os.environ["FIVESTAR_VAR"]) / "copy"
    first = seconds(lambda: export_copy(folder))
    again = seconds(lambda: export_copy(folder))
    files = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    print(f"    copy: {len(files):,} files, {sum(files) / 1024**2:.0f} MiB in {first:.0f} s; again {again:.0f} s")
    begun = perf_counter()
    found = check_copy(folder)
    print(f"    copy checked in {perf_counter() - begun:.0f} s")
    if found.faults:
        raise SystemExit(f"the copy is not whole: {found.faults[:3]}")


if __name__ == "__main__":
    main()
