"""The comparison chart (评星标准对照图) as data, before it is a picture: schemes, stars, tasks, each in words.

Pure reading of rulebooks: no database.
"""

import re
from dataclasses import dataclass
from itertools import zip_longest

from fivestar.engine import Criterion, Rulebook, Star
from fivestar.engine.facts import base_name
from fivestar.engine.tree import keys_in
from fivestar.foundation.outcome import N_
from fivestar.standards import words

DRAFTED = "拟定"  # how a rulebook marks what the district has not said
NO_BREAK = "\u00a0"
_LOOSE = re.compile(r" (?=[≥≤<>=≠%‰])|(?<=[≥≤<>=≠]) |(?<=\d) (?=[^\s÷×+−])")
CATEGORY_WORDS = {"rural": N_("农村"), "urban": N_("城市社区")}


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task, in the reader's language as far as the rulebook has it."""

    id: str
    key_task: str
    name: str
    text: str
    met_words: str
    applies_words: str | None
    met_when: str
    applies_when: str | None
    source: str
    lead_dept: str
    co_depts: tuple[str, ...]
    supplier: str
    frequency: str
    evidence: str | None
    evidence_reason: str | None
    facts: tuple[str, ...]
    is_veto: bool
    is_off: bool
    accrues: bool

    @property
    def is_draft(self) -> bool:
        """拟定: written by us, to be replaced by the district's own text."""
        return self.source == "drafted"

    @property
    def source_address(self) -> str | None:
        """Where the source can be read, when the source is an address."""
        address = self.source.removeprefix("sourced:").strip()
        return address if address.startswith(("http://", "https://")) else None


@dataclass(frozen=True, slots=True)
class StarBlock:
    """A star with the tasks that match what was asked; `total` counts all of them."""

    id: str
    name: str
    name_en: str | None
    short: str
    source: str
    requires: tuple[str, ...]
    won_by_words: str
    tasks: tuple[TaskLine, ...]
    total: int

    @property
    def is_draft(self) -> bool:
        """The rule by which the star is won is ours."""
        return self.source.startswith(DRAFTED)


@dataclass(frozen=True, slots=True)
class Scheme:
    """One category's edition in the chart."""

    category: str
    name: str
    name_en: str | None
    source: str
    is_draft: bool
    digest: str
    stars: tuple[StarBlock, ...]

    @property
    def total(self) -> int:
        return sum(star.total for star in self.stars)

    @property
    def found(self) -> int:
        return sum(len(star.tasks) for star in self.stars)


@dataclass(frozen=True, slots=True)
class ChartRow:
    """The stars that stand beside each other, in the order of their editions; None where one scheme has no more."""

    rural: StarBlock | None
    urban: StarBlock | None

    @property
    def has_tasks(self) -> bool:
        return any(block is not None and block.tasks for block in (self.rural, self.urban))


def scheme_of(rulebook: Rulebook, text: str = "") -> Scheme:
    """The chart's column for one edition; only tasks that contain every word of `text`, all of them when empty."""
    edition = rulebook.edition
    asked = text.casefold().split()
    return Scheme(
        category=edition.category,
        name=edition.name,
        name_en=edition.name_en,
        source=edition.source,
        is_draft=edition.status == "draft",
        digest=rulebook.digest,
        stars=tuple(_block(rulebook, star, asked) for star in rulebook.stars),
    )


def rows_of(rural: Scheme | None, urban: Scheme | None) -> tuple[ChartRow, ...]:
    """Both schemes side by side, star by star."""
    left = rural.stars if rural else ()
    right = urban.stars if urban else ()
    return tuple(ChartRow(*pair) for pair in zip_longest(left, right))


def _block(rulebook: Rulebook, star: Star, asked: list[str]) -> StarBlock:
    lines = [_line(rulebook, criterion) for criterion in star.criteria]
    return StarBlock(
        id=star.id,
        name=star.name,
        name_en=star.name_en,
        short=star.short,
        source=star.source,
        requires=tuple(rulebook.star(one).name for one in star.requires),
        won_by_words=words.won_by_in_words(star),
        tasks=tuple(line for line in lines if _matches(line, asked)),
        total=len(lines),
    )


def _line(rulebook: Rulebook, criterion: Criterion) -> TaskLine:
    texts = (criterion.met_when, *criterion.conditions())  # what must be met first, then when it applies
    keys = dict.fromkeys(key for text in texts for key in keys_in(rulebook.trees[text]))
    facts = dict.fromkeys(words.label_of(rulebook.facts[base_name(key)]) for key in keys)
    return TaskLine(
        id=criterion.id,
        key_task=criterion.key_task,
        name=criterion.name,
        text=criterion.text,
        met_words=_held_together(words.condition_in_words(criterion, rulebook.facts)),
        applies_words=_held_together(words.applies_in_words(criterion, rulebook.facts)),
        met_when=criterion.met_when,
        applies_when=criterion.applies_when,
        source=criterion.source,
        lead_dept=criterion.lead_dept,
        co_depts=criterion.co_depts,
        supplier=words.supplier_word(criterion.supplied_by),
        frequency=words.frequency_word(criterion.frequency),
        evidence=criterion.evidence,
        evidence_reason=criterion.evidence_reason,
        facts=tuple(facts),
        is_veto=criterion.veto is not None,
        is_off=criterion.is_off,
        accrues=criterion.accrues,
    )


def _held_together(text: str) -> str:
    """“≥ 30 %” stays on one line, however narrow the screen."""
    return _LOOSE.sub(NO_BREAK, text)


def _matches(line: TaskLine, asked: list[str]) -> bool:
    said = (line.id, line.key_task, line.name, line.text, line.met_words, line.lead_dept, *line.co_depts, *line.facts)
    heap = " ".join(said).replace(NO_BREAK, " ").casefold()
    return all(word in heap for word in asked)
