"""What may be done to the territory: name, recode and merge villages, categorise branches, move a fictitious day.

Errors

    Refused
    ├── UnableToRename, UnableToRecode, UnableToMerge, UnableToKeepCollectives     nothing has moved
    └── UnableToSetOwnDate                                  only fictitious regions, never in production
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction

from fivestar.foundation import audit
from fivestar.foundation.access import Actor, require, visible
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_, Refused
from fivestar.foundation.sheets import Table
from fivestar.territory import names
from fivestar.territory.collectives import UnableToKeepCollectives, keep_collectives
from fivestar.territory.intake import ImportReport, Question, import_register
from fivestar.territory.models import CODE_LENGTH, NAME_FIELDS, Alias, Branch, FormerCode, FormerName, Region, Village
from fivestar.territory.placing import AT_ONCE, set_categories
from fivestar.territory.register import Row, Unplaced, UnreadableRegister, read_categories
from fivestar.territory.registers import branches_changed

__all__ = [
    "ImportReport",
    "Question",
    "UnableToKeepCollectives",
    "Unplaced",
    "UnreadableRegister",
    "import_register",
    "keep_collectives",
]


@dataclass(frozen=True, slots=True)
class CategoryReport:
    """How many rows a file of categories had, how many branches changed, and which rows were left out."""

    rows: int
    changed: int
    unplaced: tuple[Unplaced, ...]


class UnableToRename(Refused):
    """The new name is missing or the old one."""


class UnableToRecode(Refused):
    """The new code is not one, lies elsewhere, or is taken."""


class UnableToMerge(Refused):
    """The two villages cannot become one."""


class UnableToSetOwnDate(Refused):
    """Only a fictitious region outside production lives at its own date."""


@transaction.atomic
def set_category(*, actor: Actor, branch: Branch, category: Branch.Category, at: datetime) -> None:
    """Says which standards a branch is rated by. Its scorecards are reckoned anew in the same transaction."""
    require(actor, "territory.set_category", branch)
    before = branch.category
    if before == category:
        return
    branch.category = category
    branch.save(update_fields=["category"])
    audit.record(
        actor=actor, act="territory.set_category", subject=branch, changes={"category": [before, str(category)]}, at=at
    )
    for changed in branches_changed:
        changed([branch.pk], at=at)


@transaction.atomic
def import_categories(*, actor: Actor, table: Table, at: datetime) -> CategoryReport:
    """Takes in a file of codes and categories; rows that name no branch the actor may categorise are reported."""
    rows = list(read_categories(table))
    stated = {row.code: row.category for row in rows if isinstance(row, Row)}
    there: set[str] = set()
    for start in range(0, len(stated), AT_ONCE):
        codes = list(stated)[start : start + AT_ONCE]
        branches = visible(actor, "territory.set_category", Branch.objects.filter(village__code__in=codes))
        there.update(branches.values_list("village__code", flat=True))
    unplaced = [row for row in rows if isinstance(row, Unplaced)]
    unplaced += [
        Unplaced(row.number, row.code, N_("没有编码为“{code}”的支部"), {"code": row.code})
        for row in rows
        if isinstance(row, Row) and row.code not in there
    ]
    changed = set_categories({code: stated[code] for code in stated if code in there}, at)
    if changed:
        audit.record(actor=actor, act="territory.import_categories", subject=None, changes={"changed": changed}, at=at)
    return CategoryReport(len(rows), changed, tuple(sorted(unplaced, key=lambda one: one.row)))


@transaction.atomic
def rename(*, actor: Actor, village: Village, name: str, at: datetime) -> None:
    """Gives a village another name; it is still found under the old one."""
    require(actor, "territory.rename", village)
    new, old = names.clean(name), village.name
    if not new:
        raise UnableToRename(N_("请填写新名称"))
    if new == old:
        raise UnableToRename(N_("新名称与现名称相同"))
    FormerName.objects.get_or_create(village=village, name=old, until=legal_day(at), defaults={"core": names.core(old)})
    village.take_name(new)
    village.save(update_fields=NAME_FIELDS)
    Branch.objects.filter(village=village, name=names.branch_name(old)).update(name=names.branch_name(new))
    audit.record(actor=actor, act="territory.rename", subject=village, changes={"name": [old, new]}, at=at)


@transaction.atomic
def recode(*, actor: Actor, village: Village, code: str, at: datetime) -> None:
    """Gives a village the new statistical code it was assigned (in the same township); the old one is kept."""
    require(actor, "territory.recode", village)
    old = village.code
    if len(code) != CODE_LENGTH or not (code.isascii() and code.isdecimal()):
        raise UnableToRecode(N_("编码“{code}”不是12位数字"), code=code)
    if code[:9] != village.township.code:
        raise UnableToRecode(N_("编码“{code}”不在{township}之下"), code=code, township=village.township.name)
    if Village.objects.filter(code=code).exists():
        raise UnableToRecode(N_("编码“{code}”已有村(社区)使用"), code=code)
    FormerCode.objects.create(village=village, code=old, until=legal_day(at))
    village.code = code
    village.save(update_fields=["code"])
    audit.record(actor=actor, act="territory.recode", subject=village, changes={"code": [old, code]}, at=at)


@transaction.atomic
def merge(*, actor: Actor, village: Village, into: Village, at: datetime) -> None:
    """Ends a village that became part of another of the same district.

    Its branch ends with it and keeps its history; its names and codes find the other one from now on.
    """
    require(actor, "territory.merge", village)
    require(actor, "territory.merge", into)
    if village.pk == into.pk:
        raise UnableToMerge(N_("不能并入自己"))
    if village.district_id != into.district_id:
        raise UnableToMerge(N_("只能并入同一区县的村(社区)"))
    for one in (village, into):
        if one.ended_on is not None:
            raise UnableToMerge(N_("{village}已于{day}撤销"), village=one.name, day=one.ended_on.isoformat())
    day = legal_day(at)
    _hand_names_over(village, into, day)
    village.merged_into, village.ended_on = into, day
    village.save(update_fields=["merged_into", "ended_on"])
    Village.objects.filter(merged_into=village).update(merged_into=into)
    Branch.objects.filter(village=village).update(ended_on=day)
    audit.record(actor=actor, act="territory.merge", subject=village, changes={"merged_into": [None, into.code]}, at=at)
    ended = list(Branch.objects.filter(village=village).values_list("pk", flat=True))
    for changed in branches_changed:
        changed(ended, at=at)


@transaction.atomic
def add_alias(*, actor: Actor, village: Village, name: str, at: datetime) -> Alias:
    """Another name under which people look for a village."""
    require(actor, "territory.rename", village)
    alias, is_new = Alias.objects.get_or_create(
        village=village, name=names.clean(name), defaults={"core": names.core(name)}
    )
    if is_new:
        audit.record(
            actor=actor, act="territory.add_alias", subject=village, changes={"alias": [None, alias.name]}, at=at
        )
    return alias


@transaction.atomic
def set_own_date(*, actor: Actor, region: Region, day: date, at: datetime) -> None:
    """Lets a fictitious region live at a date of its own; business there follows it."""
    if settings.IS_PRODUCTION or not region.is_fictitious:
        raise UnableToSetOwnDate(N_("只有演示区有自己的日期"))
    require(actor, "territory.set_own_date", region)
    before = region.own_date
    region.own_date = day
    region.save(update_fields=["own_date"])
    audit.record(actor=actor, act="territory.set_own_date", subject=region, changes={"own_date": [before, day]}, at=at)


@transaction.atomic
def advance_own_date(*, actor: Actor, region: Region, days: int, at: datetime) -> date:
    """Moves a fictitious region's date forward; two presses at once move it twice."""
    now = Region.objects.select_for_update(no_key=True).get(pk=region.pk)
    if now.own_date is None or days < 1:
        raise UnableToSetOwnDate(N_("只有演示区有自己的日期"))
    day = now.own_date + timedelta(days=days)
    set_own_date(actor=actor, region=now, day=day, at=at)
    region.own_date = day
    return day


def _hand_names_over(village: Village, into: Village, day: date) -> None:
    former_names = [(village.name, day), *village.former_names.values_list("name", "until")]
    FormerName.objects.bulk_create(
        [FormerName(village=into, name=name, core=names.core(name), until=until) for name, until in former_names],
        ignore_conflicts=True,
    )
    former_codes = [(village.code, day), *village.former_codes.values_list("code", "until")]
    FormerCode.objects.bulk_create(
        [FormerCode(village=into, code=code, until=until) for code, until in former_codes], ignore_conflicts=True
    )
    Alias.objects.bulk_create(
        [Alias(village=into, name=alias.name, core=alias.core) for alias in village.aliases.all()],
        ignore_conflicts=True,
    )
