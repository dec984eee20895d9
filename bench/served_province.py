"""`python -m bench.served_province`: a province in the database of the environment, and its walls drilled down.

The register goes in by the ordinary act. Scorecards are written straight from rated facts, without observations, as a
wall reads nothing else: 6.5 million observations would say nothing more about it.
"""

from time import perf_counter

from bench.branches import synthetic
from bench.places import AT
from bench.rulebooks import AS_AT, FOLDER, rural
from bench.served import page  # sets Django up

from django.core.management import call_command  # isort: skip -- after Django is set up
from fivestar.engine import rate_frame  # isort: skip -- beside the others
from fivestar.foundation.access import ANYONE, SYSTEM  # isort: skip -- beside the others
from fivestar.foundation.sheets import Row, Table  # isort: skip -- beside the others
from fivestar.scorecards import queries  # isort: skip -- needs Django
from fivestar.scorecards.models import Scorecard  # isort: skip -- needs Django
from fivestar.standards.actions import load_edition  # isort: skip -- needs Django
from fivestar.standards.models import EditionInForce  # isort: skip -- needs Django
from fivestar.territory.actions import import_register  # isort: skip -- needs Django
from fivestar.territory.models import Branch, Region  # isort: skip -- needs Django

BRANCHES = 52_378
A_TOWNSHIP, A_DISTRICT, A_CITY = 26, 454, 4_540  # branches
ROWS_A_STATEMENT = 2_000


def main() -> None:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    start = perf_counter()
    _register()
    print(f"    register of {BRANCHES:,} taken in: {perf_counter() - start:.1f} s", flush=True)
    start = perf_counter()
    _score()
    print(f"    scorecards written straight: {perf_counter() - start:.1f} s", flush=True)
    _check()
    for code in ("99", "9910", "991000", "991000001"):
        page(f"/d/{code}/wall/")


def _check() -> None:
    """The province's wall counts every branch at its level."""
    wall = queries.wall(ANYONE, Region.objects.get(code="99"))
    levels = rate_frame(rural(), synthetic(rural(), BRANCHES), AS_AT)["level"].to_list()
    if {one.level: one.count for one in wall.level_counts} != {level: levels.count(level) for level in range(6)}:
        raise SystemExit("the province's wall does not count what was rated")


def _code(number: int) -> str:
    city, district = 10 + number // A_CITY, number % A_CITY // A_DISTRICT
    township, village = number % A_DISTRICT // A_TOWNSHIP + 1, number % A_DISTRICT % A_TOWNSHIP + 1
    return f"99{city:02d}{district:02d}{township:03d}{village:03d}"


def _register() -> None:
    codes = [_code(number) for number in range(BRANCHES)]
    rows = [Row(at, (code, f"测试{code[6:]}村委会", f"测试{code[6:9]}镇", "rural")) for at, code in enumerate(codes, 2)]
    names = {code[:size]: f"测试{code[:size]}" for code in codes for size in (2, 4, 6)}
    table = Table("bench", ("code", "name", "township", "category"), rows)
    import_register(actor=SYSTEM, table=table, at=AT, region_names=names)
    Region.objects.filter(is_fictitious=True, kind__in=["province", "city", "district"]).update(own_date=AS_AT)


def _score() -> None:
    edition = load_edition(actor=SYSTEM, path=FOLDER / "rural-2023", at=AT)
    begin = rural().edition.valid_from
    EditionInForce.objects.bulk_create(
        EditionInForce(district=district, category="rural", edition=edition, from_day=begin)
        for district in Region.objects.filter(kind="district")
    )
    rated = rate_frame(rural(), synthetic(rural(), BRANCHES), AS_AT)
    stars = [f"star.{star.id}" for star in rural().stars]
    criteria = [criterion.id for criterion in rural().criteria]
    branches = Branch.objects.order_by("pk").values_list("pk", "district")
    cards = []
    for (branch, district), row in zip(branches, rated.iter_rows(named=True), strict=True):
        outcomes = bytes(row[name] for name in criteria)
        cards.append(
            Scorecard(
                branch_id=branch,
                district_id=district,
                edition=edition,
                category="rural",
                basis="C",
                since=AS_AT,
                as_at=AS_AT,
                level=row["level"],
                at_most=row["at_most"],
                stars="".join(str(row[name]) for name in stars),
                outcomes=outcomes,
                met=outcomes.count(1),
                unmet=outcomes.count(0),
                unknown=outcomes.count(2),
                not_applicable=outcomes.count(3),
                pending=outcomes.count(4) + outcomes.count(5),
                digest="sha256:" + "0" * 64,
                computed_at=AT,
            )
        )
    Scorecard.objects.bulk_create(cards, batch_size=ROWS_A_STATEMENT)


if __name__ == "__main__":
    main()
