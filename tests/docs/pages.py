"""Prints docs/reference/cli.md from the commands there are.

python -m tests.docs.pages > docs/reference/cli.md
"""

import os
import sys
from collections.abc import Iterator
from importlib import import_module

import click

from fivestar.cli.main import COMMANDS, set_up_django

HEAD = """# Commands

Printed from the program by `python -m tests.docs.pages`; a test compares. `fivestar COMMAND --help` says the same.
*Database*: the command needs one set up; the others work on files alone.
"""


def cli_page() -> str:
    """The page of commands; Django must be set up."""
    lines = [HEAD]
    for name, entry in COMMANDS.items():
        module, attribute = entry.target.split(":")
        command = getattr(import_module(module), attribute)
        database = " · database" if entry.needs_django else ""
        lines += [f"## {name}", "", f"{entry.summary}{database}", "", *_usage(f"fivestar {name}", command)]
        if isinstance(command, click.Group):
            for inner, sub in sorted(command.commands.items()):
                lines += _usage(f"fivestar {name} {inner}", sub)
    return "\n".join(lines).rstrip() + "\n"


def _usage(path: str, command: click.Command) -> Iterator[str]:
    context = click.Context(command, info_name=path)
    yield f"    {' '.join([path, *command.collect_usage_pieces(context)])}"
    yield ""
    options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
    for option in options:
        needed = " (required)" if option.required else ""
        yield f"- `{' '.join(option.opts)}`{needed}{f': {option.help}' if option.help else ''}"
    if options:
        yield ""


if __name__ == "__main__":
    os.environ.setdefault("FIVESTAR_MODE", "demonstration")
    set_up_django()
    sys.stdout.write(cli_page())
