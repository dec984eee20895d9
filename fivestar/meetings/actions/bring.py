"""An export of another Party-affairs system: staged, looked at, then taken in once or withdrawn."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from fivestar.facts.actions import UnableToState
from fivestar.facts.counting import recount
from fivestar.foundation import audit
from fivestar.foundation.access import Actor, require
from fivestar.foundation.bringing.errors import UnableToTakeIn, UnreadableFile
from fivestar.foundation.bringing.record import MAX_FILE_NAME
from fivestar.foundation.bringing.rows import brought_for, table_of
from fivestar.foundation.outcome import N_
from fivestar.foundation.sheets import SheetFault
from fivestar.meetings.actions.record import recorded_as
from fivestar.meetings.kinds import facts_of
from fivestar.meetings.models import Meeting, MeetingFile, StagedMeeting
from fivestar.meetings.queries import standing_keys
from fivestar.meetings.sheet import columns_of, rules_for, staged_rows
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.territory.models import Region

MAX_ROWS = 20_000  # a district's year: 454 branches × some 40 meetings
_ROWS_A_STATEMENT = 1_000


@transaction.atomic
def bring_file(*, actor: Actor, district: Region, name: str, data: bytes, at: datetime) -> MeetingFile:
    """Every row judged and kept with its faults. Nothing becomes a meeting yet.

    Raises UnreadableFile when nothing could be staged; then nothing is kept.
    """
    require(actor, "meetings.import", district)
    table = table_of(data, name=name, most=MAX_ROWS)
    columns = columns_of(table.header)
    if isinstance(columns, list):
        raise UnreadableFile([SheetFault(name, 1, one.column, one.message_id, dict(one.values)) for one in columns])
    file = MeetingFile.objects.create(
        district=district,
        path=brought_for(actor, district.path),
        file_name=name[:MAX_FILE_NAME],
        encoding=table.encoding or "",
        brought_by=actor.person_ref,
        brought_at=at,
    )
    rows = staged_rows(file, table, columns, rules_for(actor, district, at))
    StagedMeeting.objects.bulk_create(rows, batch_size=_ROWS_A_STATEMENT)
    file.rows = len(rows)
    file.faults = sum(row.fault is not None for row in rows)
    file.known = sum(row.fault is None and row.is_known for row in rows)
    file.save(update_fields=["rows", "faults", "known"])
    return file


@transaction.atomic
def confirm_file(*, actor: Actor, file: MeetingFile, at: datetime, leave_out_faulty: bool = False) -> MeetingFile:
    """The good rows become meetings and are counted, in one transaction; what is on record already stays as it is.

    Refused while rows have faults, unless `leave_out_faulty`; refused the second time.
    """
    locked = _open_for(actor, file)
    if locked.faults and not leave_out_faulty:
        raise UnableToTakeIn(N_("还有 {count} 行有错，请改好再传，或者略过"), count=locked.faults)
    territory.lock_branches(locked.staged.filter(fault__isnull=True).values("branch"))
    made = _meetings(actor, locked, at)
    if not made:
        raise UnableToTakeIn(N_("没有可以入库的行"))
    Meeting.objects.bulk_create(made, batch_size=_ROWS_A_STATEMENT)
    locked.taken_in = len(made)
    locked.close(state=MeetingFile.State.CONFIRMED, actor=actor, at=at)
    audit.record(actor=actor, act="meetings.confirm_file", subject=locked, changes={"meetings": len(made)}, at=at)
    try:
        recount(
            actor=actor,
            branch_ids={one.branch_id for one in made},
            years={one.held_on.year for one in made},
            touched=facts_of({one.kind for one in made}),
            at=at,
        )
    except UnableToState as refused:
        raise UnableToTakeIn(refused.message_id, **refused.values) from refused
    file.refresh_from_db()
    return file


@transaction.atomic
def withdraw_file(*, actor: Actor, file: MeetingFile, at: datetime) -> None:
    """Nothing of it will become a meeting; its rows are forgotten, that it was there is not."""
    locked = _open_for(actor, file)
    locked.staged.all().delete()
    locked.close(state=MeetingFile.State.WITHDRAWN, actor=actor, at=at)
    audit.record(
        actor=actor, act="meetings.withdraw_file", subject=locked, changes={"state": ["staged", "withdrawn"]}, at=at
    )
    file.refresh_from_db()


def _open_for(actor: Actor, file: MeetingFile) -> MeetingFile:
    require(actor, "meetings.change_file", file)
    return file.locked()


def _meetings(actor: Actor, file: MeetingFile, at: datetime) -> list[Meeting]:
    """What the rows became, judged once more against what is on record and whom he may speak for today."""
    rules = rules_for(actor, file.district, at)
    good = list(file.staged.filter(fault__isnull=True).select_related("branch").order_by("row"))
    taken = standing_keys({row.branch_id for row in good if row.branch_id is not None})
    made = []
    for row in good:
        assert row.branch is not None
        assert row.held_on is not None
        assert row.due is not None
        assert row.present is not None
        key = (row.branch.pk, row.kind, row.group, row.held_on)
        if key in taken:
            continue
        if row.branch.pk not in rules.may_record:
            raise UnableToTakeIn(N_("第 {row} 行的支部不在您的岗位范围内"), row=row.row)
        taken.add(key)
        made.append(
            Meeting(
                branch=row.branch,
                kind=row.kind,
                group=row.group,
                held_on=row.held_on,
                due=row.due,
                present=row.present,
                topic=row.topic,
                file=file,
                recorded_by=actor.person_ref,
                recorded_as=recorded_as(actor, row.branch.path),
                recorded_at=at,
            )
        )
    return made
