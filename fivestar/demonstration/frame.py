"""What the frame of every page shows in a demonstration: the guide's bar and the buttons for the date."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from fivestar.demonstration.path import Stop, is_running, stops
from fivestar.demonstration.places import DISTRICT_CODE
from fivestar.demonstration.queries import demonstration_district
from fivestar.foundation.access import actor_of

BANNERS = ("demonstration/_guide_bar.html",)
HEADER_TOOLS = ("demonstration/_date_tools.html",)


@dataclass(frozen=True, slots=True)
class Bar:
    """The guide's bar: the current station, or none when all are done."""

    current: Stop
    number: int
    total: int
    url: str


def demonstration_frame(request: HttpRequest) -> Mapping[str, Any]:
    """Nothing outside demonstration mode; no query on pages of other districts."""
    if not settings.IS_DEMONSTRATION:
        return {}
    frame: dict[str, Any] = {"guide": _bar(request) if is_running(request) else None}
    if _district_shown(request) == DISTRICT_CODE:
        district = demonstration_district()
        frame["demo_date"] = district.own_date if district else None
        frame["may_advance"] = district is not None and district.own_date is not None
    return frame


def _bar(request: HttpRequest) -> Bar | None:
    there = stops(request)
    current = next((stop for stop in there if stop.is_current), None)
    return None if current is None else Bar(current, current.number, len(there), current.url)


def _district_shown(request: HttpRequest) -> str:
    named = request.resolver_match.kwargs.get("code", "") if request.resolver_match else ""
    return str(named or getattr(request, "district_code", "") or actor_of(request).district_code)
