"""The page that checks a printed sheet, what a telephone keeps of it, and the names of units for it.

Nothing is sent from it: the code of a sheet stands behind the `#`, which no browser gives to a server.
"""

import json
from hashlib import sha256

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from fivestar.disclosure.proof.queries import names_of_units
from fivestar.disclosure.proof.words import page_words

_PAGE = (
    "foundation/favicon.svg",
    "disclosure/open.css",
    "disclosure/open.js",
    "disclosure/proof/verify.css",
    "disclosure/proof/verify.js",
    "vendor/zxing/reader.wasm",
)
"""Files that the page names itself, under the names that carry their digests."""
_MODULES = (
    "disclosure/proof/known.js",
    "disclosure/proof/judging.js",
    "disclosure/proof/showing.js",
    "disclosure/proof/decoding.js",
    "foundation/log.js",
    "vendor/zxing/reader/index.js",
    "vendor/zxing/share.js",
)
"""Modules come under the names by which other modules ask for them."""


@require_safe
@cache_control(no_cache=True)
@csp_update({"script-src": ["'wasm-unsafe-eval'"]})  # SECURITY: the decoder is WebAssembly; text still is no script
def verify(request: HttpRequest) -> HttpResponse:
    return render(request, "disclosure/proof/verify.html", {"words": page_words(), "here": reverse("verify")})


@require_safe
def worker(_request: HttpRequest) -> HttpResponse:
    """Another list of files, or another text of one, is another worker."""
    kept = [static(name) for name in _PAGE] + [_plain(name) for name in _MODULES]
    version = sha256(json.dumps([*kept, *map(static, _MODULES)]).encode()).hexdigest()[:12]
    lines = [
        f"const KEPT = {json.dumps(kept)};",
        f'const VERSION = "{version}";',
        f'const PAGE = "{reverse("verify")}";',
        f'importScripts("{static("disclosure/proof/worker.js")}");',
    ]
    response = HttpResponse("\n".join(lines) + "\n", content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
@cache_control(public=True, max_age=3600)
def units(_request: HttpRequest) -> HttpResponse:
    """Code → name: the log has codes alone, for names change."""
    return JsonResponse(names_of_units(), json_dumps_params={"ensure_ascii": False})


def _plain(name: str) -> str:
    """Without a digest in it."""
    folder = static("disclosure/proof/verify.js").rsplit("/", 3)[0]
    return f"{folder}/{name}"
