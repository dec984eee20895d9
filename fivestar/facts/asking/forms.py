"""What a phone sends: a form without JavaScript, or a queue of answers kept while there was no signal."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from django.http import QueryDict

from fivestar.facts.asking.actions import Written
from fivestar.facts.asking.errors import UnableToAnswer
from fivestar.foundation.outcome import N_

MOST_AT_ONCE = 200
_Moment = Annotated[datetime, msgspec.Meta(tz=True)]
_Short = Annotated[str, msgspec.Meta(max_length=300)]


class Sent(msgspec.Struct, frozen=True):
    """One answer of the queue. form_seconds: how long the question was in sight, counted on the device."""

    client_id: UUID
    branch: _Short
    fact: _Short
    period: _Short
    value: _Short
    answered_at: _Moment
    seen: int | None = None
    reason: _Short = ""
    form_seconds: int | None = None

    @property
    def written(self) -> Written:
        return Written(self.client_id, self.period, self.value, self.seen, self.answered_at, self.reason)


class Queue(msgspec.Struct, frozen=True):
    """What a device sends at once; `account` is the one that answered."""

    account: _Short
    answers: Annotated[list[Sent], msgspec.Meta(max_length=MOST_AT_ONCE)]


def queue_in(body: bytes) -> Queue:
    """Raises msgspec.DecodeError (its ValidationError too) for anything else."""
    return msgspec.json.decode(body, type=Queue)


def written_in(form: QueryDict, at: datetime) -> Written:
    """Raises UnableToAnswer for a form that is not ours."""
    seen = form.get("seen", "")
    try:
        return Written(
            client_id=UUID(form.get("client_id", "")),
            period=form.get("period", ""),
            value=form.get("value", ""),
            seen=int(seen) if seen else None,
            answered_at=at,
            reason=form.get("reason", ""),
        )
    except ValueError:
        raise UnableToAnswer(N_("这张表单不完整,请重新打开")) from None
