"""The figures that give a branch its intended stars, found from the standards' own conditions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from random import Random

from fivestar.demonstration.conditions import free_keys, keys_of, settle, whole
from fivestar.demonstration.plan import INDUSTRY, BranchPlan
from fivestar.demonstration.sizes import FEN_OF_HUNDRED, FEN_OF_WAN, sizes
from fivestar.engine import Criterion, FactDef, Rulebook, Star, Value, rate
from fivestar.engine.facts import PREVIOUS, base_name
from fivestar.engine.pace import accruing_parts
from fivestar.engine.tree import Comparison, Number, walk
from fivestar.engine.verdicts import Verdict

WAITING_ON = {
    "party": ("区委组织部",),
    "ecology": ("区住建局", "区林业局"),
    "peace": ("区公安局",),
    "civility": ("区卫健委", "区民政局"),
    "business": ("区人社局",),
    "sharing": ("区住建局",),
    "harmony": ("区民政局",),
    INDUSTRY: ("区委组织部", "区农业农村局"),
}
"""The departments that are late in this district, by the star that waits for them."""

LARGEST_GAP = 4
"""Tasks that a branch not holding a star misses at most, beyond what it cannot have."""


@dataclass(slots=True)
class Picture:
    """Values for the year (`previous.…` for the year before); counts that grow, by what they shall reach in the year.

    growing: fact → what it should be at the end of the year; `slow`: those that lag behind.
    unsaid: facts the supplier has not given; `unconfirmed`: given by the village, not yet looked at by the township.
    """

    plan: BranchPlan
    values: dict[str, Value]
    growing: dict[str, int] = field(default_factory=dict)
    slow: set[str] = field(default_factory=set)
    unsaid: set[str] = field(default_factory=set)
    unconfirmed: set[str] = field(default_factory=set)
    partners: dict[str, str] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)


def picture(plan: BranchPlan, rulebook: Rulebook, today: date) -> Picture:
    """The same for the same branch, standards and day."""
    lot = Random(plan.place.code)  # noqa: S311 -- the same village on every machine
    values = sizes(plan.place.category, denominators(rulebook), lot)
    values |= _given(plan, lot)
    made = Picture(plan, {key: value for key, value in values.items() if base_name(key) in rulebook.facts})
    known = rate(rulebook, made.values, today)
    for star in rulebook.stars:
        applicable = [
            criterion
            for criterion in star.criteria
            if criterion.is_off or known.outcomes[criterion.id].verdict is not Verdict.NOT_APPLICABLE
        ]
        _paint(made, star, applicable, rulebook, lot)
    return made


@lru_cache(maxsize=8)
def _denominators(rulebook_digest: str, rulebook: "_ByDigest") -> dict[str, FactDef]:
    found: dict[str, FactDef] = {}
    for criterion in rulebook.book.criteria:
        keys: list[str] = []
        if criterion.applies_when:
            keys += keys_of(rulebook.book.trees[criterion.applies_when])
        for part in _comparisons(rulebook.book, criterion):
            keys += keys_of(part)[1:]
        found |= {key: rulebook.book.facts[base_name(key)] for key in keys}
    return found


@dataclass(frozen=True, eq=False)
class _ByDigest:
    book: Rulebook

    def __hash__(self) -> int:
        return hash(self.book.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByDigest) and other.book.digest == self.book.digest


def denominators(rulebook: Rulebook) -> Mapping[str, FactDef]:
    """What conditions compare with or ask for before they apply."""
    return _denominators(rulebook.digest, _ByDigest(rulebook))


def _comparisons(rulebook: Rulebook, criterion: Criterion) -> Iterator[Comparison]:
    yield from (part for part in walk(rulebook.trees[criterion.met_when]) if isinstance(part, Comparison))


def _given(plan: BranchPlan, lot: Random) -> dict[str, Value]:
    """What follows from the plan, not from any one task."""
    last_year = lot.choice((5_000_000, *(lot.randint(505, 2800) * 10_000 for _ in range(8))))
    if plan.income_is_short:
        last_year = 3_200_000 if plan.told else lot.randint(210, 480) * 10_000
    grows = INDUSTRY in plan.held or plan.told or lot.random() < 0.8
    given: dict[str, Value] = {
        "previous.collective_income": last_year,
        "collective_income": last_year + (lot.randint(0, 60) * 10_000 if grows else -lot.randint(1, 40) * 10_000),
        "led_entities": 1 if plan.led else 0,
    }
    if plan.told:
        given |= {"households": 412, "matters_due_deliberation": 9}
    return given


def _paint(made: Picture, star: Star, applicable: list[Criterion], rulebook: Rulebook, lot: Random) -> None:
    """All tasks of a star met, but for those that shall be missing or open."""
    steerable = [
        criterion
        for criterion in applicable
        if not criterion.is_off and free_keys(rulebook.trees[criterion.met_when], made.values)
    ]
    missing, waiting = _left_over(made.plan, star, steerable, rulebook, lot)
    for criterion in applicable:
        if criterion not in steerable and not criterion.is_off:
            continue
        keys = free_keys(rulebook.trees[criterion.met_when], made.values)
        if not keys:
            continue
        _settle(made, criterion, rulebook, holds=criterion.id not in missing, lot=lot)
        if criterion.id in waiting:
            by_village = rulebook.facts[base_name(keys[0])].supplied_by == "village"
            (made.unconfirmed if by_village else made.unsaid).add(keys[0])
    made.missing |= missing
    if star.id == INDUSTRY and star.id in made.plan.open:
        made.unsaid.add("led_entities")


def _left_over(
    plan: BranchPlan, star: Star, steerable: list[Criterion], rulebook: Rulebook, lot: Random
) -> tuple[set[str], set[str]]:
    """Tasks that shall be missing, and tasks that shall be open."""
    if star.id in plan.held:
        return set(), set()
    if star.id in plan.open:
        late = [
            criterion.id
            for criterion in steerable
            if rulebook.facts[base_name(keys_of(rulebook.trees[criterion.met_when])[0])].department
            in WAITING_ON[star.id]
        ]
        from_village = [criterion.id for criterion in steerable if criterion.supplied_by == "village"]
        waiting = set(late[:1])
        if not plan.told:
            waiting |= set(lot.sample(from_village, min(lot.randint(0, 2), len(from_village))))
        return set(), waiting or set(from_village[:1])
    told = {criterion.id for criterion in steerable if criterion.id in plan.unmet}
    if plan.told:
        return told, set()
    fixed = 0 if plan.led or star.id != INDUSTRY else 1
    count = min(lot.randint(0, LARGEST_GAP), lot.randint(0, LARGEST_GAP))
    # What only lags behind may still come: one task at least is missing outright.
    outright = [criterion.id for criterion in steerable if not criterion.accrues]
    missing = set() if fixed else {lot.choice(outright)}
    return missing | set(lot.sample([criterion.id for criterion in steerable], min(count, len(steerable)))), set()


def _settle(made: Picture, criterion: Criterion, rulebook: Rulebook, *, holds: bool, lot: Random) -> None:
    tree = rulebook.trees[criterion.met_when]
    parts = accruing_parts(tree) if criterion.accrues else None
    keys = free_keys(tree, made.values)
    if made.plan.told and criterion.id == "R030":
        made.values["bound_households"] = 102  # of 412 households, 30 % are 124: 22 are missing
    elif parts:
        for part in parts:
            _settle_growing(made, part, holds=holds, lot=lot)
    else:
        settle(tree, holds=holds, values=made.values, lot=lot)
    for key in keys:
        if rulebook.facts[base_name(key)].unit == "分":
            made.values[key] = _round_money(whole(made.values[key]), up=holds)
        others = [other for other in keys_of(tree) if other != key]
        if others:
            made.partners[key] = others[0]


def _round_money(fen: int, *, up: bool) -> int:
    """To hundreds of yuan, away from the threshold."""
    return -(-fen // FEN_OF_HUNDRED) * FEN_OF_HUNDRED if up else fen // FEN_OF_HUNDRED * FEN_OF_HUNDRED


def _settle_growing(made: Picture, part: Comparison, *, holds: bool, lot: Random) -> None:
    """What the count shall reach by the end of the year; whether it is behind is a matter of its pace."""
    key = keys_of(part)[0]
    if isinstance(part.right, Number):
        made.growing[key] = part.right.value
        made.values[key] = part.right.value
    else:
        settle(part, holds=True, values=made.values, lot=lot)
        made.growing[key] = whole(made.values[key])
    if not holds:
        made.slow.add(key)


def short_income(value: Value) -> bool:
    """Below 50,000 yuan."""
    return whole(value) < 5 * FEN_OF_WAN


def is_of_last_year(key: str) -> bool:
    return key.startswith(PREVIOUS)
