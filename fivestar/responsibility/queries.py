"""Reads of people, posts and devices, each saying for whom."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from fivestar.foundation.access import ANYONE, Actor, Duty, Grant, path_and_above, visible
from fivestar.foundation.clock import legal_day, machine_now
from fivestar.responsibility import decisions, secrets
from fivestar.responsibility.in_charge import Holder, InCharge, Level, chain_of, duty_holders, owner_choices
from fivestar.responsibility.models import (
    Account,
    Department,
    DeviceKey,
    EntryCode,
    FailedEntry,
    Holding,
    Person,
    Post,
)
from fivestar.responsibility.open_items import open_on
from fivestar.responsibility.owners import (
    held_once,
    may_own,
    open_items_for,
    owner_groups,
    post_by_public_id,
    post_of_department,
    post_over,
    post_titled,
    posts_held_by,
    posts_held_now,
    posts_of_district,
)
from fivestar.territory.queries import today_in

if TYPE_CHECKING:
    from fivestar.territory.models import Region

__all__ = [
    "Account",
    "Department",
    "DeviceKey",
    "Holder",
    "Holding",
    "InCharge",
    "Level",
    "Person",
    "Post",
    "chain_of",
    "duty_holders",
    "held_once",
    "may_own",
    "open_items_for",
    "open_on",
    "owner_choices",
    "owner_groups",
    "post_by_public_id",
    "post_of_department",
    "post_over",
    "post_titled",
    "posts_held_by",
    "posts_held_now",
    "posts_of_district",
]


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post on the clerk's page: who holds it today and on how many devices he is signed in."""

    post: Post
    holder: Person | None
    devices: int
    has_open_code: bool


def actor_for(
    account: Account | None,
    on: date | None = None,
    *,
    has_second_factor: bool = False,
    is_demonstration: bool = False,
) -> Actor:
    """Who signed in, with the posts held on that day; two queries.

    on: None means each post's own district's today: a fictitious district lives at its own date.
    """
    if account is None or not account.is_active:
        return ANYONE
    person = Person.objects.filter(account=account).first()
    if person is None:
        return Actor(account_id=account.pk, name=account.username, has_second_factor=has_second_factor)
    holdings = [holding for holding in _holdings(person) if _is_held(holding, on)]
    first = next((holding.post.district for holding in holdings if holding.post.district), None)
    return Actor(
        account_id=account.pk,
        person_id=person.pk,
        person_ref=person.ref,
        name=person.name,
        posts=tuple(_grant(holding.post) for holding in holdings),
        district_code=first.code if first else "",
        has_second_factor=has_second_factor,
        is_demonstration=is_demonstration,
    )


def actor_as(person: Person, on: date | None = None) -> Actor:
    """A person acting without a session: seeds, rehearsals, tests."""
    if person.account is not None:
        return actor_for(person.account, on)
    holdings = [holding for holding in _holdings(person) if _is_held(holding, on)]
    return Actor(
        person_id=person.pk,
        person_ref=person.ref,
        name=person.name,
        posts=tuple(_grant(holding.post) for holding in holdings),
    )


def _holdings(person: Person) -> QuerySet[Holding]:
    return (
        Holding.objects.filter(person=person)
        .select_related("post__district", "post__department")
        .order_by("post__path", "post_id")
    )


def _is_held(holding: Holding, on: date | None) -> bool:
    post = holding.post
    if on is None:
        on = today_in(post.district) if post.district else legal_day(machine_now())
    begins = max(holding.from_day, post.valid_from)
    ends = min((day for day in (holding.to_day, post.valid_to) if day is not None), default=date.max)
    return begins <= on <= ends


def _grant(post: Post) -> Grant:
    duty = Duty(post.duty)
    limited = duty is Duty.SUPPLY and post.department is not None
    return Grant(
        duty=duty,
        path=post.path,
        stars=None if post.stars is None else frozenset(post.stars),
        facts_department=post.department.name if limited and post.department else None,
    )


def posts_over(path: str, on: date) -> QuerySet[Post]:
    """Posts whose unit is that of `path` or lies above it and that are valid that day, the nearest last."""
    return (
        Post.objects.filter(path__in=path_and_above(path), valid_from__lte=on)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))
        .select_related("department")
        .order_by("path", "id")
    )


def holder_of(post: Post, on: date) -> Person | None:
    holding = _held_on(on).filter(post=post).first()
    return holding.person if holding else None


def _held_on(on: date) -> QuerySet[Holding]:
    held = Holding.objects.filter(from_day__lte=on).filter(Q(to_day__isnull=True) | Q(to_day__gte=on))
    return held.select_related("person")


def post_for(actor: Actor, public_id: str) -> Post | None:
    """A post the actor may see."""
    posts = visible(actor, "responsibility.read_post", Post.objects.all())
    return posts.filter(public_id=public_id).select_related("district", "region", "village").first()


def code_posts(actor: Actor, district: "Region", text: str = "") -> list[PostLine]:
    """Posts in the district for which this clerk may hand out codes, with holder and devices; three queries."""
    posts = visible(actor, "responsibility.issue_entry_code", Post.objects.filter(district=district))
    posts = posts.select_related("village", "region").order_by("path", "id")
    if text:
        posts = posts.filter(
            Q(title__contains=text) | Q(village__name__contains=text) | Q(village__initials__startswith=text.lower())
        )
    on, now = today_in(district), machine_now()
    lines = list(posts)
    holders = {holding.post_id: holding.person for holding in _held_on(on).filter(post__in=lines)}
    devices: dict[int, int] = {}
    for post_id in _live_devices(now).filter(post__in=lines).values_list("post_id", flat=True):
        devices[post_id] = devices.get(post_id, 0) + 1
    open_codes = set(_open_codes(now).filter(post__in=lines).values_list("post_id", flat=True))
    return [PostLine(post, holders.get(post.pk), devices.get(post.pk, 0), post.pk in open_codes) for post in lines]


def _open_codes(now: datetime) -> QuerySet[EntryCode]:
    return EntryCode.objects.filter(used_at__isnull=True, revoked_at__isnull=True, expires_at__gt=now)


def has_open_code(post: Post, now: datetime) -> bool:
    return _open_codes(now).filter(post=post).exists()


def _live_devices(now: datetime) -> QuerySet[DeviceKey]:
    return DeviceKey.objects.filter(revoked_at__isnull=True, expires_at__gt=now)


def devices_of_post(actor: Actor, post: Post, now: datetime) -> QuerySet[DeviceKey]:
    """Signed-in devices of a post, for its clerk and its holder."""
    return visible(actor, "responsibility.read_device", _live_devices(now).filter(post=post))


def own_devices(actor: Actor, now: datetime) -> QuerySet[DeviceKey]:
    """The actor's own signed-in devices, whatever his posts."""
    if actor.account_id is None:
        return DeviceKey.objects.none()
    return _live_devices(now).filter(account=actor.account_id).select_related("post")


def device_by_key(key: str, now: datetime) -> DeviceKey | None:
    """The device that shows this key, while it may still stay signed in."""
    live = _live_devices(now).filter(digest=secrets.device_digest(key), account__is_active=True)
    return live.select_related("account").first()


def is_key_of(device: DeviceKey, key: str) -> bool:
    return device.digest == secrets.device_digest(key)


def device_by_public_id(public_id: str) -> DeviceKey | None:
    return DeviceKey.objects.filter(public_id=public_id).select_related("post", "account").first()


def wrong_tries(origin: str, now: datetime) -> int:
    return FailedEntry.objects.filter(origin=origin, at__gt=now - decisions.WRONG_TRIES_WITHIN).count()


def codes_issued_by(actor: Actor, now: datetime) -> int:
    """In the last hour."""
    return EntryCode.objects.filter(issued_by=actor.person_ref, issued_at__gt=now - timedelta(hours=1)).count()


def account_by_username(username: str) -> Account | None:
    return Account.objects.filter(username=username).first()


def person_by_ref(ref: str) -> Person | None:
    return Person.objects.filter(ref=ref).first()


def departments_of(district: "Region") -> QuerySet[Department]:
    return Department.objects.filter(district=district)
