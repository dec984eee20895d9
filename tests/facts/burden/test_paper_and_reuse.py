"""With the shipped standards: what a round on paper comes to, and what one value spares."""

import pytest

from fivestar.facts.burden.decisions import Tally, supplier_of
from fivestar.facts.burden.queries import Days, grounds, lines, paper_cells
from fivestar.territory.queries import branches_of
from tests.cast import TODAY, Cast
from tests.factories import shipped_standards
from tests.facts.burden.stories import take_over

pytestmark = pytest.mark.django_db


def test_a_value_spares_a_cell_for_each_further_task_that_reads_it(cast: Cast) -> None:
    shipped_standards(cast)
    of = grounds(cast.district, TODAY)
    # Three rural tasks of 产业兴旺 read it: last year at least so much, a share of it, no less than the year before.
    assert of.uses["rural", "collective_income"] == 3

    take_over(cast, cast.dongliu, "collective_income", 6_000_000)

    fact = of.catalogue.facts["collective_income"]
    days = Days(TODAY.replace(day=1), TODAY)
    assert lines(branches_of(cast.district), days, by="all", of=of)[0].parts == {
        supplier_of(fact): Tally(taken=1, reused=2)
    }


def test_a_round_on_paper_is_ninety_cells_a_village_and_a_hundred_and_six_a_community(cast: Cast) -> None:
    shipped_standards(cast)

    paper = paper_cells({"rural": 353, "urban": 14, "unknown": 87}, grounds(cast.district, TODAY).rulebooks)

    assert paper == [("rural", 353, 90), ("urban", 14, 106)]
    assert sum(branches * tasks for _, branches, tasks in paper) == 33_254
