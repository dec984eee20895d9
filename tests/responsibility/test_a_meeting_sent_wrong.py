"""What a body's page asks about one meeting: sent wrong, it stays open there with what was typed and why not."""

import re
from datetime import timedelta

import pytest

from fivestar.responsibility import actions
from fivestar.responsibility.models import BodyMeeting
from tests.cast import NOW, TODAY, Cast
from tests.pages import browser_of, text_of
from tests.responsibility.stories import task_force

pytestmark = pytest.mark.django_db
OPEN = re.compile(r'<details class="duty-part" open><summary>([^<]+)')
SAID = re.compile(r'<p class="field__fault" id="[^"]+">([^<]+)</p>')


@pytest.mark.parametrize(
    ("act", "sent", "opened", "said"),
    [
        ("off", {"because": ""}, "不开了", ["这个字段是必填项。"]),
        ("held", {"held_on": "", "outcome": "定了两件事"}, "开过了", ["这个字段是必填项。"]),
    ],
)
def test_the_form_that_was_sent_is_open(
    cast: Cast, act: str, sent: dict[str, str], opened: str, said: list[str]
) -> None:
    force = task_force(cast)
    day = TODAY + timedelta(days=3)
    meeting = actions.call_meeting(actor=cast.organiser, body=force, planned_on=day, topic="推进会", at=NOW)

    answer = browser_of(cast, "ORGANISE").post(f"/bodies/{force.public_id}/meetings/{meeting.public_id}/{act}/", sent)

    page = text_of(answer)
    assert (answer.status_code, OPEN.findall(page), SAID.findall(page)) == (422, [opened], said)
    assert all(f'value="{typed}"' in page for typed in sent.values() if typed)
    assert BodyMeeting.objects.get().closed_at is None
