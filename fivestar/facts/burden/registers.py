"""Rooms whose records somebody enters say how many, so that entering them counts as work too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from fivestar.foundation.registers import Register

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from fivestar.territory.models import Branch


class Entered(Protocol):
    """(branch id, moment) of each record entered by hand for these branches in `since` ≤ moment < `until`; one query.

    Withdrawn ones too: entering them took its time. Rows of a file are left out.
    """

    def __call__(
        self, branches: QuerySet[Branch], *, since: datetime, until: datetime
    ) -> Iterable[tuple[int, datetime]]: ...


@dataclass(frozen=True, slots=True)
class RecordSource:
    """`kind`: as in the form's name `record:<kind>` (meeting)."""

    kind: str
    entered: Entered = field(repr=False)


record_sources: Register[RecordSource] = Register("facts.burden.record_sources")
