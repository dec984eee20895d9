"""Two people work on one project in the same instant: one act stands, the other is told why, nothing is done twice."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.db import transaction

from fivestar.projects import actions
from fivestar.projects.models import Deliberation, Project, Publication, Spending
from tests.cast import NOW, Cast, make_cast
from tests.facts.test_two_at_once import at_once
from tests.projects.stories import PLAN, PROPOSED, building, owner_of, publish, resolved, started

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast() -> Cast:
    with transaction.atomic():
        return make_cast()


def _kinds(answers: list[object]) -> list[str]:
    return sorted(type(one).__name__ for one in answers)


def test_of_two_plans_saved_at_once_one_stands_and_the_other_sees_it(cast: Cast) -> None:
    project, owner = started(cast), owner_of(cast)

    def change(title: str) -> Callable[[], object]:
        return lambda: actions.change_project(
            actor=cast.secretary, project=project, seen=1, plan=replace(PLAN, title=title), owner=owner, at=NOW
        )

    answers = at_once(change("烘干中心"), change("烘干房"))

    assert _kinds(answers) == ["ChangedMeanwhile", "Project"]
    there = Project.objects.get()
    assert (there.version, there.phases.count(), there.sources.count()) == (2, 2, 2)


def test_the_same_meeting_recorded_twice_at_once_is_one(cast: Cast) -> None:
    project = started(cast)

    def record() -> object:
        return actions.record_meeting(actor=cast.secretary, project=project, held=PROPOSED, at=NOW)

    assert _kinds(at_once(record, record)) == ["Deliberation", "UnableToDeliberate"]
    assert Deliberation.objects.count() == 1


def test_a_decision_is_published_once(cast: Cast) -> None:
    project = resolved(cast)

    def post() -> None:
        publish(cast, project, "decision", date(2023, 6, 16))

    assert _kinds(at_once(post, post)) == ["NoneType", "UnableToCarry"]
    assert Publication.objects.count() == 1


def test_money_is_not_spent_on_what_is_withdrawn_in_the_same_instant(cast: Cast) -> None:
    project = building(cast)

    def spend() -> object:
        return actions.spend(
            actor=cast.secretary, project=project, day=date(2023, 8, 1), amount=100, what="钉子", voucher="1", at=NOW
        )

    def withdraw() -> object:
        return actions.withdraw_project(actor=cast.clerk, project=project, because="不建了", at=NOW)

    answers = at_once(spend, withdraw)

    assert _kinds(answers) in (["Project", "UnableToCarry"], ["Spending", "UnableToCarry"])
    assert Spending.objects.exists() == (Project.objects.get().state == "building")
