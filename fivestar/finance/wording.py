"""What a period is called, and the notice that makes it public. Chinese: it hangs on the board."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from fivestar.facts.periods import parse
from fivestar.finance.dated import COLLECTIVE, basis_of, label_of, term
from fivestar.finance.money import yuan
from fivestar.notices.judging import Sheet, Told
from fivestar.notices.kinds import BY_ID

if TYPE_CHECKING:
    from fivestar.finance.models import Period
    from fivestar.finance.queries import HeadSum

_QUARTERS = "一二三四"
_USUAL_DAYS = 10


def period_in_chinese(text: str) -> str:
    """2023-Q2 → “2023年第二季度”, 2023-05 → “2023年5月”."""
    span = parse(text)
    if span is None:
        return text
    if span.kind == "quarter":
        return f"{span.year}年第{_QUARTERS[int(text[-1]) - 1]}季度"
    return f"{span.year}年{span.first.month}月" if span.kind == "month" else text


def period_words(text: str) -> str:
    """The same in the reader's language."""
    span = parse(text)
    if span is None:
        return text
    if span.kind == "quarter":
        return gettext("{year}年第{number}季度").format(year=span.year, number=text[-1])
    return gettext("{year}年{month}月").format(year=span.year, month=span.first.month)


def last_day_of_notice(first: date) -> date:
    return first + timedelta(days=(term("notice_days", first) or _USUAL_DAYS) - 1)


def address_of(period: Period) -> str:
    """The page of a period; it names the ledger only where the village has several. One query."""
    page = reverse("ledger_period", args=[period.branch.public_id, period.text])
    others = type(period.book).objects.filter(branch=period.branch_id).exclude(pk=period.book_id)
    return f"{page}?book={period.book.public_id}" if others.exists() else page


def notice_of(period: Period, sums: list[HeadSum], lines: int, *, first: date, last: date, place: str) -> Told:
    """Figures by head in its table; the lines stand on the page it leads to, and on the print beside it."""
    of_collective = period.book.chart == COLLECTIVE
    page = address_of(period)
    name = period.book.collective.name if period.book.collective else period.branch.village.name
    return Told(
        kind=BY_ID["finance" if of_collective else "estate"],
        title=f"{period_in_chinese(period.text)}{'集体财务' if of_collective else '小区公共收益'}公开",
        basis=basis_of(period.book.chart, period.last) or "按季度公开",
        body=(
            f"{name}{period_in_chinese(period.text)}流水 {lines} 笔，逐笔连同凭证号公开，期初、期末余额相接。\n"
            f"整本账在本村（社区）账目页 {page}，也可在公开栏看打印件。"
        ),
        from_day=first,
        to_day=last,
        place=place,
        sheet=Sheet(("项目", "收支", "笔数", "金额（元）"), tuple(_rows(period, sums))),
        not_before=period.last + timedelta(days=1),
    )


def _rows(period: Period, sums: list[HeadSum]) -> list[tuple[str, str, str, str]]:
    return [
        ("期初余额", "", "", yuan(period.opening)),
        *(
            (label_of(one.head), "收入" if one.kind == "income" else "支出", str(one.count), yuan(one.amount))
            for one in sums
        ),
        ("收入合计", "", "", yuan(period.income)),
        ("支出合计", "", "", yuan(period.expenditure)),
        ("期末余额", "", "", yuan(period.closing)),
    ]
