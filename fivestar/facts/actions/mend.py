"""A staged file is put right, row by row."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from fivestar.facts.actions.errors import UnableToMend
from fivestar.facts.actions.opening import count_faults, open_for
from fivestar.facts.catalogue import catalogue
from fivestar.facts.judging import Rules
from fivestar.facts.layout import COLUMNS
from fivestar.facts.models import ImportBatch, StagedRow
from fivestar.facts.staging import rejudge, rules_for
from fivestar.foundation.access import Actor
from fivestar.foundation.outcome import N_


@transaction.atomic
def mend_row(*, actor: Actor, row: StagedRow, values: Mapping[str, str], at: datetime) -> StagedRow:
    """New text for some columns of a row, judged again; rows that repeated it are judged again too."""
    batch = open_for(actor, row.batch, UnableToMend)
    unknown = set(values) - set(COLUMNS)
    if unknown:
        raise UnableToMend(N_("没有“{column}”这一列"), column=sorted(unknown)[0])
    rules = rules_for(batch, actor, catalogue(), at)
    row.raw = {**row.raw, **values}
    row.is_left_out = False
    _judge_again(row, rules)
    _judge_repeats(batch, rules, but=row)
    count_faults(batch)
    return row


@transaction.atomic
def leave_out_row(*, actor: Actor, row: StagedRow, at: datetime) -> None:
    """The row will not be taken in; it stays to be seen. Rows that repeated it are judged again."""
    batch = open_for(actor, row.batch, UnableToMend)
    StagedRow.objects.filter(pk=row.pk).update(is_left_out=True)
    row.is_left_out = True
    if row.fault is None:
        _judge_repeats(batch, rules_for(batch, actor, catalogue(), at), but=row)
    count_faults(batch)


def _judge_repeats(batch: ImportBatch, rules: Rules, *, but: StagedRow) -> None:
    repeated = batch.staged.filter(fault__isnull=False, is_left_out=False, branch__isnull=False, fact__isnull=False)
    for other in repeated.exclude(pk=but.pk).order_by("row", "column"):
        if _is_only_a_duplicate(other):
            _judge_again(other, rules)


def _is_only_a_duplicate(row: StagedRow) -> bool:
    """Would it be right if another row were not there?"""
    faults = row.fault or []
    return len(faults) == 1 and "row" in faults[0]["values"]


def _judge_again(row: StagedRow, rules: Rules) -> None:
    rejudge(row, rules)
    row.save()
