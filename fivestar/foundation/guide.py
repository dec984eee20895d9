"""What a demonstration offers: roles entered by one tap, and the stations of its guided path.

Rooms offer theirs (`ROLES`, `STATIONS` in their `guide.py`), config/wiring strings them together in the order in
which they are walked. Shown in demonstration mode only.
"""

from dataclasses import dataclass
from typing import Literal

from fivestar.foundation.access import Duty
from fivestar.foundation.registers import Register

PUBLIC_ROLE = "villager"
"""The role without an account: entering it signs out."""


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody of the demonstration: the holder of a post over the told village; `duty` None is the public.

    label, does: message ids. department: of several posts with that duty, the one of this department.
    """

    id: str
    label: str
    does: str
    duty: Duty | None
    department: str | None = None


@dataclass(frozen=True, slots=True)
class Station:
    """A stop of the guided path: who goes where and does what. title, place, text, link_label: message ids.

    leads_to: the page's url name; `takes` what its address needs of the demonstration. fragment: where on the page.
    downloads: (label, url name) of files to take along, addresses without arguments.
    """

    id: str
    role: str
    title: str
    place: str
    text: str
    link_label: str
    leads_to: str
    takes: Literal["district", "branch", "nothing"]
    fragment: str = ""
    downloads: tuple[tuple[str, str], ...] = ()


roles: Register[Role] = Register("guide.roles")
stations: Register[Station] = Register("guide.stations")
