"""What a device keeps for days without signal: the service worker, the page "no signal", and the manifest.

The worker is served at the root, because it may answer only for addresses below its own.
"""

import json
from hashlib import sha256

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from fivestar.foundation.navigation import navigation

SHELL = (
    "vendor/tabler/tabler.min.css",
    "foundation/tabler.light.css",
    "foundation/theme.css",
    "foundation/frame.css",
    "foundation/menu.css",
    "foundation/page.css",
    "foundation/fields.css",
    "foundation/forms.css",
    "foundation/stars.css",
    "foundation/cells.css",
    "foundation/favicon.svg",
    "foundation/icons.svg",
    "foundation/stars.svg",
    "foundation/page.js",
    "foundation/offline/queue.css",
    "foundation/offline/start.js",
)
"""Files of the frame by their own names; modules loaded by others come under the names those give."""

ICON_SIZES = (192, 512)
"""Pixels. Drawn from favicon.svg without its round corners: telephones cut the icon to a shape of their own."""


@require_safe
def service_worker(_request: HttpRequest) -> HttpResponse:
    """Another list of files is another worker: the names of files carry their digests."""
    offline = reverse("offline")
    shell = [static(name) for name in SHELL]
    shell += [_beside(name) for name in ("queue.js", "sending.js")]
    listed = json.dumps([*shell, offline])
    version = sha256(listed.encode()).hexdigest()[:12]
    lines = [
        f"const SHELL = {listed};",
        f'const VERSION = "{version}";',
        f'const OFFLINE_PAGE = "{offline}";',
        f'importScripts("{static("foundation/offline/worker.js")}");',
    ]
    response = HttpResponse("\n".join(lines) + "\n", content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    return render(request, "foundation/offline.html")


@require_safe
def manifest(_request: HttpRequest) -> HttpResponse:
    """Installed as a page of its own it opens with what is to be done today."""
    first = next((entry for entry in navigation if entry.id == "today"), None)
    icons = [{"src": static("foundation/favicon.svg"), "type": "image/svg+xml", "sizes": "any"}]
    for size in ICON_SIZES:
        described_as = {"type": "image/png", "sizes": f"{size}x{size}", "purpose": "any maskable"}
        icons.append({"src": static(f"foundation/icon-{size}.png"), **described_as})
    described = {
        "name": gettext("五星支部创建"),
        "short_name": gettext("五星支部"),
        "start_url": reverse(first.url_name) if first else "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#faf8f5",
        "theme_color": "#faf8f5",
        "icons": icons,
    }
    return JsonResponse(described, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})


def _beside(name: str) -> str:
    """The address under which a module of the same folder loads this one."""
    return static("foundation/offline/start.js").rsplit("/", 1)[0] + "/" + name
