"""A branch: what its facts carry, task by task."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from fivestar.responsibility.queries import Level
from fivestar.scorecards.shapes.marks import Basis, Note, StarMark


@dataclass(frozen=True, slots=True)
class Card:
    """What the facts of one basis carry. Stale: past `next_change_at` and not yet rescored, so read as 待核实."""

    basis: Basis
    level: int
    at_most: int
    stars: tuple[StarMark, ...]
    met: int
    unmet: int
    unknown: int
    pending: int
    not_applicable: int
    as_at: date
    digest: str  # "sha256:…" of the receipt
    next_change_at: date | None
    is_stale: bool


@dataclass(frozen=True, slots=True)
class ToldReceipt:
    """A receipt as this reader may have it. key: for who has the whole one, that of the public copy; "" where they are
    the same.
    """

    document: dict[str, Any]
    key: str = ""


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact under a task. `id` may name last year's (`previous.…`), `slug` is the fact's own.

    amount: the value where it is a whole number, in the fact's own unit.
    """

    id: str
    slug: str
    frequency: str
    label: str
    value_words: str | None  # None: unknown
    period: str | None
    basis: Basis | None
    source: str | None
    observed_on: date | None
    supplied_by: str  # village township department records
    department: str | None
    unknown_reason: Note | None
    amount: int | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Meter:
    """For <meter>: value and threshold on one scale (canonical integers; a share is drawn as numerators)."""

    value: int
    threshold: int
    maximum: int


@dataclass(frozen=True, slots=True)
class StepView:
    """One line of the condition: `集体收入 3.2 万元 ≥ 5 万元`, with what is missing."""

    words: str
    verdict: str
    gap_words: str | None


@dataclass(frozen=True, slots=True)
class TaskView:
    """One criterion of the edition, judged for this branch on the basis shown."""

    id: str
    key_task: str
    name: str
    text: str
    verdict: str
    code: str
    on_pace: bool | None
    counted: bool  # False: veto off or not applicable
    value_words: str | None
    threshold_words: str | None
    gap_words: str | None
    meter: Meter | None
    condition_words: str
    condition: str
    steps: tuple[StepView, ...]
    facts: tuple[FactLine, ...]
    source: str | None  # newest of its facts
    observed_on: date | None
    department: str  # leading department
    co_departments: tuple[str, ...]
    supplied_by: str
    evidence: str
    evidence_reason: str | None
    is_draft: bool  # 拟定
    is_veto: bool
    unknown_reason: Note | None


@dataclass(frozen=True, slots=True)
class StarView:
    """A star with its tasks in order."""

    id: str
    short: str
    name: str
    verdict: str
    code: str
    source: str
    won_by_words: str
    requires: tuple[str, ...]  # names of stars
    missing: tuple[TaskView, ...]
    open: tuple[TaskView, ...]
    pending: tuple[TaskView, ...]
    tasks: tuple[TaskView, ...]


@dataclass(frozen=True, slots=True)
class NextStar:
    """The star not yet held that misses the fewest tasks (unmet, then unknown)."""

    star: StarView
    missing: tuple[TaskView, ...]
    open: tuple[TaskView, ...]


@dataclass(frozen=True, slots=True)
class TargetView:
    public_id: str
    level: int
    stars: tuple[StarMark, ...]
    reason: str
    set_at: date
    edition: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """An answer and the day it began."""

    on: date
    until: date | None
    basis: Basis
    level: int
    at_most: int
    stars: tuple[StarMark, ...]
    edition: str
    digest: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """All of one branch. `stated` is None when it equals nothing new or the reader may not see it."""

    public_id: str
    name: str
    code: str
    category: str
    township: str
    township_public_id: str
    district: str
    district_code: str
    on: date
    is_fictitious: bool
    edition: str | None  # name
    edition_slug: str | None  # rural-2023: the folder the verify command names
    edition_public_id: str | None
    edition_status: str | None  # draft official
    edition_digest: str | None
    confirmed: Card | None
    stated: Card | None
    target: TargetView | None
    stars: tuple[StarView, ...]
    next_star: NextStar | None
    helpers: tuple[Level, ...]  # the five levels; one without posts is a gap
    history: tuple[HistoryLine, ...]
    digest: str | None  # receipt digest of the confirmed card
    nothing_because: Note | None  # why there is no card (类别待定, 无现行标准, 不在创建范围)
