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
from fivestar.foundation.sheets import Ledger, write_ledgers
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

_PLACE = (N_("序号"), N_("乡镇（街道）"), N_("村（社区）"))
_PROBLEM = (
    *(*_PLACE, N_("目标星级"), N_("所属星"), N_("任务编号"), N_("存在问题"), N_("核实情况"), N_("差距")),
    *(N_("由谁供数"), N_("牵头部门"), N_("首次发现"), N_("反弹次数")),
)
_LEDGER = (
    *(*_PLACE, N_("存在问题"), N_("整改措施"), N_("责任单位（岗位）"), N_("责任人"), N_("牵头部门"), N_("整改时限")),
    *(N_("进展"), N_("销号时间"), N_("销号人"), N_("立项情况")),
)
_LEDGER_MORE = (N_("目标星级"), N_("所属星"), N_("任务编号"), N_("核实情况"), N_("差距"))
"""For whoever sorts and filters; not on paper, where the columns are those of the ledger people know."""
_PROBLEM_WIDTHS = (5, 10, 13, 6, 11, 7, 26, 8, 24, 16, 15, 11, 6)
_LEDGER_WIDTHS = (5, 10, 12, 28, 26, 16, 8, 14, 11, 11, 11, 15, 16)
_CHAIN_WIDTH = 18


def problem_rows(lines: Sequence[Line], district: Region, today: date) -> list[Cells]:
    """问题清单: what is lacking, who supplies and leads; beside it the chain of five by post. Two queries."""
    aims = _aims(lines)
    holders = duty_holders(district, FIVE_LEVELS, today)
    chains = {path: [_over(holders[duty], path) for duty in FIVE_LEVELS] for path in {one.branch.path for one in lines}}
    return [
        (
            *_place(number, line),
            _level(line, aims),
            line.star,
            line.row.criterion,
            line.task,
            line.verdict,
            line.gap,
            line.suppliers,
            line.department,
            line.row.opened_on,
            line.row.falls,
            *chains[line.branch.path],
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
            *_place(number, line),
            f"{line.task}（{gettext('，').join(part for part in (line.verdict, line.gap) if part)}）",
            line.row.measure,
            line.owner,
            line.holder,
            line.department,
            line.row.due_on,
            gettext("逾期 {days} 天").format(days=line.days_late) if line.days_late else line.state,
            legal_day(line.row.struck_off_at) if line.row.struck_off_at else None,
            offices.get(line.row.struck_off_by, ""),
            project_words(line),
            *(_level(line, aims), line.star, line.row.criterion, line.verdict, line.gap),
        )
        for number, line in enumerate(taken, 1)
    ]


def workbook_of(lines: Sequence[Line], place: str, district: Region, today: date) -> bytes:
    """Two sheets; the second holds what somebody has taken up. place: whose list it is."""
    chain = tuple(gettext(DUTY_WORDS[duty]) for duty in FIVE_LEVELS)
    problems = _ledger(
        gettext("问题清单"),
        place,
        (*_words(_PROBLEM), *chain),
        problem_rows(lines, district, today),
        (*_PROBLEM_WIDTHS, *(_CHAIN_WIDTH for _ in chain)),
        (len(_PROBLEM), district, today),
    )
    ledger = _ledger(
        gettext("整改台账"),
        place,
        _words((*_LEDGER, *_LEDGER_MORE)),
        ledger_rows(lines, district),
        (*_LEDGER_WIDTHS, *(12 for _ in _LEDGER_MORE)),
        (len(_LEDGER), district, today),
    )
    target = BytesIO()
    write_ledgers(target, [problems, ledger])
    return target.getvalue()


def _ledger(
    name: str,
    place: str,
    header: Sequence[str],
    rows: Sequence[Cells],
    widths: Sequence[int],
    of: tuple[int, Region, date],
) -> Ledger:
    """of: columns on paper, district, day."""
    on_paper, district, today = of
    return Ledger(
        sheet=name,
        title=gettext("{place}{sheet}").format(place=place, sheet=name),
        about=gettext("截至 {day}，共 {total} 项").format(day=today.isoformat(), total=len(rows)),
        header=header,
        rows=rows,
        widths=widths,
        on_paper=on_paper,
        frozen=3,
        mark=gettext("演示数据") if district.is_fictitious else "",
        page=gettext("第 {} 页，共 {} 页"),
    )


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


def _place(number: int, line: Line) -> tuple[int, str, str]:
    return number, line.branch.township.name, line.branch.village.name


def _level(line: Line, aims: Mapping[int, Aim]) -> int | None:
    aim = aims.get(line.row.branch_id)
    return aim.level if aim else None


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
