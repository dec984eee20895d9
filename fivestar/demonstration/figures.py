"""The district's published figures, counted from its records: collectives with an income, enterprises led by branches.

Income belongs to a collective, not to a branch: there is one more of them than branches, and the note says so.
New collective projects (22 are planned) are not counted here: they have no records before projects are kept.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from fivestar.demonstration.picture import short_income
from fivestar.demonstration.places import DISTRICT_CODE
from fivestar.facts import queries as facts
from fivestar.foundation.outcome import N_
from fivestar.scorecards.shapes import Note
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.territory.models import Region

INCOME, LED = "collective_income", "led_entities"
COMPANY = "领办公司"
"""In the source of a count of led enterprises; the others are co-operatives."""


def facts_of_the_figures(district: "Region") -> Mapping[str, Sequence[str]]:
    """The facts that the district's figures are counted from; none for any other district."""
    if district.code != DISTRICT_CODE:
        return {}
    return dict.fromkeys((INCOME, LED), (gettext("挂图旁的全区数字"),))


def district_figures(region: "Region", day: date) -> Sequence[Note]:
    """For the demonstration district only; nothing is asked of the database for any other."""
    if region.code != DISTRICT_CODE:
        return ()
    year = day.year - 1
    collectives = list(territory.collectives_of(region).select_related("village__branch"))
    branches = [one.village.branch for one in collectives if one.village is not None]
    of_collective = [branch.pk for branch in branches]
    incomes = {
        branch: value
        for branch, _, value, _ in facts.standing_values(of_collective, fact=INCOME, years=(year,), basis="C")
    }
    led = facts.standing_values(of_collective, fact=LED, years=(day.year,), basis="C")
    companies = sum(value for _, _, value, source in led if COMPANY in source)
    values = {
        "year": year,
        "able": sum(not short_income(value) for value in incomes.values()),
        "all": len(collectives),
        "outside": sum(branch.category == "outside" for branch in branches),
    }
    return (
        Note(N_("{year} 年集体经济收入 5 万元以上的村集体 {able} / {all} 个，其中 {outside} 个不在创建范围"), values),
        Note(
            N_("党支部领办合作社 {cooperatives} 家、公司 {companies} 个"),
            {"cooperatives": sum(value for _, _, value, _ in led) - companies, "companies": companies},
        ),
    )
