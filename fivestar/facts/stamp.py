"""How a supplier's template says what it is: headings that carry period and unit, and a sheet with its version.

The sheet survives Excel, WPS and LibreOffice; hidden properties do not. A file without it (saved as CSV, put together
by somebody) is an ordinary wide file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

from fivestar.engine import FactDef, canon
from fivestar.facts.catalogue import Catalogue
from fivestar.foundation.outcome import N_
from fivestar.foundation.sheets import SheetFault, SheetFaults, read_table, sheet_titles

FORMAT = "1"
STAMP_SHEET = "模板信息"
STAMP_HEADER = ("项目", "内容")
_WORKBOOK = b"PK\x03\x04"
_FORMAT, _DISTRICT, _SEEN = "模板格式", "区", "取数编号"

_HEADING = re.compile(r"(?P<name>.+?)\s+(?P<period>\d{4}(?:-(?:[HQT]\d|\d{2}(?:-\d{2})?))?)(?:\s+(?P<unit>\S+))?")


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of a template: one fact of one period, written in one unit (empty: a word, not a number)."""

    slug: str
    period: str
    unit: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """seen: the last observation there was when the template was made. versions: fact slug → version then."""

    district_code: str
    seen: int
    versions: Mapping[str, str]

    def rows(self) -> list[tuple[str, str]]:
        """As they stand on the sheet, below its header."""
        return [
            (_FORMAT, FORMAT),
            (_DISTRICT, self.district_code),
            (_SEEN, str(self.seen)),
            *self.versions.items(),
        ]


def heading_of(fact: FactDef, period: str, catalogue: Catalogue) -> str:
    """“村集体经济收入 2023 万元”: read back by `read_heading`. A label that two facts share gives way to the slug."""
    name = fact.label if catalogue.by_label.get(fact.label) == fact.id else fact.id
    return " ".join(filter(None, (name, period, _unit_of(fact))))


def read_heading(text: str, catalogue: Catalogue) -> Heading | None:
    found = _HEADING.fullmatch(_plain(text))
    slug = _find(found["name"], catalogue) if found else None
    if found is None or slug is None:
        return None
    is_number = catalogue.facts[slug].type == "integer"
    return Heading(slug, found["period"], (found["unit"] or "") if is_number else "")


def version_of(fact: FactDef) -> str:
    """Changes when the fact is filled in otherwise: its name, kind, unit, range, choices or period."""
    return canon.digest(
        {
            "label": fact.label,
            "type": fact.type,
            "unit": fact.shown_as or fact.unit,
            "range": list(fact.range) if fact.range else None,
            "choices": list(fact.choices) if fact.choices else None,
            "period": fact.period,
        }
    ).removeprefix("sha256:")[:12]


def read_stamp(name: str, data: bytes) -> Stamp | None:
    """None for a file that is no template of ours. Raises SheetFaults when it cannot be read at all."""
    if not data.startswith(_WORKBOOK) or STAMP_SHEET not in sheet_titles(name, data):
        return None
    said = {
        str(row.cells[0]): str(row.cells[1]) for row in read_table(BytesIO(data), name=name, sheet=STAMP_SHEET).rows
    }
    if said.pop(_FORMAT, "") != FORMAT or not said.get(_SEEN, "").isdecimal():
        raise SheetFaults([SheetFault(name, None, None, N_("模板是旧的,请重新下载模板,把数据贴过去再传"))])
    return Stamp(said.pop(_DISTRICT, ""), int(said.pop(_SEEN)), said)


def faults_of(stamp: Stamp, district_code: str, catalogue: Catalogue, name: str) -> list[SheetFault]:
    """Why a template may not be read here and now: another district's, or its facts are filled in otherwise since."""
    if stamp.district_code != district_code:
        message = N_("这是 {found} 的模板,不是本区({code})的")
        return [SheetFault(name, None, None, message, {"found": stamp.district_code, "code": district_code})]
    return [
        _outdated(slug, catalogue, name)
        for slug, version in stamp.versions.items()
        if _is_old(slug, version, catalogue)
    ]


def _is_old(slug: str, version: str, catalogue: Catalogue) -> bool:
    fact = catalogue.facts.get(slug)
    return fact is None or version_of(fact) != version


def _outdated(slug: str, catalogue: Catalogue, name: str) -> SheetFault:
    fact = catalogue.facts.get(slug)
    message = N_("模板是旧的:“{label}”的填法已经改了,请重新下载模板,把数据贴过去再传")
    return SheetFault(name, None, fact.label if fact else slug, message, {"label": fact.label if fact else slug})


def _find(written: str, catalogue: Catalogue) -> str | None:
    """As the catalogue does, with labels compared as they are read from a heading (full-width signs made plain)."""
    found = catalogue.find(written)
    if found is not None:
        return found
    return next((slug for label, slug in catalogue.by_label.items() if _plain(label) == written), None)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _unit_of(fact: FactDef) -> str:
    if fact.type == "boolean":
        return "是/否"
    if fact.type == "choice":
        return "选一项"
    return fact.shown_as or fact.unit or ""
