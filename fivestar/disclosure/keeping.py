"""Pages for villagers kept in memory, packed as they are sent, under a key that changes when anything on them may.

They are the same for everybody, so one is drawn for all: nothing of a request goes into it but language and type size.
In a demonstration whoever walks its guided path has the guide across the page: his is drawn for him and not kept.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from fivestar.foundation.reading import ELDER_COOKIE

CACHE = "pages"
KEPT_FOR = 600
"""Seconds: what no key foresaw is mended by then."""
_drawing = tuple(Lock() for _ in range(64))
"""One thread draws a page, however many ask for it at once."""
VARIES = ("Accept-Encoding", "Accept-Language", "Cookie")


@dataclass(frozen=True, slots=True)
class Face:
    """How somebody reads: all that a page depends on beside its data."""

    here: str
    language: str
    is_elder: bool


def face_of(request: HttpRequest, here: str) -> Face:
    """here: the address back to this page; of what is kept without what anybody could add to it."""
    return Face(here, get_language() or "", request.COOKIES.get(ELDER_COOKIE) == "1")


def is_for_one(request: HttpRequest) -> bool:
    """May something stand across this page that is meant for this browser alone? A guide is known by its session."""
    return settings.IS_DEMONSTRATION and settings.SESSION_COOKIE_NAME in request.COOKIES


def answer(request: HttpRequest, face: Face, stamp: Callable[[], object], draw: Callable[[], str]) -> HttpResponse:
    """The page, from memory if its stamp is that of the one kept there. Drawn every time where nothing is kept, and
    where it is for one.
    """
    if not settings.KEEPS_PAGES or is_for_one(request):
        return drawn(request, draw())
    key = sha256(repr((face, stamp())).encode()).hexdigest()
    packed = caches[CACHE].get(key)
    if packed is None:
        with _drawing[int(key[:4], 16) % len(_drawing)]:
            packed = caches[CACHE].get(key)  # somebody who waited finds what the one before drew
            if packed is None:
                packed = _packed(draw())
                caches[CACHE].set(key, packed, KEPT_FOR)
    return _sent(request, packed)


def drawn(request: HttpRequest, page: str) -> HttpResponse:
    """A page that is not kept."""
    return _sent(request, _packed(page))


def _packed(page: str) -> bytes:
    return gzip.compress(page.encode(), compresslevel=6, mtime=0)


def _sent(request: HttpRequest, packed: bytes) -> HttpResponse:
    """Asked for again every time, and then mostly not sent again (ETag). When it was drawn is not said: an act that
    changes nothing on the page must not show.
    """
    tag = f'"{sha256(packed).hexdigest()[:32]}"'
    known = [each.strip().removeprefix("W/") for each in request.headers.get("If-None-Match", "").split(",")]
    takes_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
    if tag in known:
        response: HttpResponse = HttpResponseNotModified()
    elif takes_gzip:
        response = HttpResponse(packed, headers={"Content-Encoding": "gzip"})
    else:
        response = HttpResponse(gzip.decompress(packed))
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache" if is_for_one(request) else "no-cache"
    patch_vary_headers(response, VARIES)
    return response
