"""What goes on the notice board and on paper: Chinese only, as the village reads it (拟定 wording)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fivestar.projects.models import SOURCES
from fivestar.projects.planning import yuan
from fivestar.standards.law.kinds import BODIES

if TYPE_CHECKING:
    from fivestar.projects.models import Deliberation, Project
    from fivestar.projects.money import Early

_SOURCE = dict(SOURCES)


def decision_text(project: Project, meetings: Sequence[Deliberation]) -> str:
    """meetings: those that carried, in order."""
    parts = [f"{vote_text(one)}。" for one in meetings]
    sources = "、".join(f"{_SOURCE[one.kind]} {yuan(one.amount)} 元" for one in project.sources.all())
    money = f"预算 {yuan(project.budget)} 元" + (f"（{sources}）" if sources else "")
    return f"项目：{project.title}。{project.purpose}。{money}。" + "".join(parts)


def vote_text(meeting: Deliberation) -> str:
    """“2023年6月10日党员大会：应到 45，实到 34，赞成 30、反对 3、弃权 1”."""
    day = f"{meeting.held_on.year}年{meeting.held_on.month}月{meeting.held_on.day}日"
    paper = f"、废票 {meeting.spoilt}、未交回 {meeting.kept}" if meeting.by_paper else ""
    votes = f"赞成 {meeting.favour}、反对 {meeting.against}、弃权 {meeting.abstained}{paper}"
    merged = "（“一肩挑”，支部提议和两委商议合并）" if meeting.merges else ""
    return f"{day}{BODIES[meeting.body]}{merged}：应到 {meeting.due}，实到 {meeting.present}，{votes}"


def result_text(project: Project, spent: int, early: Early | None = None) -> str:
    """early: what of it was spent before the decision; the village reads that too."""
    on = project.accepted_on
    day = f"{on.year}年{on.month}月{on.day}日" if on else ""
    money = f"预算 {yuan(project.budget)} 元，实际支出 {yuan(spent)} 元"
    if early is not None:
        money += f"，其中决议前支出 {yuan(early.amount)} 元"
    return f"项目：{project.title}。{day}验收：{project.accepted_saying}。{money}。"
