"""What ledgers put on 今日要办: periods that are due or wait to be made public, questions to a committee."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Max, Q
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from fivestar.facts.periods import Period as Span
from fivestar.facts.periods import of_day, parse
from fivestar.finance.dated import term
from fivestar.finance.kinds import LABELS
from fivestar.finance.models import Book, Period, Question
from fivestar.finance.wording import period_words
from fivestar.foundation.access import Actor, Duty
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_
from fivestar.foundation.today import Item, TodaySource, several
from fivestar.notices.due import law_of
from fivestar.standards.law.queries import rules_of_days

if TYPE_CHECKING:
    from fivestar.standards.law.values import Rule
    from fivestar.territory.models import Region

MINUTES_A_LEDGER = 5
_RULE = {"collective": "disclosure.finance", "estate": "disclosure.estate"}


@dataclass(frozen=True, slots=True)
class Due:
    """The next period of a ledger, over and not kept yet; due_on: None where no rule or no term is loaded."""

    book: Book
    span: Span
    due_on: date | None


def next_span(text: str) -> Span:
    """The period after one, of the same length."""
    span = parse(text)
    assert span is not None
    return of_day(span.last + timedelta(days=1), span.kind)


def dues_of(books: Sequence[Book], last: Mapping[int, str], today: date) -> list[Due]:
    """Of ledgers that have begun; one that has not is nobody's fault yet. A query a district."""
    there = [(book, next_span(last[book.pk])) for book in books if book.pk in last]
    over = [(book, span) for book, span in there if span.last < today]
    wanted: dict[Region, set[tuple[str, date]]] = {}
    for book, span in over:
        wanted.setdefault(book.branch.district, set()).add((law_of(book.branch), span.last))
    rules = {district.pk: rules_of_days(district, days) for district, days in wanted.items()}
    return [
        Due(
            book, span, _last_day(rules[book.branch.district_id][law_of(book.branch), span.last], book.chart, span.last)
        )
        for book, span in over
    ]


def _last_day(rules: Mapping[str, Rule], chart: str, end: date) -> date | None:
    """So many days after the period ended, where the rule of that day asks for disclosure at all."""
    days = term("due_days", end)
    return None if days is None or _RULE[chart] not in rules else end + timedelta(days=days)


def _kept_by(actor: Actor, prefix: str) -> Q | None:
    over: Q | None = None
    for grant in actor.posts:
        if grant.duty is Duty.CLERK:
            there = Q(**{f"{prefix}__startswith": grant.path})
            over = there if over is None else over | there
    return over


def ledgers_due(actor: Actor, at: datetime) -> Sequence[Item]:
    """One line a period for whoever keeps ledgers. Two queries."""
    over = _kept_by(actor, "branch__path")
    if over is None:
        return []
    books = list(Book.objects.filter(over).select_related("branch__village", "branch__district").order_by("pk"))
    lasts = Period.objects.filter(book__in=books).order_by().values("book").annotate(end=Max("last"))
    last = dict(
        Period.objects.filter(book__in=books, last__in=lasts.values("end")).order_by("last").values_list("book", "text")
    )
    by_span: dict[str, list[Due]] = {}
    for due in dues_of(books, last, legal_day(at)):
        by_span.setdefault(due.span.text, []).append(due)
    return [
        Item(
            title=gettext("导入{period}的账").format(period=period_words(text)),
            why=ngettext("{count} 个集体的账还没有导入", "{count} 个集体的账还没有导入", len(dues)).format(
                count=len(dues)
            ),
            url=reverse("ledgers_import", args=[dues[0].book.branch.district.code]),
            minutes=MINUTES_A_LEDGER * len(dues),
            due_on=dues[0].due_on,
            place=several([due.book.branch.village.name for due in dues]),
        )
        for text, dues in sorted(by_span.items())
    ]


def ledgers_to_publish(actor: Actor, at: datetime) -> Sequence[Item]:
    """The earliest of each ledger that is kept and not public. Two queries."""
    over = _kept_by(actor, "branch__path")
    if over is None:
        return []
    rows = (
        Period.objects.filter(over, is_published=False)
        .select_related("branch__village", "branch__district", "book")
        .order_by("book", "first")
    )
    first: dict[int, Period] = {}
    for one in rows:
        first.setdefault(one.book_id, one)
    if not first:
        return []
    district = next(iter(first.values())).branch.district
    rules = rules_of_days(district, {(law_of(one.branch), one.last) for one in first.values()})
    return [
        Item(
            title=gettext("公开{period}的账").format(period=period_words(one.text)),
            why=gettext("已经导入，公开以后村民才看得到"),
            url=f"{reverse('ledger_publish', args=[one.branch.public_id, one.text])}?book={one.book.public_id}",
            blocks_others=True,
            waits=gettext("村民"),
            since=legal_day(one.entered_at),
            due_on=_last_day(rules[law_of(one.branch), one.last], one.book.chart, one.last),
            place=one.branch.village.name,
        )
        for one in first.values()
    ]


def questions_waiting(actor: Actor, at: datetime) -> Sequence[Item]:
    """Each open question to a committee he sits on. One query."""
    over: Q | None = None
    for grant in actor.posts:
        if grant.duty is Duty.SUPERVISE:
            there = Q(branch__path__startswith=grant.path)
            over = there if over is None else over | there
    if over is None:
        return []
    rows = Question.objects.filter(over, is_open=True).select_related("branch__village").order_by("asked_on", "pk")
    return [
        Item(
            title=gettext("答复：合同 {number} {object}").format(number=one.contract, object=one.object),
            why=gettext(LABELS[one.reason]),
            url=f"{reverse('ledger_questions', args=[one.branch.public_id])}#{one.public_id}",
            since=one.asked_on,
            blocks_others=True,
            waits=gettext("村民"),
            place=one.branch.village.name,
        )
        for one in rows
    ]


TODAY = (
    TodaySource("finance.due", N_("账目"), ledgers_due),
    TodaySource("finance.publish", N_("账目"), ledgers_to_publish),
    TodaySource("finance.questions", N_("账目"), questions_waiting),
)
