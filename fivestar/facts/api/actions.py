"""Tokens are issued and revoked; what comes with one is counted, answered once, and written all or not at all.

Refused
├── UnableToIssue       the department is not this district's
├── TooLong             the body is longer than a request may be
├── KeyUsedOtherwise    the idempotency key came before with another body
└── TooManyRequests     the token asked too often within a minute
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F

from fivestar.facts.api.decisions import (
    BODY_BYTES,
    MINUTES_KEPT,
    RECEIPTS_KEPT,
    may_ask,
    minute_of,
    seconds_to_wait,
)
from fivestar.facts.api.queries import asked_since, digest_of
from fivestar.facts.models import ApiMinute, ApiReceipt, ApiToken
from fivestar.foundation import audit
from fivestar.foundation.access import Actor, require
from fivestar.foundation.outcome import N_, Refused

if TYPE_CHECKING:
    from fivestar.responsibility.queries import Department
    from fivestar.territory.models import Region

_TOKEN_BYTES = 32
_PREFIX = "fs_"  # so that a token left in a file is known for what it is


class UnableToIssue(Refused):
    """The department is not this district's."""


class KeyUsedOtherwise(Refused):
    """The idempotency key came before with another body."""


class TooLong(Refused):
    """The body is longer than a request may be."""


class TooManyRequests(Refused):
    """The token asked too often; `wait` seconds, then it may again."""

    def __init__(self, wait: int) -> None:
        super().__init__(N_("请求太频繁,请 {wait} 秒后再试"), wait=wait)
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Issued:
    """A new token. `text` exists only here: it is shown once and kept nowhere."""

    token: ApiToken
    text: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What is answered, and whether it was said before."""

    status: int
    body: Mapping[str, Any]
    is_replay: bool


@transaction.atomic
def issue_token(*, actor: Actor, district: Region, department: Department, label: str, at: datetime) -> Issued:
    """A token by which the department's system may hand in its facts, of all branches of the district."""
    require(actor, "facts.manage_tokens", district)
    if department.district_id != district.pk:
        raise UnableToIssue(N_("这个部门不是本区的"))
    text = _PREFIX + secrets.token_urlsafe(_TOKEN_BYTES)
    token = ApiToken.objects.create(
        department=department, label=label, digest=digest_of(text), issued_by=actor.person_ref, issued_at=at
    )
    audit.record(
        actor=actor, act="facts.issue_token", subject=token, changes={"department": department.public_id}, at=at
    )
    return Issued(token, text)


@transaction.atomic
def revoke_token(*, actor: Actor, token: ApiToken, at: datetime) -> None:
    """It opens nothing from now on. Again: nothing happens."""
    locked = ApiToken.objects.select_for_update(no_key=True).get(pk=token.pk)
    require(actor, "facts.revoke_token", locked)
    if locked.revoked_at is not None:
        return
    locked.revoked_at = max(at, locked.issued_at)
    locked.save(update_fields=["revoked_at"])
    audit.record(actor=actor, act="facts.revoke_token", subject=locked, changes={}, at=at)
    token.refresh_from_db()


@transaction.atomic
def count_request(*, token: ApiToken, at: datetime) -> None:
    """Counts this request. Raises TooManyRequests; the count stands all the same."""
    minute = minute_of(at)
    ApiMinute.objects.bulk_create([ApiMinute(token=token, minute=minute)], ignore_conflicts=True)
    token.minutes.filter(minute=minute).update(requests=F("requests") + 1)


def refuse_too_many(token: ApiToken, at: datetime) -> None:
    """After `count_request`, outside its transaction: a refusal must not undo the count."""
    if not may_ask(asked_since(token, minute_of(at))):
        raise TooManyRequests(seconds_to_wait(at))


def refuse_too_long(size: int) -> None:
    """size: bytes, as the request says before it is read."""
    if size > BODY_BYTES:
        raise TooLong(N_("请求超过 {most} 字节,请分成几次"), most=BODY_BYTES)


@transaction.atomic
def answer_once(
    *, token: ApiToken, key: str, body: bytes, at: datetime, act: Callable[[], tuple[int, Mapping[str, Any]]]
) -> Answered:
    """The act's answer (status, body), or the one that was given for this key and body before.

    Requests of one token are taken one after another. The act and its answer stand or fall together; an act that
    refuses must have undone what it did. Raises KeyUsedOtherwise.
    """
    ApiToken.objects.select_for_update(no_key=True).get(pk=token.pk)
    digest = f"sha256:{sha256(body).hexdigest()}"
    before = ApiReceipt.objects.filter(token=token, key=key).first()
    if before is not None:
        if before.body_digest != digest:
            raise KeyUsedOtherwise(N_("这个 Idempotency-Key 已经用于另一批数据,请换一个"))
        return Answered(before.status, before.answer, is_replay=True)
    status, answer = act()
    ApiReceipt.objects.create(token=token, key=key, body_digest=digest, status=status, answer=answer, at=at)
    return Answered(status, answer, is_replay=False)


@transaction.atomic
def forget_old_answers(*, at: datetime) -> int:
    """Answers and counts that nobody will ask for again. How many answers."""
    ApiMinute.objects.filter(minute__lt=at - MINUTES_KEPT).delete()
    forgotten, _ = ApiReceipt.objects.filter(at__lt=at - RECEIPTS_KEPT).delete()
    return forgotten
