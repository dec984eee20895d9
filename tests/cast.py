"""The same people in every story: a small fictitious district, one person per duty, and an outsider.

青禾区(测试) has two townships and six villages. 柳溪镇: 东柳, 西柳, 石桥 (rural).
竹园街道: 竹园, 南门 (urban), 沙岗 (unknown).
The clerk, secretary, helper … are of 柳溪镇 and 东柳村; `next_clerk` and `next_secretary` of 竹园街道 and 竹园.
Everybody's session has shown a second factor; `without_second_factor(actor)` takes it away.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

import pytest

from fivestar.foundation.access import ANYONE, Actor, Duty
from fivestar.foundation.clock import morning_of
from fivestar.responsibility.models import Account, Department, Holding, Person, Post
from fivestar.responsibility.queries import actor_for
from fivestar.territory import names
from fivestar.territory.models import Branch, Region, Village
from tests.kept import again

TODAY = date(2023, 9, 15)
NOW: datetime = morning_of(TODAY)
SINCE = date(2023, 1, 1)


@dataclass(frozen=True)
class Cast:
    """The district and everybody in it. Actors are values of the day `TODAY`."""

    nation: Region
    province: Region
    city: Region
    district: Region
    liuxi: Region
    zhuyuan: Region
    villages: dict[str, Village]
    branches: dict[str, Branch]
    persons: dict[str, Person]
    actors: dict[str, Actor]

    @property
    def dongliu(self) -> Branch:
        return self.branches["东柳"]

    @property
    def xiliu(self) -> Branch:
        return self.branches["西柳"]

    @property
    def shiqiao(self) -> Branch:
        return self.branches["石桥"]

    @property
    def zhuyuan_branch(self) -> Branch:
        return self.branches["竹园"]

    @property
    def nanmen(self) -> Branch:
        return self.branches["南门"]

    @property
    def shagang(self) -> Branch:
        return self.branches["沙岗"]

    @property
    def leader(self) -> Actor:
        return self.actors["LEAD"]

    @property
    def guide(self) -> Actor:
        return self.actors["GUIDE"]

    @property
    def supporter(self) -> Actor:
        return self.actors["SUPPORT"]

    @property
    def manager(self) -> Actor:
        return self.actors["MANAGE"]

    @property
    def secretary(self) -> Actor:
        return self.actors["OWN"]

    @property
    def organiser(self) -> Actor:
        return self.actors["ORGANISE"]

    @property
    def clerk(self) -> Actor:
        return self.actors["CLERK"]

    @property
    def taskforce(self) -> Actor:
        return self.actors["TASKFORCE"]

    @property
    def supplier(self) -> Actor:
        return self.actors["SUPPLY"]

    @property
    def supervisor(self) -> Actor:
        return self.actors["SUPERVISE"]

    @property
    def helper(self) -> Actor:
        return self.actors["HELPER"]

    @property
    def outsider(self) -> Actor:
        return self.actors["outsider"]

    @property
    def next_clerk(self) -> Actor:
        return self.actors["next_clerk"]

    @property
    def next_secretary(self) -> Actor:
        return self.actors["next_secretary"]

    @property
    def everybody(self) -> dict[str, Actor]:
        """All actors, and the public."""
        return {**self.actors, "anyone": ANYONE}

    def account(self, who: str) -> Account:
        account = self.persons[who].account
        assert account is not None
        return account


def without_second_factor(actor: Actor) -> Actor:
    return replace(actor, has_second_factor=False)


def region(kind: str, code: str, name: str, parent: Region | None) -> Region:
    short = names.region_short_name(name)
    pinyin, initials = names.pinyin(short)
    made = Region.objects.create(
        kind=kind,
        code=code,
        name=name,
        short_name=short,
        parent=parent,
        path="",
        pinyin=pinyin,
        initials=initials,
        is_fictitious=kind != Region.Kind.NATION,
        own_date=TODAY if kind == Region.Kind.DISTRICT else None,
    )
    made.path = f"{parent.path if parent else ''}{made.pk}."
    made.save(update_fields=["path"])
    return made


def village(township: Region, code: str, name: str, category: str) -> Branch:
    assert township.parent is not None
    made = Village(township=township, district=township.parent, code=code, path="")
    made.take_name(name)
    made.save()
    made.path = f"{township.path}v{made.pk}."
    made.save(update_fields=["path"])
    return Branch.objects.create(
        village=made,
        township=township,
        district=township.parent,
        name=names.branch_name(name),
        category=category,
        path=made.path,
    )


def make_cast() -> Cast:
    nation = region(Region.Kind.NATION, "CN", "全国", None)
    province = region(Region.Kind.PROVINCE, "99", "测试省", nation)
    city = region(Region.Kind.CITY, "9900", "测试市", province)
    district = region(Region.Kind.DISTRICT, "990099", "青禾区(测试)", city)
    liuxi = region(Region.Kind.TOWNSHIP, "990099001", "柳溪镇", district)
    zhuyuan = region(Region.Kind.TOWNSHIP, "990099002", "竹园街道", district)
    branches = {
        "东柳": village(liuxi, "990099001201", "东柳村委会", "rural"),
        "西柳": village(liuxi, "990099001202", "西柳村委会", "rural"),
        "石桥": village(liuxi, "990099001203", "石桥村委会", "rural"),
        "竹园": village(zhuyuan, "990099002001", "竹园居委会", "urban"),
        "南门": village(zhuyuan, "990099002002", "南门社区居委会", "urban"),
        "沙岗": village(zhuyuan, "990099002203", "沙岗村委会", "unknown"),
    }
    villages = {name: branch.village for name, branch in branches.items()}
    persons = _people(district, liuxi, zhuyuan, villages)
    actors = {who: _actor(person) for who, person in persons.items()}
    return Cast(nation, province, city, district, liuxi, zhuyuan, villages, branches, persons, actors)


def _people(district: Region, liuxi: Region, zhuyuan: Region, villages: dict[str, Village]) -> dict[str, Person]:
    agriculture = Department.objects.create(district=district, name="区农业农村局")
    organisation = Department.objects.create(district=district, name="区委组织部")
    industry = Department.objects.create(district=district, name="产业兴旺工作专班", kind="taskforce")
    dongliu = villages["东柳"]
    posts: list[tuple[str, str, Duty, str, Region | Village, Department | None, list[str] | None]] = [
        ("LEAD", "程远", Duty.LEAD, "柳溪镇包乡领导", liuxi, None, None),
        ("GUIDE", "何洁", Duty.GUIDE, "组织部联系柳溪镇", liuxi, organisation, None),
        ("SUPPORT", "罗平", Duty.SUPPORT, "农业农村局帮建东柳村", dongliu, agriculture, None),
        ("MANAGE", "唐敏", Duty.MANAGE, "柳溪镇党委书记", liuxi, None, None),
        ("OWN", "柳青", Duty.OWN, "东柳村党支部书记", dongliu, None, None),
        ("ORGANISE", "宋岩", Duty.ORGANISE, "区委组织部组织科", district, organisation, None),
        ("CLERK", "安然", Duty.CLERK, "柳溪镇党建干事", liuxi, None, None),
        ("TASKFORCE", "石磊", Duty.TASKFORCE, "产业兴旺工作专班", district, industry, ["industry"]),
        ("SUPPLY", "田禾", Duty.SUPPLY, "区农业农村局数据员", district, agriculture, None),
        ("SUPERVISE", "柳明", Duty.SUPERVISE, "东柳村村务监督委员会主任", dongliu, None, None),
        ("HELPER", "柳芽", Duty.HELPER, "东柳村代填人", dongliu, None, None),
        ("next_clerk", "竹君", Duty.CLERK, "竹园街道党建干事", zhuyuan, None, None),
        ("next_secretary", "竹叶", Duty.OWN, "竹园社区党支部书记", villages["竹园"], None, None),
    ]
    persons = {
        who: _holder(who, name, duty, title, unit, district, department, stars)
        for who, name, duty, title, unit, department, stars in posts
    }
    return {**persons, "outsider": _person("outsider", "路人")}


def _holder(
    who: str,
    name: str,
    duty: Duty,
    title: str,
    unit: Region | Village,
    district: Region,
    department: Department | None,
    stars: list[str] | None,
) -> Person:
    person = _person(who, name)
    post = Post.objects.create(
        duty=duty,
        title=title,
        district=district,
        region=unit if isinstance(unit, Region) else None,
        village=unit if isinstance(unit, Village) else None,
        path=unit.path,
        department=department,
        stars=stars,
        valid_from=SINCE,
    )
    Holding.objects.create(post=post, person=person, from_day=SINCE)
    return person


def _person(who: str, name: str) -> Person:
    account = Account.objects.create_user(username=who.lower(), password=None)
    return Person.objects.create(name=name, account=account)


def _actor(person: Person) -> Actor:
    return actor_for(person.account, has_second_factor=True)


@pytest.fixture
def cast(db: None) -> Cast:
    return again(make_cast)
