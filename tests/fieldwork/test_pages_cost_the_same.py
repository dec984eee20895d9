"""Every page of fieldwork costs the same queries with one row and with three."""

from datetime import timedelta
from uuid import UUID

import pytest

from fivestar.fieldwork import actions
from fivestar.fieldwork.models import Tour
from fivestar.projects.models import Project
from tests.cast import NOW, TODAY, Cast
from tests.factories import small_standards
from tests.fieldwork.stories import called, decided, found, held, post_of, visited
from tests.pages import browser_of, queries_of, words_of
from tests.projects.stories import started
from tests.scorecards.stories import hold_party_star
from tests.shortfalls.stories import lack_income, of, taken_up

pytestmark = pytest.mark.django_db
MEETINGS, TOURS, VISITS = "/d/990099/joint-meetings/", "/d/990099/tours/", "/d/990099/visits/"
EARLIER, ON_THE_DAY = NOW - timedelta(days=10), NOW - timedelta(days=7)
JUDGES = ("TASKFORCE", "SUPPLY", "ORGANISE")


def exception(cast: Cast, number: int) -> None:
    """One more of each kind that a pack is made of."""
    branch = (cast.dongliu, cast.xiliu, cast.shiqiao)[number]
    actions.ask_decision(actor=cast.manager, district=cast.district, text=f"第{number}件", at=NOW)
    lack_income(cast, branch)
    for criterion in ("T3", "T4"):
        owner = post_of(cast, ("MANAGE", "CLERK", "LEAD")[number])
        taken_up(cast, of(branch, criterion), actor=cast.organiser, owner=owner, due_on=TODAY)
    project = started(cast)
    Project.objects.filter(pk=project.pk).update(blocked_since=TODAY, blocked_because="等批地")
    hold_party_star(cast, branch, at=NOW + timedelta(days=1))


def test_a_live_pack_costs_the_same_with_one_exception_of_each_kind_and_with_three(cast: Cast) -> None:
    small_standards(cast)
    meeting = held(cast, day=TODAY, at=NOW)
    cast.district.own_date = TODAY + timedelta(days=2)
    cast.district.save()
    here = f"{MEETINGS}{called(cast, day=TODAY + timedelta(days=3)).public_id}/"
    office = browser_of(cast, "ORGANISE")
    exception(cast, 0)
    decided(cast, meeting)
    one, said = queries_of(office, here), words_of(office.get(here))
    for number in (1, 2):
        exception(cast, number)
        decided(cast, meeting, who="CLERK")

    assert [words in said for words in ("请会议定的事", "上次定了还没办完的", "卡住的：谁要办，谁在等", "新持有")] == [
        True
    ] * 4
    assert queries_of(office, here) == one


def test_a_district_with_three_visits_costs_what_it_costs_with_one(cast: Cast) -> None:
    office = browser_of(cast, "ORGANISE")
    visited(cast)
    one = queries_of(office, VISITS)
    visited(cast, branch=cast.xiliu, back=1, found=[found(cast), found(cast, who="CLERK")])
    visited(cast, branch=cast.shiqiao, back=2, households=12, days=3)

    assert queries_of(office, VISITS) == one


def test_a_village_with_three_visits_and_a_visit_with_three_problems_cost_the_same(cast: Cast) -> None:
    leader = browser_of(cast, "LEAD")
    one_visit = visited(cast)
    village, page = (f"/b/{cast.dongliu.public_id}/visits/{tail}" for tail in ("", f"{one_visit.public_id}/"))
    before = [queries_of(leader, village), queries_of(leader, page)]
    for back in (1, 2):
        visited(cast, back=back)
        actions.note_problem(actor=cast.leader, visit=one_visit, found=found(cast, who="CLERK"), at=NOW)

    assert [queries_of(leader, village), queries_of(leader, page)] == before


def toured(cast: Cast, stops: int, *, number: int, judges: int = 3) -> Tour:
    """Through 柳溪 to as many villages, scored by as many judges, not closed yet."""
    committed = actions.commit_tour(
        actor=cast.organiser,
        district=cast.district,
        title=f"第{number}次观摩",
        items={"产业带动": 60, "村容": 40},
        judges=[post_of(cast, who) for who in JUDGES[:judges]],
        draw_from=(stops, "双色球", TODAY - timedelta(days=7)),
        townships=[cast.liuxi.code],
        at=EARLIER,
    )
    tour = actions.draw_route(actor=cast.organiser, tour=committed, result="03 11 16", at=ON_THE_DAY)
    for place, stop in enumerate(tour.stops.all()):
        for who in JUDGES[:judges]:
            actions.score_stop(
                actor=cast.actors[who],
                stop=stop,
                points=[80 + place, 90],
                client_id=UUID(int=100 * number + 10 * place + JUDGES.index(who)),
                replaces=None,
                at=ON_THE_DAY,
            )
    return tour


@pytest.mark.parametrize("who", ["", "ORGANISE", "TASKFORCE"])
def test_a_route_and_its_result_cost_the_same_with_one_stop_and_with_three(cast: Cast, who: str) -> None:
    reader = browser_of(cast, who)
    costs = []
    for number, stops in enumerate((1, 3)):
        tour = toured(cast, stops, number=number)
        page = f"{TOURS}{tour.public_id}/"
        is_scored = queries_of(reader, page)
        actions.close_tour(actor=cast.organiser, tour=tour, without_missing=True, at=ON_THE_DAY)
        costs.append((tour.stops.count(), is_scored, queries_of(reader, page), queries_of(reader, f"{page}draw.json")))

    assert [stops for stops, *_ in costs] == [1, 3]
    assert costs[0][1:] == costs[1][1:]


def test_a_judges_sheet_costs_the_same_with_one_stop_and_with_three(cast: Cast) -> None:
    judge = browser_of(cast, "SUPPLY")

    one, three = (
        queries_of(judge, f"{TOURS}{toured(cast, stops, number=number).public_id}/score/")
        for number, stops in enumerate((1, 3))
    )

    assert three == one


@pytest.mark.parametrize("who", ["", "ORGANISE"])
def test_three_tours_cost_what_one_costs(cast: Cast, who: str) -> None:
    reader = browser_of(cast, who)
    toured(cast, 1, number=1)
    one = queries_of(reader, TOURS)
    for number in (2, 3):
        toured(cast, 1, number=number, judges=2)

    assert queries_of(reader, TOURS) == one
