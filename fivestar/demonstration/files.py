"""Files of the demonstration: a place photographed in 青塘村, and the same picture, mirrored and smaller, next door.

Drawn here from a few shapes, with DEMO DATA written across; nothing of them was ever photographed. A clerk meets
them as 值得看一眼.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont, ImageOps

from fivestar.demonstration.places import TOLD_VILLAGE
from fivestar.evidence import actions as evidence
from fivestar.foundation.access import Duty
from fivestar.foundation.clock import morning_of
from fivestar.responsibility.in_charge import refs_of
from fivestar.responsibility.queries import actor_as, person_by_ref

if TYPE_CHECKING:
    from fivestar.territory.models import Branch, Region

TASK = "R043"
NAME = "演示数据 固定点位.jpg"
_SIZE = (1200, 900)
_BROUGHT = timedelta(days=4)
"""So many days ago in 青塘村; next door two days later."""


def bring_files(district: "Region", branches: Iterable["Branch"], today: date) -> int:
    """One file by the secretary of 青塘村, one by a neighbour's. How many."""
    rural = [branch for branch in branches if branch.category == "rural"]
    told = next(one for one in rural if one.village.core == TOLD_VILLAGE[1])
    others = sorted(rural, key=lambda one: (one.township_id != told.township_id, one.village.code))
    neighbour = next(one for one in others if one != told)
    drawn = _drawn()
    day = today - _BROUGHT
    _bring(district, told, _jpg(drawn), morning_of(day))
    copy = ImageOps.mirror(drawn).resize((900, 675))
    _bring(district, neighbour, _jpg(copy), morning_of(day + timedelta(days=2)))
    return 2


def _bring(district: "Region", branch: "Branch", data: bytes, at: datetime) -> None:
    person = person_by_ref(refs_of(district, Duty.OWN, at.date())[branch.path])
    assert person is not None  # every branch of the demonstration has its secretary
    secretary = actor_as(person, at.date())
    evidence.add_evidence(actor=secretary, branch=branch, criterion_id=TASK, name=NAME, data=data, at=at)


def _drawn() -> Image.Image:
    """A wall, a path and the corner by the ditch."""
    wide, high = _SIZE
    picture = Image.new("RGB", _SIZE, "#cfe0ea")
    draw = ImageDraw.Draw(picture)
    draw.polygon([(0, 380), (420, 330), (900, 400), (wide, 350), (wide, high), (0, high)], fill="#7f9a5f")
    draw.rectangle((90, 210, 470, 520), fill="#d9cbb5", outline="#8a7b66", width=6)
    draw.polygon([(60, 215), (280, 90), (500, 215)], fill="#a2563f")
    draw.rectangle((230, 360, 330, 520), fill="#6b4a35")
    draw.polygon([(420, high), (560, 420), (640, 420), (820, high)], fill="#b9ab93")
    draw.rectangle((880, 150, 910, 560), fill="#5d4632")
    draw.ellipse((760, 60, 1030, 300), fill="#4f7a43")
    for number, colour in enumerate(("#444", "#c9c2b8", "#2f5d8a", "#8a8a8a", "#b0783a")):
        left, top = 870 + number % 3 * 80, 620 + number // 3 * 70
        draw.ellipse((left, top, left + 100, top + 70), fill=colour)
    draw.text((130, 760), "DEMO DATA", fill="#b3261e", font=ImageFont.load_default(size=120))
    return picture


def _jpg(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()
