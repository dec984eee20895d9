"""`fivestar log`: the public log. `verify` and `new-key` need neither a database nor Django; the others set both up.

Exit status of `verify`: 0 whole, 1 damaged or contradicted, 2 nothing to check.
"""

import os
import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from fivestar.cli.main import set_up_django
from fivestar.foundation.logtree import signing
from fivestar.foundation.logtree.checking import Checked, Fault, NoCopy, check_copy, keys_of
from fivestar.foundation.logtree.given import Given, UnreadableGiven, read_given

BAD_INPUT = 2
NOT_WHOLE = 1
MOST_FAULTS = 20

_WORDS = {
    "missing": "缺文件",
    "changed": "文件被改动或截断",
    "stranger": "清单里没有的文件",
    "unreadable": "读不出来",
    "signature": "签名不对",
    "leaf": "条目和树上的不是同一条",
    "content": "条目的内容和承诺对不上",
    "tree": "树的这一块和条目对不上",
    "root": "这个日志头不是这些条目的头",
    "order": "日志头的次序不对(变小、变早,或同样条数签过两次)",
    "forged": "给出的头不是这份副本的密钥签的",
    "contradicts": "和给出的头矛盾:有一边改写过历史",
    "beyond": "给出的头比副本长:副本较旧,或末尾被截掉",
}


@click.group()
def log() -> None:
    """公开日志:只增不改,谁都可以核对。"""


@log.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--head",
    "heads",
    metavar="FILE",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="自己留着的日志头:打印件上的码、见证人手里的头、另一份副本的 heads.jsonl,或一行“条数:sha256:…”;可以给几个",
)
def verify(folder: Path, heads: tuple[Path, ...]) -> None:
    """核对一份副本:每个字节、每个条目、每个日志头,以及和给出的头是否矛盾。不用数据库。"""
    try:
        given = [one for file in heads for one in read_given(file, keys_of(folder))]
        found = check_copy(folder, given)
    except (NoCopy, UnreadableGiven) as unreadable:
        click.echo(str(unreadable), err=True)
        sys.exit(BAD_INPUT)
    for line in _faults(found.faults):
        click.echo(line, err=True)
    if found.faults:
        sys.exit(NOT_WHOLE)
    click.echo("\n".join(_summary(found, given)))


@log.command("new-key")
@click.argument("file", type=click.Path(exists=False, path_type=Path))
def new_key(file: Path) -> None:
    """做一个给日志签名的密钥,存成只有自己能读的文件(FIVESTAR_LOG_KEY 指向它)。"""
    key = signing.new_key()
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as refused:
        click.echo(f"{file}:{refused.strerror},没有写", err=True)
        sys.exit(BAD_INPUT)
    with os.fdopen(descriptor, "wb") as out:
        out.write(signing.private_pem(key))
    click.echo(f"公钥 {signing.public_text(key)}\n名称 {signing.key_id(signing.public_text(key))}")


@log.command()
def seal() -> None:
    """立即把等着的条目编入日志并签名(平时由后台任务完成)。"""
    _records().seal()


@log.command()
def backfill() -> None:
    """把有日志以前已经公开的补录进去,注明是补录(可重复执行)。"""
    _records().backfill()


@log.command()
@click.argument("number", type=click.IntRange(0))
@click.option("--because", required=True, help="按什么决定取下,会公开")
def erase(number: int, because: str) -> None:
    """按决定取下第 NUMBER 条的内容;承诺和全部证明都还在。不能恢复。"""
    _records().erase(number, because)


@log.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def export(folder: Path) -> None:
    """把日志导出到文件夹,任何网页服务器或优盘都能带走;再次导出只添新的。"""
    _records().export(folder)


def _records() -> Any:
    """The commands that need the database: Django is set up only for them."""
    set_up_django()
    return import_module("fivestar.cli.log_records")


def _faults(faults: list[Fault]) -> Iterable[str]:
    for fault in faults[:MOST_FAULTS]:
        entry = "" if fault.entry is None else f",第 {fault.entry} 条"
        yield f"{fault.place}{entry}:{_WORDS[fault.what]}"
    if len(faults) > MOST_FAULTS:
        yield f"……还有 {len(faults) - MOST_FAULTS} 处"


def _summary(found: Checked, given: list[Given]) -> Iterable[str]:
    yield f"完好:{found.origin} 共 {found.size} 条,到 {found.at}"
    yield f"日志头 {found.size}:{found.root}"
    yield from (f"密钥 {name}" for name in found.keys)
    if found.erased:
        yield f"其中 {found.erased} 条的内容已按决定取下"
    yield f"见证:{'、'.join(found.witnesses)}" if found.witnesses else "最后这个日志头还没有乡镇见证"
    if not given:
        yield "没有给出别处的头:只知道文件夹自己没有损坏,不知道历史有没有被改写"
    for one in given:
        yield f"和 {one.source} 一致({one.size} 条)"
