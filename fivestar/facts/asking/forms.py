"""What a phone sends: a form without JavaScript, or a queue of answers kept while there was no signal."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from django.http import QueryDict

from fivestar.engine.facts import EXACT
from fivestar.facts.asking.actions import Written
from fivestar.facts.asking.errors import UnableToAnswer
from fivestar.foundation.outcome import N_

_Moment = Annotated[datetime, msgspec.Meta(tz=True)]
_Short = Annotated[str, msgspec.Meta(max_length=300, pattern=r"^[^\x00]*$")]
_Stored = Annotated[int, msgspec.Meta(gt=-EXACT, lt=EXACT)]


class Sent(msgspec.Struct, frozen=True):
    """One answer of the queue. form_seconds: how long the question was in sight, counted on the device."""

    client_id: UUID
    branch: _Short
    fact: _Short
    period: _Short
    value: _Short
    answered_at: _Moment
    seen: _Stored | None = None
    reason: _Short = ""
    form_seconds: int | None = None

    @property
    def written(self) -> Written:
        return Written(self.client_id, self.period, self.value, self.seen, self.answered_at, self.reason)


def written_in(form: QueryDict, at: datetime) -> Written:
    """Raises UnableToAnswer for a form that is not ours."""
    seen = form.get("seen", "")
    try:
        if seen and abs(int(seen)) >= EXACT:
            raise ValueError
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
