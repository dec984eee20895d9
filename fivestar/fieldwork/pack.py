"""The pack of a joint meeting, made from exceptions: what moved, what is blocked and between whom, what is asked, what
is still open. Nobody writes it; at most ten lines, the rest is counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import msgspec
from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.http import urlencode

from fivestar.fieldwork.decisions import shares
from fivestar.fieldwork.models import Decision, Request
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_, in_words
from fivestar.projects.queries import projects_in
from fivestar.scorecards.standing import Standing, cards_on, held, names_of, standings
from fivestar.shortfalls.queries import Wanted, narrowed_in, shortfalls_in
from fivestar.territory.queries import branches_of

if TYPE_CHECKING:
    from fivestar.foundation.access import Actor
    from fivestar.territory.models import Region

SECTIONS = {
    "asked": N_("请会议定的事"),
    "open": N_("上次定了还没办完的"),
    "blocked": N_("卡住的：谁要办，谁在等"),
    "moved": N_("上次以来的变化"),
}


class Line(msgspec.Struct, frozen=True):
    """One exception: a message id with its values, and where it is told in full ("" where nowhere)."""

    message: str
    values: dict[str, str | int] = {}
    url: str = ""

    @property
    def words(self) -> str:
        return in_words(self.message, self.values)


class Section(msgspec.Struct, frozen=True):
    """`lines` of those there are; `left` were not shown."""

    id: str
    lines: list[Line]
    left: int

    @property
    def title(self) -> str:
        return in_words(SECTIONS[self.id], {})


class Pack(msgspec.Struct, frozen=True):
    """since: the day from which on it tells what moved; made_on: of which day it is."""

    since: str
    made_on: str
    sections: list[Section]

    @property
    def left(self) -> int:
        return sum(section.left for section in self.sections)

    @property
    def shown(self) -> int:
        return sum(len(section.lines) for section in self.sections)


def pack_of(actor: Actor, district: Region, since: date, at: datetime) -> Pack:
    """As this actor may see it now; a constant number of queries."""
    today = legal_day(at)
    found = {
        "asked": _asked(district),
        "open": _open(district, today),
        "blocked": [*_between(actor, district, today), *_stuck_projects(actor, district, today)],
        "moved": _moved(district, since, today),
    }
    shown = shares([len(lines) for lines in found.values()])
    sections = [
        Section(name, lines[:count], len(lines) - count)
        for (name, lines), count in zip(found.items(), shown, strict=True)
    ]
    return Pack(since.isoformat(), today.isoformat(), sections)


def frozen(pack: Pack) -> dict[str, Any]:
    document: dict[str, Any] = msgspec.to_builtins(pack)
    return document


def read_pack(document: Mapping[str, Any]) -> Pack:
    return msgspec.convert(document, Pack)


def _asked(district: Region) -> list[Line]:
    """In the order in which they were asked."""
    waiting = Request.objects.filter(district=district, declined_at=None, decision=None)
    return [Line(N_("{text}（{office}提请）"), {"text": one.text, "office": one.office}) for one in waiting]


def _open(district: Region, today: date) -> list[Line]:
    """What earlier meetings decided and nobody has closed, what is due first comes first."""
    rows = Decision.objects.filter(meeting__district=district, closed_at=None).select_related("owner")
    return [
        Line(
            N_("{text}：由“{owner}”办，{day} 到期，已过 {days} 天")
            if one.due_on < today
            else N_("{text}：由“{owner}”办，{day} 到期"),
            {
                "text": one.text,
                "owner": one.owner.title,
                "day": one.due_on.isoformat(),
                "days": max((today - one.due_on).days, 0),
            },
            reverse("joint_decision", args=[district.code, one.public_id]),
        )
        for one in rows
    ]


@dataclass(frozen=True, slots=True)
class _Side:
    """What is stuck between a township and a leading department. is_townships: a post of the township must act."""

    code: str
    township: str
    department: str
    is_townships: bool


def _between(actor: Actor, district: Region, today: date) -> list[Line]:
    """Overdue rectifications, by who must act and who waits for it; the longest overdue first. One query.

    Where the post that owns them lies in the township, the department that leads waits; else the township waits.
    """
    overdue = Wanted(state="overdue")
    late = shortfalls_in(actor, district, overdue, narrowed_in(district, today, overdue, ()), today).order_by()
    groups = late.values_list(
        *("branch__township__code", "branch__township__short_name", "branch__township__path", "department"),
        *("owner__path", "owner__title"),
    )
    owners: dict[_Side, list[tuple[date, str, int]]] = {}
    for code, township, path, department, of, owner, count, oldest in groups.annotate(Count("pk"), Min("due_on")):
        side = _Side(code, township, department, of.startswith(path))
        owners.setdefault(side, []).append((oldest, owner, count))
    page = reverse("shortfalls", args=[district.code])
    order = sorted(owners, key=lambda one: (min(owners[one])[0], one.code, one.department, not one.is_townships))
    return [_between_line(side, sorted(owners[side]), page, today) for side in order]


def _between_line(side: _Side, there: Sequence[tuple[date, str, int]], page: str, today: date) -> Line:
    """there: the oldest day, title and count of each post that owns some, the longest overdue first."""
    narrowed = {"township": side.code, "department": side.department, "state": "overdue"}
    return Line(
        N_("{owner}要办，{waits}在等：{township} {count} 项短板逾期，最久 {days} 天")
        if len(there) == 1
        else N_("{owner}等 {posts} 个岗位要办，{waits}在等：{township} {count} 项短板逾期，最久 {days} 天"),
        {
            "owner": there[0][1],
            "posts": len(there),
            "waits": side.department if side.is_townships else side.township,
            "township": side.township,
            "count": sum(count for *_, count in there),
            "days": (today - there[0][0]).days,
        },
        f"{page}?{urlencode(narrowed)}",
    )


def _stuck_projects(actor: Actor, district: Region, today: date) -> Iterator[Line]:
    """Those somebody said are blocked, then those whose next day is over. Two queries."""
    blocked = projects_in(actor, district, state="blocked").select_related("owner").order_by("blocked_since", "pk")
    for one in blocked:
        days = (today - one.blocked_since).days if one.blocked_since else 0
        yield _project_line(
            N_("{who}要办（{needs}），{owner}在等：{village}的项目“{title}”卡住 {days} 天，{because}")
            if one.blocked_by
            else N_("没有写明谁要办，{owner}在等：{village}的项目“{title}”卡住 {days} 天，{because}"),
            one,
            who=one.blocked_by,
            needs=one.blocked_needs,
            days=days,
            because=one.blocked_because,
        )
    running = projects_in(actor, district, state="building").filter(blocked_since=None)
    late = running.annotate(due=Min("phases__last", filter=Q(phases__done_on=None))).filter(due__lt=today)
    for one in late.select_related("owner").order_by("due", "pk"):
        days = (today - one.due).days
        yield _project_line(
            N_("{owner}要办，村（居）民在等：{village}的项目“{title}”过了期限 {days} 天"), one, days=days
        )


def _project_line(message: str, project: Any, **values: str | int) -> Line:
    there = {"village": project.branch.village.name, "title": project.title, "owner": project.owner.title}
    return Line(message, {**there, **values}, reverse("project", args=[project.branch.public_id, project.public_id]))


def _moved(district: Region, since: date, today: date) -> list[Line]:
    """Stars lost, then stars won, in register order; last, how many verdicts changed in all. Confirmed facts only."""
    before = standings(cards_on(since, is_past=True).filter(branch__district=district))
    now = standings(cards_on(today, is_past=False).filter(branch__district=district))
    changed = {
        key: (_stars_gone(before[key], now[key]), _stars_gone(now[key], before[key]))
        for key in before.keys() & now.keys()
    }
    starry = {key: stars for key, stars in changed.items() if any(stars)}
    named = list(branches_of(district).filter(pk__in=starry)) if starry else []
    lost = [_star_line(N_("{village}不再持有{stars}"), one, starry[one.pk][0]) for one in named if starry[one.pk][0]]
    won = [_star_line(N_("{village}新持有{stars}"), one, starry[one.pk][1]) for one in named if starry[one.pk][1]]
    verdicts = sum(_verdicts_changed(before[key], now[key]) for key in changed)
    if not verdicts:
        return [*lost, *won]
    return [*lost, *won, Line(N_("全区 {count} 项任务的判定变了"), {"count": verdicts})]


def _stars_gone(first: Standing, then: Standing) -> tuple[str, ...]:
    """Names of the stars held first and not then."""
    return names_of(first.rulebook, held(first.rulebook, first.stars) - held(then.rulebook, then.stars))


def _star_line(message: str, branch: Any, stars: Sequence[str]) -> Line:
    return Line(
        message,
        {"village": branch.village.name, "stars": "、".join(f"“{star}”" for star in stars)},
        reverse("branch", args=[branch.public_id]),
    )


def _verdicts_changed(before: Standing, now: Standing) -> int:
    """Under other standards nothing can be compared."""
    if before.digest != now.digest:
        return 0
    return sum(one != other for one, other in zip(before.outcomes, now.outcomes, strict=True))
