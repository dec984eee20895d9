"""问题清单 and 整改台账, as a workbook and as a print, in the layout people know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_
from fivestar.foundation.sheets import Sheet, write_xlsx
from fivestar.foundation.typeset import pdf_of
from fivestar.responsibility.in_charge import FIVE_LEVELS, Holder, duty_holders, offices_of
from fivestar.responsibility.matrix import WORDS as DUTY_WORDS
from fivestar.scorecards.answered import Aim, aims_of
from fivestar.shortfalls.words import who_is

if TYPE_CHECKING:
    from fivestar.shortfalls.pages import Line
    from fivestar.territory.models import Region

_TEMPLATE = Path(__file__).parent / "typst" / "list.typ"
MOST_PRINTED = 1_000
"""Lines on paper; who needs more takes the workbook."""

Cells = Sequence[str | int | date | None]

_PLACE = (N_("序号"), N_("乡镇（街道）"), N_("村（社区）"), N_("目标星级"), N_("所属星"), N_("任务编号"))
_PROBLEM = (*_PLACE, N_("存在问题"), N_("核实情况"), N_("差距"), N_("由谁供数"), N_("牵头部门"))
_HISTORY = (N_("首次发现"), N_("反弹次数"))
_MEASURE = (
    *(N_("整改措施"), N_("立项情况"), N_("责任岗位"), N_("责任人"), N_("整改时限"), N_("整改状态")),
    *(N_("销号日期"), N_("销号人")),
)
_PROBLEM_WIDTHS = (6, 14, 14, 9, 12, 10, 28, 10, 28, 24, 18, 20, 20, 20, 20, 20, 12, 9)
_LEDGER_WIDTHS = (6, 14, 14, 9, 12, 10, 28, 10, 28, 24, 18, 36, 28, 22, 12, 12, 16, 12, 22)


def problem_rows(lines: Sequence[Line], district: Region, today: date) -> list[Cells]:
    """问题清单: what is lacking, who supplies and leads, and the chain of five by post. Two queries."""
    aims = _aims(lines)
    holders = duty_holders(district, FIVE_LEVELS, today)
    chains = {path: [_over(holders[duty], path) for duty in FIVE_LEVELS] for path in {one.branch.path for one in lines}}
    return [
        (
            *_problem(number, line, aims),
            *chains[line.branch.path],
            line.row.opened_on,
            line.row.falls,
        )
        for number, line in enumerate(lines, 1)
    ]


def ledger_rows(lines: Sequence[Line], district: Region) -> list[Cells]:
    """整改台账: what somebody took up, until when, and how it stands. Two queries."""
    taken = [line for line in lines if line.row.owner_id is not None]
    aims = _aims(taken)
    offices = offices_of({line.row.struck_off_by for line in taken if line.row.struck_off_by}, district.path)
    return [
        (
            *_problem(number, line, aims),
            line.row.measure,
            project_words(line),
            line.owner,
            line.holder,
            line.row.due_on,
            gettext("逾期 {days} 天").format(days=line.days_late) if line.days_late else line.state,
            legal_day(line.row.struck_off_at) if line.row.struck_off_at else None,
            offices.get(line.row.struck_off_by, ""),
        )
        for number, line in enumerate(taken, 1)
    ]


def workbook_of(lines: Sequence[Line], district: Region, today: date) -> bytes:
    """Two sheets; the second holds what somebody has taken up."""
    chain = tuple(gettext(DUTY_WORDS[duty]) for duty in FIVE_LEVELS)
    problems = Sheet(
        gettext("问题清单"),
        (*_words(_PROBLEM), *chain, *_words(_HISTORY)),
        problem_rows(lines, district, today),
        _PROBLEM_WIDTHS,
    )
    ledger = Sheet(gettext("整改台账"), _words((*_PROBLEM, *_MEASURE)), ledger_rows(lines, district), _LEDGER_WIDTHS)
    target = BytesIO()
    write_xlsx(target, [problems, ledger])
    return target.getvalue()


def print_of(title: str, lines: Sequence[Line], total: int, today: date, *, is_fictitious: bool) -> bytes:
    """A4 across: number, place, task and gap, who, until when, how it stands."""
    data: dict[str, Any] = {
        "title": title,
        "mark": gettext("演示数据") if is_fictitious else "",
        "about": gettext("截至 {day}，共 {total} 项，这里是 {shown} 项。").format(
            day=today.isoformat(), total=total, shown=len(lines)
        ),
        "head": _words(
            (
                *(N_("序号"), N_("村（社区）"), N_("所属星"), N_("存在问题"), N_("差距"), N_("牵头部门")),
                *(N_("整改措施"), N_("责任岗位"), N_("整改时限"), N_("整改状态")),
            )
        ),
        "rows": [
            [
                str(number),
                line.branch.village.name,
                line.star,
                f"{line.row.criterion} {line.task}",
                f"{line.verdict} {line.gap}".strip(),
                line.department,
                gettext("；").join(part for part in (line.row.measure, project_words(line)) if part),
                f"{line.owner} {line.holder}".strip(),
                line.row.due_on.isoformat() if line.row.due_on else "",
                line.state,
            ]
            for number, line in enumerate(lines, 1)
        ],
        "nothing": gettext("现在没有短板"),
        "signatures": [gettext("支部"), gettext("乡镇（街道）"), gettext("区委组织部")],
    }
    return pdf_of(_TEMPLATE, data)


def project_words(line: Line) -> str:
    """The projects that serve it with their states; that one is needed and is not there; "" else."""
    if line.lacks_project:
        return gettext("要立项，还没有立")
    return gettext("；").join(
        f"{one.title}（{one.state}）" if one.title else gettext("有项目，公开以后看得到") for one in line.helpers
    )


def _problem(number: int, line: Line, aims: Mapping[int, Aim]) -> Cells:
    aim = aims.get(line.row.branch_id)
    return (
        number,
        line.branch.township.name,
        line.branch.village.name,
        aim.level if aim else None,
        line.star,
        line.row.criterion,
        line.task,
        line.verdict,
        line.gap,
        line.suppliers,
        line.department,
    )


def _aims(lines: Iterable[Line]) -> dict[int, Aim]:
    rows = [line.row for line in lines]
    return aims_of({row.branch_id for row in rows}, {row.edition_id: row.edition for row in rows}.values())


def _over(holders: Iterable[Holder], path: str) -> str:
    """The posts of a duty nearest to a branch, with surnames; a gap says so."""
    over = [post for holder in holders for post in holder.posts if path.startswith(post.path)]
    deepest = max((len(post.path) for post in over), default=0)
    nearest = [post for post in over if len(post.path) == deepest]
    return gettext("、").join(who_is(post) for post in nearest) or gettext("空缺")


def _words(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(gettext(one) for one in ids)
