"""What the catalogue's pages show, as frozen values in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from fivestar.engine import FactDef
from fivestar.engine.facts import integer_range
from fivestar.facts.catalogue_pages.queries import Known, KnownPeriod
from fivestar.facts.judging import PERIOD_WORDS
from fivestar.facts.needs import Need, Needs
from fivestar.standards import words
from fivestar.standards.chart import CATEGORY_WORDS

SUPPLIERS = ("village", "township", "department", "records")


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact in the list. `needed` counts criteria in force; with none and no other need it is asked of nobody."""

    slug: str
    label: str
    unit: str
    supplier: str
    frequency: str
    needed: int
    branches: int
    newest: date | None


@dataclass(frozen=True, slots=True)
class Group:
    """The facts of one kind of supplier."""

    id: str
    label: str
    lines: tuple[FactLine, ...]


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A criterion that reads the fact, with its category in words."""

    category: str
    criterion: str
    name: str
    star: str
    departments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactPage:
    """One fact, whole."""

    slug: str
    label: str
    question: str
    unit: str
    range: str
    supplier: str
    frequency: str
    period: str
    adds: str
    needs: tuple[NeedLine, ...]
    departments: tuple[str, ...]
    others: tuple[str, ...]
    periods: tuple[KnownPeriod, ...]
    expected: int

    @property
    def is_needed(self) -> bool:
        return bool(self.needs or self.others)


def groups_of(
    facts: Iterable[FactDef],
    *,
    needs: Needs,
    others: Mapping[str, Sequence[str]],
    known: Mapping[str, Known],
    text: str = "",
    supplier: str = "",
) -> tuple[Group, ...]:
    """The catalogue by supplier; only facts that contain every word of `text`, all of them when empty."""
    asked = text.casefold().split()
    lines: dict[str, list[FactLine]] = {one: [] for one in SUPPLIERS if supplier in ("", one)}
    for fact in facts:
        if fact.supplied_by in lines and _matches(fact, needs.get(fact.id, ()), asked):
            needed = len(needs.get(fact.id, ())) + len(others.get(fact.id, ()))
            lines[fact.supplied_by].append(_line(fact, needed, known.get(fact.id)))
    return tuple(Group(one, words.supplier_word(one), tuple(found)) for one, found in lines.items() if found)


def page_of(
    fact: FactDef, *, needs: Sequence[Need], others: Sequence[str], periods: Sequence[KnownPeriod], expected: int
) -> FactPage:
    return FactPage(
        slug=fact.id,
        label=words.label_of(fact),
        question=fact.question or "",
        unit=unit_of(fact),
        range=range_in_words(fact),
        supplier=supplier_of(fact),
        frequency=words.frequency_word(fact.frequency),
        period=gettext(PERIOD_WORDS[fact.period]),
        adds=_adding_up(fact),
        needs=tuple(
            NeedLine(gettext(CATEGORY_WORDS[need.category]), need.criterion, need.name, need.star, need.departments)
            for need in needs
        ),
        departments=tuple(dict.fromkeys(one for need in needs for one in need.departments)),
        others=tuple(others),
        periods=tuple(periods),
        expected=expected,
    )


def unit_of(fact: FactDef) -> str:
    """The unit a person reads and writes; what kind of answer it is where there is none."""
    if fact.type == "boolean":
        return gettext("是或否")
    if fact.type == "choice":
        return gettext("选一项")
    return fact.shown_as or fact.unit or ""


def range_in_words(fact: FactDef) -> str:
    """“0 户 到 20,000 户”, or the choices."""
    if fact.type == "boolean":
        return f"{gettext('是')}、{gettext('否')}"
    if fact.type == "choice":
        return "、".join(fact.choices or ())
    low, high = (words.value_in_words(fact, bound) for bound in integer_range(fact))
    return gettext("{low} 到 {high}").format(low=low, high=high)


def supplier_of(fact: FactDef) -> str:
    """The department's name, or the level; for records also who keeps them."""
    if fact.supplied_by == "department":
        return fact.department or words.supplier_word("department")
    if fact.supplied_by == "records":
        keeper = fact.department or words.supplier_word(fact.keeper or "village")
        return gettext("由{keeper}的工作记录自动计数").format(keeper=keeper)
    return words.supplier_word(fact.supplied_by)


def _adding_up(fact: FactDef) -> str:
    return {
        "last": gettext("一年里取最近一次"),
        "sum": gettext("一年里各期相加"),
        "max": gettext("一年里取最大"),
        "min": gettext("一年里取最小"),
    }[fact.adds]


def _line(fact: FactDef, needed: int, known: Known | None) -> FactLine:
    return FactLine(
        slug=fact.id,
        label=words.label_of(fact),
        unit=unit_of(fact),
        supplier=supplier_of(fact),
        frequency=words.frequency_word(fact.frequency),
        needed=needed,
        branches=known.branches if known else 0,
        newest=known.newest if known else None,
    )


def _matches(fact: FactDef, needs: Sequence[Need], asked: Sequence[str]) -> bool:
    said = [fact.id, fact.label, fact.label_en or "", fact.question or "", supplier_of(fact), unit_of(fact)]
    said += [part for need in needs for part in (need.criterion, need.name)]
    heap = " ".join(said).casefold()
    return all(word in heap for word in asked)
