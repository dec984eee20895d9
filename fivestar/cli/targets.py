"""`import-targets`: what each branch aims at, from a table, wholly or not at all.

Exit status: 0 taken in, 2 input that cannot be used (nothing was taken in).
"""

import sys
from pathlib import Path
from typing import NoReturn

import click

from fivestar.cli import messages
from fivestar.foundation.access import SYSTEM
from fivestar.foundation.sheets import SheetFaults, Table, read_table
from fivestar.scorecards import actions
from fivestar.territory.queries import district_by_code, now_in

BAD_INPUT = 2
SHOWN = 50
"""Faults that are listed; the rest is counted."""


@click.command("import-targets")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--district", "code", required=True, metavar="CODE", help="区的 6 位代码")
def import_targets(file: Path, code: str) -> None:
    """由一份表(code,level,stars,reason)定各支部的目标;level 0 撤回目标,stars 可不填,可重复执行。"""
    district = district_by_code(code)
    if district is None:
        _refuse(f"没有代码为 {code} 的区")
    try:
        report = actions.import_targets(actor=SYSTEM, district=district, table=_table(file), at=now_in(district))
    except actions.UnableToImportTargets as refused:
        left = len(refused.faults) - SHOWN
        more = [f"……还有 {left:,} 处"] if left > 0 else []
        _refuse(*messages.of_table(refused.faults[:SHOWN]), *more, f"{file.name}:{refused}")
    click.echo(
        f"共 {report.rows:,} 行:定目标 {report.set:,} 个,撤回 {report.withdrawn:,} 个,未变 {report.unchanged:,} 个"
    )


def _table(file: Path) -> Table:
    try:
        return read_table(file)
    except SheetFaults as refused:
        _refuse(*messages.of_table(refused.faults))


def _refuse(*lines: str) -> NoReturn:
    for line in lines:
        click.echo(line, err=True)
    sys.exit(BAD_INPUT)
