"""What every page has: who asks, the navigation for him, and what other rooms add to the frame.

The navigation leads into one district: that of the address, of `show_district`, of `?d=`, or the actor's own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from fivestar.foundation.access import actor_of
from fivestar.foundation.navigation import Entry, account, entries_for, navigation
from fivestar.foundation.registers import Register

ELDER_COOKIE = "fivestar_elder"
BAR_ENTRIES = 5
"""Entries in the bar of a wide page, and on a phone at the bottom: what more there is stands behind “more”."""
TAB_ENTRIES = 4
HOME = "district"
"""The entry shown as the district's name in the header, in no bar."""

banners: Register[str] = Register("page.banners")
"""Templates shown across the page under its header."""
header_tools: Register[str] = Register("page.header_tools")
"""Templates shown in the header beside the district."""
additions: Register[Callable[[HttpRequest], Mapping[str, Any]]] = Register("page.additions")
"""What those templates need, per request."""


@dataclass(frozen=True, slots=True)
class NavigationLink:
    """An entry of the navigation, ready for this page."""

    id: str
    label: str
    url: str
    icon: str
    is_current: bool


def show_district(request: HttpRequest, code: str) -> None:
    """For pages whose address does not name their district (a branch's): where the navigation shall lead.

    "" for a page above all districts: no entry that needs one is offered.
    """
    request.district_code = code  # type: ignore[attr-defined]  # read only here


def page(request: HttpRequest) -> dict[str, Any]:
    """The context processor."""
    nav = _links(request, navigation)
    context: dict[str, Any] = {
        "actor": actor_of(request),
        "nav": nav,
        **parted("nav_bar", "nav_more", nav, BAR_ENTRIES),
        **parted("nav_tabs", "nav_tabs_more", nav, TAB_ENTRIES),
        "account_links": _links(request, account),
        "is_demonstration": settings.IS_DEMONSTRATION,
        "is_elder": request.COOKIES.get(ELDER_COOKIE) == "1",
        "page_banners": list(banners),
        "page_header_tools": list(header_tools),
    }
    for addition in additions:
        context.update(addition(request))
    return context


def _links(request: HttpRequest, among: Register[Entry]) -> list[NavigationLink]:
    code = _district_code(request)
    offered = entries_for(actor_of(request), among)
    return [_link(entry, code, request) for entry in offered if code or not entry.takes_district]


def _link(entry: Entry, code: str, request: HttpRequest) -> NavigationLink:
    url = reverse(entry.url_name, args=[code] if entry.takes_district else [])
    return NavigationLink(entry.id, gettext(entry.label), url, entry.icon, request.path.startswith(url))


def parted(first: str, rest: str, nav: list[NavigationLink], length: int) -> dict[str, Any]:
    """The entries that stand in the bar and those behind “more”; a single one too many still stands in the bar."""
    entries = [link for link in nav if link.id != HOME]
    shown = length if len(entries) > length + 1 else length + 1
    hidden = entries[shown:]
    return {first: entries[:shown], rest: hidden, f"{rest}_is_current": any(link.is_current for link in hidden)}


def _district_code(request: HttpRequest) -> str:
    shown: str | None = getattr(request, "district_code", None)
    if shown is not None:
        return shown
    match = request.resolver_match
    named = match.kwargs.get("code", "") if match else ""
    return str(named or request.GET.get("d", "") or actor_of(request).district_code)
