"""问题清单, 整改台账 and 排查清单 in the layout people know; demonstration data says so."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from fivestar.scorecards.actions import set_target
from fivestar.shortfalls import actions
from fivestar.territory.models import Region
from tests.cast import NOW, TODAY, Cast
from tests.factories import small_standards
from tests.pages import browser_of
from tests.shortfalls.stories import DUE, have_income, lack_income, of, taken_up

pytestmark = pytest.mark.django_db
DISTRICT = "/d/990099/shortfalls/"


@pytest.fixture(autouse=True)
def _standards(cast: Cast) -> None:
    small_standards(cast)


def sent(cast: Cast, address: str) -> bytes:
    answer = browser_of(cast, "ORGANISE").get(address)
    assert answer.status_code == 200
    return answer.content


def rows_of(data: bytes, sheet: str) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_name(sheet).to_python()


def test_the_problems_of_a_township_with_gap_supplier_department_and_beside_them_the_chain(cast: Cast) -> None:
    set_target(actor=cast.organiser, branch=cast.dongliu, level=2, stars=[], reason="年初计划", at=NOW)
    lack_income(cast)

    title, about, head, *rows = rows_of(sent(cast, f"{DISTRICT}list.xlsx?township=990099001"), "问题清单")

    assert (title[0], about[0]) == ("柳溪镇问题清单（演示数据）", "截至 2023-09-15，共 15 项")
    assert head[:13] == [
        *("序号", "乡镇（街道）", "村（社区）", "目标星级", "所属星", "任务编号", "存在问题", "核实情况", "差距"),
        *("由谁供数", "牵头部门", "首次发现", "反弹次数"),
    ]
    assert rows[2] == [
        *(3.0, "柳溪镇", "东柳村委会", 2.0, "产业兴旺星", "T3", "测试任务T3", "未达标", "差 1.8 万元"),
        *("区农业农村局", "区农业农村局", TODAY, 0.0),
        *("柳溪镇包乡领导 程", "组织部联系柳溪镇 何", "区农业农村局 罗", "柳溪镇党委书记 唐", "东柳村党支部书记 柳"),
    ]


def test_the_ledger_has_the_columns_people_know_then_those_to_filter_by(cast: Cast) -> None:
    taken_up(cast, lack_income(cast))
    taken_up(cast, of(cast.dongliu, "T5"), measure="开会定计划")
    have_income(cast)
    actions.strike_off(actor=cast.manager, shortfall=of(cast.dongliu, "T3"), note="", at=NOW)

    data = sent(cast, f"/b/{cast.dongliu.public_id}/shortfalls/list.xlsx")
    title, about, head, *rows = rows_of(data, "整改台账")

    assert (title[0], about[0]) == ("东柳村委会整改台账（演示数据）", "截至 2023-09-15，共 2 项")
    assert head == [
        *("序号", "乡镇（街道）", "村（社区）", "存在问题", "整改措施", "责任单位（岗位）", "责任人", "牵头部门"),
        *("整改时限", "进展", "销号时间", "销号人", "立项情况"),
        *("目标星级", "所属星", "任务编号", "核实情况", "差距"),
    ]
    assert [row[:13] for row in rows] == [
        [
            *(1.0, "柳溪镇", "东柳村委会", "测试任务T3（达标）", "发展林下种植", "东柳村党支部书记", "柳青"),
            *("区农业农村局", DUE, "已销号", TODAY, "柳溪镇党委书记 唐", ""),
        ],
        [
            *(2.0, "柳溪镇", "东柳村委会", "测试任务T5（待核实，缺数据：有发展计划）", "开会定计划"),
            *("东柳村党支部书记", "柳青", "区委组织部", DUE, "整改中", "", "", ""),
        ],
    ]


def test_what_is_late_says_by_how_many_days(cast: Cast) -> None:
    taken_up(cast, lack_income(cast), due_on=TODAY)
    cast.district.own_date = TODAY + timedelta(days=3)
    cast.district.save()

    *_, row = rows_of(sent(cast, f"{DISTRICT}list.xlsx?state=overdue"), "整改台账")

    assert row[8:10] == [date(2023, 9, 15), "逾期 3 天"]


def sheets_of(data: bytes) -> list[str]:
    with ZipFile(BytesIO(data)) as archive:
        names = sorted(name for name in archive.namelist() if name.startswith("xl/worksheets/sheet"))
        return [archive.read(name).decode() for name in names]


def test_every_sheet_prints_across_a4_with_its_headings_and_the_mark_on_every_page(cast: Cast) -> None:
    set_target(actor=cast.organiser, branch=cast.dongliu, level=2, stars=[], reason="年初计划", at=NOW)
    taken_up(cast, lack_income(cast))
    screening = actions.screen(actor=cast.organiser, district=cast.district, levels=(2,), at=NOW)
    addresses = (f"{DISTRICT}list.xlsx", f"{DISTRICT}screenings/{screening.public_id}/list.xlsx")

    books = [sent(cast, address) for address in addresses]

    sheets = [sheet for book in books for sheet in sheets_of(book)]
    assert len(sheets) == 3
    for sheet in sheets:
        assert '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>' in sheet
        assert '<pane xSplit="3" ySplit="3"' in sheet
        assert "&amp;L演示数据&amp;R第 &amp;P 页，共 &amp;N 页" in sheet
        assert '<mergeCell ref="A1:' in sheet
    with ZipFile(BytesIO(books[0])) as archive:
        names, styles = (archive.read(f"xl/{part}.xml").decode() for part in ("workbook", "styles"))
    assert "问题清单!$A$1:$M$28" in names.replace("'", "")
    assert "$3:$3" in names
    assert 'wrapText="1"' in styles


def test_a_real_district_is_not_marked(cast: Cast) -> None:
    lack_income(cast)
    Region.objects.filter(pk=cast.district.pk).update(is_fictitious=False, own_date=None)

    data = sent(cast, f"{DISTRICT}list.xlsx?state=found")

    assert "演示数据" not in "".join(sheets_of(data))
    assert rows_of(data, "问题清单")[0][0] == "青禾区(测试)问题清单"


def test_a_printed_list_is_marked_above_and_at_the_foot(cast: Cast) -> None:
    lack_income(cast)

    for address in (f"{DISTRICT}list.pdf?state=rectifying", f"/b/{cast.dongliu.public_id}/shortfalls/list.pdf"):
        (page,) = PdfReader(BytesIO(sent(cast, address))).pages
        assert page.extract_text().count("演示数据") == 2
