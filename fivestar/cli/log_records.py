"""The commands of `fivestar log` that work on the database; `cli/log.py` names them and sets Django up."""

import sys
from pathlib import Path

import click

from fivestar.foundation import publiclog
from fivestar.foundation.clock import machine_now
from fivestar.foundation.outcome import Refused
from fivestar.foundation.publiclog.exporting import NothingSealed, entry_at, export_copy
from fivestar.foundation.publiclog.kinds import BY_ID


def seal() -> None:
    click.echo(f"编入 {publiclog.seal_pending(at=machine_now())} 条")


def backfill() -> None:
    entered = publiclog.backfill(at=machine_now())
    for kind, count in sorted(entered.items()):
        click.echo(f"{BY_ID[kind].label} {count} 条")
    click.echo(f"补录 {sum(entered.values())} 条")


def erase(number: int, because: str) -> None:
    entry = entry_at(number)
    if entry is None:
        click.echo(f"没有第 {number} 条", err=True)
        sys.exit(1)
    try:
        publiclog.erase(entry=entry, because=because, at=machine_now())
    except Refused as refused:
        click.echo(str(refused), err=True)
        sys.exit(1)
    click.echo(f"第 {number} 条的内容已取下;已经发出去的副本要另外收回")


def export(folder: Path) -> None:
    try:
        written = export_copy(folder)
    except NothingSealed:
        click.echo("日志里还没有编入的条目", err=True)
        sys.exit(1)
    click.echo(f"{folder}:{written.size} 条;新写 {written.written} 个文件,原有 {written.kept} 个没有动")
