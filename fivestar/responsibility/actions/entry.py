"""Signing in without a password: a code from the township clerk, once, for one device.

All times here are the machine's: a demonstration's own date must not prolong a code.

    Refused
    ├── UnableToIssueCode       nobody holds the post, or too many codes within the hour
    ├── UnableToEnter           wrong, used, revoked or expired code: one answer for all, it tells a guesser nothing
    └── TooManyTries            guessing has been stopped for a while
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from fivestar.foundation import audit
from fivestar.foundation.access import Actor, require
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_, Refused
from fivestar.responsibility import decisions, queries, secrets
from fivestar.responsibility.models import Account, DeviceKey, EntryCode, FailedEntry, Person, Post
from fivestar.territory.queries import today_in


class UnableToIssueCode(Refused):
    """No code was issued; one given before still stands."""


class UnableToEnter(Refused):
    """The code opens nothing."""


class TooManyTries(Refused):
    """No code is looked at for a while."""


@dataclass(frozen=True, slots=True)
class IssuedCode:
    """The code in the clear, to be shown once to the clerk."""

    code: str
    post: Post
    holder: Person
    expires_at: datetime

    @property
    def spelt_out(self) -> str:
        return decisions.spelt_out(self.code)


@dataclass(frozen=True, slots=True)
class Entered:
    """A device that is now signed in. `key` goes into its cookie and is kept nowhere else."""

    key: str
    device: DeviceKey


@transaction.atomic
def issue_entry_code(*, actor: Actor, post: Post, at: datetime, label: str = "") -> IssuedCode:
    """A new code for whoever holds the post today; an open one given before stops.

    label: how the device will be called in lists, like 手机; at most 20 characters, no name.
    """
    require(actor, "responsibility.issue_entry_code", post)
    holder = queries.holder_of(post, today_in(post.district) if post.district else legal_day(at))
    if holder is None:
        raise UnableToIssueCode(N_("岗位“{title}”现在没有人,请先任命"), title=post.title)
    if not decisions.may_issue_more(queries.codes_issued_by(actor, at)):
        raise UnableToIssueCode(N_("一小时内发码过多,请稍后再发"))
    _revoke_open_codes(post, at)
    code = secrets.new_code()
    entry = EntryCode.objects.create(
        post=post,
        person=holder,
        digest=secrets.code_digest(code),
        label=label.strip()[:20] or "手机",
        issued_by=actor.person_ref,
        issued_at=at,
        expires_at=at + decisions.CODE_LIVES,
    )
    _record(
        actor, "issue_entry_code", post, {"entry_code": [None, entry.pk], "expires_at": [None, entry.expires_at]}, at
    )
    return IssuedCode(code, post, holder, entry.expires_at)


@transaction.atomic
def revoke_entry_codes(*, actor: Actor, post: Post, at: datetime) -> int:
    """Stops the open code of a post, if there is one; how many."""
    require(actor, "responsibility.issue_entry_code", post)
    revoked = _revoke_open_codes(post, at)
    if revoked:
        _record(actor, "revoke_entry_codes", post, {"revoked": [0, revoked]}, at)
    return revoked


def _revoke_open_codes(post: Post, at: datetime) -> int:
    return EntryCode.objects.filter(post=post, used_at__isnull=True, revoked_at__isnull=True).update(revoked_at=at)


def enter_with_code(*, text: str, origin: str, at: datetime) -> Entered:
    """Uses up a code and signs one device in for 180 days.

    text: as typed. origin: keyed digest of where the try comes from (`origin.origin_of`), only to stop guessing.
    """
    if not decisions.may_try_again(queries.wrong_tries(origin, at)):
        raise TooManyTries(
            N_("输错次数过多,请 {minutes} 分钟后再试"), minutes=decisions.WRONG_TRIES_WITHIN // timedelta(minutes=1)
        )
    code = decisions.as_typed(text)
    entered = _use_up(code, at) if code else None
    if entered is None:
        # Outside any transaction of the caller's: the wrong try must stay although the act is refused.
        FailedEntry.objects.create(origin=origin, at=at)
        raise UnableToEnter(N_("登录码不对、已用过或已过期,请向乡镇干事再要一个"))
    return entered


@transaction.atomic
def _use_up(code: str, at: datetime) -> Entered | None:
    usable = EntryCode.objects.filter(
        digest=secrets.code_digest(code), used_at__isnull=True, revoked_at__isnull=True, expires_at__gt=at
    )
    # SECURITY: the update decides, not a read before it: of two devices at once only one gets in.
    if usable.update(used_at=at) != 1:
        return None
    entry = EntryCode.objects.select_related("post", "person__account").get(digest=secrets.code_digest(code))
    key = secrets.new_device_key()
    device = DeviceKey.objects.create(
        account=_account_of(entry.person),
        post=entry.post,
        digest=secrets.device_digest(key),
        label=entry.label,
        issued_by=entry.issued_by,
        issued_on=legal_day(at),
        expires_at=at + decisions.DEVICE_LIVES,
    )
    actor = queries.actor_as(entry.person)
    _record(
        actor, "enter_with_code", entry.post, {"entry_code": [entry.pk, None], "device": [None, device.public_id]}, at
    )
    return Entered(key, device)


def _account_of(person: Person) -> Account:
    """The person's account, made at the first entry; it has no password to guess."""
    if person.account is None:
        person.account = Account.objects.create_user(f"person-{person.ref}")
        person.save(update_fields=["account"])
    return person.account


@transaction.atomic
def revoke_device(*, actor: Actor, device: DeviceKey, at: datetime) -> None:
    """Signs a device out for good: by its clerk, or by whoever is signed in on it. Twice does nothing."""
    if device.account_id != actor.account_id:
        require(actor, "responsibility.revoke_device", device)
    revoked = DeviceKey.objects.filter(pk=device.pk, revoked_at__isnull=True).update(revoked_at=at)
    if revoked:
        _record(actor, "revoke_device", device, {"revoked": [False, True]}, at)


def forget_old_tries(*, at: datetime) -> int:
    """Wrong tries that no longer count and codes a day past their end; a periodic job."""
    tries, _ = FailedEntry.objects.filter(at__lt=at - decisions.WRONG_TRIES_WITHIN).delete()
    codes, _ = EntryCode.objects.filter(expires_at__lt=at - decisions.CODES_KEPT).delete()
    return tries + codes


def _record(actor: Actor, act: str, subject: Post | DeviceKey, changes: audit.Changes, at: datetime) -> None:
    audit.record(actor=actor, act=f"responsibility.{act}", subject=subject, changes=changes, at=at)
