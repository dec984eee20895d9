"""Pages of the frame itself: refusals, and what browsers report about the content security policy."""

import json
import logging
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from fivestar.foundation.outcome import NotAllowed
from fivestar.foundation.unseen import is_unseen

MAX_REPORT_BYTES = 16 * 1024
_MAX_WORD = 200

logger = logging.getLogger(__name__)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403 with the reason and, where the actor can mend it himself, the way there; signed out, to the sign-in and back.

    `came_from` is empty after a form was sent: its address shows nothing to whoever comes back to it.
    """
    remedy = exception.remedy if isinstance(exception, NotAllowed) else None
    here = urlencode({"next": request.get_full_path()})
    context = {
        "exception": str(exception),
        "remedy": f"{reverse(remedy)}?{here}" if remedy else None,
        "came_from": here if request.method == "GET" else "",
    }
    return render(request, "403.html", context, status=403)


def only_sent_to(request: HttpRequest, *, instead: str) -> HttpResponse:
    """405 in words. instead: the page that the form of this address stands on."""
    return render(request, "405.html", {"instead": instead}, status=405)


def too_large(request: HttpRequest, *, most: int) -> HttpResponse:
    """413: how much was sent and how much may be. most: bytes."""
    sent = int(request.META["CONTENT_LENGTH"])
    context = {"sent": -(-sent // 1024**2), "most": most // 1024**2}
    return render(request, "413.html", context, status=413)


@csrf_exempt  # SECURITY: browsers send these without a token; nothing is stored and nobody is identified
@require_POST
def csp_report(request: HttpRequest) -> HttpResponse:
    """Logs which directive stopped what on which page; no address, no browser, no query strings."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_REPORT_BYTES:
        return HttpResponse(status=413)
    try:
        document = json.loads(request.body)
    except ValueError:
        return HttpResponse(status=400)
    report = document.get("csp-report") if isinstance(document, dict) else None
    if not isinstance(report, dict):
        return HttpResponse(status=400)
    if is_unseen(_path(report.get("document-uri"))):
        return HttpResponse(status=204)
    logger.warning(
        "csp: %s stopped %s on %s",
        _word(report.get("effective-directive") or report.get("violated-directive")),
        _place(report.get("blocked-uri")),
        _place(report.get("document-uri")),
    )
    return HttpResponse(status=204)


def _word(value: Any) -> str:
    return "".join(character for character in str(value)[:_MAX_WORD] if character.isprintable())


def _place(value: Any) -> str:
    """Host and path only."""
    try:
        parts = urlsplit(_word(value))
    except ValueError:
        return "?"
    return parts.netloc + parts.path


def _path(value: Any) -> str:
    """Of whatever a browser sends: an address that is none of ours is compared as it is."""
    try:
        return urlsplit(str(value)).path
    except ValueError:
        return ""
