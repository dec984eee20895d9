"""`python -m bench.served_year`: a district's year of duties in the database of the environment, and every page of it.

Nobody's district, made so: the register by the ordinary act; people, scorecards, shortfalls, projects, notices and
fieldwork as rows in the shape in which acts leave them, all constraints in force. What is derived of shortfalls is then
derived anew by the program and must be what was written.
"""

import gc
from collections.abc import Iterator, Mapping, Sequence
from random import Random
from time import perf_counter

from bench.places import AT
from bench.rows import Rows
from bench.rulebooks import AS_AT, FOLDER, rural, urban
from bench.year_facts import Carried, carried

from django.core.management import call_command  # isort: skip -- bench.places has set Django up
from django.db import connection  # isort: skip -- beside the others
from bench.year_asked import Asking  # isort: skip -- needs Django
from bench.year_field import Fieldwork  # isort: skip -- needs Django
from bench.year_lacking import Lacking, Standard  # isort: skip -- needs Django
from bench.year_people import District, Staff  # isort: skip -- needs Django
from bench.year_projects import Projects, Sample, sample_of  # isort: skip -- needs Django
from fivestar.engine import Rulebook  # isort: skip -- beside the others
from fivestar.facts.actions import Given, record_many  # isort: skip -- needs Django
from fivestar.facts.periods import of_day  # isort: skip -- beside the others
from fivestar.engine.facts import PREVIOUS, base_name  # isort: skip -- beside the others
from fivestar.facts.values import value_of  # isort: skip -- beside the others
from fivestar.foundation.access import SYSTEM, Duty  # isort: skip -- beside the others
from fivestar.foundation.sheets import Row, Table  # isort: skip -- beside the others
from fivestar.scorecards.models import CurrentRow  # isort: skip -- needs Django
from fivestar.shortfalls.keeping import DERIVED, rebuild  # isort: skip -- needs Django
from fivestar.shortfalls.models import Shortfall  # isort: skip -- needs Django
from fivestar.standards.actions import load_edition  # isort: skip -- needs Django
from fivestar.standards.models import EditionInForce  # isort: skip -- needs Django
from fivestar.standards.queries import catalogue_slugs  # isort: skip -- needs Django
from fivestar.territory.actions import import_register  # isort: skip -- needs Django
from fivestar.territory.models import Branch, Region  # isort: skip -- needs Django

A_DISTRICT, COMMUNITIES, A_TOWNSHIP, DISTRICTS_A_CITY = 367, 14, 26, 10
PROJECTS, VISITS = 900, 10_000  # of a district
RULEBOOKS: Mapping[str, Rulebook] = {"rural": rural(), "urban": urban()}


def main(count: int = A_DISTRICT, *, with_observations: bool = True) -> None:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    start = perf_counter()
    _register(count)
    standards = _standards()
    print(f"    register of {count:,} taken in: {perf_counter() - start:.1f} s", flush=True)
    start, rows = perf_counter(), Rows()
    districts = list(Region.objects.filter(kind="district").order_by("code"))
    answers = {category: carried(rulebook, count) for category, rulebook in RULEBOOKS.items()}
    asked: District | None = None
    sample: Sample | None = None
    for region in districts:
        district = District(region, list(_branches(region)), Random(region.code))
        Staff(rows, district).settle()
        if sample is None:
            rows.end()  # by ordinary acts, between keys given here
            branch = district.branches[COMMUNITIES]
            sample = sample_of(branch, district.of(Duty.OWN, branch)[0])
        there = [next(answers[branch.category]) for branch in district.branches]
        _work(rows, district, standards, there, sample)
        asked = asked or district
        if with_observations:
            _observe(region, district.branches, there)
    rows.end()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    counts = sorted((f"{model._meta.label} {number:,}" for model, number in rows.written.items()), key=str)
    print(f"    a year of {len(districts)} districts written: {perf_counter() - start:.1f} s", flush=True)
    print(f"    rows: {', '.join(counts)}", flush=True)
    assert asked is not None
    _check(asked.region)
    del answers, rows
    gc.collect()
    gc.freeze()  # what was kept to write is not looked through before each page
    Asking(asked).ask()


def _work(
    rows: Rows, district: District, standards: Mapping[str, Standard], there: Sequence[Carried], sample: Sample
) -> None:
    share = len(district.branches) / A_DISTRICT
    Lacking(rows, district, standards).write(there)
    projects = Projects(rows, district, sample)
    projects.write(round(PROJECTS * share), there, rural())
    projects.post_notices()
    Fieldwork(rows, district).write(round(VISITS * share))
    rows.flush()


def _code(number: int) -> str:
    district, place = divmod(number, A_DISTRICT)
    township, village = divmod(place, A_TOWNSHIP)
    city, of_city = divmod(district, DISTRICTS_A_CITY)
    return f"99{city + 10:02d}{of_city + 1:02d}{township + 1:03d}{village + 1:03d}"


def _register(count: int) -> None:
    codes = [_code(number) for number in range(count)]
    rows = [
        Row(at, (code, f"测试{code[6:]}村委会", f"测试{code[6:9]}镇", _category(at - 2)))
        for at, code in enumerate(codes, 2)
    ]
    names = {code[:size]: f"测试{code[:size]}" for code in codes for size in (2, 4, 6)}
    table = Table("bench", ("code", "name", "township", "category"), rows)
    import_register(actor=SYSTEM, table=table, at=AT, region_names=names)
    Region.objects.filter(is_fictitious=True, kind__in=["province", "city", "district"]).update(own_date=AS_AT)
    CurrentRow.objects.all().delete()  # empty ones, made for new branches


def _category(number: int) -> str:
    return "urban" if number % A_DISTRICT < COMMUNITIES else "rural"


def _branches(region: Region) -> Iterator[Branch]:
    there = Branch.objects.filter(district=region).select_related("village", "township", "district")
    return there.order_by("village__code").iterator()


def _standards() -> dict[str, Standard]:
    editions = {category: load_edition(actor=SYSTEM, path=FOLDER / f"{category}-2023", at=AT) for category in RULEBOOKS}
    EditionInForce.objects.bulk_create(
        EditionInForce(
            district=district, category=category, edition=edition, from_day=RULEBOOKS[category].edition.valid_from
        )
        for district in Region.objects.filter(kind="district")
        for category, edition in editions.items()
    )
    return {
        category: Standard(
            edition,
            RULEBOOKS[category],
            {one.id: (star.id, one.lead_dept) for star in RULEBOOKS[category].stars for one in star.criteria},
            catalogue_slugs(),
        )
        for category, edition in editions.items()
    }


def _observe(region: Region, branches: Sequence[Branch], there: Sequence[Carried]) -> None:
    """One observation of each fact, in the period of the day: what is asked of people today reads them."""
    record_many(actor=SYSTEM, district=region, observations=_given(branches, there), at=AT)


def _given(branches: Sequence[Branch], there: Sequence[Carried]) -> Iterator[Given]:
    for branch, one in zip(branches, there, strict=True):
        facts = RULEBOOKS[branch.category].facts
        for key, value in one.facts.items():
            fact, day = facts[base_name(key)], AS_AT.replace(year=AS_AT.year - key.startswith(PREVIOUS))
            period = of_day(day, fact.period).text
            yield Given(branch.pk, fact.id, period, value_of(fact, value), "C", "bench", day)


def _check(region: Region) -> None:
    """The shortfalls written are those the program derives from the scorecards."""
    columns = ("branch", "year", "criterion", *DERIVED)
    rows = Shortfall.objects.filter(district=region).order_by("branch", "criterion").values_list(*columns)
    before = list(rows)
    rebuild(region, at=AT)
    if list(rows.all()) != before:
        raise SystemExit("the shortfalls are not those that are derived from the scorecards")
    print(f"    {len(before):,} shortfalls of the district asked are those derived anew", flush=True)


if __name__ == "__main__":
    main()
