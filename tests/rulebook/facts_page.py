"""Prints docs/reference/facts.md: which facts are needed, who supplies them and which tasks use them.

python -m tests.rulebook.facts_page > docs/reference/facts.md
"""

import sys
from collections import Counter

from fivestar.engine.facts import FactDef
from tests.rulebook.books import CATEGORIES, book, criteria, facts_in, facts_of

KEEPER = {"village": "village or community", "township": "township or street", "department": "department"}
SUPPLIER = {**KEEPER, "records": "records"}
HEAD = """\
# Facts

Printed from `rulebook/` by `python -m tests.rulebook.facts_page`; a test compares.

A fact is asked once, of one supplier, and used by every task that needs it. *Records* are counted from meetings,
notices, contracts and surveys kept in the course of work: nobody is asked for them. Last year's value is the same fact
one year back. Money is kept in 分.

## How many, and who supplies them
"""


def supplier_of(fact: FactDef) -> str:
    """Who supplies a fact, in words; of records, who keeps them."""
    return f"records ({KEEPER[fact.keeper]})" if fact.keeper else SUPPLIER[fact.supplied_by]


def counted() -> dict[str, Counter[str]]:
    """Number of facts by supplier, in each edition and in both together (`all`)."""
    counts = {category: Counter(map(supplier_of, book(category).facts.values())) for category in CATEGORIES}
    everything = {name: fact for category in CATEGORIES for name, fact in book(category).facts.items()}
    return {**counts, "all": Counter(map(supplier_of, everything.values()))}


def page() -> str:
    """The page as Markdown."""
    return "\n".join([HEAD, *_counts(), *_lists()]) + "\n"


def _counts() -> list[str]:
    counts = counted()
    suppliers = sorted(counts["all"], key=lambda supplier: -counts["all"][supplier])
    columns = (*CATEGORIES, "all")
    rows = [(supplier, *(counts[column][supplier] for column in columns)) for supplier in suppliers]
    total = ("**all**", *(f"**{counts[column].total()}**" for column in columns))
    sentences = [
        f"The {category} edition needs {counts[category].total()} facts for its {len(book(category).criteria)} tasks; "
        f"{counts[category][KEEPER['village']]} of them are asked of the {place}."
        for category, place in (("rural", "village"), ("urban", "community"))
    ]
    return [
        " ".join(sentences),
        "",
        *table(("supplied by", "rural-2023", "urban-2023", "both, each once"), [*rows, total]),
    ]


def _lists() -> list[str]:
    used = {}
    for category, criterion in criteria():
        for name in facts_of(category, criterion):
            used.setdefault(name, []).append(criterion.id)
    facts = {name: fact for category in CATEGORIES for name, fact in book(category).facts.items()}
    lines = []
    for file, title in (("common", "In both editions"), ("rural", "Rural only"), ("urban", "Urban only")):
        names = [str(fact["id"]) for fact in facts_in(file)]
        lines += ["", f"## {title}: {len(names)}", ""]
        rows = [_row(facts[name], used[name]) for name in names]
        lines += table(("fact", "what it is", "values", "supplied by", "how often", "tasks"), rows)
    return lines


def _row(fact: FactDef, tasks: list[str]) -> tuple[str, ...]:
    by = fact.department or supplier_of(fact)
    return (
        f"`{fact.id}`",
        f"{fact.label}<br>{fact.label_en}",
        _values(fact),
        by,
        fact.frequency.replace("_", " "),
        " ".join(tasks),
    )


def _values(fact: FactDef) -> str:
    if fact.range is None:
        return "yes or no"
    unit = f"{fact.unit}, shown as {fact.shown_as}" if fact.shown_as else fact.unit
    return f"{fact.range[0]} to {fact.range[1]:,} {unit}"


def table(head: tuple[str, ...], rows: list[tuple[object, ...]]) -> list[str]:
    """A Markdown table, line by line."""
    return ["| " + " | ".join(map(str, cells)) + " |" for cells in (head, ("---",) * len(head), *rows)]


if __name__ == "__main__":
    sys.stdout.write(page())
