"""A small district in a database of its own: made once, and read again by every later program."""

from typing import Any

import django
from django.core.management import call_command
from django.db import connection

django.setup()

import fivestar.config.wiring  # noqa: E402, F401 -- after Django is set up, as in every way into the program
from fivestar.evidence.models import Evidence  # noqa: E402
from fivestar.evidence.queries import bytes_of  # noqa: E402
from fivestar.scorecards.actions import rescore_all  # noqa: E402
from fivestar.scorecards.models import CurrentRow, Scorecard  # noqa: E402
from fivestar.territory.models import Region  # noqa: E402
from tests.cast import NOW  # noqa: E402


def migrate() -> None:
    call_command("migrate", verbosity=0)


def rescore() -> None:
    """All that is kept for speed is thrown away and reckoned anew."""
    Scorecard.objects.all().delete()
    CurrentRow.objects.all().delete()
    rescore_all(Region.objects.get(code="990099"), at=NOW)


def answers() -> list[dict[str, Any]]:
    """What every branch carries on each basis, with the digest of its receipt."""
    standing = Scorecard.objects.filter(is_current=True).order_by("branch__village__code", "basis")
    fields = ("branch__village__code", "basis", "level", "at_most", "stars", "digest")
    return list(standing.values(*fields))


def lost_files() -> list[str]:
    """Names of files whose bytes are gone or other ones."""
    return [file.name for file in Evidence.objects.order_by("pk") if bytes_of(file) is None]


def vacuum() -> None:
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
