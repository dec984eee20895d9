"""Recording meetings counts in the burden ledger, with the time its form was open."""

from datetime import date, timedelta

import pytest

from fivestar.facts.burden.form_times import OPENED, opened_at
from fivestar.facts.burden.queries import Days, Line, grounds, lines
from fivestar.facts.models import FormTime
from fivestar.foundation.clock import machine_now
from fivestar.meetings import actions
from fivestar.territory.queries import branches_of
from tests.cast import NOW, TODAY, Cast
from tests.factories import small_standards
from tests.meetings.test_importing import GOOD, brought, on_record
from tests.meetings.test_pages import FIELDS, address
from tests.meetings.test_recording import record
from tests.pages import browser_of, text_of

pytestmark = pytest.mark.django_db
SEPTEMBER = Days(date(2023, 9, 1), date(2023, 9, 30))


@pytest.fixture(autouse=True)
def _standards(cast: Cast) -> None:
    small_standards(cast)


def ledger(cast: Cast) -> Line:
    return lines(branches_of(cast.district), SEPTEMBER, by="all", of=grounds(cast.district, TODAY))[0]


def test_a_meeting_recorded_by_hand_costs_minutes_and_its_count_was_not_asked(cast: Cast) -> None:
    record(cast)

    line = ledger(cast)

    assert (line.records, line.record_seconds) == (1, 120)
    assert {key: (one.asked, one.recorded) for key, one in line.parts.items()} == {("village", ""): (0, 1)}


def test_a_withdrawn_meeting_took_its_time_too(cast: Cast) -> None:
    meeting = record(cast)

    actions.withdraw_meeting(actor=cast.secretary, meeting=meeting, because="日期记错了", at=NOW + timedelta(hours=1))

    assert ledger(cast).records == 1


def test_meetings_of_a_file_were_entered_by_nobody(cast: Cast) -> None:
    clerk = browser_of(cast, "CLERK")

    clerk.post(f"{brought(clerk, *GOOD)}confirm/")

    assert len(on_record()) == 3
    assert ledger(cast).records == 0


def test_the_form_tells_how_long_it_was_open_once_it_was_taken(cast: Cast) -> None:
    secretary = browser_of(cast, "OWN")
    opened = {OPENED: opened_at(machine_now() - timedelta(seconds=50))}

    secretary.post(f"{address(cast)}?kind=members", {**FIELDS, **opened, "present": "39"})
    assert FormTime.objects.count() == 0
    secretary.post(f"{address(cast)}?kind=members", {**FIELDS, **opened})

    (time,) = FormTime.objects.all()
    assert (time.form, time.month) == ("record:meeting", "2023-09")
    assert 50 <= time.seconds <= 110
    assert f'name="{OPENED}"' in text_of(secretary.get(address(cast), {"kind": "members"}))
