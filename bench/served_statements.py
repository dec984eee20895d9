"""`python -m bench.served_statements`: statements asked for at a steady rate, each with its rescoring and audit.

`bench.asking` calls it. Processes of their own, as a server has workers; each states a figure of one of its own
branches at its moment, whether the one before is answered or not. A wait counts from that moment.
"""

import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from time import perf_counter, process_time, sleep, time

from bench.places import AT, settle
from bench.rulebooks import AS_AT, rural

from django.db import connection, connections  # isort: skip -- bench.places has set Django up

from fivestar.facts.actions import state_observation
from fivestar.facts.models import Observation
from fivestar.facts.periods import of_day
from fivestar.foundation.access import SYSTEM
from fivestar.standards.queries import catalogue
from fivestar.territory.models import Branch

BRANCHES = 454
PROCESSES = 4
SECONDS = 15
RATES = (200, 100, 50)  # statements a second
WANTED = {"sqlite": 250, "postgresql": 150}  # milliseconds at the 95th of a hundred
SLUG = "local_jobs"
BEGINS_IN = 3.0  # seconds, until every process is there


def main() -> None:
    district = settle(BRANCHES)
    branches = list(Branch.objects.filter(district=district).order_by("pk").values_list("pk", flat=True))
    connections.close_all()
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        list(pool.map(_awake, range(PROCESSES * 2)))
        stated = 0
        for round_, rate in enumerate(RATES, start=1):
            begin = time() + BEGINS_IN
            parts = [(branches[part::PROCESSES], rate / PROCESSES, part, begin, round_) for part in range(PROCESSES)]
            answers = list(pool.map(_states, parts))
            stated += sum(len(waits) for waits, _, _, _ in answers)
            _print(rate, answers)
    there = Observation.objects.filter(basis="S").count()
    if there != stated:
        raise SystemExit(f"{stated} stated, {there} there")


# waits, times of the act itself, seconds until the last was done, seconds of processor the process took
Answer = tuple[list[float], list[float], float, float]


def _states(part: tuple[Sequence[int], float, int, float, int]) -> Answer:
    branches, rate, number, begin, round_ = part
    fact = catalogue()[SLUG]
    period = of_day(AS_AT, rural().facts[SLUG].period).text
    known = Branch.objects.in_bulk(branches)
    waits, acts = [], []
    sleep(max(0.0, begin - time()))
    start, cpu = perf_counter(), process_time()
    for index in range(int(rate * SECONDS)):
        due = start + (index + number / PROCESSES) / rate
        sleep(max(0.0, due - perf_counter()))
        began = perf_counter()
        if began - start > SECONDS:  # whoever still waits is not reached any more
            break
        state_observation(
            actor=SYSTEM,
            branch=known[branches[index % len(branches)]],
            fact=fact,
            period=period,
            value=round_ * 1_000 + index // len(branches),
            basis="S",
            source="bench",
            observed_on=AS_AT,
            at=AT,
        )
        ended = perf_counter()
        acts.append(ended - began)
        waits.append(ended - due)
    return waits, acts, perf_counter() - start, process_time() - cpu


def _awake(_number: int) -> int:
    Branch.objects.count()
    return os.getpid()


def _print(rate: int, answers: Sequence[Answer]) -> None:
    waits = sorted(wait for one, _, _, _ in answers for wait in one)
    acts = sorted(act for _, one, _, _ in answers for act in one)
    whole = max(seconds for _, _, seconds, _ in answers)
    cpu = sum(seconds for _, _, _, seconds in answers) / len(acts)
    wanted = WANTED[connection.vendor]
    verdict = "kept" if _at(waits, 95) * 1000 < wanted else "missed"
    shown = ", ".join(f"p{percent} {_at(waits, percent) * 1000:.0f} ms" for percent in (50, 95, 99))
    print(
        f"    {rate} a second asked for, {len(waits) / whole:.0f} a second done in {whole:.0f} s:"
        f" wait {shown}, longest {waits[-1] * 1000:.0f} ms (p95 wanted below {wanted} ms: {verdict});"
        f" the act itself p50 {_at(acts, 50) * 1000:.0f} ms, p95 {_at(acts, 95) * 1000:.0f} ms,"
        f" processor {cpu * 1000:.1f} ms each in the program (a database server's comes on top)",
        flush=True,
    )


def _at(times: Sequence[float], percent: int) -> float:
    return times[min(len(times) - 1, len(times) * percent // 100)]


if __name__ == "__main__":
    main()
