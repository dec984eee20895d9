"""What notices do by themselves: forget links that can no longer be used."""

from datetime import timedelta

from fivestar.foundation.jobs import Periodic
from fivestar.notices.actions import forget_old_links

PERIODIC = (Periodic("notices.forget_links", timedelta(days=1), lambda now: forget_old_links(at=now)),)
