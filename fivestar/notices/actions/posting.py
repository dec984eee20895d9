"""A notice is posted, corrected by another, or withdrawn with a reason. What hung there is never edited.

Refused
├── UnableToPost      a field, a file or what it corrects cannot be of a notice; `column` names the field
└── UnableToWithdraw  no reason or one with something personal, withdrawn already, or replaced by a correction
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from fivestar.evidence import queries as evidence
from fivestar.facts.actions import UnableToState
from fivestar.facts.counting import recount
from fivestar.foundation import audit, publiclog
from fivestar.foundation.access import Actor, Duty, require
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_, Refused
from fivestar.foundation.privacy import refuse_personal
from fivestar.notices import logged
from fivestar.notices.actions import enclosing
from fivestar.notices.judging import MAX_REASON, Sheet, Told, faults_of, names_people
from fivestar.notices.kinds import BY_ID, Kind
from fivestar.notices.models import Attachment, Enclosure, Notice
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.evidence.models import Evidence
    from fivestar.territory.models import Branch

_AS = (Duty.OWN, Duty.HELPER, Duty.CLERK, Duty.ORGANISE)  # the nearest to the branch is the one he acts by


class UnableToPost(Refused):
    """It cannot hang there. `column` names the field, "" where it is none of them."""

    def __init__(self, message_id: str, /, **values: object) -> None:
        self.column = str(values.pop("field", ""))
        super().__init__(message_id, **values)


class UnableToWithdraw(Refused):
    """No reason was given, it is withdrawn already, or another stands for it."""


def post_notice(
    *,
    actor: Actor,
    branch: Branch,
    told: Told,
    at: datetime,
    corrects: Notice | None = None,
    attachments: Sequence[str] = (),
    enclosed: Sequence[enclosing.Brought] = (),
    is_looked_through: bool = False,
) -> Notice:
    """Keeps a notice as it hangs there and counts it, in one transaction. The same again is the one on record.

    corrects: the notice of the same kind it stands for from now on. attachments: public ids of evidence the actor may
    read. enclosed: files that hang with it for everybody to open; is_looked_through: the poster says that nothing
    personal is in them. Raises UnableToPost.
    """
    require(actor, "notices.post", branch, about=told.kind.id)
    told = _tidy(told)
    for fault in faults_of(told, category=branch.category, today=legal_day(at)):
        raise UnableToPost(fault.message_id, field=fault.column, **fault.values)
    files = _files(actor, branch, attachments)
    try:
        kept = enclosing.keep(enclosed, is_looked_through=is_looked_through, at=at)
    except enclosing.UnableToEnclose as refused:
        raise UnableToPost(refused.message_id, field=refused.column, **refused.values) from refused
    try:
        made, is_new = _posted(actor, branch, told, at, corrects, files, kept)
    except BaseException:
        enclosing.drop(kept)
        raise
    if not is_new:
        enclosing.drop(kept)
    return made


@transaction.atomic
def _posted(
    actor: Actor,
    branch: Branch,
    told: Told,
    at: datetime,
    corrects: Notice | None,
    files: Sequence[Evidence],
    kept: Sequence[enclosing.Kept],
) -> tuple[Notice, bool]:
    """False: it was on record."""
    territory.lock_branches([branch.pk])  # whoever posts for the same branch waits, so that both are counted
    there = _the_same(branch, told, corrects, kept)
    if there is not None:
        return there, False
    if corrects is not None:
        _may_be_corrected(corrects, branch, told.kind)
        if _changes_nothing(corrects, told, files, kept):
            raise UnableToPost(N_("更正和原来的一样：标题、内容、表格、依据和附件都没有改"))
    made = Notice.objects.create(
        branch=branch,
        kind=told.kind.id,
        title=told.title,
        basis=told.basis,
        body=told.body,
        table=told.sheet.as_json(),
        from_day=told.from_day,
        to_day=told.to_day,
        place=told.place,
        topics=sorted(told.topics),
        names_people=names_people(told),
        corrects=corrects,
        posted_by=actor.person_ref,
        posted_as=_posted_as(actor, branch.path),
        posted_at=at,
    )
    Attachment.objects.bulk_create([Attachment(notice=made, file=file) for file in files])
    for one in kept:
        _enclose(made, one, actor, at)
    if corrects is not None:
        _take_down(corrects)
    changes: dict[str, object] = {
        "kind": told.kind.id,
        "from_day": told.from_day,
        "to_day": told.to_day,
        "files": [file.public_id for file in files],
    }
    if kept:  # he said of each that nothing personal is in it
        changes["looked_through"] = [one.public_id for one in kept]
    if corrects is not None:
        changes["corrects"] = corrects.public_id
    audit.record(actor=actor, act="notices.post", subject=made, changes=changes, at=at)
    publiclog.record(**logged.posted(made), at=at)
    try:
        _count(actor, made, at)
    except UnableToState as refused:  # more of them than the fact allows for
        raise UnableToPost(refused.message_id, **refused.values) from refused
    return made, True


def _enclose(notice: Notice, kept: enclosing.Kept, actor: Actor, at: datetime) -> None:
    told = asdict(kept)
    key, given = told.pop("key"), told.pop("given")
    Enclosure.objects.create(
        notice=notice,
        storage_key=key,
        sha256_given=given,
        looked_through_by=actor.person_ref,
        looked_through_at=at,
        **told,
    )


def _take_down(notice: Notice) -> None:
    """What hung with it; the paper is down too."""
    notice.enclosures.update(is_public=False)


def take_down_past() -> int:
    """What hangs with notices whose last day is over at their district's own date; a periodic job. How many."""
    taken = 0
    for district in territory.districts():
        rows = Enclosure.objects.filter(is_public=True, notice__branch__district=district)
        taken += rows.filter(notice__to_day__lt=territory.today_in(district)).update(is_public=False)
    return taken


@transaction.atomic
def withdraw_notice(*, actor: Actor, notice: Notice, because: str, at: datetime, is_personal: bool = False) -> Notice:
    """It no longer counts; what it said, who withdrew it, when and why stays to be seen. Raises UnableToWithdraw.

    is_personal: something about a person hung there by mistake, so that nobody else reads its words any more.
    """
    require(actor, "notices.withdraw", notice)
    reason = line(because)[:MAX_REASON]
    if not reason:
        raise UnableToWithdraw(N_("请写明为什么撤回"))
    refuse_personal(UnableToWithdraw, reason)  # everybody reads it
    territory.lock_branches([notice.branch_id])
    locked = Notice.objects.select_for_update(no_key=True).get(pk=notice.pk)
    if locked.withdrawn_at is not None:
        raise UnableToWithdraw(N_("这份公示已经撤回了"))
    if locked.corrected_by.filter(withdrawn_at=None).exists():
        raise UnableToWithdraw(N_("这份公示已经更正；要撤回，先撤回更正的那一份"))
    locked.withdrawn_by, locked.withdrawn_at, locked.withdrawn_because = actor.person_ref, at, reason
    changes = {"withdrawn": [False, True]}
    if is_personal and not locked.names_people:
        changes["names_people"] = [False, True]
        locked.names_people = True
    locked.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_because", "names_people"])
    _take_down(locked)
    audit.record(actor=actor, act="notices.withdraw", subject=locked, changes=changes, at=at)
    publiclog.record(**logged.withdrawn(locked), at=at)
    _count(actor, locked, at)
    notice.refresh_from_db()
    return notice


def _count(actor: Actor, notice: Notice, at: datetime) -> None:
    """Only where a task counts the kind: a project's notice changes no figure, and may be told after later ones."""
    if BY_ID[notice.kind].fact is not None:
        recount(actor=actor, branch_ids=[notice.branch_id], years=[notice.from_day.year], at=at)


def _files(actor: Actor, branch: Branch, public_ids: Sequence[str]) -> list[Evidence]:
    found = []
    for public_id in dict.fromkeys(public_ids):
        file = evidence.file_by_public_id(actor, branch, public_id)
        if file is None or file.withdrawn_at is not None:
            raise UnableToPost(N_("附件 {file} 不在这个支部的材料里，或者已经撤回"), file=public_id)
        found.append(file)
    return found


def _the_same(branch: Branch, told: Told, corrects: Notice | None, kept: Sequence[enclosing.Kept]) -> Notice | None:
    """One on record that says the same in every field."""
    rows = Notice.objects.filter(
        branch=branch,
        kind=told.kind.id,
        title=told.title,
        basis=told.basis,
        body=told.body,
        from_day=told.from_day,
        to_day=told.to_day,
        place=told.place,
        corrects=corrects,
        withdrawn_at=None,
    )
    given = sorted(one.given for one in kept)
    return next(
        (
            one
            for one in rows
            if one.table == told.sheet.as_json() and sorted(file.sha256_given for file in one.enclosures.all()) == given
        ),
        None,
    )


def _changes_nothing(notice: Notice, told: Told, files: Sequence[Evidence], kept: Sequence[enclosing.Kept]) -> bool:
    """Other days or another place correct nothing of what it says."""
    said = (told.title, told.basis, told.body, told.sheet.as_json(), sorted(told.topics))
    hung = {one.sha256_given for one in notice.enclosures.all()}, {one.file_id for one in notice.attachments.all()}
    return said == (notice.title, notice.basis, notice.body, notice.table, notice.topics) and hung == (
        {one.given for one in kept},
        {file.pk for file in files},
    )


def _may_be_corrected(notice: Notice, branch: Branch, kind: Kind) -> None:
    locked = Notice.objects.select_for_update(no_key=True).get(pk=notice.pk)
    if locked.branch_id != branch.pk or locked.kind != kind.id:
        raise UnableToPost(N_("只能更正本支部同一类的公示"))
    if locked.withdrawn_at is not None:
        raise UnableToPost(N_("这份公示已经撤回，不用更正：重新贴一份"))
    if locked.corrected_by.filter(withdrawn_at=None).exists():
        raise UnableToPost(N_("这份公示已经有人更正过：请更正新的那一份"))


def line(text: str) -> str:
    """One line, blanks at its ends and doubled ones left out."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _text(text: str) -> str:
    """Lines kept, blanks at their ends not."""
    lines = unicodedata.normalize("NFC", text).splitlines()
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def _tidy(told: Told) -> Told:
    return replace(
        told,
        title=line(told.title),
        basis=line(told.basis),
        body=_text(told.body),
        place=line(told.place),
        sheet=_tidy_sheet(told.sheet),
    )


def _tidy_sheet(sheet: Sheet) -> Sheet:
    return Sheet(tuple(map(line, sheet.head)), tuple(tuple(map(line, row)) for row in sheet.rows))


def _posted_as(actor: Actor, path: str) -> str:
    """The duty by which he posts for a unit: the nearest to the branch that he holds."""
    held = {post.duty for post in actor.posts if path.startswith(post.path)}
    return next((duty for duty in _AS if duty in held), "")
