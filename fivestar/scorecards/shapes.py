"""The frozen values that scorecards' queries hand to pages: the wall, a branch's dossier, an effect.

Everything here is data before it is a picture. Verdict words are `met`, `unmet`, `unknown`, `not_applicable`, `pending`
(期内); one-character codes are those of `engine.verdicts.CODE`: 0 unmet, 1 met, 2 unknown, 3 not applicable,
4 pending on pace, 5 pending behind pace. Words (…_words) are Chinese rulebook text or already translated.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from django.utils.translation import gettext

VERDICT_OF_CODE: dict[str, str] = {
    "0": "unmet",
    "1": "met",
    "2": "unknown",
    "3": "not_applicable",
    "4": "pending",
    "5": "pending",
}

Basis = Literal["S", "C"]
Direction = Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence that travels as id and values and is translated where it is read."""

    message_id: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return gettext(self.message_id).format(**self.values)


@dataclass(frozen=True, slots=True)
class StarMark:
    """One star in a star row."""

    id: str
    short: str  # two characters: 过硬
    name: str  # 支部过硬星
    code: str  # "0".."5"

    @property
    def verdict(self) -> str:
        return VERDICT_OF_CODE[self.code]

    @property
    def is_behind(self) -> bool:
        """期内 and slower than the year."""
        return self.code == "5"


@dataclass(frozen=True, slots=True)
class LevelCount:
    """One figure above the wall; `target` is how many branches aim at this level, None when none does."""

    level: int
    count: int
    target: int | None


@dataclass(frozen=True, slots=True)
class Share:
    """`known` of `total` applicable criteria have an answer."""

    known: int
    total: int

    @property
    def percent(self) -> int:
        """Cut off, never rounded up."""
        return self.known * 100 // self.total if self.total else 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A branch on the wall."""

    public_id: str
    name: str
    category: str  # rural urban outside unknown
    level: int | None  # None: no scorecard (category or edition unknown)
    at_most: int | None
    stars: tuple[StarMark, ...]  # () when there is no scorecard
    unmet: int
    unknown: int
    pending: int
    target_level: int | None
    target_stars: tuple[str, ...]
    changed: Direction | None  # within the last 7 days
    is_stale: bool  # its answer is past its date: shown as 待核实
    filtered: str | None = None  # under a star filter: the code of that star
    waits_on: int | None = None  # under a department filter: its tasks unmet or unknown here

    @property
    def is_unknown(self) -> bool:
        """Nothing is decided yet: drawn as “?”."""
        return (
            self.level is None
            or self.is_stale
            or (self.level == 0 and not any(star.code in "01" for star in self.stars))
        )

    @property
    def is_below_target(self) -> bool:
        return self.target_level is not None and (self.level or 0) < self.target_level


@dataclass(frozen=True, slots=True)
class Block:
    """A township with its cells, or (province, city) a child region with level counts only."""

    name: str
    code: str
    kind: str  # Region.kind
    public_id: str
    branch_count: int
    waiting_count: int  # branches with at least one unknown star or no scorecard
    cells: tuple[Cell, ...] = ()
    level_counts: tuple[LevelCount, ...] = ()
    star_counts: Mapping[str, int] = field(default_factory=dict)  # code → branches, under a star filter


@dataclass(frozen=True, slots=True)
class Change:
    """A branch whose confirmed answer changed in the last 7 days."""

    public_id: str
    branch: str
    township: str
    on: date
    level_before: int | None
    level_after: int
    gained: tuple[str, ...]  # names of stars
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stuck:
    """Branches that wait for facts of one department; `oldest_days` since the edition asks for them."""

    department: str
    branches: int
    facts: int
    oldest_days: int


@dataclass(frozen=True, slots=True)
class StarChoice:
    """A star to filter the wall by; the two schemes share some names, so the id decides."""

    id: str
    name: str
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wall:
    """The wall of one region on one day, by confirmed facts."""

    name: str
    code: str
    kind: str
    on: date
    today: date
    first_day: date | None  # earliest day the time slider may show
    year: int
    branch_count: int
    rural_count: int
    urban_count: int
    level_counts: tuple[LevelCount, ...]  # 5,4,3,2,1,0
    undecided_count: int  # branches without any scorecard
    known: Share
    blocks: tuple[Block, ...]
    recent: tuple[Change, ...]
    stuck: tuple[Stuck, ...]
    figures: tuple[Note, ...]
    star_choices: tuple[StarChoice, ...]
    department_choices: tuple[str, ...]
    star: str | None
    department: str | None
    is_fictitious: bool
    is_past: bool


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
class FactLine:
    """One fact under a task."""

    id: str
    label: str
    value_words: str | None  # None: unknown
    period: str | None
    basis: Basis | None
    source: str | None
    observed_on: date | None
    supplied_by: str  # village township department records
    department: str | None
    unknown_reason: Note | None


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
    history: tuple[HistoryLine, ...]
    digest: str | None  # receipt digest of the confirmed card
    nothing_because: Note | None  # why there is no card (类别待定, 无现行标准, 不在创建范围)


@dataclass(frozen=True, slots=True)
class HoverCard:
    """The small card over a cell."""

    public_id: str
    name: str
    level: int | None
    at_most: int | None
    target_level: int | None
    stars: tuple[StarMark, ...]
    missing: tuple[str, ...]  # “产业兴旺星差 2 项:集体收入差 1.8 万元”
    waiting: tuple[str, ...]  # “平安法治星待核实:区公安局供数”


@dataclass(frozen=True, slots=True)
class EffectLine:
    """A branch whose answer a proposed edition would change."""

    public_id: str
    branch: str
    township: str
    level_before: int | None
    level_after: int
    gained: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """A proposal rated over every branch of its category and district, by the confirmed facts held today."""

    branch_count: int
    levels_before: tuple[LevelCount, ...]
    levels_after: tuple[LevelCount, ...]
    changed: tuple[EffectLine, ...]
    new_facts: tuple[str, ...]  # labels of facts nobody has supplied yet: everything asked from them is 待核实
    verdicts_before: Mapping[str, int]  # word → cells
    verdicts_after: Mapping[str, int]
