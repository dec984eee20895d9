"""What the log is told of a draw by lot, whichever room it is of: the commitment before, secret and list after."""

from datetime import date, datetime
from typing import Any, Protocol

from fivestar.engine import canon
from fivestar.foundation.publiclog.telling import Told


class Draw(Protocol):
    """A room's record of one."""

    public_id: str
    commitment: str
    result_name: str
    result_on: date
    result_value: str
    committed_at: datetime
    drawn_at: datetime | None
    district: Any


def committed(draw: Draw, *, of: str, **more: object) -> Told:
    """of: `recheck` or `tour`, the first half of its kinds. more: what else the kind has."""
    announced = {"result_name": draw.result_name, "result_on": draw.result_on.isoformat()}
    return _told(draw, f"{of}.committed", {**more, **announced})


def drawn(draw: Draw, *, of: str, secret: str | None, listed: list[Any]) -> Told:
    """listed: what was drawn, in its order; the file of the draw has the rest."""
    return _told(draw, f"{of}.drawn", {"result": draw.result_value, "secret": secret, "drawn": canon.digest(listed)})


def void(draw: Draw, *, of: str) -> Told:
    """The reason is a person's own words: it stays on the page."""
    return _told(draw, f"{of}.void", {})


def _told(draw: Draw, kind: str, fields: dict[str, object]) -> Told:
    canonical = {"id": draw.public_id, "commitment": draw.commitment, **fields}
    return Told(kind=kind, subject=draw.public_id, unit=draw.district.code, canonical=canonical)
