"""Who serves in the demonstration: posts and invented surnames, marked 演示, made by the acts of `responsibility`."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from random import Random
from typing import TYPE_CHECKING

from fivestar.demonstration.plan import SEED, BranchPlan
from fivestar.foundation.access import SYSTEM, Duty
from fivestar.responsibility import actions as responsibility
from fivestar.responsibility import queries as responsibility_queries

if TYPE_CHECKING:
    from fivestar.responsibility.models import Department, Person
    from fivestar.territory.models import Branch, Region, Village

SURNAMES = "周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜谢邹苏潘葛范彭郎鲁韦马方俞任袁柳鲍史唐薛雷贺倪汤"
CO_ORDINATION = "综合协调工作专班"
"""Its head is a judge of every tour here."""
TASK_FORCES: tuple[tuple[str, tuple[str, ...] | None], ...] = (
    (CO_ORDINATION, None),
    ("支部过硬工作专班", ("party",)),
    ("产业兴旺工作专班", ("industry",)),
    ("生态宜居工作专班", ("ecology",)),
    ("平安法治工作专班", ("peace",)),
    ("文明幸福工作专班", ("civility",)),
    ("城市社区工作专班", ("party", "business", "peace", "sharing", "harmony")),
    ("督导服务工作专班", None),
)
"""Eight, as published; their division is drafted: co-ordination, one for each rural star, communities, supervision."""
TASKS = {
    CO_ORDINATION: "统筹调度、汇总分析、日常协调",
    "督导服务工作专班": "下沉督导、服务基层、跟踪整改",
}
PAIRED_AIMS = (5, 4, 3)
"""A branch aiming at so many stars has a department paired with it (点对点帮建)."""
WATCHED_AIMS = (5, 4)
"""There the head of the supervision committee is known by name; of a branch aiming at five stars a helper too."""
WORK_GROUPS = tuple(f"第{number}专项工作组" for number in "一二三四五六")


class Staff:
    """Makes posts with people in them, one after the other, always the same."""

    def __init__(self, district: "Region", since: date, at: datetime) -> None:
        self.district, self.since, self.at = district, since, at
        self._lot = Random(SEED)  # noqa: S311 -- the same people on every machine

    def department(self, name: str, kind: str, order: int, *, task: str = "") -> "Department":
        return responsibility.create_department(
            actor=SYSTEM, district=self.district, name=name, kind=kind, order=order, task=task, at=self.at
        )

    def somebody(self, unit: "Region | Village", *posts: Mapping[str, object], short: str) -> "Person":
        """One person in one or more posts (keywords of `create_post`; of the unit, or of their own)."""
        name = f"{self._lot.choice(SURNAMES)}{short}(演示)"
        person = responsibility.create_person(actor=SYSTEM, unit=unit, name=name, at=self.at)
        for post in posts:
            made = responsibility.create_post(
                actor=SYSTEM,
                **{"unit": unit, "valid_from": self.since, "at": self.at, **post},  # type: ignore[arg-type]
            )
            responsibility.appoint(actor=SYSTEM, post=made, person=person, from_day=self.since, at=self.at)
        return person


def settle_officials(
    district: "Region", townships: Iterable["Region"], departments: Sequence[str], staff: Staff
) -> None:
    """The district's departments, task forces and work groups; each township's leader, contact, secretary and clerk."""
    there = {name: staff.department(name, "department", order) for order, name in enumerate(departments, 1)}
    forces = {
        name: staff.department(
            name, "taskforce", 100 + order, task=TASKS.get(name, f"{name.removesuffix('工作专班')}各项任务")
        )
        for order, (name, _) in enumerate(TASK_FORCES)
    }
    for order, name in enumerate(WORK_GROUPS):
        staff.department(name, "workgroup", 200 + order, task="派驻创建村,发现问题、交接问题")
    organisation = there["区委组织部"]
    staff.somebody(
        district, {"duty": Duty.ORGANISE, "title": "区委组织部组织科", "department": organisation}, short="科长"
    )
    for name, stars in TASK_FORCES:
        posts = [{"duty": Duty.TASKFORCE, "title": name, "department": forces[name], "stars": stars}]
        if name == "平安法治工作专班":
            posts.append({"duty": Duty.SUPPLY, "title": "区公安局数据员", "department": there["区公安局"]})
        staff.somebody(district, *posts, short="专班")
    for name in departments:
        if name != "区公安局":
            post = {"duty": Duty.SUPPLY, "title": f"{name}数据员", "department": there[name]}
            staff.somebody(district, post, short="数据员")
    for township in townships:
        _settle_township(township, organisation, staff)


def _settle_township(township: "Region", organisation: "Department", staff: Staff) -> None:
    name = township.name
    staff.somebody(township, {"duty": Duty.LEAD, "title": f"{name}包乡领导"}, short="副区长")
    contact = {"duty": Duty.GUIDE, "title": f"区委组织部联系{name}", "department": organisation}
    staff.somebody(township, contact, short="副部长")
    staff.somebody(township, {"duty": Duty.MANAGE, "title": f"{name}党(工)委书记"}, short="书记")
    staff.somebody(township, {"duty": Duty.CLERK, "title": f"{name}党建干事"}, short="干事")


def settle_secretaries(branches: Iterable[tuple[BranchPlan, "Branch"]], staff: Staff) -> None:
    """A secretary for each branch."""
    for _, branch in branches:
        staff.somebody(branch.village, {"duty": Duty.OWN, "title": f"{branch.name}书记"}, short="支书")


def pair_departments(branches: Iterable[tuple[BranchPlan, "Branch"]], staff: Staff) -> None:
    """Departments taken in turn for the branches that aim high; of each department one person has all its pairings."""
    departments = [
        department
        for department in responsibility_queries.departments_of(staff.district)
        if department.kind == "department"
    ]
    aiming = [branch for plan, branch in branches if plan.target in PAIRED_AIMS]
    for number, department in enumerate(departments):
        posts = [
            {"duty": Duty.SUPPORT, "unit": branch.village, "title": f"{department.name}帮建", "department": department}
            for branch in aiming[number :: len(departments)]
        ]
        if posts:
            staff.somebody(staff.district, *posts, short="帮建员")


def settle_watchers_and_helpers(branches: Iterable[tuple[BranchPlan, "Branch"]], staff: Staff) -> None:
    """Who heads a village's supervision committee, and who fills in for a secretary; last, so that the people before
    them stay the same.
    """
    for plan, branch in branches:
        village, is_village = branch.village, branch.category == "rural"
        if plan.target in WATCHED_AIMS:
            committee = "村务监督委员会主任" if is_village else "居务监督委员会主任"
            post = {"duty": Duty.SUPERVISE, "title": f"{plan.place.core}{committee}"}
            staff.somebody(village, post, short="监委主任")
        if plan.target == max(WATCHED_AIMS):
            staff.somebody(village, {"duty": Duty.HELPER, "title": f"{plan.place.core}代填人"}, short="代填人")
