"""Daily tallies: how many branches of a district stood where on a day, counted from the scorecards' own spans.

Written by a job (and again for any day: the same), so that a province's past costs no walk through its history.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count, Q

from fivestar.scorecards.models import DailyTally, Scorecard
from fivestar.standards import queries as standards
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.territory.models import Region

WAITING = "?"  # in place of a star: branches with at least one unknown star

Tally = tuple[str, str, str, int]  # category, basis, star, value


@transaction.atomic
def write_tally(district: Region, day: date) -> int:
    """The tally of one day, in place of any there was; how many rows."""
    counted = count_day(district, day)
    DailyTally.objects.filter(district=district, day=day).delete()
    DailyTally.objects.bulk_create(
        DailyTally(district=district, day=day, category=category, basis=basis, star=star, value=value, count=count)
        for (category, basis, star, value), count in sorted(counted.items())
    )
    return len(counted)


def count_day(district: Region, day: date) -> Counter[Tally]:
    """The tally as the history gives it."""
    counted: Counter[Tally] = Counter()
    rows = (
        Scorecard.objects.filter(district=district, since__lte=day)
        .filter(Q(until__isnull=True) | Q(until__gt=day))
        .values_list("category", "basis", "edition__digest", "level", "stars")
        .annotate(count=Count("pk"))
    )
    for category, basis, digest, level, stars, count in rows:
        counted[category, basis, "", level] += count
        if "2" in stars:
            counted[category, basis, WAITING, 1] += count
        for star, code in zip(standards.rulebook_by_digest(digest).stars, stars, strict=True):
            counted[category, basis, star.id, int(code)] += count
    return counted


def write_todays_tallies() -> int:
    """For every district its own today; how many districts."""
    districts = list(territory.districts())
    for district in districts:
        write_tally(district, territory.today_in(district))
    return len(districts)
