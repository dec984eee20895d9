"""Prints docs/reference/ledger.md from the tables of the room.

python -m tests.finance.pages
"""

from pathlib import Path

from fivestar.cli.main import set_up_django

if __name__ == "__main__":
    set_up_django()

from fivestar.finance.dated import charts, terms
from fivestar.finance.kinds import COUNTERPARTS, OBJECTS, REASONS, TIES, USES, WITHOUT_NAME, Word
from fivestar.finance.sheet import COLUMNS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "ledger.md"
HEAD = """# The ledger: sheets, heads, terms

Printed from the program by `python -m tests.finance.pages`; a test compares. How it is brought in:
[Import a ledger](../how-to/import-a-ledger.md). Why it is so: [The collective's ledger](../explanation/the-ledger.md).

## Sheets of the workbook

Each row says by 代码 (12-digit village code, or the collective's own code) and 期间 whose it is. A CSV, or a
workbook with one sheet, is read as 流水. Headings may stand in any order; the other spellings are read too; columns
nobody asks for are left alone.
"""


def ledger_page() -> str:
    lines = [HEAD]
    nameless = _words([one for one in COUNTERPARTS if one.id in WITHOUT_NAME])
    for sheet, columns in COLUMNS.items():
        lines += [f"### {sheet}", "", "| column | also read | the sheet needs it | may be empty |", "|---|---|---|---|"]
        for column in columns:
            others = "、".join(column.headings[1:]) or "–"
            needed, empty = "yes" if column.is_needed else "no", "yes" if column.may_be_empty else "no"
            lines.append(f"| {column.headings[0]} | {others} | {needed} | {empty} |")
        lines.append("")
    lines += [
        "收支 is 收入, 支出, 期初余额 or 期末余额; the two balances need 金额 alone. 更正凭证 is `记-12`, or",
        "`2022:记-12` for a voucher of another year.",
        "",
        "## Words",
        "",
        "| column | one of |",
        "|---|---|",
        f"| 对方类型 | {_words(COUNTERPARTS)} |",
        f"| 关联关系 | {_words(TIES)} |",
        f"| 标的类别, 类别 of 资产资源 | {_words(OBJECTS)} |",
        f"| 使用情况 | {_words(USES)} |",
        "",
        f"Of {nameless} no name is kept: a row with one is refused, and the name is stored nowhere.",
        "",
        "## Account heads",
        "",
    ]
    for chart in charts():
        until = chart.valid_to or "…"
        lines += [f"**{chart.chart}**, {chart.valid_from} – {until}. {chart.source}", ""]
        lines += ["| id | side | head | adds to |", "|---|---|---|---|"]
        for head in chart.heads:
            facts = ", ".join(f"`{one}`" for one in head.counts_for) or "–"
            lines.append(f"| `{head.id}` | {head.kind} | {head.label} | {facts} |")
        lines.append("")
    lines += ["A head adds to a fact only where a whole year of the ledger is public.", "", "## Terms", ""]
    lines += ["| term | value | from | until | source |", "|---|---|---|---|---|"]
    for term in terms():
        until = term.valid_to or "…"
        lines.append(f"| `{term.id}` | {term.value} {term.unit} | {term.valid_from} | {until} | {term.source} |")
    lines += ["", "## What a contract gives to ask", "", "| reason | when |", "|---|---|"]
    when = {
        "expiry": "its last day is at most `expiry_days` away",
        "price": "the collective receives, and the price is below the usual one the contract names with its source",
        "related": "the other party is a related one, by the tie that is named",
    }
    lines += [f"| {one.label} `{one.id}` | {when[one.id]} |" for one in REASONS]
    lines += [
        "",
        "A contract that has ended gives nothing to ask. Of the same contract, reason and figures it is asked once.",
    ]
    return "\n".join(lines) + "\n"


def _words(words: tuple[Word, ...] | list[Word]) -> str:
    return "、".join(one.label for one in words)


if __name__ == "__main__":
    PAGE.write_text(ledger_page(), encoding="utf-8")
