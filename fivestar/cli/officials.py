"""`fivestar add-official`, `add-secretaries` and `reset-official`: who serves, and who lost his key.

Exit status: 0 done (rows left out are listed), 2 input that cannot be used.
"""

import sys
from pathlib import Path
from typing import NoReturn

import click
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from fivestar.cli import messages
from fivestar.foundation.access import SYSTEM, Duty
from fivestar.foundation.clock import machine_now
from fivestar.foundation.sheets import SheetFaults, Table, read_table
from fivestar.responsibility import actions, queries
from fivestar.territory.queries import branch_by_code, region_by_code, today_in

BAD_INPUT = 2

DUTIES = (
    Duty.ORGANISE,
    Duty.CLERK,
    Duty.MANAGE,
    Duty.LEAD,
    Duty.GUIDE,
    Duty.TASKFORCE,
    Duty.SUPPLY,
    Duty.WORKGROUP,
    Duty.MEMBER,
    Duty.DISCIPLINE,
)


@click.command("add-official")
@click.argument("username", metavar="账号")
@click.option("--unit", "code", metavar="代码", required=True, help="所在区、乡镇(街道)的代码")
@click.option("--duty", type=click.Choice([duty.value for duty in DUTIES]), required=True, help="职责")
@click.option("--name", metavar="姓名", required=True)
@click.option("--title", metavar="岗位", required=True, help="岗位名称,例如 区委组织部组织科")
@click.option("--department", metavar="部门", default="", help="供数岗位(SUPPLY)所在的部门,与标准里写的一致")
@click.password_option(help="至少 12 位;不写则询问")
def add_official(username: str, code: str, duty: str, name: str, title: str, department: str, password: str) -> None:
    """设立一个岗位,任命一个人,给他一个账号。"""
    unit = region_by_code(code)
    if unit is None:
        raise click.BadParameter(f"没有代码为 {code} 的区或乡镇(街道)", param_hint="--unit")
    try:
        validate_password(password)
        actions.settle_official(
            actor=SYSTEM,
            unit=unit,
            duty=Duty(duty),
            name=name,
            title=title,
            credentials=(username, password),
            day=today_in(unit),
            at=machine_now(),
            department=department,
        )
    except ValidationError as weak:
        raise click.BadParameter(" ".join(weak.messages), param_hint="--password") from weak
    except (actions.UnableToAppoint, actions.UnableToCreatePost) as refused:
        raise click.UsageError(str(refused)) from refused
    click.echo(f"{username} 可以登录了。第一次办理涉及评星和标准的事项前,系统会请他启用二次验证。")


@click.command("add-secretaries")
@click.argument("file", type=click.Path(path_type=Path))
def add_secretaries(file: Path) -> None:
    """由一份表(code,name)设立村(社区)党支部书记岗位并任命;已在任的不变,之后由乡镇干事发登录码。"""
    table = _table(file)
    heads = [str(head).strip() for head in table.header]
    if not {"code", "name"} <= set(heads):
        _refuse(f"{file.name}:缺少“code”或“name”列")
    code_at, name_at = heads.index("code"), heads.index("name")
    appointed = unchanged = 0
    for number, cells in table.rows:
        code, name = str(cells[code_at] or "").strip(), str(cells[name_at] or "").strip()
        branch = branch_by_code(code) if code else None
        if branch is None or branch.ended_on is not None or not name:
            click.echo(f"第 {number} 行:" + ("缺姓名" if branch else f"没有编码为“{code}”的支部"), err=True)
            continue
        try:
            holding = actions.settle_secretary(
                actor=SYSTEM,
                village=branch.village,
                name=name,
                title=f"{branch.name}书记",
                day=today_in(branch.district),
                at=machine_now(),
            )
        except actions.UnableToAppoint as refused:
            click.echo(f"第 {number} 行:{refused}", err=True)
            continue
        appointed += holding is not None
        unchanged += holding is None
    click.echo(f"共 {len(table.rows)} 行,任命 {appointed} 人,已在任 {unchanged} 人")


def _table(file: Path) -> Table:
    try:
        return read_table(file)
    except SheetFaults as refused:
        _refuse(*messages.of_table(refused.faults))


def _refuse(*lines: str) -> NoReturn:
    for line in lines:
        click.echo(line, err=True)
    sys.exit(BAD_INPUT)


@click.command("reset-official")
@click.argument("username", metavar="账号")
@click.password_option(help="新密码,至少 12 位;不写则询问")
def reset_official(username: str, password: str) -> None:
    """给账号换一个密码并取消它的二次验证(丢了密码或手机时);已登录的地方全部退出。"""
    account = queries.account_by_username(username)
    if account is None:
        raise click.BadParameter(f"没有账号 {username}", param_hint="账号")
    try:
        validate_password(password)
        actions.reset_account(actor=SYSTEM, account=account, password=password, at=machine_now())
    except ValidationError as weak:
        raise click.BadParameter(" ".join(weak.messages), param_hint="--password") from weak
    except actions.UnableToReset as refused:
        raise click.UsageError(str(refused)) from refused
    click.echo(f"{username} 的密码已换,二次验证已取消,已登录的地方全部退出。")
