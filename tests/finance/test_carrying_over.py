"""Whatever is brought, in whatever order, again and wrong: a closing balance is the sum and the next opening."""

from datetime import date
from itertools import pairwise

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fivestar.facts.periods import parse
from fivestar.finance.actions import UnableToPublish, UnableToTakeIn, confirm_file, publish_period
from fivestar.finance.judging import faults_of
from fivestar.finance.models import Line, Period
from fivestar.finance.told import Balance, LedgerTold, LineTold, Record
from tests.cast import NOW, TODAY, Cast
from tests.finance.stories import DONGLIU, PLACE, brought, closing, line, opening

QUARTERS = ("2022-Q3", "2022-Q4", "2023-Q1", "2023-Q2")
HEADS = {"收入": "发包及上交收入", "支出": "报刊费"}

entries = st.lists(st.tuples(st.sampled_from(("收入", "支出")), st.integers(1, 10**9)), max_size=4)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("bring"), st.sampled_from(QUARTERS), entries, st.sampled_from((0, 0, 0, 1)), st.booleans()),
        st.tuples(st.just("publish"), st.sampled_from(QUARTERS)),
    ),
    min_size=1,
    max_size=8,
)


def bring(cast: Cast, text: str, told: list[tuple[str, int]], off: int, carries: bool) -> None:
    """One quarter, its closing balance off by so many 分; carries: its opening is the last closing on record."""
    span = parse(text)
    assert span is not None
    before = Period.objects.filter(last__lt=span.first).order_by("-last").first()
    begins = before.closing if before and carries else 5000
    ends = begins + sum(amount if side == "收入" else -amount for side, amount in told) + off
    rows = [
        line(
            span.first.isoformat(), f"{text}-{number}", f"{amount / 100:.2f}", period=text, side=side, head=HEADS[side]
        )
        for number, (side, amount) in enumerate(told)
    ]
    file = brought(cast, opening(f"{begins / 100:.2f}", period=text), *rows, closing(f"{ends / 100:.2f}", period=text))
    try:
        confirm_file(actor=cast.clerk, file=file, at=NOW)
    except UnableToTakeIn:
        return


def publish(cast: Cast, text: str) -> None:
    period = Period.objects.filter(text=text).first()
    if period is None:
        return
    try:
        publish_period(actor=cast.clerk, period=period, from_day=TODAY, to_day=TODAY, place=PLACE, at=NOW)
    except UnableToPublish:
        return


def holds(public: dict[str, tuple[int, list[int]]]) -> None:
    """What must be true after every step."""
    periods = list(Period.objects.filter(branch__village__code=DONGLIU).order_by("first"))
    for one in periods:
        amounts = Line.objects.filter(period=one)
        income = sum(amounts.filter(kind="income").values_list("amount", flat=True))
        expenditure = sum(amounts.filter(kind="expenditure").values_list("amount", flat=True))
        assert (one.income, one.expenditure) == (income, expenditure)
        assert one.closing == one.opening + income - expenditure
    for earlier, later in pairwise(periods):
        assert later.opening == earlier.closing
        assert (later.first - earlier.last).days == 1
    flags = [one.is_published for one in periods]
    assert flags == sorted(flags, reverse=True)
    for one in periods:
        if one.is_published:
            now = (one.closing, list(one.lines.order_by("number").values_list("amount", flat=True)))
            assert public.setdefault(one.text, now) == now


@pytest.mark.django_db
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=steps)
def test_any_sequence_of_imports_and_publications_keeps_sums_and_carries_over(cast: Cast, steps: list) -> None:
    with transaction.atomic():
        public: dict[str, tuple[int, list[int]]] = {}
        for what, text, *rest in steps:
            if what == "bring":
                bring(cast, text, *rest)
            else:
                publish(cast, text)
            holds(public)
        transaction.set_rollback(True)


amounts = st.lists(st.integers(1, 10**12), max_size=5)


@given(opening=st.integers(-(10**12), 10**12), income=amounts, expenditure=amounts, off=st.integers(-(10**6), 10**6))
def test_a_period_is_kept_exactly_when_it_adds_up(
    opening: int, income: list[int], expenditure: list[int], off: int
) -> None:
    sides = [("income", "in.other", one) for one in income] + [("expenditure", "out.other", one) for one in expenditure]
    lines = tuple(
        LineTold(3, date(2023, 1, 5), f"记-{number}", side, head, amount, "x", "none")
        for number, (side, head, amount) in enumerate(sides)
    )
    told = LedgerTold("2023-Q1", Balance(2, opening), Balance(9, opening + sum(income) - sum(expenditure) + off), lines)

    found = [fault.row for fault in faults_of(told, Record("collective"), today=TODAY)]

    assert found == ([] if off == 0 else [9])
