"""`fivestar audit`: the chain of what was done."""

import click

from fivestar.foundation import audit as trail
from fivestar.foundation.clock import machine_now

_WHAT = {
    "gap": "编号不连续(前面少了记录)",
    "previous": "与上一条接不上(上一条被换过或删过)",
    "content": "内容被改动过",
}


@click.group()
def audit() -> None:
    """操作记录:只增不改,逐条相扣。"""


@audit.command()
@click.option("--head", metavar="编号:摘要", help="以前记下的链尾,例如 120:sha256:…;用来发现末尾被截掉")
@click.pass_context
def verify(context: click.Context, head: str | None) -> None:
    """从第一条起逐条重算。完好时返回 0,断开时返回 1,参数不对时返回 2。"""
    expected = _head(head) if head else None
    found = trail.verify(at=machine_now())
    click.echo(f"已封存 {found.sealed} 条,待封存 {found.waiting} 条")
    if found.broken:
        click.echo(f"断在第 {found.broken.number} 号(行 {found.broken.row}):{_WHAT[found.broken.what]}", err=True)
        context.exit(1)
    if expected and trail.digest_of(expected[0]) != expected[1]:
        click.echo(f"链上没有这个第 {expected[0]} 号:末尾被截掉或整条链被换过", err=True)
        context.exit(1)
    if found.overdue:
        click.echo(f"有 {found.overdue} 条超过 5 分钟未封存:后台任务没有在运行(fivestar run-jobs)", err=True)
        context.exit(1)
    click.echo(f"完好。链尾 {found.sealed}:{found.head}")


@audit.command()
def seal() -> None:
    """立即封存待封存的记录(平时由后台任务完成)。"""
    click.echo(f"封存 {trail.seal_pending(at=machine_now())} 条")


def _head(text: str) -> tuple[int, str]:
    number, _, digest = text.partition(":")
    if not number.isdecimal() or not digest.startswith("sha256:"):
        raise click.BadParameter("应为 编号:sha256:…,就是上次核对时打印的链尾", param_hint="--head")
    return int(number), digest
