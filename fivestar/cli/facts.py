"""`import-facts`: a file of facts, staged in chunks and taken in at once, or not at all.

Exit status: 0 taken in, 2 input that cannot be used (nothing was taken in).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from fivestar.cli import messages
from fivestar.facts import actions, queries
from fivestar.facts.actions import UnreadableFile
from fivestar.foundation.access import SYSTEM
from fivestar.foundation.outcome import Refused, in_words
from fivestar.foundation.sheets import SheetFaults, Table, read_table
from fivestar.territory.queries import district_by_code, now_in

if TYPE_CHECKING:
    from fivestar.facts.models import ImportBatch

BAD_INPUT = 2
SHOWN = 50
"""Faulty rows that are listed; the rest is counted."""
BASES = {"confirmed": "C", "stated": "S"}


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--district", "code", required=True, metavar="CODE", help="区的 6 位代码")
@click.option("--basis", type=click.Choice(tuple(BASES)), required=True, help="已核实,或村里报告")
@click.option("--period", default="", help="文件没有期间一列时用它,如 2023、2023-Q1、2023-05")
@click.option("--source", default="", help="文件没有来源一列时用它")
@click.option("--observed-on", type=click.DateTime(["%Y-%m-%d"]), help="文件没有日期一列时用它")
@click.option("--leave-out-faulty", is_flag=True, help="有错的行略过,其余入库")
@click.option("--dry-run", is_flag=True, help="只核对,不入库")
def import_facts(
    file: Path,
    code: str,
    basis: str,
    period: str,
    source: str,
    observed_on: datetime | None,
    leave_out_faulty: bool,
    dry_run: bool,
) -> None:
    """导入一份数据表(长表:branch、fact、period、value;宽表:每列一个数据项)。"""
    district = district_by_code(code)
    if district is None:
        _refuse(f"没有代码为 {code} 的区")
    at = now_in(district)
    try:
        batch = actions.stage_import(
            actor=SYSTEM,
            district=district,
            table=_table(file),
            basis=BASES[basis],
            at=at,
            file_name=file.name,
            options=actions.import_options(period, source, observed_on.date() if observed_on else None),
            progress=lambda read: click.echo(f"已核对 {read:,} 个数据", err=True),
        )
    except UnreadableFile as unreadable:
        _refuse(*messages.of_table(unreadable.faults))
    faulty, left_out = list(_faulty(batch)), batch.faults
    if dry_run or (faulty and not leave_out_faulty):
        actions.withdraw_import(actor=SYSTEM, batch=batch, at=at)
    if faulty and not leave_out_faulty:
        _refuse(*faulty, f"{batch.rows:,} 个数据中 {batch.faults:,} 个有错,没有入库")
    for line in faulty:
        click.echo(line, err=True)
    if dry_run:
        click.echo(f"试运行:{batch.rows - batch.faults:,} 个数据可以入库,没有写入")
        return
    try:
        actions.confirm_import(actor=SYSTEM, batch=batch, at=at, leave_out_faulty=leave_out_faulty)
    except Refused as refused:
        actions.withdraw_import(actor=SYSTEM, batch=batch, at=at)
        _refuse(f"{file.name}:{refused}")
    taken_in = batch.observations_made or 0
    same = batch.rows - left_out - taken_in
    click.echo(
        f"共 {batch.rows:,} 个数据:入库 {taken_in:,} 个,与已有的相同 {same:,} 个,略过 {left_out:,} 个;"
        f"{batch.branches_touched:,} 个支部重新评星"
    )


def _table(file: Path) -> Table:
    try:
        return read_table(file, says_formulas=True)
    except SheetFaults as refused:
        _refuse(*messages.of_table(refused.faults))


def _faulty(batch: ImportBatch) -> Iterable[str]:
    """Faulty rows in words, the first ones."""
    rows = queries.faulty_rows(batch)
    for row in rows[:SHOWN]:
        for fault in row.fault or ():
            where = f"第 {row.row} 行 {row.column or fault['column']}"
            yield f"{where}:{in_words(fault['message_id'], fault['values'])}"
    if batch.faults > SHOWN:
        yield f"……还有 {batch.faults - SHOWN:,} 行"


def _refuse(*lines: str) -> NoReturn:
    for line in lines:
        click.echo(line, err=True)
    sys.exit(BAD_INPUT)
