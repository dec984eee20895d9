"""Why each star is held, not yet held or unknown, in plain words for anybody.

Of tasks as `masking` leaves them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext

from fivestar.scorecards.templatetags.wall import supplied_by

if TYPE_CHECKING:
    from fivestar.scorecards.shapes import StarView, TaskView


@dataclass(frozen=True, slots=True)
class Reason:
    """A task in one line. says: what its figures are; needs, lacks: "" where there is nothing to name; who supplies."""

    name: str
    verdict: str
    says: str
    needs: str
    lacks: str
    why: str
    who: str


@dataclass(frozen=True, slots=True)
class StarReason:
    """A star with the tasks that decide: those in the way first, folded those that are met."""

    id: str
    short: str
    name: str
    verdict: str
    words: str
    rule: str
    wanting: tuple[Reason, ...]
    met: tuple[Reason, ...]


def star_reason(star: StarView) -> StarReason:
    wanting = () if star.verdict == "met" else (*star.missing, *star.open, *star.pending)
    return StarReason(
        id=star.id,
        short=star.short,
        name=star.name,
        verdict=star.verdict,
        words=_words(star),
        rule=star.won_by_words,
        wanting=tuple(reason(task) for task in wanting),
        met=tuple(reason(task) for task in star.tasks if task.verdict == "met"),
    )


def reason(task: TaskView) -> Reason:
    return Reason(
        name=task.name,
        verdict=task.verdict,
        says=task.value_words or "",
        needs=task.threshold_words or "",
        lacks=task.gap_words or "",
        why=str(task.unknown_reason or ""),
        who=supplied_by(task),
    )


def _words(star: StarView) -> str:
    if star.verdict == "met":
        count = sum(task.verdict == "met" for task in star.tasks)
        return ngettext("已获：{n} 项任务达标", "已获：{n} 项任务达标", count).format(n=count)
    said = []
    if star.missing:
        said.append(ngettext("还差 {n} 项", "还差 {n} 项", len(star.missing)).format(n=len(star.missing)))
    if star.open:
        said.append(ngettext("{n} 项待核实", "{n} 项待核实", len(star.open)).format(n=len(star.open)))
    if not said and star.requires:
        return gettext("须先获{stars}").format(stars="、".join(star.requires))
    if not said:
        return gettext("期限未到，正在累计")
    return gettext("，").join(said)
