"""Django's own commands, behind `fivestar manage`."""

import click
from django.core.management import execute_from_command_line


@click.command("manage", context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Django 的管理命令, 例如 `fivestar manage migrate`。"""
    execute_from_command_line(["fivestar manage", *arguments])
