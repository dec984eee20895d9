"""Draws the wall's cells: one place decides figure, look and spoken words of a branch's square.

A cell never speaks by colour alone: the level is a figure, unknown a hatch with “?”, below target an outline, a change
of this week a triangle, and all of it stands in words in the link's label.
"""

from dataclasses import dataclass

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from fivestar.foundation.access import Duty
from fivestar.foundation.outcome import N_
from fivestar.foundation.templatetags.page import level_words
from fivestar.responsibility.queries import InCharge
from fivestar.scorecards.shapes import Block, Card, Cell, HistoryLine, HoverCard, TaskView, Wall

register = template.Library()

Carrying = Card | HoverCard | HistoryLine


@dataclass(frozen=True, slots=True)
class Face:
    """What a cell shows: kind is the CSS class, figure the text inside, words what is said."""

    kind: str
    figure: str
    words: str


_BY_STAR = {
    "0": Face("lack", "☆", N_("未获此星")),
    "1": Face("hold", "★", N_("已获此星")),
    "2": Face("unknown", "?", N_("此星待核实")),
    "3": Face("none", "–", N_("此星不适用")),
    "4": Face("pending", N_("期"), N_("此星期内")),
    "5": Face("pending", N_("期"), N_("此星期内，进度落后")),
}


def face_of(cell: Cell, wall: Wall) -> Face:
    """By star under a star filter, by open tasks under a department's or a task force's, else by level."""
    if wall.star is not None:
        return _by_star(cell)
    if wall.counts_tasks:
        return _by_tasks(cell)
    if cell.category == "outside":
        return Face("out", "–", gettext("不在创建范围"))
    if cell.is_unknown:
        return Face("unknown", "?", _still_open(cell))
    return Face(str(cell.level), str(cell.level), _in_figures(cell.level or 0, cell.at_most))


def _by_star(cell: Cell) -> Face:
    if cell.filtered is None:
        return Face("out", "–", gettext("无此星"))
    face = _BY_STAR[cell.filtered]
    return _said(face)


def _said(face: Face) -> Face:
    return Face(face.kind, gettext(face.figure), gettext(face.words))


def _by_tasks(cell: Cell) -> Face:
    if cell.waits_on is None:
        return Face("out", "–", gettext("无任务"))
    if cell.waits_on == 0:
        return Face("none", "·", gettext("没有未完成的任务"))
    words = ngettext("{count} 项任务未达标或待核实", "{count} 项任务未达标或待核实", cell.waits_on)
    return Face("wait", str(cell.waits_on), words.format(count=cell.waits_on))


def _still_open(cell: Cell) -> str:
    if not cell.at_most:
        return gettext("待核实")
    return gettext("待核实，至多 {most} 星").format(most=cell.at_most)


def _in_figures(level: int, at_most: int | None) -> str:
    """“3 星，至多 4 星”: the figure drawn in the cell must be among the words said for it."""
    if at_most is None or at_most <= level:
        return gettext("{level} 星").format(level=level)
    return gettext("{level} 星，至多 {most} 星").format(level=level, most=at_most)


def lacks_for_target(cell: Cell, wall: Wall) -> bool:
    """Below its target; under a star filter, the target names this star and it is not held."""
    if wall.star is not None:
        return wall.star in cell.target_stars and cell.filtered != "1"
    return not wall.counts_tasks and cell.is_below_target


def spoken(cell: Cell, wall: Wall, face: Face) -> str:
    """“青塘村：3 星，至多 4 星；目标 4 星；低于目标；本周有星补齐”."""
    parts = [face.words]
    if cell.target_level is not None:
        parts.append(gettext("目标 {level} 星").format(level=cell.target_level))
    if lacks_for_target(cell, wall):
        parts.append(gettext("低于目标") if wall.star is None else gettext("目标要求此星"))
    if cell.changed == "up":
        parts.append(gettext("本周有星补齐"))
    if cell.changed == "down":
        parts.append(gettext("本周有星失去"))
    return gettext("{name}：{what}").format(name=cell.name, what=gettext("；").join(parts))


@register.simple_tag
def wall_cell(cell: Cell, wall: Wall, page: str = "branch") -> SafeString:
    """page: name of the address it leads to."""
    face = face_of(cell, wall)
    words = spoken(cell, wall, face)
    marks = " is-below" if lacks_for_target(cell, wall) else ""
    if cell.changed is not None:
        marks += f" is-{cell.changed}"
    return format_html(
        '<a class="cell cell--{}{}" href="{}" title="{}" aria-label="{}">{}</a>',
        face.kind,
        marks,
        reverse(page, args=[cell.public_id]),
        words,
        words,
        face.figure,
    )


@register.simple_tag
def star_counts(block: Block) -> list[tuple[Face, int]]:
    """How many branches of a region above the districts stand how with the star looked at."""
    faces = ((_BY_STAR[code], count) for code, count in sorted(block.star_counts.items()) if count)
    return [(_said(face), count) for face, count in faces]


@register.filter
def share_of(count: int, target: int | None) -> int:
    """Width of a bar of 200 units: how much of the target is reached, at most all of it."""
    if not target:
        return 0
    return min(200, count * 200 // target)


@register.filter
def day_number(day: object) -> int:
    """A date as the integer the range input slides over (days since year 1)."""
    return day.toordinal() if hasattr(day, "toordinal") else 0


@register.simple_tag
def carried(card: Carrying) -> str:
    """What a scorecard carries, in words; nothing decided is “待核实，至多五星”, as its cell is a question mark."""
    if card.level == 0 and card.at_most and not any(star.code in "01" for star in card.stars):
        return gettext("待核实，至多{most}").format(most=level_words(card.at_most))
    return level_words(card.level, card.at_most)


@register.simple_tag
def supplied_by(task: TaskView) -> str:
    """“区农业农村局供数”, “村(社区)供数”: who is asked for what the task needs."""
    if task.supplied_by == "village":
        return gettext("村（社区）供数")
    if task.supplied_by == "township":
        return gettext("乡镇（街道）供数")
    departments = dict.fromkeys(fact.department for fact in task.facts if fact.department)
    return gettext("{departments}供数").format(departments="、".join(departments) or task.department)


_DUTIES = {
    Duty.LEAD: N_("包乡"),
    Duty.GUIDE: N_("指导"),
    Duty.SUPPORT: N_("帮建"),
    Duty.MANAGE: N_("具体"),
    Duty.OWN: N_("直接"),
}


@register.filter
def duty_words(duty: Duty) -> str:
    """The name of one of the five levels."""
    return gettext(_DUTIES[duty])


@register.filter
def who(post: InCharge) -> str:
    """“柳河镇包乡领导（周）”, “区水利局（未定）”: the office and the surname, the same on every page."""
    return gettext("{office}（{name}）").format(office=post.office, name=post.surname or gettext("未定"))
