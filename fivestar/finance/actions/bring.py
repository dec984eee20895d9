"""A file of ledgers: staged with every fault, looked at, then taken in once or withdrawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from fivestar.facts.periods import parse
from fivestar.finance.actions.entering import enter_period
from fivestar.finance.judging import Fault, faults_of
from fivestar.finance.loading import Key, Owner, Owners, records_of
from fivestar.finance.models import LedgerFile, StagedLedger
from fivestar.finance.sheet import Draft, read_file
from fivestar.finance.told import LINES, LedgerTold, ledger_from_json
from fivestar.foundation import audit
from fivestar.foundation.access import Actor, require
from fivestar.foundation.bringing.errors import UnableToTakeIn, UnreadableFile
from fivestar.foundation.bringing.record import MAX_FILE_NAME
from fivestar.foundation.bringing.rows import brought_for
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_
from fivestar.foundation.sheets import SheetFaults
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.territory.models import Region

NEW, REPLACES, KNOWN, FAULTY = "new", "replaces", "known", "faulty"


@dataclass(slots=True)
class _Judged:
    """One period of one ledger on its way: whose, as told (None: no balances), how it stands, what is on record."""

    owner: Owner
    period: str
    told: LedgerTold | None
    faults: list[Fault] = field(default_factory=list)
    state: str = FAULTY
    stood: str = ""


@transaction.atomic
def bring_file(*, actor: Actor, district: Region, name: str, data: bytes, at: datetime) -> LedgerFile:
    """Every ledger in it judged and kept with its faults; nothing becomes a record yet, and the file is not kept.

    Raises UnreadableFile when nothing could be staged; then nothing is kept.
    """
    require(actor, "finance.import", district)
    try:
        read = read_file(data, name)
    except SheetFaults as unreadable:
        raise UnreadableFile(unreadable.faults) from unreadable
    stray, judged = _whose(read.drafts, Owners(actor, district))
    _judge(judged, legal_day(at))
    file = LedgerFile.objects.create(
        district=district,
        path=brought_for(actor, district.path),
        file_name=name[:MAX_FILE_NAME],
        encoding=read.encoding,
        faults=[fault.as_json() for fault in (*read.faults, *stray)],
        brought_by=actor.person_ref,
        brought_at=at,
    )
    StagedLedger.objects.bulk_create([_staged(file, number, one) for number, one in enumerate(judged, 1)])
    return file


@transaction.atomic
def confirm_file(*, actor: Actor, file: LedgerFile, at: datetime, leave_out_faulty: bool = False) -> LedgerFile:
    """The ledgers without faults are kept, each as a whole, in one transaction; judged once more under the lock.

    Refused while something has faults, unless `leave_out_faulty`; refused the second time.
    """
    locked = _open_for(actor, file)
    staged = list(locked.staged.select_related("branch__village", "branch__district", "collective"))
    count = len(locked.faults) + sum(len(one.faults) for one in staged)
    if count and not leave_out_faulty:
        raise UnableToTakeIn(N_("还有 {count} 处有错，请改好再传，或者略过有错的账"), count=count)
    good = [one for one in staged if one.state != FAULTY]
    territory.lock_branches({one.branch_id for one in good})
    made = _take_in(
        actor, [(Owner(one.branch, one.collective), ledger_from_json(one.content), one.stood) for one in good], at
    )
    if not made:
        raise UnableToTakeIn(N_("没有可以入库的账"))
    locked.taken_in, locked.faults = made, []
    locked.close(state=LedgerFile.State.CONFIRMED, actor=actor, at=at)
    locked.staged.all().delete()  # what stood in faulty cells may name somebody
    audit.record(actor=actor, act="finance.confirm_file", subject=locked, changes={"ledgers": made}, at=at)
    file.refresh_from_db()
    return file


def _take_in(actor: Actor, ledgers: Sequence[tuple[Owner, LedgerTold, str]], at: datetime) -> int:
    """Keeps these ledgers; how many periods changed. What is on record already stays as it is. Under the lock.

    With each the digest of what stood on record when it was looked at: whoever brings the same period a moment later
    replaces nothing he has not seen. Raises UnableToTakeIn where one has faults: then nothing of it is kept.
    """
    for owner, _, _ in ledgers:
        require(actor, "finance.keep", owner.branch)
    judged = [_Judged(owner, told.period, told) for owner, told, _ in ledgers]
    _judge(judged, legal_day(at))
    for one, (_, _, seen) in zip(judged, ledgers, strict=True):
        if one.state != KNOWN and (one.faults or one.stood != seen):
            raise UnableToTakeIn(
                N_("{unit} {period} 的账在您上传以后有人改过：请撤回这个文件，重新上传核对"),
                unit=one.owner.branch.village.name,
                period=one.period,
            )
    return _entered(actor, judged, at)


def _entered(actor: Actor, judged: Sequence[_Judged], at: datetime) -> int:
    made = 0
    for one in judged:
        if one.state != KNOWN and one.told is not None:
            enter_period(actor=actor, owner=one.owner, told=one.told, at=at)
            made += 1
    return made


@transaction.atomic
def withdraw_file(*, actor: Actor, file: LedgerFile, at: datetime) -> None:
    """Nothing of it will become a record; what was staged is forgotten, that it was there is not."""
    locked = _open_for(actor, file)
    locked.staged.all().delete()
    locked.faults = []
    locked.close(state=LedgerFile.State.WITHDRAWN, actor=actor, at=at)
    changes = {"state": ["staged", "withdrawn"]}
    audit.record(actor=actor, act="finance.withdraw_file", subject=locked, changes=changes, at=at)
    file.refresh_from_db()


def _open_for(actor: Actor, file: LedgerFile) -> LedgerFile:
    require(actor, "finance.change_file", file)
    return file.locked()


def _whose(drafts: Sequence[Draft], owners: Owners) -> tuple[list[Fault], list[_Judged]]:
    """The ledgers that may be kept, and faults of codes that mean none."""
    stray: list[Fault] = []
    judged: list[_Judged] = []
    for draft in drafts:
        owner = owners.of(draft.code)
        if isinstance(owner, Owner):
            told = draft.told()
            judged.append(_Judged(owner, draft.period, told, draft.faults))
        else:
            stray.append(Fault(LINES, draft.row, "code", *owner))
    return stray, judged


def _judge(judged: Sequence[_Judged], today: date) -> None:
    """Sets faults and state of each; periods of one ledger in the order of time, each on top of the one before."""
    told: dict[Key, list[LedgerTold]] = defaultdict(list)
    owners: dict[Key, Owner] = {}
    for one in judged:
        owners[one.owner.key] = one.owner
        if one.told is not None:
            told[one.owner.key].append(one.told)
    records = records_of(owners, told)
    for key in owners:
        record, broken = records[key], ""
        in_order = sorted((one for one in judged if one.owner.key == key), key=lambda one: _begins(one.period))
        for place, one in enumerate(in_order):
            if one.told is None or one.faults:
                broken = broken or one.period
                continue
            stood = next((old for old in record.periods if old.period.text == one.period), None)
            one.stood = stood.told if stood else ""
            if stood is not None and stood.told == one.told.digest:
                one.state = KNOWN
                continue
            following = {other.period for other in in_order[place + 1 :]}
            shown = record.without(following) if following else record
            one.faults = faults_of(one.told, shown, today=today)
            if broken and not one.faults:
                message = N_("同一个文件里 {period} 有错，先改好那一期")
                one.faults = [Fault(LINES, one.told.opening.row, "period", message, {"period": broken})]
            if one.faults:
                broken = broken or one.period
                continue
            one.state = NEW if stood is None else REPLACES
            span = parse(one.period)
            assert span is not None
            record = record.with_period(span, one.told)


def _begins(period: str) -> date:
    span = parse(period)
    return span.first if span else date.max


def _staged(file: LedgerFile, number: int, one: _Judged) -> StagedLedger:
    row = StagedLedger(
        file=file,
        number=number,
        branch=one.owner.branch,
        collective=one.owner.collective,
        period=one.period,
        state=one.state,
        stood=one.stood,
        faults=[fault.as_json() for fault in one.faults],
    )
    if one.told is not None:
        row.lines, row.income, row.expenditure = len(one.told.lines), one.told.income, one.told.expenditure
        row.opening, row.closing = one.told.opening.amount, one.told.closing.amount
        row.content = one.told.as_json() if one.state != FAULTY else {}
    return row
