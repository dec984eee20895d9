"""What every public page of voices has around it.

SECURITY: nothing of these requests is kept. No session and no cookie: a form is protected by where it comes from, not
by a token that a cookie would tie to a browser (nothing is done in anybody's name here: there is nothing to forge but
a voice). No line in a log: Django writes one for each answer from 400 up unless told that it has been written. Pictures
stay in memory: no temporary file with a time of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponse]


class _InMemory(MemoryFileUploadHandler):
    """Whatever the size: the frame has refused what is too large before."""

    def handle_raw_input(self, *_told: Any, **_more: Any) -> None:
        self.activated = True


def unseen(view: View) -> View:
    """Around each of them, outermost."""

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *told: Any, **more: Any) -> HttpResponse:
        # A form without files has been read already, by the frame's look for NULs.
        if request.content_type == "multipart/form-data":
            request.upload_handlers = [_InMemory(request)]
        answer = view(request, *told, **more) if _is_from_here(request) else _foreign(request)
        answer["Cache-Control"] = "no-store"
        answer["X-Robots-Tag"] = "noindex"
        answer._has_been_logged = True  # type: ignore[attr-defined]  # read by django.utils.log.log_response
        return answer

    return guarded


def _is_from_here(request: HttpRequest) -> bool:
    """Every browser that can be misled by another site says where a form comes from."""
    if request.method != "POST":
        return True
    origin = request.headers.get("Origin")
    if origin is None:
        referer = request.headers.get("Referer")
        if not referer:
            return True
        parts = urlsplit(referer)
        origin = f"{parts.scheme}://{parts.netloc}"
    return origin == f"{request.scheme}://{request.get_host()}"


def _foreign(request: HttpRequest) -> HttpResponse:
    words = gettext("这份表单不是从本站打开的，没有收。请回到公开页面再填。")
    return refused(request, words, status=HTTPStatus.FORBIDDEN)


def refused(request: HttpRequest, words: str, *, status: int, **more: Any) -> HttpResponse:
    """A page with the reason; nothing was stored."""
    return render(request, "disclosure/voices/refused.html", {"words": words, **more}, status=status)
