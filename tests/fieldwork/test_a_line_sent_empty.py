"""A line asked for at each of a list: sent empty, it says so where it was sent from, and nowhere else."""

import re

import pytest

from fivestar.fieldwork import actions
from fivestar.fieldwork.models import Problem, Request
from tests.cast import NOW, Cast
from tests.fieldwork.stories import called, held, visited
from tests.pages import browser_of, text_of

pytestmark = pytest.mark.django_db
SAID = re.compile(r'<p class="field__fault" id="([^"]+)">([^<]+)</p>')
OPEN = re.compile(r'<details class="field-more" open><summary>([^<]+)')
NEEDED = "这个字段是必填项。"


def test_a_request_is_declined_with_a_reason(cast: Cast) -> None:
    asked = [
        actions.ask_decision(actor=cast.manager, district=cast.district, text=text, at=NOW) for text in ("一", "二")
    ]
    here = f"/d/990099/joint-meetings/{held(cast).public_id}/"

    answer = browser_of(cast, "ORGANISE").post(f"{here}requests/{asked[1].public_id}/decline/", {"because": ""})

    assert answer.status_code == 422
    assert SAID.findall(text_of(answer)) == [(f"because-{asked[1].public_id}-wrong", NEEDED)]
    assert len(OPEN.findall(text_of(answer))) == 1
    assert Request.objects.filter(declined_at=None).count() == 2


def test_a_meeting_is_called_off_with_a_reason(cast: Cast) -> None:
    meeting = called(cast)

    answer = browser_of(cast, "ORGANISE").post(f"/d/990099/joint-meetings/{meeting.public_id}/off/", {"because": ""})

    assert (answer.status_code, OPEN.findall(text_of(answer))) == (422, ["取消这次会"])
    meeting.refresh_from_db()
    assert meeting.is_waiting


def test_a_problem_is_settled_with_a_result(cast: Cast) -> None:
    visit = visited(cast)
    problem = Problem.objects.get()
    here = f"/b/{cast.dongliu.public_id}/visits/{visit.public_id}/"

    answer = browser_of(cast, "MANAGE").post(f"{here}problems/{problem.public_id}/settle/", {"result": ""})

    assert answer.status_code == 422
    assert SAID.findall(text_of(answer)) == [(f"result-{problem.public_id}-wrong", NEEDED)]
    problem.refresh_from_db()
    assert problem.settled_at is None
