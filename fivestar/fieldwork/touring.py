"""What the scores of a tour come to, reckoned anew whenever it is read: a corrected score changes all of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from fivestar.fieldwork.models import Judge, Score, Stop, Tour
from fivestar.fieldwork.sealing import unseal
from fivestar.foundation.clock import legal_day
from fivestar.foundation.draw import FORMAT
from fivestar.foundation.judging import Judged, banded, weighted


@dataclass(frozen=True, slots=True)
class Placed:
    """A stop with what was given it; mean and spread as they are printed."""

    stop: Stop
    judged: Judged

    @property
    def mean(self) -> str:
        return f"{float(self.judged.mean):.1f}"

    @property
    def spread(self) -> str:
        return f"{float(self.judged.spread):.1f}"


@dataclass(frozen=True, slots=True)
class Result:
    """Bands, the highest first, each in the order of the route. margin: "" where it cannot be told."""

    bands: tuple[tuple[Placed, ...], ...]
    margin: str
    judges: int
    is_complete: bool


def result_of(tour: Tour, stops: Mapping[int, Stop]) -> Result:
    """Of the scores that stand. One query. stops: by key."""
    scores: dict[str, dict[str, Fraction]] = {}
    standing = Score.objects.filter(stop__tour=tour, superseded_at=None).values_list("stop", "judge", "points")
    for stop, judge, points in standing:
        given = dict(zip(tour.items, points, strict=True))
        scores.setdefault(str(stop), {})[str(judge)] = weighted(given, tour.items)
    found = banded(scores)
    bands = tuple(
        tuple(sorted((Placed(stops[int(one.candidate)], one) for one in band), key=lambda placed: placed.stop.position))
        for band in found.bands
    )
    margin = "" if found.margin is None else f"{found.margin:.1f}"
    return Result(bands, margin, found.judges, found.is_complete)


def draw_file(tour: Tour) -> dict[str, Any]:
    """The public file of the route's draw, as `fivestar verify-draw` reads it."""
    secret = unseal(tour.secret_sealed) if tour.drawn_at is not None else None
    state = "committed" if tour.drawn_at is None else "drawn" if tour.closed_at is None else "closed"
    township = {item: stratum["id"] for stratum in tour.frame["strata"] for item in stratum["items"]}
    return {
        "format": FORMAT,
        "state": state,
        "reason": "",
        "commitment": tour.commitment,
        "committed_on": legal_day(tour.committed_at).isoformat(),
        "frame": tour.frame,
        "public_result": {
            "name": tour.result_name,
            "on": tour.result_on.isoformat(),
            "value": tour.result_value or None,
        },
        "witnesses": [],
        "secret": None if secret is None else secret.hex(),
        "draw": [[township[code], code] for code in tour.stops.order_by("position").values_list("code", flat=True)],
    }


def judge_of(tour: Tour, own: set[int]) -> Judge | None:
    """Of this tour, by the posts somebody holds."""
    return tour.judges.filter(post__in=own).select_related("post").first()


def is_his_own(judge: Judge, stop: Stop) -> bool:
    """A judge whose post lies in a township never scores a village of it."""
    return judge.post.path != stop.tour.district.path and stop.branch.path.startswith(judge.post.path)
