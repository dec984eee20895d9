"""Making posts and filling them.

Refused
├── UnableToCreatePost      a unit, department or star that does not fit the duty
├── UnableToAppoint         the post is held, or not valid that day
├── UnableToEndHolding      it has ended already, would end before it began, or something is open
└── UnableToEndPost         it has ended already, is held, or something is open
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, cast

from django.db import transaction
from django.db.models import Q

from fivestar.foundation import audit
from fivestar.foundation.access import Actor, Duty, require
from fivestar.foundation.outcome import N_, Refused
from fivestar.responsibility.actions.days import refuse_days
from fivestar.responsibility.decisions import SECOND_SECRETARY
from fivestar.responsibility.models import Account, Department, DeviceKey, EntryCode, Holding, Person, Post
from fivestar.responsibility.open_items import open_on
from fivestar.territory.queries import lock_region, region_above

if TYPE_CHECKING:
    from fivestar.territory.models import Region, Village


class UnableToCreatePost(Refused):
    """The post would not make sense."""


class UnableToAppoint(Refused):
    """The post cannot be filled like this."""


class UnableToEndHolding(Refused):
    """The holding cannot end like this."""


class UnableToEndPost(Refused):
    """The post cannot end like this."""


@transaction.atomic
def create_department(
    *,
    actor: Actor,
    district: "Region",
    name: str,
    at: datetime,
    kind: str = Department.Kind.DEPARTMENT,
    order: int = 0,
    task: str = "",
) -> Department:
    """A department or body; of that name there already, it is left as it is."""
    require(actor, "responsibility.appoint", district)
    department, is_new = Department.objects.get_or_create(
        district=district, name=name, defaults={"kind": kind, "order": order, "task": task}
    )
    if is_new:
        _record(actor, "create_department", department, {"name": [None, name], "kind": [None, kind]}, at)
    return department


@transaction.atomic
def create_person(*, actor: Actor, unit: "Region | Village", name: str, at: datetime) -> Person:
    """Somebody who will hold a post; `unit` is where the actor must have the right to appoint."""
    require(actor, "responsibility.appoint", unit)
    person = Person.objects.create(name=name)
    _record(actor, "create_person", person, {}, at)
    return person


@transaction.atomic
def open_account(
    *, actor: Actor, unit: "Region | Village", person: Person, username: str, at: datetime, password: str | None = None
) -> Account:
    """A way to sign in. Without a password: by an entry code or, in a demonstration, by one tap."""
    require(actor, "responsibility.appoint", unit)
    if person.account is not None or Account.objects.filter(username=username).exists():
        raise UnableToAppoint(N_("“{username}”已有账号"), username=username)
    account = Account.objects.create_user(username, password)
    person.account = account
    person.save(update_fields=["account"])
    _record(actor, "open_account", person, {"has_password": [None, password is not None]}, at)
    return account


@transaction.atomic
def create_post(
    *,
    actor: Actor,
    duty: Duty,
    unit: "Region | Village",
    title: str,
    valid_from: date,
    at: datetime,
    department: Department | None = None,
    stars: Iterable[str] | None = None,
) -> Post:
    """A post over a region or a village. SUPPLY needs a department; `stars` limits it to those stars."""
    require(actor, "responsibility.appoint", unit)
    if duty is Duty.SUPPLY and department is None:
        raise UnableToCreatePost(N_("供数岗位要写明部门"))
    village, region = _village_or_region(unit)
    if duty in (Duty.OWN, Duty.HELPER) and village is None:
        raise UnableToCreatePost(N_("支部书记和代填人的岗位设在村(社区)"))
    refuse_days(UnableToCreatePost, at, valid_from)
    district = village.district if village else region and region_above(region, region.Kind.DISTRICT)
    if duty in (Duty.OWN, Duty.MANAGE):
        _refuse_second(duty, unit.path, district, valid_from)
    post = Post.objects.create(
        duty=duty.value,
        title=title,
        district=district,
        region=region,
        village=village,
        path=unit.path,
        department=department,
        stars=None if stars is None else sorted(stars),
        valid_from=valid_from,
    )
    moved = {"duty": [None, post.duty], "path": [None, post.path], "stars": [None, post.stars]}
    _record(actor, "create_post", post, moved, at)
    return post


def _refuse_second(duty: Duty, path: str, district: "Region | None", valid_from: date) -> None:
    """A village has one secretary's post and so has a township: a second post would be a second secretary."""
    if district is not None:
        lock_region(district)  # a form sent twice
    standing = Post.objects.filter(duty=duty.value, path=path).exclude(valid_to__lt=valid_from)
    if (other := standing.order_by("pk").first()) is not None:
        raise UnableToCreatePost(SECOND_SECRETARY, other=other.title)


def _village_or_region(unit: "Region | Village") -> "tuple[Village | None, Region | None]":
    """By label: the records of the territory are not this room's to import."""
    if unit._meta.label == "territory.Village":
        return cast("Village", unit), None
    return None, cast("Region", unit)


@transaction.atomic
def appoint(*, actor: Actor, post: Post, person: Person, from_day: date, at: datetime) -> Holding:
    """A person takes over a vacant post."""
    require(actor, "responsibility.appoint", post)
    refuse_days(UnableToAppoint, at, from_day)
    post = Post.objects.select_for_update(no_key=True).get(pk=post.pk)  # of two at once one waits and is refused
    if post.valid_to is not None and from_day > post.valid_to:
        raise UnableToAppoint(N_("岗位“{title}”已于 {day} 撤销"), title=post.title, day=post.valid_to.isoformat())
    if post.holdings.filter(to_day__isnull=True).exists():
        raise UnableToAppoint(N_("岗位“{title}”现在有人,请先办理离任"), title=post.title)
    last = post.holdings.order_by("-to_day").first()
    if from_day < post.valid_from or (last and last.to_day and from_day <= last.to_day):
        raise UnableToAppoint(N_("{day} 在岗位设立或上一任离任之前"), day=from_day.isoformat())
    holding = Holding.objects.create(post=post, person=person, from_day=from_day)
    _record(actor, "appoint", post, {"holder": [None, person.ref], "from_day": [None, from_day]}, at)
    return holding


@transaction.atomic
def settle_official(
    *,
    actor: Actor,
    unit: "Region",
    duty: Duty,
    name: str,
    title: str,
    credentials: tuple[str, str],
    day: date,
    at: datetime,
    department: str = "",
) -> Account:
    """Post, person and account in one go.

    credentials: user name and password. department: of the district, made when it is not there yet.
    """
    username, password = credentials
    person = create_person(actor=actor, unit=unit, name=name, at=at)
    district = region_above(unit, unit.Kind.DISTRICT) if department else None
    office = create_department(actor=actor, district=district, name=department, at=at) if district else None
    post = create_post(actor=actor, duty=duty, unit=unit, title=title, valid_from=day, at=at, department=office)
    appoint(actor=actor, post=post, person=person, from_day=day, at=at)
    return open_account(actor=actor, unit=unit, person=person, username=username, password=password, at=at)


@transaction.atomic
def settle_secretary(
    *, actor: Actor, village: "Village", name: str, title: str, day: date, at: datetime
) -> Holding | None:
    """A village's secretary: the post if there is none, and the person in it. None: it is held under that name already.

    He gets no account here: his first entry code makes it. Refused while somebody else holds the post.
    """
    post = Post.objects.filter(village=village, duty=Duty.OWN.value, valid_to__isnull=True).order_by("id").first()
    if post is None:
        post = create_post(actor=actor, duty=Duty.OWN, unit=village, title=title, valid_from=day, at=at)
    elif post.holdings.filter(to_day__isnull=True, person__name=name).exists():
        return None
    person = create_person(actor=actor, unit=village, name=name, at=at)
    return appoint(actor=actor, post=post, person=person, from_day=day, at=at)


@transaction.atomic
def end_holding(*, actor: Actor, holding: Holding, to_day: date, at: datetime) -> Holding:
    """The last day in a post that has nothing open. Devices and open codes given for that post stop at once.

    With something open it is refused: `move_person` hands over what there is.
    """
    require(actor, "responsibility.end_holding", holding.post)
    post = Post.objects.select_for_update(no_key=True).get(pk=holding.post_id)
    if count := len(open_on([post.pk], at)):
        raise UnableToEndHolding(N_("“{title}”还有 {count} 件事没有办完,请先办理移交"), title=post.title, count=count)
    return close_holding(actor=actor, holding=holding, to_day=to_day, at=at)


def close_holding(*, actor: Actor, holding: Holding, to_day: date, at: datetime) -> Holding:
    """The part of `end_holding` and `move_person` that is the same; the caller sees to what is open."""
    if holding.to_day is not None:
        raise UnableToEndHolding(N_("已于 {day} 离任"), day=holding.to_day.isoformat())
    refuse_days(UnableToEndHolding, at, to_day)
    if to_day < holding.from_day:
        raise UnableToEndHolding(N_("离任日期不能早于任职日期 {day}"), day=holding.from_day.isoformat())
    holding.to_day = to_day
    holding.save(update_fields=["to_day"])
    open_codes = EntryCode.objects.filter(post=holding.post, used_at__isnull=True, revoked_at__isnull=True)
    open_codes.update(revoked_at=at)
    devices = DeviceKey.objects.filter(post=holding.post, account__person=holding.person, revoked_at__isnull=True)
    revoked = devices.update(revoked_at=at)
    moved = {"holder": [holding.person.ref, None], "to_day": [None, to_day], "devices_revoked": [0, revoked]}
    _record(actor, "end_holding", holding.post, moved, at)
    return holding


@transaction.atomic
def end_post(*, actor: Actor, post: Post, last_day: date, at: datetime) -> Post:
    """The last day of a post that nobody holds beyond it and that has nothing open."""
    require(actor, "responsibility.end_post", post)
    refuse_days(UnableToEndPost, at, last_day)
    locked = Post.objects.select_for_update(no_key=True).get(pk=post.pk)
    if locked.valid_to is not None:
        raise UnableToEndPost(N_("岗位“{title}”已于 {day} 撤销"), title=locked.title, day=locked.valid_to.isoformat())
    if last_day < locked.valid_from:
        raise UnableToEndPost(N_("撤销日期不能早于设立日期 {day}"), day=locked.valid_from.isoformat())
    if locked.holdings.filter(Q(to_day__isnull=True) | Q(to_day__gt=last_day)).exists():
        raise UnableToEndPost(N_("岗位“{title}”还有人,请先办理离任"), title=locked.title)
    if count := len(open_on([locked.pk], at)):
        raise UnableToEndPost(N_("“{title}”还有 {count} 件事没有办完,请先办理移交"), title=locked.title, count=count)
    locked.valid_to = last_day
    locked.save(update_fields=["valid_to"])
    _record(actor, "end_post", locked, {"valid_to": [None, last_day]}, at)
    return locked


def _record(actor: Actor, act: str, subject: Person | Department | Post, changes: audit.Changes, at: datetime) -> None:
    audit.record(actor=actor, act=f"responsibility.{act}", subject=subject, changes=changes, at=at)
