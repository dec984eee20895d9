"""A ledger comes in, is refused where it does not carry over, is made public, is read whole, and is asked about."""

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from fivestar.foundation.sheets import Sheet, read_table, write_xlsx
from tests.journeys.conftest import DESK, LARGER_PHONE
from tests.journeys.house import House
from tests.journeys.person import WORKBOOK, Person

pytestmark = pytest.mark.journey

LINES, CONTRACTS = "流水", "合同"
Q2, JULY = "2023-Q2", "2023-07"
NEW, WRONG_VOUCHER = "HT-04", "记-204"
OFFICE = "办公、差旅、会议、卫生、治安等管理费"
ANSWER = "坑塘要清淤，头两年少收，会议记录第 12 号写明"
OF_JULY = (
    ("收入", "2023-07-05", "记-301", "发包及上交收入", "3000", "村北坑塘承包费（演示）", "合作社", None, NEW, None),
    (
        "支出",
        "2023-07-10",
        "记-302",
        OFFICE,
        "-330",
        "二季度电费多记，冲回（演示）",
        "无对方",
        None,
        None,
        WRONG_VOUCHER,
    ),
    ("支出", "2023-07-10", "记-303", OFFICE, "303", "二季度电费（演示）", "无对方", None, None, WRONG_VOUCHER),
)
POND = (
    *(NEW, "村北坑塘", "坑塘水面", "收款", "合作社", "禾丰种植合作社（演示）", "否", None, "500", "亩·年", "6"),
    *("820", "镇三资平台近三年同类成交价（演示）", "2023-07-01", "2026-06-30", "3000", "3000"),
)


def test_what_does_not_carry_over_stays_out_and_what_is_public_is_read_and_asked_about(
    someone: Callable[..., Person], house: House, tmp_path: Path
) -> None:
    clerk, villager, manager = someone(DESK), someone(LARGER_PHONE), someone(DESK)
    ((told, code),) = house.ask(
        "SELECT b.public_id, v.code FROM territory_branch b JOIN territory_village v ON v.id = b.village_id "
        "WHERE b.name = '青塘村党支部'"
    )
    ((closing,),) = house.ask(
        "SELECT p.closing FROM finance_period p JOIN territory_branch b ON b.id = p.branch_id "
        "WHERE b.public_id = ? AND p.text = ?",
        told,
        Q2,
    )
    clerk.enters_as("clerk")

    clerk.opens("/d/990001/ledgers/import/")
    clerk.sees("导入账目")
    template = clerk.downloads("下载模板", tmp_path)
    clerk.opens(f"/b/{told}/ledger/{Q2}/")
    last = clerk.downloads("Excel", tmp_path)
    had = house.ask("SELECT count(*) FROM finance_line")

    brings(clerk, july(template, last, code, opens_with=closing + 100))
    clerk.sees("青石镇七月.xlsx")
    fault = clerk.page.locator(".fault-row")
    expect(fault.locator("td")).to_have_text(
        [
            LINES,
            "2",
            "金额（元）",
            f"期初余额 {yuan(closing + 100)} 元，应等于上一期 {Q2} 的期末余额 {yuan(closing)} 元",
        ]
    )
    expect(clerk.page.get_by_role("button", name="入库")).to_have_count(0)
    clerk.page.get_by_role("button", name="撤回这个文件").click()
    expect(clerk.page.get_by_role("heading", name="这个文件已撤回")).to_be_visible()
    assert house.ask("SELECT count(*) FROM finance_line") == had

    brings(clerk, july(template, last, code, opens_with=closing))
    clerk.page.get_by_role("button", name="确认入库 1 期").click()
    expect(clerk.page.get_by_role("heading", name="入库了 1 期账")).to_be_visible()
    assert villager.opens(f"/b/{told}/ledger/{JULY}/") == 404
    villager.complaints.clear()  # a browser calls an address that is not there an error
    clerk.opens(f"/b/{told}/ledger/{JULY}/publish/")
    clerk.sees("公开2023年7月的账")
    clerk.page.get_by_role("button", name="公开整本账，贴出公示").click()
    expect(clerk.page.get_by_text("公开了，公示也贴出了。请打印一份贴公开栏。")).to_be_visible()

    reads_the_whole(villager, told, opening=closing, closing=closing + 302_700)
    asked = asked_about(villager, told)
    villager.sees("提问和答复")
    expect(asked).to_contain_text("单价 500.00 元/亩·年，同类通常 820.00 元/亩·年")
    expect(asked).to_contain_text("等监督委员会答复")

    for_clerk = asked_about(clerk, told)
    expect(for_clerk).to_contain_text("等监督委员会答复")
    expect(for_clerk).not_to_contain_text("录入签了字的纸单")  # made public by himself
    manager.enters_as("manager")
    of_manager = asked_about(manager, told)
    of_manager.get_by_text("录入签了字的纸单").click()
    manager.sees("提问和答复")
    of_manager.get_by_label("哪天签的").fill(str(house.ask("SELECT max(asked_on) FROM finance_question")[0][0]))
    of_manager.get_by_label("签字纸单存在哪里").fill("镇纪检室 2023 年卷 7 号（演示）")
    of_manager.get_by_label("答复").fill(ANSWER)
    of_manager.get_by_role("button", name="录入并公开").click()
    expect(manager.page.get_by_text("答复了，谁都能看到。")).to_be_visible()

    villager.page.reload()
    expect(asked.locator("blockquote")).to_contain_text(ANSWER)
    expect(asked).not_to_contain_text("等监督委员会答复")


def reads_the_whole(villager: Person, told: object, *, opening: int, closing: int) -> None:
    """From the open page of the village to every line; the red one leads to the one it takes back, and from there."""
    page = villager.page
    villager.opens(f"/b/{told}/open/")
    page.get_by_role("link", name="2023年7月", exact=True).click()
    villager.sees("2023年7月")
    balances = page.locator(".ledger-sum dd")
    expect(balances).to_have_text([yuan(opening), "+ 3,000.00", "+ 27.00", yuan(closing)])
    vouchers = page.locator('.ledger-lines tbody td[data-label="凭证号"]')
    expect(vouchers).to_have_text(["记-301", "记-302", "记-303"])
    red = page.locator(".ledger-lines .is-red")
    expect(red).to_have_count(1)
    expect(red).to_contain_text(f"更正 2023年第2季度 {WRONG_VOUCHER}")
    villager.opens(f"/b/{told}/ledger/{Q2}/")
    page.get_by_role("link", name="已由 2023年7月 记-302 更正").click()
    expect(red).to_have_count(1)


def asked_about(reader: Person, told: object) -> Locator:
    """The question about the new contract."""
    page = reader.page
    reader.opens(f"/b/{told}/ledger/questions/")
    return page.locator(".ledger-question").filter(has=page.get_by_text(NEW, exact=True))


def brings(clerk: Person, data: bytes) -> None:
    clerk.opens("/d/990001/ledgers/import/")
    clerk.page.get_by_label("账目文件").set_input_files(
        {"name": "青石镇七月.xlsx", "mimeType": WORKBOOK, "buffer": data}
    )
    clerk.page.get_by_role("button", name="上传并核对").click()


def july(template: Path, last: Path, code: object, *, opens_with: int) -> bytes:
    """The template filled in: what moved in July, and the contracts of the last period with a new one."""
    key = (str(code), JULY)
    moved = 300_000 + 33_000 - 30_300
    lines: list[Sequence[str | None]] = [
        (*key, "期初余额", None, None, None, yuan(opens_with)),
        *((*key, side, day, voucher, head, *rest) for side, day, voucher, head, *rest in OF_JULY),
        (*key, "期末余额", None, None, None, yuan(opens_with + moved)),
    ]
    stood = read_table(last, sheet=CONTRACTS).rows
    contracts = [(*key, *[str(cell) if cell is not None else None for cell in row.cells[2:]]) for row in stood]
    target = BytesIO()
    write_xlsx(
        target,
        [
            Sheet(title, read_header(template, title), rows)
            for title, rows in ((LINES, lines), (CONTRACTS, [*contracts, (*key, *POND)]))
        ],
    )
    return target.getvalue()


def read_header(template: Path, sheet: str) -> tuple[str, ...]:
    return read_table(template, sheet=sheet).header


def yuan(fen: int) -> str:
    return f"{fen // 100:,}.{fen % 100:02}"
