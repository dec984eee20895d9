"""The engine's commands: check a rulebook, rate a table by it, explain one branch, verify a receipt.

No database and no Django. Exit status: 0 all well, 1 a receipt that does not hold, 2 input that cannot be used.
"""

import sys
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn

import click
import polars as pl

from fivestar.cli import messages, results
from fivestar.cli.documents import UnreadableDocument, read_document
from fivestar.cli.tables import BRANCH, FactTable
from fivestar.engine import belongs, canon, not_reckoned
from fivestar.engine.explain import explain as explain_branch
from fivestar.engine.facts import Value
from fivestar.engine.faults import RulebookFaults
from fivestar.engine.frames import rate_frame
from fivestar.engine.loader import check as check_rulebook
from fivestar.engine.loader import load
from fivestar.engine.receipts import receipt, receipt_digest
from fivestar.engine.receipts import verify_receipt as verify
from fivestar.engine.rulebook import Rulebook
from fivestar.foundation.sheets import SheetFaults

BAD_INPUT = 2
NOT_AS_STATED = 1
MAX_RECEIPT_BYTES = 4 * 1024**2

_folder = click.Path(path_type=Path)
_rulebook = click.option("--rulebook", "folder", required=True, type=_folder, help="评星标准所在文件夹")
_facts = click.option("--facts", "facts_file", required=True, type=_folder, help="数据文件(.parquet .csv .xlsx)")
_as_at = click.option(
    "--as-at", type=click.DateTime(["%Y-%m-%d"]), default=None, help="评到哪一天为止(默认:标准有效期的最后一天)"
)


@click.command()
@click.argument("folder", metavar="RULEBOOK", type=_folder)
@click.option("--strict", is_flag=True, help="没有任务用到的事实也算错误")
def check(folder: Path, strict: bool) -> None:
    """检查评星标准:列出每一处错误的文件、行和编号,并算一遍算例。"""
    faults = check_rulebook(folder, strict=strict)
    if faults:
        _refuse(messages.of_rulebook(faults))
    rulebook = load(folder)
    numbers = (len(rulebook.stars), len(rulebook.criteria), len(rulebook.facts), len(rulebook.cases))
    counts = "{} 颗星,{} 项任务,{} 个事实,{} 个算例".format(*numbers)
    click.echo(f"没有发现错误:{rulebook.edition.name}:{counts}")
    click.echo(rulebook.digest)


@click.command()
@_rulebook
@_facts
@click.option("--out", required=True, type=_folder, help="结果文件(.parquet .csv .xlsx)")
@_as_at
@click.option("--codes", is_flag=True, help="结论写成一位数字代码,而不是单词")
def rate(folder: Path, facts_file: Path, out: Path, as_at: datetime | None, codes: bool) -> None:
    """给一份数据评星:每个支部一行,有星级、每颗星和每项任务的结论。"""
    if out.suffix.lower() not in results.WRITERS:
        _refuse([f"{out}:结果文件应为 {' '.join(results.WRITERS)} 之一"])
    if not out.parent.is_dir():
        _refuse([f"{out.parent}:没有这个文件夹"])
    if out.resolve() == facts_file.resolve():
        _refuse([f"{out}:结果文件不能就是数据文件"])
    rulebook = _load(folder)
    day = _day(rulebook, as_at)
    rated = _rate_table(rulebook, facts_file, day)
    if out.suffix.lower() == ".xlsx" and rated.height > results.MOST_EXCEL_ROWS:
        _refuse([f"{out}:Excel 最多 {results.MOST_EXCEL_ROWS:,} 行,请用 .parquet 或 .csv"])
    try:
        results.write(rated if codes else results.in_words(rated, rulebook), out)
    except OSError as error:
        _refuse([f"{out}:写不了:{error.strerror}"])
    click.echo(f"{rulebook.edition.name} · 截至 {day}")
    click.echo("\n".join(results.summary(rated, rulebook)))


@click.command()
@_rulebook
@_facts
@_as_at
@click.option("--receipt", "receipt_file", type=_folder, default=None, help="把凭据写入这个文件(JSON)")
@click.argument("branch")
def explain(folder: Path, facts_file: Path, as_at: datetime | None, receipt_file: Path | None, branch: str) -> None:
    """说明一个支部为什么是这个星级:每颗星、每项任务、依据的数据。"""
    rulebook = _load(folder)
    day = _day(rulebook, as_at)
    values = _facts_of(rulebook, facts_file, branch)
    document = receipt(rulebook, {"code": branch, "name": ""}, _rows(rulebook, values, facts_file.name), day, "stated")
    if receipt_file is not None:
        try:
            receipt_file.write_bytes(canon.dumps(document))
        except OSError as error:
            _refuse([f"{receipt_file}:写不了:{error.strerror}"])
    explanation = explain_branch(rulebook, values, day)
    click.echo(f"支部 {branch} · 截至 {day} · {messages.level(explanation)}")
    click.echo(f"{rulebook.edition.name}({rulebook.edition.id},{rulebook.digest})")
    for star in rulebook.stars:
        click.echo("")
        click.echo("\n".join(messages.of_star(rulebook, star, explanation, values)))
    click.echo(f"\n凭据 {receipt_digest(document)}")


@click.command("verify-receipt")
@click.argument("file", type=_folder)
@_rulebook
@click.option("--digest", required=True, help="页面上显示的摘要,sha256:…")
@click.option("--public", "public_file", type=_folder, default=None, help="群众下载的那一份:核对它出自这一份")
@click.option("--key", default="", help="公开凭据的钥匙,有岗位的人在页面上看得到")
def verify_receipt(file: Path, folder: Path, digest: str, public_file: Path | None, key: str) -> None:
    """由凭据里的数据重算每个结论,与页面上的摘要核对,指出第一处不同。"""
    rulebook = _load(folder)
    document = _read_receipt(file)
    difference = verify(document, rulebook, digest)
    if difference:
        click.echo(messages.of_difference(difference.path, difference.expected, difference.found), err=True)
        sys.exit(NOT_AS_STATED)
    if public_file is not None and not belongs(_read_receipt(public_file), document, key=key):
        click.echo(f"不一致:{public_file.name} 不出自 {file.name},或者钥匙不对", err=True)
        sys.exit(NOT_AS_STATED)
    withheld = document.get("withheld")
    if withheld:
        facts = withheld["facts"]
        tasks = not_reckoned(rulebook, facts)
        click.echo(f"没有公开的小数目 {len(facts)} 个:{'、'.join(facts)}")
        click.echo(f"用到它们的 {len(tasks)} 项任务按凭据所写,没有重算:{'、'.join(tasks)};其余都重算过")
    click.echo(f"一致:{digest}")


def _load(folder: Path) -> Rulebook:
    try:
        return load(folder)
    except RulebookFaults as refused:
        _refuse(messages.of_rulebook(refused.faults))


def _day(rulebook: Rulebook, as_at: datetime | None) -> date:
    """The day asked for, or the last one of the edition; nothing was due before it began."""
    edition = rulebook.edition
    day = as_at.date() if as_at else edition.valid_to
    if day < edition.valid_from:
        _refuse([f"--as-at {day}:这套标准自 {edition.valid_from} 起施行"])
    return day


def _rate_table(rulebook: Rulebook, facts_file: Path, day: date) -> pl.DataFrame:
    """Every branch of the file, chunk by chunk, saying how far it is when there is more than one."""
    table = FactTable(facts_file, rulebook)
    parts = []
    done = 0
    try:
        for chunk in table.chunks():
            if done:
                click.echo(f"已评 {done:,}{f' / {table.total:,}' if table.total else ''} 行", err=True)
            parts.append(rate_frame(rulebook, chunk, day))
            done += chunk.height
    except SheetFaults as refused:
        _refuse(messages.of_table(refused.faults))
    if table.encoding:
        click.echo(f"{table.name}:编码 {table.encoding}", err=True)
    return pl.concat(parts)


def _facts_of(rulebook: Rulebook, facts_file: Path, branch: str) -> dict[str, Value]:
    """The facts of one branch; the whole file is checked all the same."""
    found: dict[str, Value] | None = None
    try:
        for chunk in FactTable(facts_file, rulebook).chunks():
            rows = chunk.filter(pl.col(BRANCH) == branch)
            if rows.height:
                found = rows.drop(BRANCH).row(0, named=True)
    except SheetFaults as refused:
        _refuse(messages.of_table(refused.faults))
    if found is None:
        _refuse([f"{facts_file.name}:没有支部 {branch}"])
    return found


def _rows(rulebook: Rulebook, values: dict[str, Value], source: str) -> list[dict[str, Any]]:
    """The facts as a receipt has them; `previous.x` is the year before."""
    year = rulebook.edition.year
    return [
        {
            "fact": key,
            "value": value,
            "period": str(year - 1 if key.startswith("previous.") else year),
            "basis": "stated",
            "source": source,
        }
        for key, value in values.items()
        if value is not None
    ]


def _read_receipt(file: Path) -> Any:
    try:
        return read_document(file, max_bytes=MAX_RECEIPT_BYTES, kind="一张凭据")
    except UnreadableDocument as unreadable:
        _refuse([str(unreadable)])


def _refuse(lines: Iterable[str]) -> NoReturn:
    for line in lines:
        click.echo(line, err=True)
    sys.exit(BAD_INPUT)
