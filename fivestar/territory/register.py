"""The public register of committees as a file: which columns it has and which of its rows can be placed.

Pure: a table in, rows and reasons out. The district's own copy has `code,name,township_code,township`; the national one
names the township `streetCode` and leaves its name out. Province, city and district follow from the code.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fivestar.foundation.outcome import N_, Refused, in_words
from fivestar.foundation.sheets import Table
from fivestar.territory import names

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "code": ("code", "编码", "统计用区划代码"),
    "name": ("name", "名称"),
    "township_code": ("township_code", "streetcode", "street_code", "乡镇编码"),
    "township": ("township", "street", "乡镇", "乡镇(街道)"),
    "district": ("district", "area", "县(市、区)", "区县"),
    "city": ("city", "市"),
    "province": ("province", "省"),
    "category": ("category", "类别"),
}
_REQUIRED = ("code", "name")
_PROVINCE = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12]|99")  # 99: fictitious districts
NATION_CODE = "CN"
CATEGORY_WORDS = {
    "rural": "rural",
    "农村": "rural",
    "urban": "urban",
    "城市社区": "urban",
    "outside": "outside",
    "不在创建范围": "outside",
    "unknown": "unknown",
    "待核实": "unknown",
    "": "",
}


class UnreadableRegister(Refused):
    """The file is not a register at all: a column is missing, or it has no rows."""


@dataclass(frozen=True, slots=True)
class Row:
    """One committee as the file has it; names that the file leaves out are empty."""

    number: int
    code: str
    name: str
    township: str = ""
    district: str = ""
    city: str = ""
    province: str = ""
    category: str = ""

    @property
    def township_code(self) -> str:
        return self.code[:9]

    @property
    def district_code(self) -> str:
        return self.code[:6]

    def regions(self) -> Iterator[tuple[str, str, str]]:
        """(kind, code, name or empty) from the nation down to the township."""
        yield "nation", NATION_CODE, ""
        yield "province", self.code[:2], self.province
        yield "city", self.code[:4], self.city
        yield "district", self.code[:6], self.district
        yield "township", self.code[:9], self.township


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A row that was left out, and why."""

    row: int
    code: str
    message_id: str
    values: Mapping[str, object]

    def __str__(self) -> str:
        return in_words(self.message_id, self.values)


def column_of(table: Table, column: str) -> int | None:
    """Where a column stands, under any of its names."""
    heads = [names.clean(str(head)).lower() for head in table.header]
    return next((heads.index(name) for name in COLUMNS[column] if name in heads), None)


def read(table: Table) -> Iterator[Row | Unplaced]:
    """Every row of the file, placed or with the reason why not.

    Raises UnreadableRegister before the first row when the file cannot be a register.
    """
    places = {column: column_of(table, column) for column in COLUMNS}
    for column in _REQUIRED:
        if places[column] is None:
            raise UnreadableRegister(N_("缺少“{column}”列"), column=column)
    if not table.rows:
        raise UnreadableRegister(N_("文件里没有数据行"))
    return _rows(table, {column: place for column, place in places.items() if place is not None})


def read_categories(table: Table) -> Iterator[Row | Unplaced]:
    """Every row of a file `code,category`; other columns are not looked at."""
    places = {column: column_of(table, column) for column in ("code", "category")}
    for column, place in places.items():
        if place is None:
            raise UnreadableRegister(N_("缺少“{column}”列"), column=column)
    for row in _rows(table, {column: place for column, place in places.items() if place is not None}):
        if isinstance(row, Row) and not row.category:
            yield Unplaced(row.number, row.code, N_("缺少类别"), {})
        else:
            yield row


def _rows(table: Table, places: Mapping[str, int]) -> Iterator[Row | Unplaced]:
    seen: dict[str, int] = {}
    for number, cells in table.rows:
        values = {column: _text(cells[place]) for column, place in places.items()}
        township_code = values.pop("township_code", "")
        row = Row(number=number, name=values.pop("name", "-"), **values)
        why = _why_not(row, township_code, seen.get(row.code))
        if why is None:
            seen[row.code] = number
            yield row if row.category in {"", *CATEGORY_WORDS.values()} else _with_category(row)
        else:
            yield why


def _text(cell: object) -> str:
    """A cell as text. A whole number written by a spreadsheet as 411003001001.0 is read as its digits."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return names.clean(str(cell))


def _with_category(row: Row) -> Row:
    return Row(
        row.number, row.code, row.name, row.township, row.district, row.city, row.province, CATEGORY_WORDS[row.category]
    )


def _why_not(row: Row, township_code: str, same_code_in: int | None) -> Unplaced | None:
    def unplaced(message_id: str, **values: object) -> Unplaced:
        return Unplaced(row.number, row.code, message_id, values)

    if len(row.code) != 12 or not (row.code.isascii() and row.code.isdecimal()):
        return unplaced(N_("编码“{code}”不是12位数字"), code=row.code)
    if not _PROVINCE.match(row.code):
        return unplaced(N_("编码“{code}”的前两位不是省级代码"), code=row.code)
    if not row.name:
        return unplaced(N_("缺少名称"))
    if township_code and township_code[:9] != row.township_code:
        return unplaced(N_("乡镇编码“{township}”不是编码“{code}”的前9位"), township=township_code, code=row.code)
    if same_code_in is not None:
        return unplaced(N_("编码“{code}”在第{row}行已经出现"), code=row.code, row=same_code_in)
    if row.category not in CATEGORY_WORDS:
        return unplaced(N_("类别“{category}”不是农村、城市社区、不在创建范围、待核实之一"), category=row.category)
    return None
