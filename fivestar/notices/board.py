"""What is due of a branch and of those somebody is over, as the pages draw it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext

from fivestar.facts.periods import parse
from fivestar.foundation.access import Actor, visible
from fivestar.foundation.outcome import N_
from fivestar.notices import checking, pages
from fivestar.notices.decisions import Owed
from fivestar.notices.due import KindDue, committee_size, due_of, law_of
from fivestar.notices.models import Check, Notice
from fivestar.responsibility.supervision import members_on
from fivestar.standards.law.words import value_words
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.territory.models import Branch, Region

_STATES = {
    "posted": N_("贴过了"),
    "due": N_("到 {last} 以前要贴"),
    "missed": N_("没有贴"),
    "unknown": N_("没有记录"),
}
_QUARTERS = {"1": N_("一季度"), "2": N_("二季度"), "3": N_("三季度"), "4": N_("四季度")}
ENDED_SHOWN = 20


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """A period of a kind. state: posted, due, missed or unknown."""

    period: str
    state: str
    words: str


@dataclass(frozen=True, slots=True)
class KindLine:
    """A kind a branch must disclose. rule: how often, empty where no rule is loaded."""

    id: str
    label: str
    rule: str
    article: str
    is_busy: bool
    periods: list[PeriodLine]
    is_due: bool
    is_by_ledger: bool


@dataclass(frozen=True, slots=True)
class ObjectionRow:
    """An objection in a list: about what, of which branch, how it stands. title: as everybody reads it."""

    notice: Notice
    title: str
    words: str
    day: date
    is_answered: bool
    ended: str


@dataclass(frozen=True, slots=True)
class BranchRow:
    """A branch with what was missed or objected to, in words; `says` is empty where there is nothing.

    least: how many must sit in its committee, 0 where no rule is loaded; seated: how many do.
    """

    branch: Branch
    says: list[str]
    seated: int
    least: int


def kind_lines(branch: Branch, today: date) -> list[KindLine]:
    return [_kind_line(one) for one in due_of([branch], today)[branch.pk]]


def _kind_line(one: KindDue) -> KindLine:
    rule = one.rule
    return KindLine(
        one.kind.id,
        gettext(one.kind.label),
        value_words(rule.value, rule.unit) if rule else "",
        f"{rule.article}：{rule.source}" if rule else "",
        one.is_busy,
        [_period_line(owed) for owed in one.owed],
        one.now is not None,
        one.is_by_ledger,
    )


def _period_line(owed: Owed) -> PeriodLine:
    words = gettext(_STATES[owed.state]).format(last=f"{owed.span.last:%Y-%m-%d}")
    return PeriodLine(period_words(owed.span.text), owed.state, words)


def period_words(text: str) -> str:
    """“三季度”, “8月”, “上半年”, “2023年”."""
    period = parse(text)
    assert period is not None
    if period.kind == "quarter":
        return gettext(_QUARTERS[text[-1]])
    if period.kind == "month":
        return gettext("{month}月").format(month=period.first.month)
    if period.kind == "half_year":
        return gettext("上半年") if text.endswith("1") else gettext("下半年")
    return gettext("{year}年").format(year=period.year)


def discloses_finance(branch: Branch) -> bool:
    return branch.category == "rural" or (branch.category != "urban" and law_of(branch) == "village")


def topics_disclosed(branch: Branch, today: date) -> set[str]:
    """What of the finance list a notice of this year says that it discloses."""
    rows = checking.standing_notices(
        Notice.objects.filter(branch=branch, kind="finance", from_day__year=today.year)
    ).values_list("topics", flat=True)
    return {topic for topics in rows for topic in topics}


def branches_over(actor: Actor, district: Region) -> list[Branch]:
    """Those whose exceptions he reads, in register order."""
    rows = visible(actor, "notices.read_exceptions", territory.branches_of(district))
    return list(rows.select_related("village", "township", "district"))


def exceptions(actor: Actor, district: Region, today: date) -> list[BranchRow]:
    """Register order. A constant number of queries for any number of branches."""
    branches = branches_over(actor, district)
    if not branches:
        return []
    due = due_of(branches, today)
    members = members_on({one.path for one in branches}, today)
    objected = {one.notice.branch_id for one in objection_rows(branches, today)}
    sizes = {law: committee_size(one, today) for law, one in {law_of(one): one for one in branches}.items()}
    rows, missing = [], gettext("{kind}：{period}没有贴")
    for branch in branches:
        says = [
            missing.format(kind=gettext(one.kind.label), period=period_words(missed.span.text))
            for one in due[branch.pk]
            for missed in one.missed
        ]
        if branch.pk in objected:
            says.append(gettext("监督委员会有异议没有了结"))
        size = sizes[law_of(branch)]
        rows.append(BranchRow(branch, says, len(members[branch.path]), size.least if size else 0))
    return rows


def objection_rows(branches: Sequence[Branch], today: date) -> list[ObjectionRow]:
    """Open ones, the oldest first, of withdrawn and corrected notices too. Two queries."""
    rows = checking.open_objections(Notice.objects.filter(branch__in=[one.pk for one in branches]))
    return [_objection_row(one, today, "") for one in rows.prefetch_related("notice__corrected_by")]


def _objection_row(one: Check, today: date, ended: str) -> ObjectionRow:
    title = pages.title_of(one.notice, shows=pages.shows_words(one.notice, today))
    return ObjectionRow(one.notice, title, one.words, one.said_on, bool(one.answer), ended)


def ended_rows(branches: Sequence[Branch], today: date) -> list[ObjectionRow]:
    """Those that ended last."""
    rows = Check.objects.filter(
        ~Q(ended_how=""), verdict=Check.Verdict.OBJECT, notice__branch__in=[one.pk for one in branches]
    ).select_related("notice__branch__village", "notice__branch__township")
    rows = rows.prefetch_related("notice__corrected_by")
    ended = {"agreed": gettext("提出的成员没有意见了"), "settled": gettext("乡镇裁定")}
    return [_objection_row(one, today, ended[one.ended_how]) for one in rows.order_by("-ended_at", "-id")[:ENDED_SHOWN]]


def size_words(branch: Branch, seated: int, today: date) -> str:
    """Whether as many sit there as the rule of the day says."""
    size = committee_size(branch, today)
    if size is None:
        return gettext("监督委员会的人数：规则待录入")
    said = gettext("应有 {least} 至 {most} 人（{article}），现在 {seated} 人")
    return said.format(least=size.least, most=size.most, article=size.article, seated=seated)


def usual_title(branch: Branch, seated: int) -> str:
    """As the seat is called; Chinese, it is a record."""
    body = "居务监督委员会" if law_of(branch) == "community" else "村务监督委员会"
    return f"{branch.village.core}{body}{'委员' if seated else '主任'}"
