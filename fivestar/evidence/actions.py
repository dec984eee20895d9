"""Bringing a file, saying that one looked at two that are alike, and taking one back.

Refused
├── UnableToAdd         the task asks for no file, has it or enough of them, or the file itself cannot be kept
├── UnableToNote        the two files are not alike, or nothing was said
└── UnableToWithdraw    no reason was given
"""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from unicodedata import category, normalize

from django.db import IntegrityError, transaction

from fivestar.evidence import cleaning, fingerprints, storage
from fivestar.evidence.models import Comparison, Evidence
from fivestar.evidence.pairs import is_pair
from fivestar.evidence.queries import Task, task_of
from fivestar.foundation import audit
from fivestar.foundation.access import Actor, Duty, require
from fivestar.foundation.clock import legal_day
from fivestar.foundation.ids import new_public_id
from fivestar.foundation.outcome import N_, Refused

if TYPE_CHECKING:
    from fivestar.territory.models import Branch

MAX_FILES_A_TASK = 20
_NAME_LENGTH = 100
_REASON_LENGTH = 200
_TWICE = N_("这份文件已经在这项任务里了，不用再传")
_VILLAGE = {Duty.OWN, Duty.HELPER}


class UnableToAdd(Refused):
    """The task asks for no file, has it or enough of them, or the file itself cannot be kept."""


class UnableToNote(Refused):
    """The two files are not alike, or nothing was said."""


class UnableToWithdraw(Refused):
    """No reason was given."""


def add_evidence(*, actor: Actor, branch: Branch, criterion_id: str, name: str, data: bytes, at: datetime) -> Evidence:
    """Cleans and keeps a file for a task of the standards in force whose evidence reason allows one.

    name: as the person's device called it; kept without folders and with the suffix its content has.
    """
    require(actor, "evidence.add", branch)
    task = _task_that_takes_files(branch, criterion_id, at)
    kept = Evidence.objects.filter(
        branch=branch, criterion_id=criterion_id, edition=task.edition, state=Evidence.State.KEPT
    )
    sha256_given = storage.digest(data)
    if kept.filter(sha256_given=sha256_given).exists():
        raise UnableToAdd(_TWICE)
    try:
        cleaned = cleaning.clean(data)
    except cleaning.Unacceptable as fault:
        raise UnableToAdd(fault.message_id, **fault.values) from fault
    public_id = new_public_id()
    try:
        key = storage.keep(f"{legal_day(at).year}/{public_id[:2]}/{public_id}.{cleaned.kind}", cleaned.data)
    except storage.StorageFails as fails:
        raise UnableToAdd(N_("文件库现在存不了东西，文件没有收下，请稍后再传")) from fails
    try:
        with transaction.atomic():
            if kept.count() >= MAX_FILES_A_TASK:
                raise UnableToAdd(N_("一项任务最多收 {limit} 份文件，请先撤回用不着的"), limit=MAX_FILES_A_TASK)
            made = Evidence.objects.create(
                public_id=public_id,
                branch=branch,
                edition=task.edition,
                criterion_id=criterion_id,
                star=task.star,
                name=_plain_name(name, cleaned.kind),
                kind=cleaned.kind,
                bytes=len(cleaned.data),
                sha256=storage.digest(cleaned.data),
                sha256_given=sha256_given,
                storage_key=key,
                brought_as=_brought_as(actor, branch),
                added_by=actor.person_ref,
                added_at=at,
                **_found_by(cleaned.fingerprint),
            )
            audit.record(actor=actor, act="evidence.add", subject=made, changes=_written_down(made), at=at)
    except IntegrityError as twice:
        # The same tap sent twice at once: the other one was first.
        storage.drop(key)
        raise UnableToAdd(_TWICE) from twice
    except BaseException:
        storage.drop(key)
        raise
    return made


@transaction.atomic
def note_comparison(*, actor: Actor, one: Evidence, other: Evidence, note: str, at: datetime) -> Comparison:
    """He looked at both and says what he saw, in a few words. It counts nowhere."""
    for file in (one, other):
        require(actor, "evidence.note", file)
    said = " ".join(note.split())[:_REASON_LENGTH]
    if not said:
        raise UnableToNote(N_("请写一句看到了什么"))
    if not is_pair(one, other):
        raise UnableToNote(N_("这两份文件并不相像，不用写"))
    first, second = sorted((one, other), key=lambda file: file.pk)
    made = Comparison.objects.create(first=first, second=second, note=said, noted_by=actor.person_ref, noted_at=at)
    # The words are a person's own and may name somebody: they stay with the row, out of the chain.
    changes = {"with": second.public_id}
    audit.record(actor=actor, act="evidence.note", subject=first, changes=changes, at=at)
    return made


@transaction.atomic
def withdraw_evidence(*, actor: Actor, file: Evidence, reason: str, at: datetime) -> Evidence:
    """The file is no longer in use, with the reason; its row stays, its bytes are the organisation department's."""
    locked = Evidence.objects.select_for_update(of=("self",)).select_related("branch").get(pk=file.pk)
    require(actor, "evidence.withdraw", locked)
    because = reason.strip()[:_REASON_LENGTH]
    if not because:
        raise UnableToWithdraw(N_("请写明撤回的原因"))
    locked.state = Evidence.State.WITHDRAWN
    locked.withdrawn_by, locked.withdrawn_at, locked.withdrawn_because = actor.person_ref, at, because
    locked.save(update_fields=["state", "withdrawn_by", "withdrawn_at", "withdrawn_because"])
    # The reason is a person's own words and may name somebody: it stays with the row, out of the chain.
    changes = {"state": [Evidence.State.KEPT, Evidence.State.WITHDRAWN], "sha256": locked.sha256}
    audit.record(actor=actor, act="evidence.withdraw", subject=locked, changes=changes, at=at)
    return locked


def _task_that_takes_files(branch: Branch, criterion_id: str, at: datetime) -> Task:
    task = task_of(branch, criterion_id, legal_day(at))
    if task is None:
        raise UnableToAdd(N_("现行标准里没有任务 {task}"), task=criterion_id)
    if task.criterion.evidence_reason is None:
        raise UnableToAdd(N_("“{task}”不收文件：标准没有写明为什么记录不能代替"), task=task.criterion.name)
    return task


def _written_down(file: Evidence) -> dict[str, Any]:
    return {
        "branch": file.branch.public_id,
        "criterion": file.criterion_id,
        "kind": file.kind,
        "bytes": file.bytes,
        "sha256": file.sha256,
    }


def _brought_as(actor: Actor, branch: Branch) -> Evidence.BroughtAs:
    is_village = any(grant.duty in _VILLAGE and branch.path.startswith(grant.path) for grant in actor.posts)
    return Evidence.BroughtAs.VILLAGE if is_village else Evidence.BroughtAs.TOWNSHIP


def _plain_name(name: str, kind: cleaning.Kind) -> str:
    """One line without folders or signs that turn the reading direction round."""
    last = PurePosixPath(normalize("NFC", name).replace("\\", "/")).name
    shown = "".join(sign for sign in last if category(sign)[0] != "C").strip(" .")
    stem = shown.rpartition(".")[0] or shown
    return f"{stem[:_NAME_LENGTH] or 'file'}.{kind}"


def _found_by(print_: fingerprints.Fingerprint | None) -> dict[str, str | int]:
    if print_ is None:
        return {}
    bands = {f"band_{place}": band for place, band in enumerate(fingerprints.bands(print_.dhash))}
    return {"dhash": fingerprints.as_text(print_.dhash), "dhash_mirror": fingerprints.as_text(print_.mirror), **bands}
