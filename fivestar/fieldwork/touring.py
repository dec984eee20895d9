"""What the scores of a tour come to, reckoned anew whenever it is read: a corrected score changes all of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import Count, Q

from fivestar.fieldwork.models import Judge, Score, Stop, Tour
from fivestar.foundation.clock import legal_day
from fivestar.foundation.draw import FORMAT
from fivestar.foundation.judging import TRIM_FROM, Judged, banded, weighted
from fivestar.foundation.sealing import TOURS
from fivestar.responsibility.in_charge import offices_of


@dataclass(frozen=True, slots=True)
class Placed:
    """A stop with what was given it; mean and spread as they are printed. given: judges in words with their score."""

    stop: Stop
    judged: Judged
    given: tuple[tuple[str, str], ...]

    @property
    def is_trimmed(self) -> bool:
        return self.judged.judges >= TRIM_FROM

    @property
    def mean(self) -> str:
        return printed(self.judged.mean)

    @property
    def spread(self) -> str:
        return printed(self.judged.spread)


@dataclass(frozen=True, slots=True)
class Result:
    """Bands, the highest first, each in the order of the route. margin: "" where it cannot be told."""

    bands: tuple[tuple[Placed, ...], ...]
    margin: str
    judges: int
    is_complete: bool

    @property
    def is_trimmed(self) -> bool:
        """Is any mean without the highest and the lowest?"""
        return self.judges >= TRIM_FROM


def result_of(tour: Tour, stops: Mapping[int, Stop]) -> Result:
    """Of the scores that stand. Two queries. stops: by key."""
    scores: dict[str, dict[str, Fraction]] = {}
    standing = Score.objects.filter(stop__tour=tour, superseded_at=None).order_by("judge")
    rows = list(standing.values_list("stop", "judge", "points", "scored_by"))
    names = offices_of({by for *_, by in rows}, tour.district.path)
    given: dict[str, list[tuple[str, str]]] = {}
    for stop, judge, points, by in rows:
        score = weighted(dict(zip(tour.items, points, strict=True)), tour.items)
        scores.setdefault(str(stop), {})[str(judge)] = score
        given.setdefault(str(stop), []).append((names.get(by, ""), printed(score)))
    found = banded(scores)
    bands = tuple(
        tuple(
            sorted(
                (Placed(stops[int(one.candidate)], one, tuple(given[one.candidate])) for one in band),
                key=lambda placed: placed.stop.position,
            )
        )
        for band in found.bands
    )
    margin = "" if found.margin is None else f"{found.margin:.1f}"
    return Result(bands, margin, found.judges, found.is_complete)


def printed(score: Fraction) -> str:
    """One place after the point, halves away from nought: 84.25 is 84.3 on every machine."""
    tenths = int(score * 10 + Fraction(1, 2))
    return f"{tenths // 10}.{tenths % 10}"


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of his stops a judge has scored; never what he gave."""

    judge: Judge
    scored: int
    stops: int

    @property
    def is_done(self) -> bool:
        return self.scored == self.stops


def progress_of(tour: Tour, stops: Collection[Stop]) -> list[Progress]:
    """For whoever ends the scoring. One query."""
    standing = Count("scores", filter=Q(scores__superseded_at__isnull=True))
    judges = tour.judges.select_related("post").annotate(scored=standing).order_by("pk")
    return [Progress(one, one.scored, sum(not is_his_own(one, stop) for stop in stops)) for one in judges]


def draw_file(tour: Tour) -> dict[str, Any]:
    """The public file of the route's draw, as `fivestar verify-draw` reads it."""
    secret = TOURS.unseal(tour.secret_sealed) if tour.drawn_at is not None else None
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
