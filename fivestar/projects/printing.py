"""Six forms and two notices from one record. No layout is published: ours are drafted (拟定). Chinese only.

A form of a meeting that was not held yet prints with blanks, to be filled in by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fivestar.foundation.typeset import pdf_of
from fivestar.projects.actions.building import spent_on, words_of
from fivestar.projects.models import KINDS, SOURCES
from fivestar.projects.money import decided_on, early_of
from fivestar.projects.planning import yuan
from fivestar.projects.words import OUTCOME_WORDS
from fivestar.standards.law.kinds import BODIES

if TYPE_CHECKING:
    from fivestar.projects.models import Deliberation, Project

_FOLDER = Path(__file__).parent / "typst"
_BLANK = " "
_DRAFTED = "拟定版式"
_AT_MEETINGS = ("主持人", "记录人", "监票人")
_KIND, _SOURCE = dict(KINDS), dict(SOURCES)

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Print:
    """One of the eight. step: the meeting it is about. has_names: witnesses stand on it."""

    id: str
    title: str
    parts: Callable[[Project], list[dict[str, Any]]] | None = None
    step: str = ""
    signatures: tuple[str, ...] = ()

    @property
    def is_notice(self) -> bool:
        return not self.signatures


def _part(heading: str = "", pairs: Pairs | None = None, head: Sequence[str] = (), rows: Any = ()) -> dict[str, Any]:
    return {"heading": heading, "pairs": pairs or [], "head": list(head), "rows": [list(row) for row in rows]}


def _project(project: Project) -> dict[str, Any]:
    return _part(
        pairs=[
            ("村（社区）", f"{project.branch.township.name} {project.branch.village.name}"),
            ("项目名称", project.title),
            ("项目编号", project.public_id),
        ]
    )


def _proposal(project: Project) -> list[dict[str, Any]]:
    touched = [
        words
        for words, is_so in (("动用集体资金", project.spends_collective), ("涉及村民利益", project.touches_villagers))
        if is_so
    ]
    served = "；".join(f"{one.criterion} {one.name}" for one in project.served.all())
    return [
        _project(project),
        _part(
            pairs=[
                ("类别", _KIND[project.kind]),
                ("提案内容和理由", project.purpose),
                ("为什么要议", "、".join(touched)),
                ("补哪些短板", served or "无"),
                ("验收标准", project.acceptance),
                ("责任岗位", project.owner.title),
                ("谁来办、谁监督", project.people or _BLANK),
            ]
        ),
        _part(
            "资金",
            head=("来源", "金额（元）"),
            rows=[
                *((_SOURCE[one.kind], yuan(one.amount)) for one in project.sources.all()),
                ("合计", yuan(project.budget)),
            ],
        ),
        _part(
            "时间安排",
            head=("阶段", "计划开始", "计划结束"),
            rows=[(one.name, _day(one.planned_first), _day(one.planned_last)) for one in project.phases.all()],
        ),
    ]


def _of_step(step: str) -> Callable[[Project], list[dict[str, Any]]]:
    def parts(project: Project) -> list[dict[str, Any]]:
        rows = [
            one
            for one in project.deliberations.filter(withdrawn_at=None).select_related("both_posts")
            if one.step == step or (one.merges and step in ("propose", "consult"))
        ]
        meetings = [_meeting(one, number) for number, one in enumerate(rows, 1)]
        return [_project(project), _part(pairs=[("议题", project.purpose)]), *(meetings or [_blank_meeting()])]

    return parts


def _meeting(meeting: Deliberation, number: int) -> dict[str, Any]:
    merged = "（“一肩挑”，支部提议与两委商议合并）" if meeting.merges else ""
    both = meeting.both_posts
    said = [("“一肩挑”由谁写明", f"{both.stated_as}，{both.source}")] if both else []
    paper = [("废票／未交回", f"{meeting.spoilt}／{meeting.kept}")] if meeting.by_paper else []
    rules = "；".join(f"{one['article']}：{one['source']}" for one in meeting.rules)
    return _part(
        f"第 {number} 次会议",
        pairs=[
            ("会议", f"{BODIES[meeting.body]}{merged}"),
            *said,
            ("通知日期", _day(meeting.notified_on)),
            ("会议日期", _day(meeting.held_on)),
            ("应到／实到", f"{meeting.due}／{meeting.present}"),
            *([("应到变少的说明", meeting.due_because)] if meeting.due_because else []),
            ("表决方式", "票决" if meeting.by_paper else "举手"),
            ("赞成／反对／弃权", f"{meeting.favour}／{meeting.against}／{meeting.abstained}"),
            *paper,
            ("监票人", "、".join(meeting.witnesses)),
            ("结果", OUTCOME_WORDS[meeting.outcome]),
            ("依据", rules or "规则待录入"),
        ],
    )


def _blank_meeting() -> dict[str, Any]:
    labels = ("会议", "通知日期", "会议日期", "应到／实到", "表决方式", "赞成／反对／弃权", "监票人", "结果")
    return _part("会议记录", pairs=[(label, _BLANK) for label in labels])


def _result(project: Project) -> list[dict[str, Any]]:
    spent, spendings = spent_on(project), list(_standing(project))
    early = early_of(spendings, decided_on(list(project.deliberations.all())))
    before = [("其中决议前支出", f"{_day(early.decided)}才决议", "", yuan(early.amount))] if early else []
    return [
        _project(project),
        _part(
            "实施",
            head=("阶段", "计划", "现在", "完成"),
            rows=[
                (
                    one.name,
                    f"{_day(one.planned_first)} 至 {_day(one.planned_last)}",
                    f"{_day(one.first)} 至 {_day(one.last)}",
                    _day(one.done_on),
                )
                for one in project.phases.all()
            ],
        ),
        _part(
            "资金",
            head=("日期", "花在什么上", "凭证", "金额（元）"),
            rows=[
                *((_day(one.day), one.what, one.voucher, yuan(one.amount)) for one in spendings),
                ("合计", "", "", yuan(spent)),
                *before,
                ("预算", "", "", yuan(project.budget)),
            ],
        ),
        _part(
            "验收",
            pairs=[
                ("验收标准", project.acceptance),
                ("验收日期", _day(project.accepted_on)),
                ("验收意见", project.accepted_saying or _BLANK),
            ],
        ),
    ]


def _standing(project: Project) -> Any:
    return project.spendings.filter(withdrawn_at=None)


PRINTS = (
    Print("proposal", "议题提案表", _proposal, signatures=("提案人", "党支部书记")),
    Print("propose", "支部提议记录表", _of_step("propose"), "propose", _AT_MEETINGS),
    Print("consult", "两委商议记录表", _of_step("consult"), "consult", _AT_MEETINGS),
    Print("deliberate", "党员大会审议记录表", _of_step("deliberate"), "deliberate", _AT_MEETINGS),
    Print(
        "resolve", "村（居）民（代表）会议决议记录表", _of_step("resolve"), "resolve", ("主持人", "记录人", "监票人")
    ),
    Print("result", "项目实施和验收表", _result, signatures=("负责人", "监督委员会", "验收人")),
    Print("decision-notice", "决议公开"),
    Print("result-notice", "实施结果公开"),
)
BY_ID = {one.id: one for one in PRINTS}


def is_due(project: Project, wanted: Print) -> bool:
    """A notice prints once there is something to publish: nobody hangs up a decision that was not made."""
    if not wanted.is_notice:
        return True
    kind = wanted.id.partition("-")[0]
    waits = {"decision": ("resolved", "building", "accepted", "done"), "result": ("accepted", "done")}
    return project.state in waits[kind]


def pdf(project: Project, wanted: Print) -> bytes:
    mark = "演示数据" if project.branch.district.is_fictitious else ""
    if wanted.parts is None:
        return pdf_of(_FOLDER / "notice.typ", {**_notice(project, wanted), "mark": mark})
    parts, signatures = wanted.parts(project), list(wanted.signatures)
    told = {"title": wanted.title, "layout": _DRAFTED, "mark": mark, "parts": parts, "signatures": signatures}
    return pdf_of(_FOLDER / "form.typ", told)


def _notice(project: Project, wanted: Print) -> dict[str, Any]:
    """As it was posted; before that, as it would be, with blanks for place and days."""
    kind = wanted.id.partition("-")[0]
    rows = project.publications.filter(kind=kind, notice__withdrawn_at=None).select_related("notice")
    last = rows.last()
    posted = last.notice if last else None
    if posted is not None:
        body, period = posted.body, f"公开时间：{_day(posted.from_day)}至{_day(posted.to_day)}。地点：{posted.place}。"
    else:
        body = words_of(project, kind)
        period = "公开时间：　　　　至　　　　。地点：　　　　。"
    return {
        "title": wanted.title,
        "body": body.splitlines(),
        "period": period,
        "objection": "有不同意见的，可以向村（居）务监督委员会或乡镇（街道）反映。",
        "from": project.branch.village.name,
        "day": _day(posted.from_day) if posted else "　　年　　月　　日",
    }


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else _BLANK
