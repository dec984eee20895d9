"""A reason asked for in several forms of a project's page: refused, it says why beside the one that was sent."""

import re

import pytest

from fivestar.projects.models import Project
from tests.cast import Cast
from tests.pages import browser_of, text_of
from tests.projects.stories import building

pytestmark = pytest.mark.django_db
OPEN = re.compile(r"<details open><summary>([^<]+)")
SAID = re.compile(r'<p class="field__fault" id="([^"]+)">([^<]+)</p>')


def test_what_is_wrong_with_the_reason_stands_beside_it(cast: Cast) -> None:
    project = building(cast)
    here = f"/b/{cast.dongliu.public_id}/projects/{project.public_id}/"
    long = "长" * 201

    answer = browser_of(cast, "OWN").post(f"{here}withdraw/", {"because": long})

    page = text_of(answer)
    assert (answer.status_code, OPEN.findall(page)) == (422, ["不办了，撤回项目"])
    assert [field for field, _ in SAID.findall(page)] == ["withdraw-because-wrong"]
    assert page.count(f'value="{long}"') == 1
    assert Project.objects.get().state == "building"
