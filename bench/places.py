"""A district that is nobody's, with the standards of 2023: what `bench.served` and `bench.asking` measure in."""

from bench.rulebooks import AS_AT, FOLDER, rural
from fivestar.cli.main import set_up_django

set_up_django()

from django.core.management import call_command  # noqa: E402 -- Django must be set up first

from fivestar.facts.catalogue import catalogue  # noqa: E402 -- needs Django
from fivestar.foundation.access import SYSTEM  # noqa: E402 -- beside the others
from fivestar.foundation.clock import morning_of  # noqa: E402 -- beside the others
from fivestar.foundation.sheets import Row, Table  # noqa: E402 -- beside the others
from fivestar.standards import actions as standards  # noqa: E402 -- needs Django
from fivestar.territory.actions import import_register  # noqa: E402 -- needs Django
from fivestar.territory.models import Branch, Region  # noqa: E402 -- needs Django

CODE = "990002"
A_TOWNSHIP = 200
AT = morning_of(AS_AT)


def settle(count: int, *, a_township: int = A_TOWNSHIP) -> Region:
    """An empty database becomes a district of so many villages, `a_township` of them in each township."""
    call_command("migrate", verbosity=0)
    rows = [
        Row(
            number + 2,
            (
                f"{CODE}{number // a_township + 1:03d}{number % a_township + 1:03d}",
                f"测试{number}村委会",
                f"测试{number // a_township}镇",
                "rural",
            ),
        )
        for number in range(count)
    ]
    table = Table("bench", ("code", "name", "township", "category"), rows)
    names = {"99": "测试省", CODE[:4]: "测试市", CODE: "测试区"}
    import_register(actor=SYSTEM, table=table, at=AT, region_names=names)
    district = Region.objects.get(code=CODE)
    Region.objects.filter(pk=district.pk).update(own_date=AS_AT, is_fictitious=True)
    district.refresh_from_db()
    edition = standards.load_edition(actor=SYSTEM, path=FOLDER / "rural-2023", at=AT)
    standards.put_in_force(actor=SYSTEM, district=district, edition=edition, from_day=rural().edition.valid_from, at=AT)
    return district


def codes(district: Region) -> list[str]:
    """Of all villages, in order."""
    there = Branch.objects.filter(district=district).order_by("village__code")
    return list(there.values_list("village__code", flat=True))


def supplied_by_departments(most: int) -> dict[str, list[str]]:
    """Department → slugs of whole numbers it supplies; the departments with the most facts first."""
    found: dict[str, list[str]] = {}
    for slug, fact in catalogue().facts.items():
        if fact.supplied_by == "department" and fact.type == "integer" and fact.department and slug in rural().facts:
            found.setdefault(fact.department, []).append(slug)
    kept: dict[str, list[str]] = {}
    for department, slugs in sorted(found.items(), key=lambda one: -len(one[1])):
        room = most - sum(map(len, kept.values()))
        if room > 0:
            kept[department] = slugs[:room]
    return kept
