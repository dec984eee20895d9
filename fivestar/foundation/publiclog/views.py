"""The log for programs: heads, keys, witnesses, proofs and tiles as JSON and bytes. People's pages are a room above.

What can never change any more is kept by whoever asked; contents are not, for one may be taken out on order.
"""

import re
from typing import Any

import msgspec
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_POST

from fivestar.engine import canon
from fivestar.foundation.access import actor_of, visible
from fivestar.foundation.clock import machine_now
from fivestar.foundation.logtree.copies import bundle_bytes, content_bytes
from fivestar.foundation.logtree.tiles import HEIGHT, WIDTH, tile_path
from fivestar.foundation.outcome import NotAllowed, NotSeen, Refused
from fivestar.foundation.publiclog import reading
from fivestar.foundation.publiclog.models import LogHead, LogWitness
from fivestar.foundation.publiclog.witnessing import sign_head

FOR_EVER = 365 * 24 * 60 * 60
_WHILE = 60
_PLACE = re.compile(
    r"(?P<level>[0-9]{1,2}|entries|content)/(?P<number>(?:x[0-9]{3}/){0,6}[0-9]{3})(?:\.p/(?P<width>[0-9]{1,3}))?"
)


class _Signature(msgspec.Struct, forbid_unknown_fields=True):
    size: int
    signature: str


@require_GET
@cache_control(no_cache=True)
def head(request: HttpRequest) -> HttpResponse:
    """The newest, exactly as it is signed: the file can be kept as it is."""
    return _head(reading.latest_head(actor_of(request)))


@require_GET
@cache_control(public=True, max_age=FOR_EVER, immutable=True)
def head_of_size(request: HttpRequest, size: int) -> HttpResponse:
    return _head(reading.head_of(actor_of(request), size))


@require_GET
@cache_control(public=True, max_age=_WHILE)
def keys(_request: HttpRequest) -> HttpResponse:
    return _json({"keys": reading.public_keys(), "format": 1})


@require_GET
@cache_control(no_cache=True)
def witnesses(request: HttpRequest) -> HttpResponse:
    """All witnesses, and their signatures under the newest head."""
    actor = actor_of(request)
    newest = reading.latest_head(actor)
    signatures = [reading.witnessing_document(row) for row in reading.witnessed(newest)] if newest else []
    known = [reading.witness_document(row) for row in reading.witnesses(actor)]
    return _json({"format": 1, "signatures": signatures, "witnesses": known})


@require_GET
@cache_control(public=True, max_age=FOR_EVER, immutable=True)
def inclusion(request: HttpRequest, index: int, size: int) -> HttpResponse:
    _signed(request, size)
    if index >= size:
        raise Http404
    return _proof({"index": index, "size": size}, reading.inclusion_path(index, size))


@require_GET
@cache_control(public=True, max_age=FOR_EVER, immutable=True)
def consistency(request: HttpRequest, first: int, second: int) -> HttpResponse:
    _signed(request, first)
    _signed(request, second)
    if first > second:
        raise Http404
    return _proof({"first": first, "second": second}, reading.consistency_path(first, second))


@require_GET
def tile(request: HttpRequest, place: str) -> HttpResponse:
    """C2SP tlog-tiles, and contents beside it; a tile is given out as far as a signed head covers it."""
    match = _PLACE.fullmatch(place)
    if match is None:
        raise Http404
    level, width = match["level"], int(match["width"] or WIDTH)
    number = int(match["number"].replace("x", "").replace("/", ""))
    if f"tile/{place}" != tile_path(_level(level), number, width):
        raise Http404  # another spelling of a place
    raw = _tile(level, number, width, _size(request))
    response = HttpResponse(raw, content_type="application/octet-stream")
    response["Cache-Control"] = "no-cache" if level == "content" else f"public, max-age={FOR_EVER}, immutable"
    return response


@require_POST
def witness_head(request: HttpRequest, public_id: str) -> HttpResponse:
    """A township's browser hands in its signature under a head."""
    actor = actor_of(request)
    witness = get_object_or_404(visible(actor, "publiclog.read", LogWitness.objects.all()), public_id=public_id)
    try:
        sent = msgspec.json.decode(request.body, type=_Signature)
    except msgspec.DecodeError:
        return JsonResponse({"message": ""}, status=400)
    try:
        sign_head(actor=actor, witness=witness, size=sent.size, signature=sent.signature, at=machine_now())
    except (NotAllowed, NotSeen):
        raise
    except Refused as refused:
        return JsonResponse({"message": str(refused)}, status=409)
    return JsonResponse({"size": sent.size})


def _head(row: LogHead | None) -> HttpResponse:
    if row is None:
        raise Http404
    return HttpResponse(reading.signed_head(row).to_bytes(), content_type="application/json")


def _size(request: HttpRequest) -> int:
    newest = reading.latest_head(actor_of(request))
    return newest.size if newest else 0


def _signed(request: HttpRequest, size: int) -> None:
    if reading.head_of(actor_of(request), size) is None:
        raise Http404


def _level(level: str) -> int | str:
    return int(level) if level.isdecimal() else level


def _tile(level: str, number: int, width: int, size: int) -> bytes:
    """Of a tree of `size` entries. Raises Http404 where it has no such tile, or not so many hashes."""
    height = HEIGHT * int(level) if level.isdecimal() else 0
    if not 0 < width <= min(WIDTH, (size >> height) - number * WIDTH):
        raise Http404
    if level.isdecimal():
        return reading.tile_bytes(int(level), number)[: width * 32]
    entries = reading.bundle(number)[:width]
    return bundle_bytes(entries) if level == "entries" else content_bytes(entries)


def _proof(place: dict[str, int], path: list[bytes]) -> HttpResponse:
    return _json({**place, "format": 1, "path": [one.hex() for one in path]})


def _json(document: dict[str, Any]) -> HttpResponse:
    return HttpResponse(canon.dumps(document), content_type="application/json")
