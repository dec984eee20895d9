"""`python -m bench.served_bulk`: figures in bulk into the database of the environment. `bench.asking` calls it.

PostgreSQL: 52,378 branches by 41 facts by one workbook, then through the API for a while. SQLite: 454 by 41 by a
workbook while 20 others state a figure a second each; an error of any of them fails the run.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from statistics import median
from tempfile import TemporaryFile
from threading import Event, Thread
from time import perf_counter

from bench.places import AT, codes, settle, supplied_by_departments
from bench.rulebooks import AS_AT, rural

from django.db import connection, connections  # isort: skip -- bench.places has set Django up
from django.test import Client

from fivestar.facts.actions import confirm_import, continue_staging, import_options, receive_file, state_observation
from fivestar.facts.api.actions import issue_token
from fivestar.facts.models import ImportBatch, Observation
from fivestar.facts.periods import of_day
from fivestar.foundation.access import SYSTEM
from fivestar.foundation.sheets import Sheet, write_xlsx
from fivestar.responsibility.models import Department
from fivestar.standards.queries import catalogue
from fivestar.territory.models import Branch, Region

FACTS, DISTRICT, PROVINCE = 41, 454, 52_378
WRITERS = 20
THINKS = 1.0  # seconds from one figure of a writer to the next
VALUES_A_REQUEST = 5_000
API_SECONDS = 120


def main(count: int) -> None:
    start = perf_counter()
    district = settle(count)
    print(f"    {count:,} branches settled in {perf_counter() - start:.0f} s", flush=True)
    if connection.vendor == "sqlite":
        _beside_writers(district)
    else:
        _by_workbook(district, 1)
        _through_the_api(district)


def _by_workbook(district: Region, value: int) -> float:
    """Seconds of the whole, printed step by step: nobody waits for the reading, the job does it."""
    slugs = [slug for known in supplied_by_departments(FACTS).values() for slug in known]
    data = _workbook(codes(district), slugs, value)
    start = perf_counter()
    options = import_options("", "bench", AS_AT)
    batch = receive_file(
        actor=SYSTEM, district=district, basis="C", name="bench.xlsx", data=data, at=AT, options=options
    )
    continue_staging(actor=SYSTEM, batch=batch, at=AT)
    batch.refresh_from_db()
    read = perf_counter() - start
    cells = len(slugs) * Branch.objects.filter(district=district).count()
    if (batch.state, batch.rows, batch.faults) != (ImportBatch.State.STAGED, cells, 0):
        raise SystemExit(f"{batch.state}: {batch.rows} rows, {batch.faults} faults")
    confirm_import(actor=SYSTEM, batch=batch, at=AT)
    whole = perf_counter() - start
    print(
        f"    workbook of {cells:,} cells ({len(data) / 1e6:.1f} MB): read and judged {read:.1f} s"
        f" ({cells / read:,.0f} rows/s), confirmed and {batch.branches_touched:,} branches rescored"
        f" {whole - read:.1f} s; in all {cells / whole:,.0f} rows/s",
        flush=True,
    )
    return whole


def _workbook(villages: list[str], slugs: list[str], value: int) -> bytes:
    rows = ((code, *[value] * len(slugs)) for code in villages)
    with TemporaryFile() as target:
        write_xlsx(target, (Sheet("填报", ("branch", *slugs), rows),))
        target.seek(0)
        return target.read()


def _through_the_api(district: Region) -> None:
    """Whole requests for so many seconds, each department's in turn; its branches are rescored each time."""
    client = Client(SERVER_NAME="bench.example.cn")
    taken = written = branches = 0
    times: list[float] = []
    requests = _requests(district)
    start = perf_counter()
    while perf_counter() - start < API_SECONDS and (one := next(requests, None)) is not None:
        token, body = one
        began = perf_counter()
        answer = client.post(
            "/api/observations",
            body,
            content_type="application/json",
            secure=True,
            headers={"authorization": f"Bearer {token}", "idempotency-key": str(len(times))},
        )
        times.append(perf_counter() - began)
        if answer.status_code != 200:
            raise SystemExit(f"{answer.status_code}: {answer.content[:500].decode()}")
        said = answer.json()
        taken, written, branches = taken + said["received"], written + said["written"], branches + said["branches"]
    print(
        f"    API: {len(times)} requests, {taken:,} values ({written:,} new), {branches:,} rescorings:"
        f" {taken / sum(times):,.0f} rows/s; one request {median(times):.1f} s (longest {max(times):.1f})",
        flush=True,
    )


def _requests(district: Region) -> Iterator[tuple[str, str]]:
    """(token, body): a new token for every 50 requests, since one may ask 60 times a minute."""
    for name, slugs in supplied_by_departments(FACTS).items():
        department = Department.objects.create(district=district, name=name)
        at_once = VALUES_A_REQUEST // len(slugs)
        villages = codes(district)
        token = ""
        for number, start in enumerate(range(0, len(villages), at_once)):
            if number % 50 == 0:
                token = issue_token(
                    actor=SYSTEM, district=district, department=department, label=f"bench{number}", at=AT
                ).text
            values = [_value(code, slug) for code in villages[start : start + at_once] for slug in slugs]
            yield token, json.dumps({"observations": values})


def _value(code: str, slug: str) -> Mapping[str, object]:
    period = of_day(AS_AT, rural().facts[slug].period).text
    return {"branch": code, "fact": slug, "period": period, "value": 2, "observed_on": AS_AT.isoformat()}


def _beside_writers(district: Region) -> None:
    branches = list(Branch.objects.filter(district=district).order_by("pk")[:WRITERS])
    done, told = Event(), [[] for _ in branches]  # type: tuple[Event, list[list[float]]]
    errors: list[str] = []
    threads = [
        Thread(target=_states, args=(branch, done, times, errors)) for branch, times in zip(branches, told, strict=True)
    ]
    for thread in threads:
        thread.start()
    _by_workbook(district, 1)
    done.set()
    for thread in threads:
        thread.join()
    waits = sorted(time for times in told for time in times)
    print(
        f"    beside it {WRITERS} writers stated {len(waits):,} figures: median {median(waits):.2f} s,"
        f" longest {waits[-1]:.1f} s, {len(errors)} errors",
        flush=True,
    )
    standing = Observation.objects.filter(branch__district=district, superseded_at=None).count()
    if errors or standing != DISTRICT * FACTS + WRITERS:
        raise SystemExit(f"{standing} figures stand; {errors[:3]}")


def _states(branch: Branch, done: Event, times: list[float], errors: list[str]) -> None:
    """One figure after another until the workbook is in."""
    fact = catalogue()["local_jobs"]
    period = of_day(AS_AT, rural().facts["local_jobs"].period).text
    value = 0
    try:
        while not done.is_set():
            value += 1
            start = perf_counter()
            state_observation(
                actor=SYSTEM,
                branch=branch,
                fact=fact,
                period=period,
                value=value,
                basis="S",
                source="bench",
                observed_on=AS_AT,
                at=AT,
            )
            times.append(perf_counter() - start)
            done.wait(THINKS)
    except Exception as error:
        errors.append(repr(error))
    finally:
        connections.close_all()


if __name__ == "__main__":
    main(DISTRICT if connection.vendor == "sqlite" else PROVINCE if not sys.argv[1:] else int(sys.argv[1]))
