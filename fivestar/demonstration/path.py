"""Where somebody stands on the guided path. Kept in his session only."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from fivestar.demonstration.places import DISTRICT_CODE
from fivestar.demonstration.queries import told_branch
from fivestar.foundation.guide import Station, roles, stations

_DONE, _RUNNING = "guide_done", "guide_running"


@dataclass(frozen=True, slots=True)
class Stop:
    """A station as this person sees it, in words."""

    number: int
    role_id: str
    role_label: str
    title: str
    place: str
    text: str
    link_label: str
    url: str
    downloads: tuple[tuple[str, str], ...]
    is_done: bool
    is_current: bool


def stops(request: HttpRequest) -> list[Stop]:
    """All stations in their order; the first that is not done is the current one."""
    done = set(request.session.get(_DONE, []))
    branch = told_branch()
    current = next((station.id for station in stations if station.id not in done), None)
    labels = {role.id: role.label for role in roles}
    return [
        Stop(
            number=number,
            role_id=station.role,
            role_label=gettext(labels[station.role]),
            title=gettext(station.title),
            place=gettext(station.place),
            text=gettext(station.text),
            link_label=gettext(station.link_label),
            url=_url(station, branch.public_id if branch else ""),
            downloads=tuple((gettext(label), reverse(name)) for label, name in station.downloads),
            is_done=station.id in done,
            is_current=station.id == current,
        )
        for number, station in enumerate(stations, 1)
    ]


def _url(station: Station, public_id: str) -> str:
    arguments = {"district": [DISTRICT_CODE], "branch": [public_id], "nothing": []}[station.takes]
    return reverse(station.leads_to, args=arguments) + (f"#{station.fragment}" if station.fragment else "")


def mark(request: HttpRequest, number: int) -> bool:
    """Done becomes not done and the other way round. Is there such a station?"""
    known = [station.id for station in stations]
    if not 1 <= number <= len(known):
        return False
    done = set(request.session.get(_DONE, [])) ^ {known[number - 1]}
    request.session[_DONE] = [station for station in known if station in done]
    return True


def is_running(request: HttpRequest) -> bool:
    return bool(request.session.get(_RUNNING, False))


def run(request: HttpRequest, *, running: bool) -> None:
    if is_running(request) != running:
        request.session[_RUNNING] = running


def kept(request: HttpRequest) -> dict[str, Any]:
    """What outlives a change of role, which starts a new session."""
    return {key: request.session[key] for key in (_DONE, _RUNNING) if key in request.session}


def give_back(request: HttpRequest, marks: Mapping[str, Any]) -> None:
    for key, value in marks.items():
        request.session[key] = value
