"""The `fivestar` command: one table of subcommands, each loaded only when asked for.

The engine's commands need neither a database nor Django; the others set Django up first.
"""

import os
from importlib import import_module
from typing import NamedTuple

import click


class Entry(NamedTuple):
    """Where a subcommand lives (`module:attribute`), what it does, whether it needs the database."""

    target: str
    summary: str
    needs_django: bool = True


COMMANDS = {
    "check": Entry("fivestar.cli.rulebook:check", "检查评星标准文件,一次列出全部错误", needs_django=False),
    "rate": Entry("fivestar.cli.rulebook:rate", "按标准给一份数据文件评星", needs_django=False),
    "explain": Entry("fivestar.cli.rulebook:explain", "说明一个支部为什么是这个星级", needs_django=False),
    "verify-receipt": Entry("fivestar.cli.rulebook:verify_receipt", "重新计算并核对一张评星凭据", needs_django=False),
    "verify-draw": Entry("fivestar.cli.draws:verify_draw", "把一次公开抽签重抽一遍并核对", needs_django=False),
    "import-register": Entry("fivestar.cli.register:import_register", "导入公开的村(社区)名录"),
    "set-categories": Entry("fivestar.cli.register:set_categories", "导入支部类别(农村、城市社区……)"),
    "put-in-force": Entry("fivestar.cli.standards:put_in_force", "存入一份评星标准并在一个区施行"),
    "import-facts": Entry("fivestar.cli.facts:import_facts", "导入一份数据表"),
    "import-targets": Entry("fivestar.cli.targets:import_targets", "由一份表定各支部的目标星级"),
    "add-official": Entry("fivestar.cli.officials:add_official", "设立一个岗位和账号"),
    "add-secretaries": Entry("fivestar.cli.officials:add_secretaries", "由一份表任命村(社区)党支部书记"),
    "reset-official": Entry("fivestar.cli.officials:reset_official", "换密码并取消二次验证(丢了密码或手机时)"),
    "audit": Entry("fivestar.cli.audit:audit", "核对操作记录的链条"),
    "log": Entry("fivestar.cli.log:log", "公开日志:导出、核对、补录", needs_django=False),
    "seed": Entry("fivestar.cli.seed:seed", "装入标准、演示区和真实名录(可重复执行)"),
    "serve": Entry("fivestar.cli.serve:serve", "网页服务和后台任务一起启动,一起结束", needs_django=False),
    "run-jobs": Entry("fivestar.cli.jobs:run_jobs", "执行后台任务,直到被停止"),
    "messages": Entry("fivestar.cli.catalogue:messages", "翻译目录:更新、检查、编译", needs_django=False),
    "manage": Entry("fivestar.cli.django:manage", "Django 的管理命令"),
}


class Commands(click.Group):
    """A group that imports a subcommand only to run it or to show its own help."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        if entry.needs_django:
            set_up_django()
        module, attribute = entry.target.split(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.summary) for name, entry in COMMANDS.items()])


def set_up_django() -> None:
    """Django and the wiring, as the web server has them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fivestar.config.settings")
    import_module("django").setup()  # slow import that the engine's commands do without
    import_module("fivestar.config.wiring")


@click.group(cls=Commands)
@click.version_option(package_name="fivestar")
def main() -> None:
    """五星支部: 评星、说明理由、核对凭据。"""
