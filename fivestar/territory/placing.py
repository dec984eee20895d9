"""Writing a register's villages set by set; the caller holds the transaction and has asked whether it may."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db.models import CharField, F, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Concat

from fivestar.foundation.clock import legal_day
from fivestar.foundation.ids import new_public_id
from fivestar.territory import names
from fivestar.territory.models import NAME_FIELDS, Branch, FormerName, Region, Village
from fivestar.territory.register import Row
from fivestar.territory.registers import branches_changed

AT_ONCE = 5000


def create(rows: Sequence[Row], places: Mapping[str, Region]) -> None:
    """New villages, each with its branch of unknown category."""
    villages = Village.objects.bulk_create([_village(row, places) for row in rows])
    branches = []
    for village, row in zip(villages, rows, strict=True):
        village.path = f"{places[row.township_code].path}v{village.pk}."
        branches.append(
            Branch(
                public_id=new_public_id(),
                village_id=village.pk,
                township_id=village.township_id,
                district_id=village.district_id,
                name=names.branch_name(village.name),
                path=village.path,
            )
        )
    # The path holds the key the database has just given; one statement writes them all.
    township_path = Region.objects.filter(pk=OuterRef("township")).values("path")
    Village.objects.filter(path="").update(
        path=Concat(
            Subquery(township_path), Value("v"), Cast(F("id"), CharField()), Value("."), output_field=CharField()
        )
    )
    Branch.objects.bulk_create(branches)


def _village(row: Row, places: Mapping[str, Region]) -> Village:
    village = Village(
        public_id=new_public_id(),
        township_id=places[row.township_code].pk,
        district_id=places[row.district_code].pk,
        code=row.code,
        path="",
    )
    village.take_name(row.name)
    return village


def take_back(villages: Sequence[Village]) -> None:
    """Villages that had ended and stand in the register again."""
    ids = [village.pk for village in villages]
    Village.objects.filter(pk__in=ids).update(ended_on=None)
    Branch.objects.filter(village__in=ids).update(ended_on=None)


def rename(renamed: Sequence[tuple[Village, Row]], day: date) -> None:
    """Gives villages the names of their rows; the old ones are kept. A branch named by hand keeps its name."""
    FormerName.objects.bulk_create(
        [FormerName(village=village, name=village.name, core=village.core, until=day) for village, _ in renamed],
        ignore_conflicts=True,
    )
    branches = {
        branch.village_id: branch for branch in Branch.objects.filter(village__in=[one.pk for one, _ in renamed])
    }
    for village, row in renamed:
        branch = branches[village.pk]
        if branch.name == names.branch_name(village.name):
            branch.name = names.branch_name(row.name)
        village.take_name(row.name)
    Village.objects.bulk_update([village for village, _ in renamed], NAME_FIELDS, batch_size=500)
    Branch.objects.bulk_update(branches.values(), ["name"], batch_size=500)


def set_categories(stated: Mapping[str, str], at: datetime) -> int:
    """Code → category, set at once; returns how many changed."""
    changed: list[int] = []
    by_category: dict[str, list[int]] = {}
    codes = list(stated)
    for start in range(0, len(codes), AT_ONCE):
        there = Branch.objects.filter(village__code__in=codes[start : start + AT_ONCE])
        for pk, code, category in there.values_list("pk", "village__code", "category"):
            if stated[code] != category:
                by_category.setdefault(stated[code], []).append(pk)
                changed.append(pk)
    for category, ids in by_category.items():
        Branch.objects.filter(pk__in=ids).update(category=category)
    if changed:
        for hear in branches_changed:
            hear(changed, at)
    return len(changed)


def end(villages: Sequence[int], at: datetime) -> None:
    """Ends villages and their branches on the legal day of `at`."""
    ended: list[int] = []
    for start in range(0, len(villages), AT_ONCE):
        ids = villages[start : start + AT_ONCE]
        Village.objects.filter(pk__in=ids).update(ended_on=legal_day(at))
        Branch.objects.filter(village__in=ids).update(ended_on=legal_day(at))
        ended += Branch.objects.filter(village__in=ids).values_list("pk", flat=True)
    if ended:
        for hear in branches_changed:
            hear(ended, at)
