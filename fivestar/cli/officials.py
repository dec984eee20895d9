"""`fivestar add-official` and `reset-official`: a district's first account, and one whose owner lost his key."""

import click
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from fivestar.foundation.access import SYSTEM, Duty
from fivestar.foundation.clock import machine_now
from fivestar.responsibility import actions, queries
from fivestar.territory.queries import region_by_code, today_in

DUTIES = (Duty.ORGANISE, Duty.CLERK, Duty.MANAGE, Duty.LEAD, Duty.GUIDE, Duty.TASKFORCE)


@click.command("add-official")
@click.argument("username", metavar="账号")
@click.option("--unit", "code", metavar="代码", required=True, help="所在区、乡镇(街道)的代码")
@click.option("--duty", type=click.Choice([duty.value for duty in DUTIES]), required=True, help="职责")
@click.option("--name", metavar="姓名", required=True)
@click.option("--title", metavar="岗位", required=True, help="岗位名称,例如 区委组织部组织科")
@click.password_option(help="至少 12 位;不写则询问")
def add_official(username: str, code: str, duty: str, name: str, title: str, password: str) -> None:
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
            username=username,
            password=password,
            day=today_in(unit),
            at=machine_now(),
        )
    except ValidationError as weak:
        raise click.BadParameter(" ".join(weak.messages), param_hint="--password") from weak
    except actions.UnableToAppoint as refused:
        raise click.UsageError(str(refused)) from refused
    click.echo(f"{username} 可以登录了。第一次办理涉及评星和标准的事项前,系统会请他启用二次验证。")


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
