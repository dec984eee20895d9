"""Rows of an export: which columns mean what, and what is wrong with a row. All faults of a row at once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from fivestar.facts import periods
from fivestar.foundation.access import Actor, visible
from fivestar.foundation.bringing.rows import IS_COMPUTED, is_computed
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_
from fivestar.meetings.judging import Fault, Told, faults_of
from fivestar.meetings.kinds import KINDS, Kind, kind_written, plain
from fivestar.meetings.models import MeetingFile, StagedMeeting
from fivestar.meetings.queries import standing_keys
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.foundation.sheets import Table
    from fivestar.territory.models import Region

COLUMNS: dict[str, tuple[str, ...]] = {
    "branch": ("代码", "支部代码", "村代码", "区划代码", "12位代码", "统计用区划代码", "code", "branch"),
    "kind": ("会议类型", "类型", "会议类别", "活动类型", "组织生活类型", "kind"),
    "group": ("党小组", "第几党小组", "党小组序号", "group"),
    "held_on": ("日期", "会议日期", "开会日期", "召开时间", "会议时间", "开始时间", "held_on"),
    "due": ("应到", "应到人数", "应参会人数", "due"),
    "present": ("实到", "实到人数", "到会人数", "参会人数", "present"),
    "topic": ("议题", "主题", "会议主题", "会议议题", "会议名称", "活动主题", "topic"),
}
REQUIRED = ("branch", "kind", "held_on", "due", "present", "topic")
COLUMN_WORDS = {column: spellings[0] for column, spellings in COLUMNS.items()}
_CALLED = {plain(word).lower(): column for column, words in COLUMNS.items() for word in words}
_GROUP = re.compile(r"^第?(\d{1,3})(党?小组|组)?$")
_CHINESE = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_WHOLE = re.compile(r"^\d{1,6}$")


@dataclass(frozen=True, slots=True)
class Branches:
    """What rows are judged by: code → (id, category), and the branches he may record for."""

    by_code: Mapping[str, int]
    categories: Mapping[int, str]
    may_record: frozenset[int]
    known: frozenset[tuple[int, str, int, date]]
    today: date


def columns_of(header: Sequence[str]) -> dict[str, int] | list[Fault]:
    """Column → place; columns nobody asked for are left alone, as exports carry many. Or what is missing."""
    found: dict[str, int] = {}
    for place, written in enumerate(header):
        column = _CALLED.get(plain(str(written or "")).lower())
        if column is not None:
            found.setdefault(column, place)
    missing = [column for column in REQUIRED if column not in found]
    if missing:
        return [Fault(COLUMN_WORDS[one], N_("缺少“{column}”这一列"), {"column": COLUMN_WORDS[one]}) for one in missing]
    return found


def rules_for(actor: Actor, district: Region, at: datetime) -> Branches:
    branches = territory.branches_of(district)
    allowed = visible(actor, "meetings.record", branches)
    may_record = frozenset(allowed.values_list("pk", flat=True))
    return Branches(
        by_code=territory.branch_ids_by_code(district),
        categories=dict(branches.values_list("pk", "category")),
        may_record=may_record,
        known=frozenset(standing_keys(may_record)),
        today=legal_day(at),
    )


def staged_rows(file: MeetingFile, table: Table, columns: Mapping[str, int], rules: Branches) -> list[StagedMeeting]:
    """Unsaved. A second row of the same branch, kind and day is a fault; one on record already is only `is_known`."""
    first_rows: dict[tuple[int, str, int, date], int] = {}
    return [
        _staged(file, number, {name: cells[place] for name, place in columns.items()}, rules, first_rows)
        for number, cells in table.rows
    ]


def _staged(
    file: MeetingFile,
    number: int,
    raw: Mapping[str, object],
    rules: Branches,
    first_rows: dict[tuple[int, str, int, date], int],
) -> StagedMeeting:
    faults = [Fault(name, IS_COMPUTED) for name, cell in raw.items() if is_computed(cell)]
    branch = _branch(raw["branch"], rules, faults)
    told = _told(raw, faults)
    if told is not None and branch is not None:
        faults += faults_of(told, category=rules.categories[branch], today=rules.today)
    row = StagedMeeting(file=file, row=number, branch_id=branch, raw={name: _text(one) for name, one in raw.items()})
    if told is not None and branch is not None and not faults:
        key = (branch, told.kind.id, told.group, told.held_on)
        if (first := first_rows.setdefault(key, number)) != number:
            faults.append(Fault("held_on", N_("与第 {row} 行重复：同一支部、同一类、同一天"), {"row": first}))
        row.kind, row.group, row.held_on = told.kind.id, told.group, told.held_on
        row.due, row.present, row.topic = told.due, told.present, told.topic
        row.is_known = key in rules.known
    row.fault = [fault.as_json() for fault in faults] or None
    return row


def _branch(written: object, rules: Branches, faults: list[Fault]) -> int | None:
    code = _text(written)
    branch = rules.by_code.get(code)
    if not re.fullmatch(r"\d{12}", code):
        faults.append(Fault("branch", N_("应是 12 位数字代码,现为“{found}”"), {"found": code}))
    elif branch is None:
        faults.append(Fault("branch", N_("本区名录里没有代码 {found}"), {"found": code}))
    elif branch not in rules.may_record:
        faults.append(Fault("branch", N_("这个支部不在您的岗位范围内")))
        return None
    return branch


def _told(raw: Mapping[str, object], faults: list[Fault]) -> Told | None:
    kind = _kind(raw["kind"], faults)
    held_on = _day(raw["held_on"], faults)
    due, present = _number("due", raw["due"], faults), _number("present", raw["present"], faults)
    if kind is None or held_on is None or due is None or present is None:
        return None
    group = _group(raw.get("group")) if kind.by_group else 0
    return Told(kind, held_on, due, present, " ".join(_text(raw["topic"]).split()), group)


def _kind(written: object, faults: list[Fault]) -> Kind | None:
    kind = kind_written(_text(written))
    if kind is None:
        known = "、".join(one.label for one in KINDS)
        message = N_("不认识会议类型“{found}”，认识的有：{known}")
        faults.append(Fault("kind", message, {"found": _text(written), "known": known}))
    return kind


def _day(written: object, faults: list[Fault]) -> date | None:
    if isinstance(written, datetime):
        return written.date()
    if isinstance(written, date):
        return written
    text = re.split(r"[ T]", _text(written), maxsplit=1)[0]  # 召开时间 often carries the hour
    period = periods.parse(text) if text else None
    if period is None or period.kind != "day":
        faults.append(Fault("held_on", N_("日期应写成 2023-05-31,现为“{found}”"), {"found": _text(written)}))
        return None
    return period.first


def _number(column: str, written: object, faults: list[Fault]) -> int | None:
    text = plain(_text(written)).removesuffix("人")
    if not _WHOLE.match(text):
        faults.append(Fault(column, N_("应填人数,现为“{found}”"), {"found": _text(written)}))
        return None
    return int(text)


def _group(written: object) -> int:
    """0 where it cannot be read; then the row lacks its group."""
    text = plain(_text(written))
    for word, number in _CHINESE.items():
        if text in (word, f"第{word}党小组", f"第{word}小组", f"{word}组"):
            return number
    found = _GROUP.match(text)
    return int(found[1]) if found else 0


def _text(written: object) -> str:
    if written is None:
        return ""
    if isinstance(written, float) and written.is_integer():
        written = int(written)
    if isinstance(written, datetime):
        written = written.date()
    return str(written).strip()
