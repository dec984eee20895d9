"""What notices do by themselves: forget links that can no longer be used, take down what hung its days."""

from datetime import timedelta

from fivestar.foundation.jobs import Periodic
from fivestar.notices.actions import forget_old_links, take_down_past

PERIODIC = (
    Periodic("notices.forget_links", timedelta(days=1), lambda now: forget_old_links(at=now)),
    Periodic("notices.take_down", timedelta(hours=1), lambda now: take_down_past()),
)
