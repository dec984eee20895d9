"""Work of scorecards that need not be done while somebody waits. A job fetches and calls."""

from datetime import datetime, timedelta

from fivestar.foundation.jobs import Periodic
from fivestar.scorecards.actions import rescore_due
from fivestar.scorecards.tallies import write_todays_tallies


def _rescore_due(_now: datetime) -> int:
    return rescore_due()


def _write_tallies(_now: datetime) -> int:
    return write_todays_tallies()


PERIODIC = (
    Periodic("scorecards.rescore_due", timedelta(minutes=5), _rescore_due),
    Periodic("scorecards.write_tallies", timedelta(hours=1), _write_tallies),
)
