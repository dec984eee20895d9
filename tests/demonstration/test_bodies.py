"""Leading group, task forces and work groups of the demonstration: headed, meeting, one of them late."""

from fivestar.demonstration.people import TASK_FORCES, WORK_GROUPS
from fivestar.foundation.access import SYSTEM
from fivestar.responsibility import bodies
from fivestar.responsibility.models import GroupFinding, Holding
from fivestar.territory.models import Region
from tests.demonstration.conftest import TODAY


def test_every_body_is_headed_by_somebody_and_one_has_not_met_when_it_should(district: Region) -> None:
    lines = bodies.bodies_of(SYSTEM, district, TODAY)

    assert [line.body.name for line in lines] == [
        "五星支部创建领导小组",
        *(name for name, _ in TASK_FORCES),
        *WORK_GROUPS,
    ]
    assert [line.body.name for line in lines if line.head is None or line.head.name is None] == []
    assert [line.body.name for line in lines if line.meets.is_missed(TODAY)] == ["生态宜居工作专班"]


def test_everything_the_groups_found_is_somebodys(district: Region) -> None:
    open_ones = GroupFinding.objects.filter(settled_at=None)
    held = Holding.objects.filter(to_day=None).values("post")

    assert open_ones.count() > 0
    assert open_ones.exclude(owner__in=held).count() == 0
