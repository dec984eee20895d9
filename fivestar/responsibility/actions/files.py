"""A workbook of posts: staged and looked at, then taken in once, or withdrawn."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from fivestar.foundation import audit
from fivestar.foundation.access import Actor, Duty, require
from fivestar.foundation.bringing.errors import UnableToTakeIn, UnreadableFile
from fivestar.foundation.bringing.record import MAX_FILE_NAME
from fivestar.foundation.bringing.rows import table_of
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_, Refused
from fivestar.foundation.sheets import SheetFault
from fivestar.responsibility.actions.posts import appoint, close_holding, create_person, create_post
from fivestar.responsibility.models import Person, Post, PostFile, StagedPost
from fivestar.responsibility.post_sheet import Reader, columns_of
from fivestar.territory.queries import lock_region

if TYPE_CHECKING:
    from fivestar.territory.models import Region

MAX_ROWS = 5_000  # a district's posts several times over
_ROWS_A_STATEMENT = 500


@transaction.atomic
def bring_posts(*, actor: Actor, district: Region, name: str, data: bytes, at: datetime) -> PostFile:
    """Every row judged and kept with its faults. Nothing becomes a post yet."""
    require(actor, "responsibility.appoint", district)
    table = table_of(data, name=name, most=MAX_ROWS)
    columns = columns_of(table.header)
    if isinstance(columns, list):
        raise UnreadableFile([SheetFault(name, 1, one.column, one.message_id, dict(one.values)) for one in columns])
    file = PostFile.objects.create(
        district=district,
        file_name=name[:MAX_FILE_NAME],
        encoding=table.encoding or "",
        brought_by=actor.person_ref,
        brought_at=at,
    )
    rows = Reader(district, legal_day(at)).staged(file, table, columns)
    StagedPost.objects.bulk_create(rows, batch_size=_ROWS_A_STATEMENT)
    file.rows = len(rows)
    file.faults = sum(row.fault is not None for row in rows)
    file.known = sum(row.is_known for row in rows)
    file.save(update_fields=["rows", "faults", "known"])
    return file


@transaction.atomic
def confirm_posts(*, actor: Actor, file: PostFile, at: datetime, leave_out_faulty: bool = False) -> PostFile:
    """The good rows become posts and their holders, all in one transaction; what is there already stays."""
    locked = _open(actor, file)
    if locked.faults and not leave_out_faulty:
        raise UnableToTakeIn(N_("还有 {count} 行有错，请改好再传，或者略过"), count=locked.faults)
    lock_region(locked.district)
    good = list(locked.staged.filter(fault__isnull=True, is_known=False).select_related("region", "village", "person"))
    if not good:
        raise UnableToTakeIn(N_("没有可以入库的行"))
    people: dict[str, Person] = {}
    for row in good:
        _take_in(actor, row, people, at)
    locked.taken_in = len(good)
    return _close(actor, locked, PostFile.State.CONFIRMED, at)


@transaction.atomic
def withdraw_posts(*, actor: Actor, file: PostFile, at: datetime) -> PostFile:
    """Nothing of it becomes a post; its rows and the names in them are forgotten."""
    return _close(actor, _open(actor, file), PostFile.State.WITHDRAWN, at)


def _open(actor: Actor, file: PostFile) -> PostFile:
    require(actor, "responsibility.appoint", file.district)
    return file.locked()


def _take_in(actor: Actor, row: StagedPost, people: dict[str, Person], at: datetime) -> None:
    unit = row.village or row.region
    assert unit is not None  # judged
    assert row.from_day is not None  # judged
    post = (
        row.post
        or _same_in_file(row)
        or create_post(
            actor=actor,
            duty=Duty(row.duty),
            unit=unit,
            title=row.title,
            valid_from=row.from_day,
            at=at,
            department=row.department,
        )
    )
    if not row.name:
        return
    person = row.person or people.get(row.name)
    if person is None:
        person = people[row.name] = create_person(actor=actor, unit=unit, name=row.name, at=at)
    try:
        holding = appoint(actor=actor, post=post, person=person, from_day=row.from_day, at=at)
        if row.to_day is not None:
            close_holding(actor=actor, holding=holding, to_day=row.to_day, at=at)
    except Refused as refused:  # somebody else filled it meanwhile
        raise UnableToTakeIn(N_("第 {row} 行:{reason}"), row=row.row, reason=str(refused)) from refused


def _same_in_file(row: StagedPost) -> Post | None:
    """A row without a name may have made the post just before."""
    unit = row.village or row.region
    assert unit is not None  # judged
    standing = Post.objects.filter(duty=row.duty, path=unit.path, title=row.title, valid_to__isnull=True)
    return standing.filter(department=row.department_id).first()


def _close(actor: Actor, file: PostFile, state: PostFile.State, at: datetime) -> PostFile:
    file.staged.all().delete()
    file.close(state=state, actor=actor, at=at)
    moved = {"state": ["staged", str(state)], "posts": file.taken_in or 0}
    audit.record(actor=actor, act="responsibility.close_post_file", subject=file, changes=moved, at=at)
    return file
