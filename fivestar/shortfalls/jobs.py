"""Work of shortfalls that need not be done while somebody waits."""

from datetime import timedelta

from fivestar.foundation.jobs import Periodic
from fivestar.shortfalls.digests import send_digests

PERIODIC = (Periodic("shortfalls.send_digests", timedelta(hours=1), send_digests, waits_for_none=True),)
