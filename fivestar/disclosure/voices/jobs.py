"""Work of voices that nobody waits for. A job fetches and calls."""

import secrets
from datetime import datetime, timedelta

from fivestar.disclosure.voices import actions
from fivestar.foundation.jobs import Periodic

ONE_IN = 120
"""Of so many moments one puts an empty slip into the letterbox, drawn by lot: a hundred a day, at no fixed minute."""


def _open(now: datetime) -> int:
    taken_out = actions.open_letterbox(at=now)
    actions.destroy_day_keys(at=now)
    return taken_out


def is_drawn() -> bool:
    return secrets.randbelow(ONE_IN) == 0


def _put_in_empty(_now: datetime) -> None:
    if is_drawn():
        actions.put_in_empty()


def _keep(_now: datetime) -> None:
    actions.reroute()
    actions.climb_overdue()
    actions.destroy_identities()


PERIODIC = (
    Periodic("voices.open", timedelta(hours=1), _open),
    Periodic("voices.empty_slips", timedelta(seconds=7), _put_in_empty),
    Periodic("voices.keep", timedelta(hours=1), _keep),
)
