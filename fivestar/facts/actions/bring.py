"""A file of facts is brought: read, judged and staged. Nothing becomes an observation here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet

from fivestar.facts.actions.errors import UnreadableFile
from fivestar.facts.catalogue import Catalogue, catalogue
from fivestar.facts.judging import Fault
from fivestar.facts.layout import Layout, layout_of
from fivestar.facts.models import Basis, ImportBatch
from fivestar.facts.staging import Progress, StagingStopped, rules_for, stage
from fivestar.facts.stamp import Stamp, faults_of, read_stamp
from fivestar.foundation.access import Actor, Duty, require
from fivestar.foundation.outcome import N_
from fivestar.foundation.sheets import SheetFault, SheetFaults, Table, read_table

if TYPE_CHECKING:
    from fivestar.territory.models import Region

LONG_FILE_BYTES = 2 * 1024**2  # longer files are read by a job


def receive_file(
    *,
    actor: Actor,
    district: Region,
    basis: str,
    name: str,
    data: bytes,
    at: datetime,
    options: Mapping[str, str] | None = None,
) -> ImportBatch:
    """Stages a file; a long one is kept for the job `jobs.read_long_file` and comes back still `staging`.

    options: of `import_options`. The same file sent again while it is still open (a second click, a line that broke) is
    the batch it was the first time. Raises UnreadableFile when nothing could be staged; then nothing is kept.
    """
    options = dict(options or {})
    digest = _digest(data, options)
    _may_bring(actor, district, basis)
    again = _open_files(actor, district, basis, digest).first()
    if again is not None and (again.state == ImportBatch.State.STAGED or len(data) > LONG_FILE_BYTES):
        return again
    if len(data) > LONG_FILE_BYTES:
        with transaction.atomic():
            return _open_batch(actor, district, basis, name, options, at, data=data, digest=digest)
    table, stamp = _read(data, name, district)
    if stamp is not None:
        options["seen"] = str(stamp.seen)
    return stage_import(
        actor=actor,
        district=district,
        table=table,
        basis=basis,
        at=at,
        file_name=name,
        options=options,
        digest=digest,
    )


def stage_import(
    *,
    actor: Actor,
    district: Region,
    table: Table,
    basis: str,
    at: datetime,
    file_name: str,
    options: Mapping[str, str] | None = None,
    progress: Progress = lambda _read: None,
    digest: str = "",
) -> ImportBatch:
    """Every value of a table as a staged row with its faults. Nothing becomes an observation yet.

    progress: told the number of values read so far, after each chunk. Killed in the middle, the batch stays
    `staging`, which cannot be confirmed.
    """
    _may_bring(actor, district, basis)
    facts = catalogue()
    layout = _layout(table, facts, file_name)
    if not table.rows:
        raise UnreadableFile([_empty(file_name)])
    with transaction.atomic():
        batch = _open_batch(
            actor, district, basis, file_name, dict(options or {}), at, encoding=table.encoding or "", digest=digest
        )
    try:
        stage(batch, table, layout, rules_for(batch, actor, facts, at), progress)
    except StagingStopped:
        # The same file came a second time and is read there.
        batch.staged.all().delete()
        batch.refresh_from_db()
        return batch
    if batch.rows == 0:
        batch.delete()
        raise UnreadableFile([_empty(file_name)])
    return batch


def continue_staging(
    *, actor: Actor, batch: ImportBatch, at: datetime, progress: Progress = lambda _read: None
) -> None:
    """Reads a long file kept by `receive_file`. Again after an interruption: from the beginning.

    A file that cannot be read becomes `broken`; one withdrawn meanwhile stays so.
    """
    if batch.state != ImportBatch.State.STAGING or batch.data is None:
        return
    batch.staged.all().delete()
    facts = catalogue()
    try:
        table, stamp = _read(bytes(batch.data), batch.file_name, batch.district)
        layout = _layout(table, facts, batch.file_name)
        if not table.rows:
            raise UnreadableFile([_empty(batch.file_name)])
    except UnreadableFile as unreadable:
        _close_as_broken(batch, unreadable, at)
        return
    if stamp is not None:
        batch.options = {**batch.options, "seen": str(stamp.seen)}
    cells = len(table.rows) * max(1, len(layout.facts))
    ImportBatch.objects.filter(pk=batch.pk).update(
        encoding=table.encoding or "", rows_total=cells, options=batch.options
    )
    try:
        stage(batch, table, layout, rules_for(batch, actor, facts, at), progress)
    except StagingStopped:
        batch.staged.all().delete()


def _close_as_broken(batch: ImportBatch, unreadable: UnreadableFile, at: datetime) -> None:
    batch.state, batch.data, batch.closed_at = ImportBatch.State.BROKEN, None, at
    batch.file_faults = [
        {"row": fault.row, "column": fault.column, "message_id": fault.message_id, "values": dict(fault.values)}
        for fault in unreadable.faults
    ]
    batch.save(update_fields=["state", "data", "closed_at", "file_faults"])


def _layout(table: Table, facts: Catalogue, file_name: str) -> Layout:
    layout = layout_of(table.header, facts)
    if isinstance(layout, list):
        raise UnreadableFile([_of_header(fault, file_name) for fault in layout])
    return layout


def _empty(file_name: str) -> SheetFault:
    return SheetFault(file_name, None, None, N_("文件里没有数据行"))


def _read(data: bytes, name: str, district: Region) -> tuple[Table, Stamp | None]:
    """The table of a file, and of a supplier's template its stamp.

    Formulas are said instead of computed: a stale or foreign sum must not pass for a figure somebody answers for, and
    one that was never computed not for an empty cell.
    """
    try:
        stamp = read_stamp(name, data)
        table = read_table(BytesIO(data), name=name, says_formulas=True)
        if stamp is not None and (faults := faults_of(stamp, district.code, catalogue(), name)):
            raise UnreadableFile(faults)
        return table, stamp
    except SheetFaults as unreadable:
        raise UnreadableFile(unreadable.faults) from unreadable


def _digest(data: bytes, options: Mapping[str, str]) -> str:
    said = "\n".join(f"{key}={options[key]}" for key in sorted(options))
    return f"sha256:{sha256(data + said.encode()).hexdigest()}"


def _open_files(actor: Actor, district: Region, basis: str, digest: str) -> QuerySet[ImportBatch]:
    """The same file, brought by the same person on the same basis, neither confirmed nor withdrawn yet."""
    there = ImportBatch.objects.filter(district=district, basis=basis, digest=digest, uploaded_by=actor.person_ref)
    return there.filter(state__in=["staging", "staged"]).defer("data").order_by("id")


def _take_over(unfinished: QuerySet[ImportBatch], at: datetime) -> None:
    """A reading of the same file that never ended (the server was killed) gives way to this one."""
    for batch in unfinished.select_for_update():
        batch.staged.all().delete()
    unfinished.update(state=ImportBatch.State.WITHDRAWN, closed_at=at)


def import_options(
    period: str = "", source: str = "", observed_on: date | None = None, seen: int | None = None
) -> dict[str, str]:
    """What fills the columns a file does not have. seen: the last observation there was when whoever fills it in
    looked; a template says so itself.
    """
    given = {
        "period": period,
        "source": source,
        "observed_on": observed_on.isoformat() if observed_on else "",
        "seen": "" if seen is None else str(seen),
    }
    return {key: value for key, value in given.items() if value}


def _may_bring(actor: Actor, district: Region, basis: str) -> None:
    require(actor, "facts.import_stated" if basis == Basis.STATED else "facts.import_confirmed", district)


def _open_batch(
    actor: Actor,
    district: Region,
    basis: str,
    name: str,
    options: Mapping[str, str],
    at: datetime,
    *,
    data: bytes | None = None,
    encoding: str = "",
    digest: str = "",
) -> ImportBatch:
    _may_bring(actor, district, basis)
    path, department = _brought_for(actor, district, basis)
    if digest:
        _take_over(_open_files(actor, district, basis, digest), at)
    return ImportBatch.objects.create(
        district=district,
        basis=basis,
        file_name=name[:200],
        digest=digest,
        encoding=encoding,
        options=dict(options),
        data=data,
        path=path,
        department=department,
        uploaded_by=actor.person_ref,
        uploaded_at=at,
    )


def _brought_for(actor: Actor, district: Region, basis: str) -> tuple[str, str]:
    """Unit and department of the widest post he brings the file by."""
    duties = {Duty.OWN, Duty.HELPER, Duty.CLERK} if basis == Basis.STATED else {Duty.ORGANISE, Duty.SUPPLY}
    posts = [post for post in actor.posts if post.duty in duties and post.path.startswith(district.path)]
    if actor.is_system or not posts:
        return district.path, ""
    widest = min(posts, key=lambda post: (len(post.path), post.facts_department or ""))
    return widest.path, widest.facts_department or ""


def _of_header(fault: Fault, file_name: str) -> SheetFault:
    return SheetFault(file_name, 1, fault.column, fault.message_id, dict(fault.values))
