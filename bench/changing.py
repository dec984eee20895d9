"""`python -m bench.changing EVERY SECONDS`: confirms facts, village after village; prints how many and the cost."""

import resource
import sys
from random import Random
from time import perf_counter, sleep

from bench.places import AT
from bench.rulebooks import AS_AT, rural
from fivestar.facts.actions import state_observation
from fivestar.facts.periods import of_day
from fivestar.foundation.access import SYSTEM
from fivestar.standards.queries import catalogue
from fivestar.territory.models import Branch


def main(every: float, seconds: float) -> None:
    branches = list(Branch.objects.order_by("pk"))
    Random(5).shuffle(branches)
    fact = catalogue()["local_jobs"]
    period = of_day(AS_AT, rural().facts["local_jobs"].period).text
    start, done = perf_counter(), 0
    while (due := start + done * every) < start + seconds:
        sleep(max(0.0, due - perf_counter()))
        state_observation(
            actor=SYSTEM,
            branch=branches[done % len(branches)],
            fact=fact,
            period=period,
            value=1000 + done,
            basis="C",
            source="bench",
            observed_on=AS_AT,
            at=AT,
        )
        done += 1
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(done, used.ru_utime + used.ru_stime)


if __name__ == "__main__":
    main(float(sys.argv[1]), float(sys.argv[2]))
