"""Where the pages for villagers stand: on a branch's dossier and below its notices and ledger, for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from fivestar.foundation.navigation import BranchEntry
from fivestar.foundation.outcome import N_
from fivestar.notices.registers import WayOn

if TYPE_CHECKING:
    from django.db.models import Model

    from fivestar.foundation.access import Actor
    from fivestar.territory.models import Branch


def _everybody(_actor: Actor, _branch: Model) -> bool:
    return True


BRANCH_PAGES = (BranchEntry("open", N_("群众公开页"), "open_village", "people", _everybody),)
OPEN_PAGE = "open_village"


def ways_on(branch: Branch, notice_id: str) -> tuple[WayOn, ...]:
    """To an objection against the notice, without signing in, and to the village's page."""
    village = WayOn(gettext("群众公开页"), reverse(OPEN_PAGE, args=(branch.public_id,)))
    if not notice_id:
        return (village,)
    told = urlencode({"about": branch.public_id, "matter": "objection", "notice": notice_id})
    start = reverse("voice_start", args=(branch.district.code,))
    return (WayOn(gettext("对这份公示提异议"), f"{start}?{told}"), village)
