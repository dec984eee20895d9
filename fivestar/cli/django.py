"""Django's own commands, behind `fivestar`."""

import click
from django.core.management import call_command, execute_from_command_line


@click.command("run-jobs")
def run_jobs() -> None:
    """执行后台任务,直到被停止。"""
    call_command("db_worker", queue_name="*", startup_delay=False)


@click.command("manage", context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Django 的管理命令, 例如 `fivestar manage migrate`。"""
    execute_from_command_line(["fivestar manage", *arguments])
