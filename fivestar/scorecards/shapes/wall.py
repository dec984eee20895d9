"""The wall."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from fivestar.foundation.access import Duty
from fivestar.responsibility.queries import Holder, InCharge, Level
from fivestar.scorecards.shapes.marks import Direction, LevelCount, Note, Share, StarMark


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
    waits_on: int | None = None  # under a department or task force filter: its tasks unmet or unknown here

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
        """Never of a branch of which nothing is decided: 待核实 is no shortfall."""
        return self.target_level is not None and not self.is_unknown and (self.level or 0) < self.target_level


@dataclass(frozen=True, slots=True)
class Aside:
    """A card beside a district's wall that another room adds: lines of a sentence and what is said smaller under it.

    url_name: the page with more, which takes the district's code; link: what it is called.
    """

    title: Note
    lines: tuple[tuple[Note, Note | None], ...]
    url_name: str
    link: Note


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
    """Branches that wait for facts of one department; `oldest_days` since the edition asks for them.

    suppliers: who supplies them for the department. leaders: who has the townships concerned in charge (包乡).
    """

    department: str
    branches: int
    facts: int
    oldest_days: int
    suppliers: tuple[InCharge, ...]
    leaders: tuple[InCharge, ...]


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
    branch_count: int  # of the drive and those whose category is unknown; not those outside
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
    taskforce_choices: tuple[Holder, ...] = ()  # with cells only, as the next three
    holder_choices: tuple[tuple[Duty, tuple[Holder, ...]], ...] = ()  # by duty, those that somebody has
    taskforce: Holder | None = None
    holder: Holder | None = None

    @property
    def counts_tasks(self) -> bool:
        """Cells show open tasks: of a leading department, of a task force's own stars."""
        return self.department is not None or (self.taskforce is not None and self.taskforce.first.stars is not None)

    @property
    def is_narrowed(self) -> bool:
        return self.taskforce is not None or self.holder is not None

    @property
    def uncategorised_count(self) -> int:
        """Branches of which nobody has yet said whether they take part, and as what."""
        return self.branch_count - self.rural_count - self.urban_count


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
    helpers: tuple[Level, ...] = ()  # 包乡 and 帮建; one without posts is a gap
