"""A form sent twice is done once: a second tap on a slow line, a page sent again, lead to what the first one did.

One mechanism, with a courtesy before it. The courtesy is `static/foundation/page.js`: where scripts run, a form of any
page that is on its way is not sent again for ten seconds; it spares the second request and promises nothing. What holds
is the receipt kept here, for scripts or none, a page sent again, two at the same moment: every form that adds a
record each time it is sent needs it. A form whose act refuses the second time by itself (confirm, publish, answer) or
sets what is set already needs no receipt.

A page draws `{% sending %}` (`templatetags.page`) into a form, its view is `@done_once`. The same number with other
content is another sending: whoever goes back and writes something else loses nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from hashlib import sha256
from http import HTTPStatus
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.shortcuts import redirect

from fivestar.foundation.clock import machine_now
from fivestar.foundation.models import MOST_LOCATION, FormSent

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

SENDING = "sending"
KEPT = timedelta(days=2)


def done_once(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view runs in one transaction with its receipt; of two at once the second waits and finds the first's."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        digest = _digest(request)
        if digest is None:
            return view(request, *args, **kwargs)
        with transaction.atomic():
            sent, is_new = FormSent.objects.get_or_create(digest=digest, defaults={"at": machine_now()})
            if not is_new:
                return redirect(sent.location)
            response = view(request, *args, **kwargs)
            location = response.headers.get("Location", "")
            if response.status_code == HTTPStatus.FOUND and 0 < len(location) <= MOST_LOCATION:
                sent.location = location
                sent.save(update_fields=["location"])
            else:
                sent.delete()  # refused: mended and sent again it is not the second
            return response

    return guarded


def forget_sent(now: datetime) -> int:
    """Receipts nobody sends again for."""
    forgotten, _ = FormSent.objects.filter(at__lt=now - KEPT).delete()
    return int(forgotten)


def _digest(request: HttpRequest) -> str | None:
    """Of a form with a number: of the number, where it was sent and all that is in it."""
    if request.method != "POST":
        return None
    try:
        number = UUID(request.POST.get(SENDING, ""))
    except ValueError:
        return None
    content = sorted((name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken")
    return sha256(f"{number} {request.get_full_path()} {content!r}".encode()).hexdigest()
