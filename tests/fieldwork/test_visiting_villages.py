"""调研 ends in problems with owners and days; 蹲点 counts days and households; neither counts for anybody."""

from datetime import timedelta
from typing import Any

import pytest

from fivestar.desk.today import today_for
from fivestar.facts.models import Observation
from fivestar.fieldwork import actions
from fivestar.fieldwork.models import Problem, Visit
from fivestar.fieldwork.visiting import attention, by_township
from fivestar.foundation.outcome import Refused
from fivestar.responsibility.open_items import open_on
from tests.cast import NOW, TODAY, Cast
from tests.fieldwork.stories import DUE, found, post_of, visited
from tests.pages import browser_of, queries_of, words_of

pytestmark = pytest.mark.django_db


def test_what_a_study_found_stands_on_the_worklist_of_its_post(cast: Cast) -> None:
    visit = visited(cast)

    mine = [
        (one.title, one.due_on, one.place, one.url)
        for one in today_for(cast.manager, NOW).items
        if one.title == "支管没有接通"
    ]

    assert mine == [("支管没有接通", DUE, "东柳村委会", f"/b/{cast.dongliu.public_id}/visits/{visit.public_id}/")]
    assert "支管没有接通" not in [one.title for one in today_for(cast.leader, NOW).items]


def test_a_study_that_found_nothing_says_so_and_invents_nothing(cast: Cast) -> None:
    with pytest.raises(actions.UnableToVisit, match="调研要落到问题"):
        visited(cast, found=[])
    with pytest.raises(actions.UnableToVisit, match="就不要再选"):
        visited(cast, found=[found(cast)], found_nothing=True)
    assert Visit.objects.count() == 0

    assert visited(cast, found_nothing=True).problems.count() == 0


def test_a_stay_is_told_in_days_and_households_and_what_was_solved(cast: Cast) -> None:
    visit = visited(cast, days=5, households=23, solved="帮两户办好了低保续期")

    visit.refresh_from_db()
    assert (visit.days, visit.households, visit.solved) == (5, 23, "帮两户办好了低保续期")
    assert Observation.objects.count() == 0


@pytest.mark.parametrize(
    "other",
    [
        {"back": -1},
        {"days": 0},
        {"days": 91},
        {"households": 5000},
        {"solved": "长" * 301},
        {"who": "GUIDE"},
        {"who": "OWN"},
    ],
)
def test_days_that_cannot_be_and_other_peoples_posts_are_refused(cast: Cast, other: dict[str, Any]) -> None:
    with pytest.raises(actions.UnableToVisit):
        visited(cast, **other)

    assert (Visit.objects.count(), Problem.objects.count()) == (0, 0)


def test_a_problem_goes_to_a_post_over_the_village_on_a_day_to_come(cast: Cast) -> None:
    for wrong in (
        found(cast, who="next_clerk"),
        found(cast, text=" "),
        found(cast, due_on=TODAY - timedelta(days=1)),
        found(cast, due_on=TODAY + timedelta(days=400)),
    ):
        with pytest.raises(actions.UnableToVisit):
            visited(cast, found=[wrong])

    assert (Visit.objects.count(), Problem.objects.count()) == (0, 0)


def test_the_office_records_for_the_secretary_who_went_and_a_village_for_nobody(cast: Cast) -> None:
    visited(cast, actor=cast.organiser, who="LEAD")

    with pytest.raises(Refused):
        visited(cast, actor=cast.secretary, who="OWN")
    with pytest.raises(Refused):
        visited(cast, actor=cast.leader, branch=cast.zhuyuan_branch)

    assert list(Visit.objects.values_list("post__title", "recorded_by")) == [
        ("柳溪镇包乡领导", cast.organiser.person_ref)
    ]


def test_a_problem_is_settled_by_its_post_or_by_whoever_noted_it(cast: Cast) -> None:
    problem = visited(cast).problems.get()

    with pytest.raises(actions.UnableToClose):
        actions.settle_problem(actor=cast.clerk, problem=problem, result="接通了", at=NOW)
    with pytest.raises(actions.UnableToClose):
        actions.settle_problem(actor=cast.manager, problem=problem, result=" ", at=NOW)
    assert [one.subject_id for one in open_on([problem.owner_id], NOW)] == [problem.public_id]

    actions.settle_problem(actor=cast.manager, problem=problem, result="接通了", at=NOW)

    problem.refresh_from_db()
    assert (problem.result, open_on([problem.owner_id], NOW)) == ("接通了", [])


def test_open_problems_go_with_a_handover_and_hold_back_a_withdrawal(cast: Cast) -> None:
    visit = visited(cast)
    problem = visit.problems.get()

    with pytest.raises(actions.UnableToVisit, match="没办完的问题"):
        actions.withdraw_visit(actor=cast.leader, visit=visit, because="记重了", at=NOW)
    actions.hand_over_problems(actor=cast.organiser, subject_ids=[problem.public_id], to=post_of(cast, "CLERK"), at=NOW)
    actions.settle_problem(actor=cast.clerk, problem=problem, result="接通了", at=NOW)
    actions.withdraw_visit(actor=cast.leader, visit=visit, because="记重了", at=NOW)

    visit.refresh_from_db()
    assert (visit.withdrawn_because, visit.problems.count()) == ("记重了", 1)


def test_the_lists_name_villages_long_not_visited_and_visited_too_often_in_register_order(cast: Cast) -> None:
    for back in (0, 3, 6, 9):
        visited(cast, back=back, found_nothing=True)
    visited(cast, branch=cast.xiliu, back=100, found_nothing=True)
    visited(cast, branch=cast.shiqiao, back=40, found_nothing=True)
    withdrawn = visited(cast, branch=cast.xiliu, found_nothing=True)
    actions.withdraw_visit(actor=cast.leader, visit=withdrawn, because="记重了", at=NOW)

    seen = attention(cast.organiser, cast.district, TODAY)

    assert [(line.branch.village.core, line.last, line.days) for line in seen.unvisited] == [
        ("西柳", TODAY - timedelta(days=100), 100),
        ("竹园", None, None),
        ("南门", None, None),
        ("沙岗", None, None),
    ]
    assert [(line.branch.village.core, line.count, line.offices) for line in seen.crowded] == [
        ("东柳", 4, ("柳溪镇包乡领导",))
    ]
    assert [(one.township.name, len(one.lines), one.never) for one in by_township(seen.unvisited)] == [
        ("柳溪镇", 1, 0),
        ("竹园街道", 3, 3),
    ]
    assert [line.branch.village.core for line in attention(cast.manager, cast.district, TODAY).unvisited] == ["西柳"]


def test_a_visit_is_recorded_and_settled_on_pages(cast: Cast) -> None:
    leader, township = browser_of(cast, "LEAD"), browser_of(cast, "MANAGE")
    here = f"/b/{cast.dongliu.public_id}/visits/"
    sent = {
        "kind": "study",
        "post": post_of(cast, "LEAD").public_id,
        "from_day": "2023-09-15",
        "to_day": "2023-09-15",
        "text": "支管没有接通",
        "owner": post_of(cast, "MANAGE").public_id,
        "due_on": "2023-10-01",
    }

    wrong = leader.post(here, {**sent, "owner": ""})
    leader.post(here, sent)
    there = f"{here}{Visit.objects.get().public_id}/"
    problem = Problem.objects.get()
    township.post(f"{there}problems/{problem.public_id}/settle/", {"result": "接通了"})

    assert (wrong.status_code, "问题要写全" in words_of(wrong)) == (422, True)
    assert "结果 接通了" in words_of(leader.get(there))
    assert "很久没人去的村" in words_of(leader.get("/d/990099/visits/"))


@pytest.mark.parametrize(
    ("who", "statuses"), [("", [403, 403, 403]), ("next_secretary", [200, 200, 404]), ("OWN", [200, 200, 200])]
)
def test_a_visit_is_read_by_the_posts_over_its_village(cast: Cast, who: str, statuses: list[int]) -> None:
    visit = visited(cast)
    browser, here = browser_of(cast, who), f"/b/{cast.dongliu.public_id}/visits/"

    answers = [browser.get(page).status_code for page in ("/d/990099/visits/", here, f"{here}{visit.public_id}/")]

    assert answers == statuses


def test_pages_cost_the_same_with_one_visit_and_with_three(cast: Cast) -> None:
    visit = visited(cast)
    leader, here = browser_of(cast, "LEAD"), f"/b/{cast.dongliu.public_id}/visits/"
    pages = ("/d/990099/visits/", here, f"{here}{visit.public_id}/")
    one = [queries_of(leader, page) for page in pages]
    for back in (3, 4):
        visited(cast, back=back)
        actions.note_problem(actor=cast.leader, visit=visit, found=found(cast), at=NOW)

    assert [queries_of(leader, page) for page in pages] == one
