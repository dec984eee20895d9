"""Taking hold of a batch that is still open."""

from __future__ import annotations

from fivestar.facts.actions.errors import UnableToWithdraw
from fivestar.facts.models import ImportBatch
from fivestar.foundation.access import Actor, require
from fivestar.foundation.outcome import N_, Refused

_CLOSED = {
    "confirmed": N_("这批数据已经入库,不能再改"),
    "withdrawn": N_("这批数据已经撤回"),
    "broken": N_("这个文件读不出来,请改好后重新上传"),
}


def open_for(actor: Actor, batch: ImportBatch, error: type[Refused]) -> ImportBatch:
    """The batch, locked, still open, and this actor's to go on with."""
    locked = ImportBatch.objects.select_for_update().defer("data").get(pk=batch.pk)
    require(actor, "facts.change_batch", locked)
    if locked.state == ImportBatch.State.STAGING and error is not UnableToWithdraw:
        raise error(N_("文件还没有读完"))
    if locked.closed_at is not None:
        raise error(_CLOSED[locked.state])
    return locked


def count_faults(batch: ImportBatch) -> None:
    batch.faults = batch.staged.filter(fault__isnull=False, is_left_out=False).count()
    batch.save(update_fields=["faults"])
