"""The ways into the program: addresses, the command line, the web server's module, and the database as opened."""

import subprocess
import sys
from importlib import import_module

import click
import pytest
from click.testing import CliRunner
from django.conf import settings
from django.db import connection
from django.urls import reverse

from fivestar.cli.main import COMMANDS, main


def test_the_policy_reports_to_an_address_of_ours() -> None:
    assert reverse("csp_report") == settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["report-uri"]


def test_help_lists_every_command_without_loading_one() -> None:
    result = CliRunner().invoke(main, ["--help"])

    assert result.exit_code == 0
    listed = [line.split()[0] for line in result.output.partition("Commands:")[2].splitlines() if line.startswith("  ")]
    assert listed == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_there_under_its_name(name: str) -> None:
    module, attribute = COMMANDS[name].target.split(":")

    command = getattr(import_module(module), attribute)

    assert isinstance(command, click.Command)
    assert command.name == name


def test_an_unknown_command_is_refused() -> None:
    result = CliRunner().invoke(main, ["judge"])

    assert result.exit_code == 2
    assert "No such command 'judge'" in result.output


@pytest.mark.parametrize("name", ["check", "rate", "explain", "verify-receipt"])
def test_the_engines_commands_run_without_django(name: str) -> None:
    program = (
        "import sys; from fivestar.cli.main import main\n"
        f"main(['{name}', '--help'], standalone_mode=False)\n"
        "sys.exit('django' in sys.modules)"
    )

    result = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)

    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("Usage:")


@pytest.mark.django_db
def test_sqlite_is_a_file_with_the_options_of_production() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the run on PostgreSQL")

    with connection.cursor() as cursor:
        found = {}
        for pragma in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous"):
            cursor.execute(f"PRAGMA {pragma}")
            found[pragma] = cursor.fetchone()[0]

    assert found == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 20_000, "synchronous": 1}
    assert getattr(connection, "transaction_mode", None) == "IMMEDIATE"


def test_the_web_servers_module_gives_an_application() -> None:
    assert callable(import_module("fivestar.config.wsgi").application)
