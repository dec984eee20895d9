"""Prints docs/reference/burden.md: what a village answers by hand in a year, and the minutes.

python -m tests.facts.burden.page > docs/reference/burden.md
"""

import sys
from collections import Counter
from dataclasses import dataclass

from fivestar.engine.facts import FactDef
from fivestar.engine.tree import Comparison, Fact, Number, walk
from fivestar.facts.burden.decisions import PERIODS_A_YEAR, Prices, supplier_of, times_a_year
from fivestar.facts.burden.estimates import Estimates, estimates_on
from fivestar.meetings.kinds import KINDS
from tests.rulebook.books import CATEGORIES, book
from tests.rulebook.facts_page import table

PLACE = {"rural": "village", "urban": "urban community"}
TITLE = {"rural": "A village", "urban": "An urban community"}
OFTEN = {number: period.replace("_", " ") for period, number in PERIODS_A_YEAR.items() if period != "term"}
HEAD = """\
# What a village answers by hand in a year

Printed from `rulebook/` and `facts/burden/data/minutes.yaml` by `python -m tests.facts.burden.page`; a test compares.
"""
REST = """\
Not answered at all: what departments and townships supply, what is counted from records, and last year's figures. A
correction or a returned value is one more answer; the ledger (减负账, `/d/<code>/burden/`) counts it as it happens and
draws the estimates to the measured times of forms. On paper every task was one cell of every branch in every round.
"""


@dataclass(frozen=True)
class Year:
    """One edition's year for one branch: facts asked of it, answers, seconds; meetings its tasks ask for."""

    facts: tuple[FactDef, ...]
    answers: int
    seconds: int
    meetings: int
    meeting_seconds: int
    tasks: int


def estimates() -> Estimates:
    return estimates_on(book("rural").edition.valid_from)


def prices() -> Prices:
    """Before anything was measured."""
    of = estimates()
    return Prices(question=of.question, row=of.row, record=of.record, measured={})


def year_of(category: str) -> Year:
    asked = tuple(
        fact
        for fact in book(category).facts.values()
        if fact.supplied_by != "records" and supplier_of(fact)[0] == "village"
    )
    meetings = sum(meetings_asked(category).values())
    return Year(
        facts=asked,
        answers=sum(map(times_a_year, asked)),
        seconds=sum(times_a_year(fact) * prices().of_fact(fact) for fact in asked),
        meetings=meetings,
        meeting_seconds=meetings * prices().of_record("meeting"),
        tasks=len(book(category).criteria),
    )


def meetings_asked(category: str) -> dict[str, int]:
    """Kind → how many of it a year the edition's tasks ask for (of each Party group where groups meet)."""
    least: Counter[str] = Counter()
    for tree in book(category).trees.values():
        for node in walk(tree):
            match node:
                case Comparison(">=", Fact(slug), Number(number)):
                    least[slug] = max(least[slug], number)
                case _:
                    pass
    return {kind.label: least[kind.fact] for kind in KINDS if kind.fact and least[kind.fact]}


def minutes(seconds: int) -> str:
    return f"{(seconds + 30) // 60:,}"


def page() -> str:
    """The page as Markdown."""
    of = estimates()
    lines = [HEAD, *_sums(), "", REST]
    lines += [
        f"Seconds of a question before any form was measured ({of.source}): "
        + ", ".join(f"{kind} {seconds}" for kind, seconds in of.question.items())
        + f"; entering a record of work {of.record}; a row of a file {of.row}.",
    ]
    for category in CATEGORIES:
        lines += ["", f"## {TITLE[category]}", "", *_questions(category), "", _meetings(category)]
    return "\n".join(lines) + "\n"


def _sums() -> list[str]:
    years = [(PLACE[category], year_of(category)) for category in CATEGORIES]
    rows: list[tuple[object, ...]] = [
        (
            place,
            len(year.facts),
            year.answers,
            minutes(year.seconds),
            year.meetings,
            minutes(year.meeting_seconds),
            year.tasks,
        )
        for place, year in years
    ]
    return table(
        ("", "facts asked", "answers a year", "minutes", "meetings to record", "minutes", "cells a round on paper"),
        rows,
    )


def _questions(category: str) -> list[str]:
    rows: list[tuple[object, ...]] = [
        (
            f"`{fact.id}`",
            f"{fact.label}<br>{fact.label_en}",
            "once, and when it changes" if fact.frequency in ("realtime", "on_change") else OFTEN[times_a_year(fact)],
            times_a_year(fact),
            prices().of_fact(fact),
        )
        for fact in year_of(category).facts
    ]
    return table(("fact", "what it is", "asked for each", "answers a year", "seconds each"), rows)


def _meetings(category: str) -> str:
    kinds = "、".join(f"{label} {number}" for label, number in meetings_asked(category).items())
    return f"Meetings its tasks ask for, recorded as they are held (each Party group's apart): {kinds}."


if __name__ == "__main__":
    sys.stdout.write(page())
