"""Pages whose visits leave no line in any log: whoever comes there must not be found by when he came.

The addresses are a setting (`UNSEEN_PATHS`), because a lower room knows none of an upper one. Django writes a line for
every answer from 400 up, and a traceback for every fault: for these pages neither is written. What went wrong is said
once, after the day has ended, without hour, address or number of times.
"""

from __future__ import annotations

import logging
import re
import traceback
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from threading import Lock, Timer

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from fivestar.foundation.clock import legal_day, machine_now, midnight_of

REFERRER_POLICY = "strict-origin"
"""Nothing that these pages load or lead to tells their address; forms still say from which host they come."""

_faults: set[str] = set()
_lock = Lock()
logger = logging.getLogger(__name__)


def is_unseen(path: str) -> bool:
    return any(re.match(pattern, path) for pattern in settings.UNSEEN_PATHS)


class Unseen(logging.Filter):
    """Lets no record pass that was made for a request of such a page."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if not isinstance(request, HttpRequest) or not is_unseen(request.path):
            return True
        if record.exc_info and isinstance(record.exc_info[1], Exception):
            _remember(record.exc_info[1])
        return False


class UnseenMiddleware:
    """Whatever such a page answers, refusals and faults too, tells the next page nothing of where one was."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self._answer(request)
        if is_unseen(request.path):
            answer["Referrer-Policy"] = REFERRER_POLICY
        return answer


def tell_faults() -> None:
    """Kinds and places of the day that has ended; called at its end."""
    with _lock:
        told = sorted(_faults)
        _faults.clear()
    if told:
        logger.error("faults of the day on pages whose visits are not logged: %s", "; ".join(told))


def _remember(fault: Exception) -> None:
    """SECURITY: neither its words, which may hold what was sent, nor when or how often."""
    last = traceback.extract_tb(fault.__traceback__)[-1:]
    place = f"{Path(last[0].filename).name}:{last[0].lineno}" if last else "?"
    with _lock:
        is_first = not _faults
        _faults.add(f"{type(fault).__name__} {place}")
    if is_first:
        now = machine_now()
        left = midnight_of(legal_day(now) + timedelta(days=1)) - now
        waiting = Timer(left.total_seconds(), tell_faults)
        waiting.daemon = True
        waiting.start()
