"""The wall: where help is needed, by confirmed facts. A district's blocks are townships with a cell for each branch,
a province's are its child regions with counts. Both cost the same few queries, whatever their size.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from fivestar.foundation.access import Actor, require
from fivestar.scorecards.cell_wall import wall_of_cells
from fivestar.scorecards.narrowing import Asked
from fivestar.scorecards.regional_wall import wall_of_regions
from fivestar.scorecards.shapes import Wall
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.territory.models import Region

WITH_CELLS = {"district", "township"}


def wall(
    actor: Actor,
    region: Region,
    *,
    on: date | None = None,
    star: str | None = None,
    department: str | None = None,
    taskforce: str | None = None,
    holder: str | None = None,
) -> Wall:
    """The wall of a region of any kind, today or on a day of the past; a day still to come is today.

    star: id of the star to look at alone. With cells only: department, the leading one whose tasks are counted;
    taskforce, public id of a post whose stars' tasks are counted; holder, of one whose branches alone are shown.
    """
    require(actor, "scorecards.read", region)
    today = territory.today_in(region)
    day = min(on or today, today)
    if region.kind in WITH_CELLS:
        asked = Asked(star, department, taskforce, holder)
        return wall_of_cells(region, day, today, asked)
    return wall_of_regions(region, day, today, star=star)
