"""A district's bodies and posts with somebody in each, as the acts of `responsibility` leave them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from random import Random

from bench.places import AT
from bench.rows import Rows
from bench.rulebooks import rural, urban

from fivestar.demonstration.people import TASK_FORCES, WORK_GROUPS  # isort: skip -- after Django is set up
from fivestar.foundation.access import Duty  # isort: skip -- beside the others
from fivestar.responsibility.models import Department, Holding, Person, Post, Rhythm, Seat  # isort: skip -- needs Django
from fivestar.territory.models import Branch, Region, Village  # isort: skip -- needs Django

SINCE = date(2023, 1, 1)
LEADERS = 10
OVER_TOWNSHIPS = ((Duty.LEAD, "包乡领导"), (Duty.GUIDE, "联系人"), (Duty.MANAGE, "党委书记"), (Duty.CLERK, "党建干事"))
# How often which post takes something up.
OWNERS = {
    Duty.OWN: 55,
    Duty.SUPPORT: 15,
    Duty.CLERK: 10,
    Duty.MANAGE: 8,
    Duty.TASKFORCE: 6,
    Duty.GUIDE: 4,
    Duty.LEAD: 2,
}


@dataclass(slots=True)
class District:
    """A district with its branches in register order, and the posts made for it, by duty and path of their unit."""

    region: Region
    branches: list[Branch]
    lot: Random
    departments: list[Department] = field(default_factory=list)
    posts: dict[tuple[Duty, str], list[Post]] = field(default_factory=dict)
    people: dict[int, Person] = field(default_factory=dict)  # by key of the post

    def of(self, duty: Duty, branch: Branch) -> list[Post]:
        """The nearest posts of a duty over a branch."""
        for path in (branch.path, branch.township.path, self.region.path):
            if found := self.posts.get((duty, path)):
                return found
        return []

    def owner(self, branch: Branch) -> Post:
        duty = self.lot.choices(list(OWNERS), list(OWNERS.values()))[0]
        return self.lot.choice(self.of(duty, branch))

    def ref(self, post: Post) -> str:
        return self.people[post.pk].ref

    @property
    def office(self) -> Post:
        return self.posts[Duty.ORGANISE, self.region.path][0]


def departments_named() -> list[str]:
    """Every department that leads a task or supplies a fact."""
    leading = [criterion.lead_dept for rulebook in (rural(), urban()) for criterion in rulebook.criteria]
    supplying = [fact.department for rulebook in (rural(), urban()) for fact in rulebook.facts.values()]
    return list(dict.fromkeys(name for name in [*leading, *supplying] if name))


class Staff:
    """Sets up one district, always the same."""

    def __init__(self, rows: Rows, district: District) -> None:
        self._rows, self._district = rows, district

    def settle(self) -> None:
        region = self._district.region
        self._district.departments = [
            self._department(name, "department", order) for order, name in enumerate(departments_named(), 1)
        ]
        for department in self._district.departments:
            self._post(Duty.SUPPLY, f"{department.name}数据员", region, department=department)
        self._post(Duty.ORGANISE, "组织部组织科", region, department=self._district.departments[0])
        self._post(Duty.DISCIPLINE, "纪委监委信访室", region)
        self._bodies(region)
        for township in {branch.township_id: branch.township for branch in self._district.branches}.values():
            for duty, title in OVER_TOWNSHIPS:
                self._post(duty, f"{township.name}{title}", township)
        self._villages()

    def _bodies(self, region: Region) -> None:
        leading = self._department("领导小组", "leading", 90)
        leaders = [self._post(Duty.MEMBER, f"领导{number + 1}", region) for number in range(LEADERS)]
        self._sit(leading, leaders)
        for order, (name, stars) in enumerate(TASK_FORCES):
            force = self._department(name, "taskforce", 100 + order)
            office = self._post(Duty.TASKFORCE, name, region, department=force, stars=stars)
            self._sit(force, [leaders[2 + order], office, *self._supplying(order)])
        for order, name in enumerate(WORK_GROUPS):
            group = self._department(name, "workgroup", 200 + order)
            self._sit(group, [self._post(Duty.WORKGROUP, f"{name}{one}", region, department=group) for one in "一二"])

    def _supplying(self, start: int) -> list[Post]:
        return self._district.posts[Duty.SUPPLY, self._district.region.path][start : start + 4]

    def _villages(self) -> None:
        helping: dict[int, Person] = {}
        departments = self._district.departments
        for number, branch in enumerate(self._district.branches):
            self._post(Duty.OWN, f"{branch.village.core}书记", branch.village)
            department = departments[number % len(departments)]
            post = self._post(
                Duty.SUPPORT,
                f"{department.name}帮建",
                branch.village,
                department=department,
                person=helping.get(department.pk),
            )
            helping[department.pk] = self._district.people[post.pk]
        first = self._district.branches[0].village
        for duty in (Duty.HELPER, Duty.SUPERVISE):
            self._post(duty, f"{first.core}{duty.value}", first)

    def _department(self, name: str, kind: str, order: int) -> Department:
        made = self._rows.add(Department(district=self._district.region, name=name, kind=kind, order=order))
        if kind in ("leading", "taskforce"):
            every = 90 if kind == "leading" else 30
            self._rows.add(
                Rhythm(body=made, every_days=every, from_day=SINCE, source="测试", set_by="bench", set_at=AT)
            )
        return made

    def _post(
        self,
        duty: Duty,
        title: str,
        unit: Region | Village,
        *,
        department: Department | None = None,
        stars: Iterable[str] | None = None,
        person: Person | None = None,
    ) -> Post:
        at: dict[str, Region | Village] = {"village" if isinstance(unit, Village) else "region": unit}
        post = self._rows.add(
            Post(
                duty=duty.value,
                title=title[:60],
                district=self._district.region,
                path=unit.path,
                department=department,
                stars=None if stars is None else list(stars),
                valid_from=SINCE,
                **at,
            )
        )
        somebody = person or self._rows.add(Person(name=f"测{title}"[:40]))
        self._rows.add(Holding(post=post, person=somebody, from_day=SINCE))
        self._district.posts.setdefault((duty, unit.path), []).append(post)
        self._district.people[post.pk] = somebody
        return post

    def _sit(self, body: Department, posts: Iterable[Post]) -> None:
        for number, post in enumerate(dict.fromkeys(posts)):
            role = "head" if number == 0 else "member"
            self._rows.add(Seat(body=body, post=post, role=role, from_day=SINCE))
