"""The projects of the demonstration district."""

from fivestar.demonstration.projects import OTHERS
from fivestar.projects.models import Project
from fivestar.territory.models import Region


def test_the_told_village_brought_a_project_through_four_meetings_one_of_them_held_twice(district: Region) -> None:
    project = Project.objects.get(branch__name="青塘村党支部")

    assert [(one.step, one.outcome) for one in project.deliberations.all()] == [
        ("propose", "carried"),
        ("consult", "carried"),
        ("deliberate", "too_few"),
        ("deliberate", "carried"),
        ("resolve", "carried"),
    ]
    assert project.state == "building"
    assert [one.criterion for one in project.served.all()] == ["R033"]
    assert [one.notice.from_day.isoformat() for one in project.publications.all()] == ["2023-05-07"]


def test_they_are_projects_of_collective_economy_22_in_the_whole_district(district: Region) -> None:
    assert OTHERS + 1 == 22
    assert set(Project.objects.values_list("kind", flat=True)) == {"collective"}
    assert Project.objects.count() > 1
