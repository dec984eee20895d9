"""A small district in a database of its own: made once, and read again by every later program."""

from typing import Any

import django
from django.core.management import call_command
from django.db import connection, transaction

django.setup()

import fivestar.config.wiring  # noqa: E402, F401 -- after Django is set up, as in every way into the program
from fivestar.scorecards.actions import rescore_all, set_target  # noqa: E402
from fivestar.scorecards.models import CurrentRow, Scorecard  # noqa: E402
from fivestar.territory.models import Region  # noqa: E402
from tests.cast import NOW, make_cast  # noqa: E402
from tests.factories import small_standards  # noqa: E402
from tests.scorecards.stories import confirm, hold_industry_star, hold_party_star  # noqa: E402


def migrate() -> None:
    call_command("migrate", verbosity=0)


@transaction.atomic
def tell_the_story() -> None:
    """Two villages hold a star each, one has a stated vacancy that nobody confirmed, one a target; the rest wait."""
    cast = make_cast()
    small_standards(cast)
    hold_party_star(cast)
    hold_industry_star(cast, cast.xiliu)
    confirm(cast, "vacant_days", 99, actor=cast.secretary, basis="S")
    set_target(actor=cast.organiser, branch=cast.dongliu, level=2, stars=["party", "industry"], reason="拟定", at=NOW)
    rescore_all(cast.district, at=NOW)


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


def vacuum() -> None:
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
