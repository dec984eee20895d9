"""`python -m bench.served`: one district in the database of the environment, measured. `bench.district` calls it.

The register and the observations go in by the ordinary acts; one observation of each fact, in the period of the day.
"""

from collections.abc import Iterator
from time import perf_counter

from bench.branches import synthetic
from bench.rulebooks import AS_AT, FOLDER, rural
from bench.timing import seconds, spread
from fivestar.cli.main import set_up_django

set_up_django()

from django.core.management import call_command  # noqa: E402 -- Django must be set up first
from django.db import connection  # noqa: E402 -- Django must be set up first
from django.test import Client  # noqa: E402 -- Django must be set up first
from django.test.utils import CaptureQueriesContext  # noqa: E402 -- Django must be set up first

from fivestar.engine.facts import PREVIOUS, base_name  # noqa: E402 -- beside the others
from fivestar.facts.actions import Given, record_many, state_observation  # noqa: E402 -- needs Django
from fivestar.facts.periods import of_day  # noqa: E402 -- beside the others
from fivestar.foundation.access import SYSTEM  # noqa: E402 -- beside the others
from fivestar.foundation.clock import morning_of  # noqa: E402 -- beside the others
from fivestar.foundation.sheets import Row, Table  # noqa: E402 -- beside the others
from fivestar.scorecards.actions import rescore, rescore_all  # noqa: E402 -- needs Django
from fivestar.standards import actions as standards  # noqa: E402 -- needs Django
from fivestar.standards.queries import catalogue  # noqa: E402 -- needs Django
from fivestar.territory.actions import import_register  # noqa: E402 -- needs Django
from fivestar.territory.models import Branch, Region  # noqa: E402 -- needs Django

CODE = "990002"
BRANCHES = 454
A_TOWNSHIP = 26
AT = morning_of(AS_AT)
PAGES = 15
RESCORES = 60


def main(count: int) -> None:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    start = perf_counter()
    district, observed = _settle(count)
    print(f"    {count} branches settled and scored in {perf_counter() - start:.1f} s, {observed:,} observations")
    branch = Branch.objects.filter(district=district).order_by("pk")[count // 2]
    _one_branch(branch)
    for address in (f"/d/{CODE}/wall/", f"/b/{branch.public_id}/"):
        page(address)


def _settle(count: int) -> tuple[Region, int]:
    rows = [
        Row(
            number + 2,
            (
                f"{CODE}{number // A_TOWNSHIP + 1:03d}{number % A_TOWNSHIP + 1:03d}",
                f"测试{number}村委会",
                f"测试{number // A_TOWNSHIP}镇",
                "rural",
            ),
        )
        for number in range(count)
    ]
    table = Table("bench", ("code", "name", "township", "category"), rows)
    names = {"99": "测试省", CODE[:4]: "测试市", CODE: "测试区"}
    import_register(actor=SYSTEM, table=table, at=AT, region_names=names)
    district = Region.objects.get(code=CODE)
    Region.objects.filter(pk=district.pk).update(own_date=AS_AT)
    district.refresh_from_db()
    edition = standards.load_edition(actor=SYSTEM, path=FOLDER / "rural-2023", at=AT)
    standards.put_in_force(actor=SYSTEM, district=district, edition=edition, from_day=rural().edition.valid_from, at=AT)
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
