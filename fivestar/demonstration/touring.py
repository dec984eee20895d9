"""Observation tours of the demonstration: one that was scored to its end, one that waits for its draw. Invented."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from hashlib import sha256
from random import Random
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from fivestar.demonstration.plan import SEED
from fivestar.fieldwork import actions, queries
from fivestar.foundation.access import SYSTEM, Duty
from fivestar.foundation.clock import morning_of
from fivestar.responsibility.queries import actor_as, holder_of, posts_over

if TYPE_CHECKING:
    from fivestar.fieldwork.models import Tour
    from fivestar.responsibility.models import Post
    from fivestar.territory.models import Region

ITEMS = {"产业带动": 40, "村容整治": 30, "群众说得清": 30}
LOTTERY = "演示摇号（虚构）{day} 期，七个号码按摇出的次序"
NUMBERS = "22 07 15 30 04 11 26"
TOWNSHIPS = 6
"""So many townships the finished tour went to, one village in each."""
BEFORE_TODAY, UNTIL_THE_RESULT, SCORED_AFTER = timedelta(days=40), timedelta(days=5), timedelta(days=7)
WAITING, UNTIL_THE_NEXT = timedelta(days=2), timedelta(days=6)
GOOD, FAIR = 88, 74
"""What two kinds of villages are worth to the invented judges; each judge has a severity of his own and some noise."""
SEVERITY = (3, 0, -2, 1, -4)
NOISE = 2
_SCORES = UUID("4b8f2f0e-6d0e-4f0c-9b7e-2c1d5a0e7a11")


def seed_tours(district: Region, townships: Sequence[Region], today: date) -> int:
    """How many."""
    posts = list(posts_over(district.path, today).filter(duty=Duty.TASKFORCE.value).order_by("pk"))
    judges = posts[: len(SEVERITY)]
    seen = [one.code for one in townships][:TOWNSHIPS]
    begin = today - BEFORE_TODAY
    tour = _commit(district, "八月现场观摩（演示）", judges, seen, begin, begin + UNTIL_THE_RESULT)
    actions.draw_route(actor=SYSTEM, tour=tour, result=NUMBERS, at=morning_of(tour.result_on))
    _score(tour, judges, begin + SCORED_AFTER)
    actions.close_tour(actor=SYSTEM, tour=tour, at=morning_of(begin + SCORED_AFTER))
    _commit(district, "九月现场观摩（演示）", judges[:3], [], today - WAITING, today + UNTIL_THE_NEXT)
    return 2


def _commit(
    district: Region, title: str, judges: Sequence[Post], townships: Sequence[str], day: date, result_on: date
) -> Tour:
    return actions.commit_tour(
        actor=SYSTEM,
        district=district,
        title=title,
        items=ITEMS,
        judges=judges,
        draw_from=(1, LOTTERY.format(day=result_on), result_on),
        townships=townships,
        at=morning_of(day),
        rehearsed_secret=sha256(f"demonstration tour {day}".encode()).digest(),
    )


def _score(tour: Tour, judges: Sequence[Post], day: date) -> None:
    """Every other village is worth more: two bands, and within each nothing but noise."""
    lot = Random(SEED)  # noqa: S311 -- the same scores on every machine
    stops = queries.stops_of(tour)
    for post, severity in zip(judges, SEVERITY, strict=False):
        person = holder_of(post, day)
        assert person is not None  # a task force of the demonstration has its head
        for stop in stops:
            worth = GOOD if stop.position % 2 else FAIR
            points = [worth + severity + lot.randint(-NOISE, NOISE) for _ in ITEMS]
            client_id = uuid5(_SCORES, f"{tour.title} {stop.position} {post.pk}")
            actions.score_stop(
                actor=actor_as(person, day), stop=stop, points=points, client_id=client_id, at=morning_of(day)
            )
