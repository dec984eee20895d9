"""Entering what became public, and taking a content out again on order.

An entry waits without a place until the sealer comes (`sealing.py`).
"""

from collections.abc import Mapping
from datetime import date, datetime
from secrets import token_bytes
from typing import Any

from django.db import connection, transaction

from fivestar.engine import canon
from fivestar.foundation import audit
from fivestar.foundation.access import SYSTEM
from fivestar.foundation.clock import legal_day
from fivestar.foundation.logtree.leaves import SALT_BYTES, commit
from fivestar.foundation.outcome import N_, Refused
from fivestar.foundation.publiclog.kinds import BY_ID
from fivestar.foundation.publiclog.models import LogEntry
from fivestar.foundation.writing import insert

MOST_CONTENT_BYTES = 4000
"""More has no place in the log: what is long is entered by its digest."""
MAX_REASON = 200


class UnableToErase(Refused):
    """No reason, or it is out already."""


def record(*, kind: str, subject: str, unit: str, canonical: Mapping[str, Any], at: datetime) -> LogEntry:
    """Enters it, inside the act's transaction, so that it stands or falls with the act.

    subject: public id of what happened, once per kind. unit: code of the village, township or district. canonical: the
    fields of the kind (`kinds.py`): codes, days, figures, digests – never a name or any other personal value, and
    nothing of who did it. at: the district's time; its legal day becomes part of the content.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"{kind}: an entry outside the act's transaction proves nothing")
    return _enter(kind, subject, unit, {**canonical, "day": legal_day(at).isoformat()}, legal_day(at))


def record_late(
    *, kind: str, subject: str, unit: str, canonical: Mapping[str, Any], happened_on: date, at: datetime
) -> LogEntry | None:
    """What happened before the log was there: its own day in the content, the day of entering beside it, `late` said.

    at: when it is entered. None when it is there already, sealed or not.
    """
    if LogEntry.objects.filter(kind=kind, subject=subject).exists():
        return None
    content = {**canonical, "day": happened_on.isoformat(), "late": True}
    return _enter(kind, subject, unit, content, legal_day(at))


@transaction.atomic
def erase(*, entry: LogEntry, because: str, at: datetime) -> LogEntry:
    """Takes content and salt out; the place in the tree and every proof stay. It cannot be undone.

    No page offers it and no post may: an order is carried out on the server, `fivestar log erase`.
    """
    locked = LogEntry.objects.select_for_update().get(pk=entry.pk)
    reason = because.strip()[:MAX_REASON]
    if not reason:
        raise UnableToErase(N_("请写明按什么决定取下内容"))
    if locked.erased_at is not None:
        raise UnableToErase(N_("这一条的内容已经取下了"))
    locked.content, locked.salt, locked.erased_at, locked.erased_because = None, None, at, reason
    locked.save(update_fields=["content", "salt", "erased_at", "erased_because"])
    audit.record(actor=SYSTEM, act="publiclog.erase", subject=locked, changes={"erased": [False, True]}, at=at)
    return locked


def _enter(kind: str, subject: str, unit: str, content: Mapping[str, Any], day: date) -> LogEntry:
    fields = BY_ID[kind].fields
    unknown = set(content) - {*fields, "day", "late"}
    if unknown or not set(fields) <= set(content):
        raise ValueError(f"{kind}: the content has {sorted(content)}, the table of kinds wants {sorted(fields)}")
    if not subject or not unit:
        raise ValueError(f"{kind}: an entry has a subject and a unit")
    text = canon.dumps(dict(content))
    if len(text) > MOST_CONTENT_BYTES:
        raise ValueError(f"{kind}: {len(text)} bytes are more than {MOST_CONTENT_BYTES}; enter a digest")
    salt = token_bytes(SALT_BYTES)
    entry = LogEntry(
        kind=kind, subject=subject, unit=unit, day=day, commitment=commit(salt, text), content=text.decode(), salt=salt
    )
    insert(entry)
    return entry
