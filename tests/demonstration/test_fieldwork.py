"""The demonstration's joint meetings and visits, by ordinary acts."""

import pytest

from fivestar.fieldwork.models import Decision, JointMeeting, Problem, Visit
from fivestar.territory.models import Region

pytestmark = pytest.mark.django_db


def test_a_meeting_was_held_another_waits_and_what_was_decided_is_open(district: Region) -> None:
    assert [meeting.is_waiting for meeting in JointMeeting.objects.filter(district=district)] == [True, False]
    assert Decision.objects.filter(closed_at=None).count() == 2
    assert [(one.kind, one.days, one.households) for one in Visit.objects.order_by("from_day")] == [
        ("study", 1, None),
        ("stay", 3, 18),
    ]
    assert Problem.objects.count() == 1
