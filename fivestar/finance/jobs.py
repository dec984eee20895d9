"""Work of ledgers that need not be done while somebody waits. A job fetches and calls."""

from datetime import datetime, timedelta

from fivestar.finance.actions.questions import ask_all
from fivestar.foundation.jobs import Periodic


def _ask(_now: datetime) -> int:
    return ask_all()


PERIODIC = (Periodic("finance.ask", timedelta(days=1), _ask),)
