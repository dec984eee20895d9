"""Reads of re-checks, each saying for whom: draws, their public file, their result, a work group's list."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from fivestar.foundation.access import Actor, decide, require, visible
from fivestar.foundation.clock import legal_day
from fivestar.foundation.draw import FORMAT
from fivestar.rechecks.decisions.severity import Looked, Severity, severities
from fivestar.rechecks.framing import read_frame
from fivestar.rechecks.models import Finding, Pair, Plan
from fivestar.rechecks.reckoning import COULD_NOT, DOES_NOT, Line, Result, result_of, verdict_of

if TYPE_CHECKING:
    from fivestar.territory.models import Region

__all__ = ["Line", "Result"]


def plans(actor: Actor, district: Region) -> QuerySet[Plan]:
    """Every draw there ever was in a district, the void ones too, the newest first."""
    return visible(actor, "rechecks.read", Plan.objects.filter(district=district)).defer("frame").order_by("-id")


def plan(actor: Actor, district: Region, public_id: str) -> Plan:
    """404 when there is none."""
    found = visible(actor, "rechecks.read", Plan.objects.filter(district=district).select_related("district"))
    return get_object_or_404(found, public_id=public_id)


def draw_file(actor: Actor, plan: Plan) -> dict[str, Any]:
    """The public file (`docs/reference/draw.md`): before the draw it commits, after it everything is in it."""
    require(actor, "rechecks.read", plan)
    return {
        "format": FORMAT,
        "state": plan.state,
        "reason": plan.void_reason,
        "commitment": plan.commitment,
        "committed_on": legal_day(plan.committed_at).isoformat(),
        "frame": plan.frame,
        "public_result": {
            "name": plan.result_name,
            "on": plan.result_on.isoformat(),
            "value": plan.result_value or None,
        },
        "witnesses": [
            {"who": who, "number": number}
            for who, number in plan.witnesses.order_by("order").values_list("who", "number")
        ],
        "secret": plan.secret or None,
        "draw": [list(drawn) for drawn in plan.pairs.order_by("position").values_list("stratum", "item")],
    }


def lines_of(plan: Plan) -> list[Line]:
    """The list with what each pair counts as; two queries."""
    verdicts: dict[int, list[str]] = defaultdict(list)
    standing = Finding.objects.filter(pair__plan=plan, superseded_at=None)
    for pair, verdict in standing.values_list("pair_id", "verdict"):
        verdicts[pair].append(verdict)
    rows = plan.pairs.order_by("position").values_list("id", "stratum", "branch_id", "star")
    return [Line(key, stratum, branch, star, verdict_of(verdicts[key])) for key, stratum, branch, star in rows]


def result(actor: Actor, plan: Plan) -> Result:
    """What the findings so far come to."""
    require(actor, "rechecks.read", plan)
    is_closed = plan.state == Plan.State.CLOSED
    return result_of(read_frame(plan.frame), lines_of(plan), stars=plan.frame_stars, is_closed=is_closed)


def pairs(plan: Plan) -> QuerySet[Pair]:
    """The list in its order, with branch, township and edition; public."""
    listed = plan.pairs.select_related("branch__village", "branch__township", "edition").order_by("position")
    return listed.defer("edition__document")


def findable(actor: Actor, plan: Plan) -> QuerySet[Pair]:
    """What of the list this actor may look at, village by village in register order."""
    return visible(actor, "rechecks.find", pairs(plan)).order_by("branch__village__code", "position")


def pair_for(actor: Actor, plan: Plan, position: int) -> Pair:
    """404 when it is not his to look at."""
    return get_object_or_404(findable(actor, plan), position=position)


def own_findings(actor: Actor, plan: Plan) -> dict[int, Finding]:
    """Pair → what this actor found of it, as it stands."""
    mine = Finding.objects.filter(pair__plan=plan, found_by=actor.person_ref, superseded_at=None)
    return {finding.pair_id: finding for finding in mine}


def notes_of(actor: Actor, plan: Plan) -> dict[int, list[str]]:
    """Pair → why it did not hold or could not be checked, where the actor may read it. SECURITY: never public."""
    readable = visible(actor, "rechecks.read_notes", plan.pairs.all()).values("pk")
    found = Finding.objects.filter(pair__in=readable, superseded_at=None, verdict__in=[DOES_NOT, COULD_NOT])
    notes: dict[int, list[str]] = defaultdict(list)
    for pair, note in found.order_by("id").values_list("pair_id", "note"):
        notes[pair].append(note)
    return notes


def severity_of_reviewers(actor: Actor, district: Region) -> list[Severity]:
    """Over all lists of the district, where people looked at the same pairs; only for whom it may concern."""
    if not decide(actor, "rechecks.read_severity", district):
        return []
    found = Finding.objects.filter(pair__plan__district=district, superseded_at=None).exclude(verdict=COULD_NOT)
    return severities(
        Looked(pair, person, verdict == DOES_NOT)
        for pair, person, verdict in found.order_by("id").values_list("pair_id", "found_by", "verdict")
    )
