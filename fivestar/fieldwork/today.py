"""What fieldwork puts on 今日要办 beside decisions and problems, which belong to posts.

What is asked of the joint meeting, the meeting that comes, stops a judge has not scored.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from fivestar.fieldwork.models import JointMeeting, Judge, Score, Stop
from fivestar.fieldwork.queries import waiting_requests
from fivestar.fieldwork.touring import is_his_own
from fivestar.foundation.access import Actor, decide, visible
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_
from fivestar.foundation.today import Item, TodaySource, several
from fivestar.responsibility.queries import posts_held_by
from fivestar.territory.queries import district_by_code

NEAR = timedelta(days=7)


def requests_waiting(actor: Actor, _at: datetime) -> Sequence[Item]:
    """One line for whoever calls the joint meeting: the offices that asked wait, since the first did. Two queries."""
    district = district_by_code(actor.district_code) if actor.district_code else None
    if district is None or not decide(actor, "fieldwork.call", district):
        return []
    asked = list(waiting_requests(district))
    if not asked:
        return []
    return [
        Item(
            title=gettext("请联席会定的事"),
            why=ngettext("{count} 件还没有定", "{count} 件还没有定", len(asked)).format(count=len(asked)),
            url=reverse("joint_meetings", args=[district.code]),
            blocks_others=True,
            place=district.short_name,
            waits=several([row.office for row in asked]),
            since=min(legal_day(row.asked_at) for row in asked),
        )
    ]


def meetings_coming(actor: Actor, at: datetime) -> Sequence[Item]:
    """A week before the day, and until it is recorded as held or called off. One query."""
    waiting = JointMeeting.objects.filter(held_on=None, called_off_at=None, planned_on__lte=legal_day(at) + NEAR)
    rows = visible(actor, "fieldwork.carry", waiting.defer("pack"))
    return [
        Item(
            title=gettext("联席会：{topic}").format(topic=row.topic),
            why=gettext("开过了就记下来，不开也写明为什么。"),
            url=reverse("joint_meeting", args=[row.district.code, row.public_id]),
            due_on=row.planned_on,
            place=row.district.short_name,
        )
        for row in rows.select_related("district").order_by("planned_on", "pk")
    ]


def stops_to_score(actor: Actor, at: datetime) -> Sequence[Item]:
    """One line for each open tour in which a post of his judges. Four queries."""
    own = [post.pk for post in posts_held_by(actor, legal_day(at))]
    there = Judge.objects.filter(post__in=own, tour__drawn_at__isnull=False, tour__closed_at=None)
    judges = list(there.select_related("post", "tour__district").defer("tour__frame").order_by("pk"))
    scored = set(Score.objects.filter(judge__in=judges, superseded_at=None).values_list("judge", "stop"))
    there_are = Stop.objects.filter(tour__in={judge.tour_id for judge in judges})
    stops = list(there_are.select_related("branch", "tour__district"))
    found = []
    for judge in judges:
        of_tour = [stop for stop in stops if stop.tour_id == judge.tour_id and not is_his_own(judge, stop)]
        left = sum((judge.pk, stop.pk) not in scored for stop in of_tour)
        if left:
            found.append(_to_score(judge, left))
    return found


def _to_score(judge: Judge, left: int) -> Item:
    tour = judge.tour
    assert tour.drawn_at is not None
    return Item(
        title=gettext("观摩打分：{title}").format(title=tour.title),
        why=ngettext("还有 {count} 站没打分", "还有 {count} 站没打分", left).format(count=left),
        url=reverse("tour_sheet", args=[tour.district.code, tour.public_id]),
        blocks_others=True,
        place=tour.district.short_name,
        since=legal_day(tour.drawn_at),
    )


TODAY = (
    TodaySource("fieldwork.requests", N_("联席会"), requests_waiting),
    TodaySource("fieldwork.meetings", N_("联席会"), meetings_coming),
    TodaySource("fieldwork.scores", N_("观摩"), stops_to_score),
)
