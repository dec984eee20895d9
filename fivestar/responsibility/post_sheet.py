"""Rows of a workbook of posts: which columns mean what, and everything wrong with a row, by its column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from fivestar.foundation.access import Duty
from fivestar.foundation.bringing.rows import IS_COMPUTED, is_computed
from fivestar.foundation.outcome import N_
from fivestar.foundation.sheets import Table
from fivestar.responsibility.decisions import MAX_NAME, NEW, SECOND_SECRETARY, fault_of_day
from fivestar.responsibility.models import Department, Holding, Person, Post, PostFile, StagedPost
from fivestar.responsibility.post_lines import DUTY_WORDS
from fivestar.responsibility.units import NoSuchUnit, Units

if TYPE_CHECKING:
    from fivestar.territory.models import Region

COLUMNS: dict[str, tuple[str, ...]] = {
    "unit": ("地方", "单位", "乡镇村", "所在地", "代码"),
    "duty": ("责任", "责任类型", "职责"),
    "title": ("岗位", "岗位名称", "职务"),
    "department": ("部门", "单位部门", "帮建部门"),
    "name": ("姓名", "责任人"),
    "number": ("人员编号", "编号"),
    "from_day": ("任职日期", "开始日期", "起"),
    "to_day": ("离任日期", "结束日期", "止"),
}
REQUIRED = ("unit", "duty", "title", "from_day")
COLUMN_WORDS = {column: spellings[0] for column, spellings in COLUMNS.items()}
MAX_TITLE = 60
_CALLED = {word: column for column, words in COLUMNS.items() for word in words}
_AS_HEADED = {  # as the matrix of the five duties heads them
    "包乡领导": Duty.LEAD,
    "业务指导": Duty.GUIDE,
    "部门帮建": Duty.SUPPORT,
    "具体责任": Duty.MANAGE,
    "直接责任": Duty.OWN,
}
_DUTIES = {
    **{words: Duty(value) for value, words in DUTY_WORDS.items()},
    **_AS_HEADED,
    **{duty.value: duty for duty in Duty},
}
_DAY = re.compile(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$")
_OF_DEPARTMENTS = (Duty.SUPPORT, Duty.SUPPLY)
_OF_SECRETARIES = (Duty.OWN, Duty.MANAGE)
_OF_VILLAGES = (Duty.OWN, Duty.HELPER, Duty.SUPERVISE, Duty.SUPPORT)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and in which column."""

    column: str
    message_id: str
    values: Mapping[str, object] = field(default_factory=dict)

    def as_json(self, row: int) -> dict[str, object]:
        return {
            "row": row,
            "column": COLUMN_WORDS[self.column],
            "message_id": self.message_id,
            "values": {**self.values},
        }


def columns_of(header: Sequence[str]) -> dict[str, int] | list[Fault]:
    """Column → its place, or which required ones are missing."""
    found = {_CALLED[heading]: index for index, heading in reversed(list(enumerate(header))) if heading in _CALLED}
    missing = [column for column in REQUIRED if column not in found]
    return [Fault(column, N_("缺少“{column}”这一列"), {"column": COLUMN_WORDS[column]}) for column in missing] or found


class Reader:
    """Judges the rows of one file against the district as it is; a constant number of queries for any length."""

    def __init__(self, district: Region, today: date) -> None:
        self._today = today
        self._units = Units(district)
        self._departments = {one.name: one for one in Department.objects.filter(district=district)}
        self._posts = {
            (post.duty, post.path, post.title, post.department_id): post
            for post in Post.objects.filter(district=district, valid_to__isnull=True).order_by("-pk")
        }
        open_holdings = Holding.objects.filter(post__district=district, to_day__isnull=True)
        self._holders = {one.post_id: one.person for one in open_holdings.select_related("person")}
        last = Holding.objects.filter(post__district=district, to_day__isnull=False).order_by("to_day")
        self._free_after: dict[int, date] = {}
        for post_id, day in last.values_list("post", "to_day"):
            self._free_after[post_id] = day or date.min
        people = Person.objects.filter(holdings__post__district=district).distinct()
        self._people: dict[str, list[Person]] = {}
        for person in people.order_by("pk"):
            self._people.setdefault(person.name, []).append(person)
        self._secretaries = {
            (post.duty, post.path): post.title for post in self._posts.values() if post.duty in _OF_SECRETARIES
        }
        self._rows: dict[object, int] = {}  # post → the row of this file that fills it

    def staged(self, file: PostFile, table: Table, columns: Mapping[str, int]) -> list[StagedPost]:
        return [
            self._row(file, number, {name: text_of(cells[index]) for name, index in columns.items()})
            for number, cells in table.rows
        ]

    def _row(self, file: PostFile, number: int, said: Mapping[str, str]) -> StagedPost:
        faults = [Fault(name, IS_COMPUTED) for name, cell in said.items() if is_computed(cell)]
        row = StagedPost(file=file, row=number, raw=dict(said))
        row.duty = self._duty(said, faults)
        path = self._unit(row, said, faults)
        row.title = said["title"]
        if not row.title or len(row.title) > MAX_TITLE:
            faults.append(Fault("title", N_("请写岗位名称,最多 {most} 个字"), {"most": MAX_TITLE}))
        self._department(row, said.get("department", ""), faults)
        self._days(row, said, faults)
        self._person(row, said.get("name", ""), said.get("number", ""), faults)
        if not faults:
            self._post(row, path, number, faults)
        row.title = row.title[:MAX_TITLE]
        row.fault = [fault.as_json(number) for fault in faults] or None
        return row

    def _duty(self, said: Mapping[str, str], faults: list[Fault]) -> str:
        duty = _DUTIES.get(said["duty"])
        if duty is None:
            message = N_("没有“{duty}”这种责任，可以写：{words}")
            faults.append(Fault("duty", message, {"duty": said["duty"], "words": "、".join(DUTY_WORDS.values())}))
            return ""
        return duty.value

    def _unit(self, row: StagedPost, said: Mapping[str, str], faults: list[Fault]) -> str:
        try:
            unit = self._units.find(said["unit"])
        except NoSuchUnit as refused:
            faults.append(Fault("unit", refused.message_id, refused.values))
            return ""
        if unit._meta.label == "territory.Village":
            row.village_id = unit.pk
        else:
            row.region_id = unit.pk
            if row.duty in _OF_VILLAGES:
                faults.append(Fault("unit", N_("“{duty}”的岗位设在村（社区）"), {"duty": DUTY_WORDS[row.duty]}))
        return unit.path

    def _department(self, row: StagedPost, name: str, faults: list[Fault]) -> None:
        if name and name not in self._departments:
            faults.append(Fault("department", N_("本区没有叫“{name}”的部门"), {"name": name}))
        elif not name and row.duty in _OF_DEPARTMENTS:
            faults.append(Fault("department", N_("“{duty}”的岗位要写明部门"), {"duty": DUTY_WORDS[row.duty]}))
        row.department = self._departments.get(name)

    def _days(self, row: StagedPost, said: Mapping[str, str], faults: list[Fault]) -> None:
        row.from_day = day_of(said["from_day"])
        if row.from_day is None:
            faults.append(Fault("from_day", N_("日期“{text}”读不懂,请写成 2023-09-15"), {"text": said["from_day"]}))
        if text := said.get("to_day", ""):
            row.to_day = day_of(text)
            if row.to_day is None:
                faults.append(Fault("to_day", N_("日期“{text}”读不懂,请写成 2023-09-15"), {"text": text}))
            elif row.from_day and row.to_day < row.from_day:
                faults.append(Fault("to_day", N_("离任日期早于任职日期 {day}"), {"day": row.from_day.isoformat()}))
        for column, day in (("from_day", row.from_day), ("to_day", row.to_day)):
            if day is not None and (fault := fault_of_day(day, self._today)) is not None:
                faults.append(Fault(column, *fault))

    def _person(self, row: StagedPost, name: str, number: str, faults: list[Fault]) -> None:
        """The same name twice in one file is one person; a name the district knows needs a number, or “新”."""
        row.name = name
        if len(name) > MAX_NAME:
            faults.append(Fault("name", N_("请写姓名,最多 {most} 个字"), {"most": MAX_NAME}))
            row.name = ""
        same = self._people.get(name, [])
        if number and number not in NEW:
            row.person = next((one for one in same if one.public_id == number), None)
            if row.person is None:
                faults.append(Fault("number", N_("没有编号为“{mark}”的{name}"), {"mark": number, "name": name}))
        elif same and not number and not self._holds_it(row, name):
            told = "、".join(one.public_id for one in same[:3])
            message = N_("已经有人叫{name}(编号 {numbers}):同一个人请写编号,另一个人请写“新”")
            faults.append(Fault("number", message, {"name": name, "numbers": told}))

    def _holds_it(self, row: StagedPost, name: str) -> bool:
        """Whoever stands there already under that name is no question."""
        unit = row.village or row.region
        key = (row.duty, unit.path if unit else "", row.title, row.department.pk if row.department else None)
        post = self._posts.get(key)
        holder = self._holders.get(post.pk) if post else None
        return holder is not None and holder.name == name

    def _post(self, row: StagedPost, path: str, number: int, faults: list[Fault]) -> None:
        key = (row.duty, path, row.title, row.department.pk if row.department else None)
        if row.name and (other := self._rows.setdefault(key, number)) != number:
            faults.append(Fault("name", N_("第 {row} 行已经给这个岗位写了人,一个岗位只能有一个人"), {"row": other}))
            return
        row.post = self._posts.get(key)
        if row.post is None:
            self._second(row, path, faults)
            return
        holder = self._holders.get(row.post.pk)
        if holder is not None and row.name and holder.name != row.name:
            message = N_("岗位现在由{name}担任,请先办理移交")
            faults.append(Fault("name", message, {"name": holder.name}))
        elif (
            holder is None
            and row.name
            and row.from_day
            and (row.from_day <= self._free_after.get(row.post.pk, date.min) or row.from_day < row.post.valid_from)
        ):
            message = N_("{day} 在岗位设立或上一任离任之前")
            faults.append(Fault("from_day", message, {"day": row.from_day.isoformat()}))
        row.is_known = not faults and (not row.name or holder is not None)

    def _second(self, row: StagedPost, path: str, faults: list[Fault]) -> None:
        """A village has one secretary's post and so has a township, in the district and in one file."""
        if row.duty not in _OF_SECRETARIES:
            return
        other = self._secretaries.setdefault((row.duty, path), row.title)
        if other != row.title:
            faults.append(Fault("title", SECOND_SECRETARY, {"other": other}))


def text_of(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(unicodedata.normalize("NFC", str(cell)).split())


def day_of(text: str) -> date | None:
    """2023-09-15, 2023/9/15, 2023.9.15 or 2023年9月15日."""
    found = _DAY.match(text)
    if found is None:
        return None
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        return None
