"""`python -m bench.served`: one district in the database of the environment, measured. `bench.district` calls it.

The register and the observations go in by the ordinary acts; one observation of each fact, in the period of the day.
"""

from collections.abc import Iterator
from time import perf_counter

from bench.branches import synthetic
from bench.places import AT, CODE, settle
from bench.rulebooks import AS_AT, rural
from bench.timing import seconds, spread

from django.core.management import call_command  # isort: skip -- bench.places has set Django up
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fivestar.engine.facts import PREVIOUS, base_name
from fivestar.facts.actions import Given, record_many, state_observation
from fivestar.facts.periods import of_day
from fivestar.foundation.access import SYSTEM
from fivestar.scorecards.actions import rescore, rescore_all
from fivestar.standards.queries import catalogue
from fivestar.territory.models import Branch, Region

BRANCHES = 454
A_TOWNSHIP = 26
PAGES = 15
RESCORES = 60


def main(count: int) -> None:
    district = prepare(count)
    branch = Branch.objects.filter(district=district).order_by("pk")[count // 2]
    _one_branch(branch)
    for address in (f"/d/{CODE}/wall/", f"/b/{branch.public_id}/"):
        page(address)


def prepare(count: int) -> Region:
    """An empty database becomes a district that can be served."""
    call_command("collectstatic", verbosity=0, interactive=False)
    start = perf_counter()
    district, observed = _settle(count)
    print(f"    {count} branches settled and scored in {perf_counter() - start:.1f} s, {observed:,} observations")
    return district


def _settle(count: int) -> tuple[Region, int]:
    district = settle(count, a_township=A_TOWNSHIP)
    observed = record_many(actor=SYSTEM, district=district, observations=_observe(district, count), at=AT)
    rescore_all(district, at=AT)
    return district, observed


def _observe(district: Region, count: int) -> Iterator[Given]:
    branches = Branch.objects.filter(district=district).order_by("pk").values_list("pk", flat=True)
    frame = synthetic(rural(), count)
    for branch, facts in zip(branches, frame.drop("branch").iter_rows(named=True), strict=True):
        for key, value in facts.items():
            year = AS_AT.year - key.startswith(PREVIOUS)
            fact = rural().facts[base_name(key)]
            # One figure stands for a year's sum: what is weighed is the number of rows, not the verdict.
            if value is not None:
                yield Given(
                    branch,
                    fact.id,
                    of_day(AS_AT.replace(year=year), fact.period).text,
                    value,
                    "C",
                    "bench",
                    AS_AT.replace(year=year),
                )


def _one_branch(branch: Branch) -> None:
    fact = catalogue()["local_jobs"]
    period = of_day(AS_AT, rural().facts["local_jobs"].period).text

    def state(value: int) -> None:
        state_observation(
            actor=SYSTEM,
            branch=branch,
            fact=fact,
            period=period,
            value=value,
            basis="C",
            source="bench",
            observed_on=AS_AT,
            at=AT,
        )

    state(1)
    alone = [seconds(lambda: rescore([branch.pk], at=AT)) for _ in range(RESCORES)]
    whole = [seconds(lambda value=value: state(value)) for value in range(2, 2 + RESCORES)]
    with CaptureQueriesContext(connection) as captured:
        rescore([branch.pk], at=AT)
    print(f"    one branch rescored, database and all: {spread(alone)}, {len(captured)} queries")
    print(f"    one fact stated, with rescoring and audit: {spread(whole)}")


def page(address: str) -> None:
    client = Client(SERVER_NAME="bench.example.cn")

    def ask() -> bytes:
        answer = client.get(address, secure=True)
        if answer.status_code != 200:
            raise SystemExit(f"{address}: {answer.status_code}")
        return bytes(answer.content)

    ask()
    times = [seconds(ask) for _ in range(PAGES)]
    with CaptureQueriesContext(connection) as captured:
        content = ask()
    shown = address if address.startswith("/d/") else "/b/…/"
    print(f"    {shown:18} {spread(times)}, {len(captured)} queries, {len(content) / 1000:.0f} kB", flush=True)


if __name__ == "__main__":
    main(BRANCHES)
