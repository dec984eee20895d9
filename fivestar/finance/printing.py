"""What `typst/ledger.typ` lays out: a whole period for the board. Chinese, whatever the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import translation

from fivestar.finance import pages, queries
from fivestar.finance.money import yuan
from fivestar.finance.wording import period_in_chinese

if TYPE_CHECKING:
    from fivestar.finance.models import Period


def print_data(period: Period, *, link: str, qr_svg: str, mark: str) -> dict[str, Any]:
    with translation.override("zh-hans"):
        lines = list(queries.lines_of(period))
        line = pages.period_line(period)
        return {
            "title": f"{pages.name_of(period.book)}{period_in_chinese(period.text)}账目",
            "mark": mark if period.is_published else f"{mark} 未公开".strip(),
            "unit": period.branch.village.name,
            "opening": line.opening,
            "income": yuan(period.income),
            "expenditure": yuan(period.expenditure),
            "closing": line.closing,
            "head": ["日期", "凭证号", "类别", "摘要", "对方", "收入（元）", "支出（元）"],
            "rows": [
                [
                    f"{one.day:%m-%d}",
                    one.voucher,
                    one.head,
                    one.summary + (f"（更正 {one.corrects[1]} {one.corrects[0]}）" if one.corrects else ""),
                    one.counterpart,
                    yuan(of.amount) if of.kind == "income" else "",
                    yuan(of.amount) if of.kind == "expenditure" else "",
                ]
                for of, one in zip(lines, pages.line_rows(lines), strict=True)
            ],
            "digest": period.digest,
            "link": link,
            "qr": qr_svg,
        }
