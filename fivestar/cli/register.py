"""`import-register` and `set-categories`: the public register of committees, and the category of each branch.

Exit status: 0 taken in (rows left out are listed), 2 input that cannot be used.
"""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NoReturn

import click

from fivestar.cli import messages
from fivestar.foundation.access import SYSTEM
from fivestar.foundation.clock import machine_now
from fivestar.foundation.outcome import Refused
from fivestar.foundation.sheets import SheetFaults, Table, read_table
from fivestar.territory import actions
from fivestar.territory.actions import ImportReport, Unplaced

BAD_INPUT = 2
SHOWN = 50
"""Rows left out that are listed; the rest is counted."""
STEP = 20_000
"""Rows between two lines of progress."""

_file = click.Path(path_type=Path)


@click.command()
@click.argument("file", type=_file)
@click.option("--names", "names_files", type=_file, multiple=True, help="区划名称表(code,name),可以给几份")
@click.option("--new", "as_new", multiple=True, metavar="CODE", help="这个编码是另一个村(社区),不是改了编码")
@click.option("--ends", is_flag=True, help="名录里不再有的村(社区)自今天起撤销")
@click.option("--dry-run", is_flag=True, help="只看结果,不写入")
def import_register(
    file: Path, names_files: tuple[Path, ...], as_new: tuple[str, ...], ends: bool, dry_run: bool
) -> None:
    """导入公开的村(社区)名录,可重复执行;放不下的行列出行号和原因。"""
    try:
        report = actions.import_register(
            actor=SYSTEM,
            table=_table(file),
            at=machine_now(),
            region_names=_names(names_files),
            as_new=frozenset(as_new),
            ends_absent=ends,
            dry_run=dry_run,
            progress=_progress,
        )
    except Refused as refused:
        _refuse(f"{file.name}:{refused}")
    _say_counts(report, dry_run=dry_run)
    _say_unplaced(report.unplaced)
    _say_questions(report)


@click.command()
@click.argument("file", type=_file)
def set_categories(file: Path) -> None:
    """导入支部类别(code,category):农村、城市社区、不在创建范围、待核实。"""
    try:
        report = actions.import_categories(actor=SYSTEM, table=_table(file), at=machine_now())
    except Refused as refused:
        _refuse(f"{file.name}:{refused}")
    click.echo(f"共 {report.rows} 行,改变 {report.changed} 个支部")
    _say_unplaced(report.unplaced)


def _table(file: Path) -> Table:
    try:
        return read_table(file)
    except SheetFaults as refused:
        _refuse(*messages.of_table(refused.faults))


def _names(files: Iterable[Path]) -> dict[str, str]:
    """Code → name from tables whose first columns are code and name."""
    names: dict[str, str] = {}
    for file in files:
        table = _table(file)
        try:
            code, name = table.header.index("code"), table.header.index("name")
        except ValueError:
            _refuse(f"{file.name}:缺少“code”或“name”列")
        names.update((str(cells[code]), str(cells[name])) for _, cells in table.rows)
    return names


def _progress(done: int, total: int) -> None:
    if done == total or done // STEP != (done - 1) // STEP or done % STEP == 0:
        click.echo(f"{done:,} / {total:,} 行", err=True)


def _say_counts(report: ImportReport, *, dry_run: bool) -> None:
    verb = "试运行,没有写入:" if dry_run else ""
    counts = [
        ("新增", report.new),
        ("改名", report.renamed),
        ("恢复", report.returned),
        ("未变", report.unchanged),
        ("类别改变", report.categorised),
        ("撤销", report.ended),
        ("放不下", len(report.unplaced)),
        ("待答复", len(report.questions)),
    ]
    click.echo(f"{verb}共 {report.rows:,} 行:" + ",".join(f"{name} {count:,}" for name, count in counts if count))
    if report.absent and not report.ended:
        click.echo(f"这些区县另有 {report.absent:,} 个村(社区)不在名录里,仍然保留(撤销请加 --ends)")
    if report.unnamed_regions:
        click.echo(f"{report.unnamed_regions:,} 个区划没有名称,暂以编码代替(名称可用 --names 补上)")


def _say_unplaced(unplaced: Sequence[Unplaced]) -> None:
    for row in unplaced[:SHOWN]:
        click.echo(f"第 {row.row} 行:{row}", err=True)
    if len(unplaced) > SHOWN:
        click.echo(f"……还有 {len(unplaced) - SHOWN:,} 行", err=True)


def _say_questions(report: ImportReport) -> None:
    for one in report.questions[:SHOWN]:
        click.echo(
            f"第 {one.row} 行待答复:{one.township}的“{one.name}”({one.code})没有导入,"
            f"名录里不再有同名的“{one.known_name}”({one.known_code})。"
            f"是另一个村(社区):加 --new {one.code};是改了编码:先为原来的村改编码,再导入。",
            err=True,
        )
    if len(report.questions) > SHOWN:
        click.echo(f"……还有 {len(report.questions) - SHOWN:,} 行待答复", err=True)


def _refuse(*lines: str) -> NoReturn:
    for line in lines:
        click.echo(line, err=True)
    sys.exit(BAD_INPUT)
