"""What each branch shall carry on the district's day: its stars, what is missing, what nobody has said yet.

Drawn by one lot, so the same on every machine. The shape is the mechanism's: 17 co-operatives and 5 companies led by
branches, 3 of 368 collectives below 50,000 yuan, targets 6 / 33 / 109.
"""

from dataclasses import dataclass, field
from random import Random

from fivestar.demonstration.places import OUTSIDE_VILLAGE, TOLD_COMMUNITY, TOLD_VILLAGE, Place, places

SEED = 990001
LED_COOPERATIVES, LED_COMPANIES, NEW_PROJECTS = 17, 5, 22
COLLECTIVES_BELOW = 3
TARGETS = {5: 6, 4: 33, 3: 109}
UNPLACED = 9

# Branches that carry so many stars; the rest waits for its departments with everything open.
_RURAL_LEVELS = {5: 6, 4: 24, 3: 92, 2: 112, 1: 70, 0: 30}
_URBAN_LEVELS = {5: 2, 4: 2, 3: 4, 2: 3, 1: 2, 0: 1}
INDUSTRY = "industry"
RURAL_STARS = ("party", INDUSTRY, "ecology", "peace", "civility")
URBAN_STARS = ("party", "business", "peace", "sharing", "harmony")


@dataclass(slots=True)
class BranchPlan:
    """A branch's intention. `held` stars are carried, `open` ones wait for a department, all others miss something."""

    place: Place
    held: frozenset[str]
    open: frozenset[str]
    target: int | None = None
    led: str | None = None  # 合作社 or 公司
    income_is_short: bool = False
    told: bool = False
    unmet: tuple[str, ...] = field(default=())  # tasks missing, where the story says which

    @property
    def level(self) -> int:
        return len(self.held)

    @property
    def stars(self) -> tuple[str, ...]:
        return RURAL_STARS if self.place.category == "rural" else URBAN_STARS


def district_plan() -> list[BranchPlan]:
    """All branches in register order; the village outside the drive is not among them."""
    lot = Random(SEED)  # noqa: S311 -- the same district on every machine
    there = places(lot)
    rural = [place for place in there if place.category == "rural" and place.core != TOLD_VILLAGE[1]]
    urban = [place for place in there if place.category == "urban" and place.core != TOLD_COMMUNITY[1]]
    plans = [_told_village(there), _told_community(there)]
    levels = {**_RURAL_LEVELS, 3: _RURAL_LEVELS[3] - 1}
    plans += _drawn(rural, levels, RURAL_STARS, lot)
    plans += _drawn(urban, {**_URBAN_LEVELS, 4: _URBAN_LEVELS[4] - 1}, URBAN_STARS, lot)
    plans.sort(key=lambda one: one.place.code)
    _lead(plans, lot)
    _shorten_incomes(plans, lot)
    _aim(plans, lot)
    return plans


def outside_village() -> Place:
    return next(
        place
        for place in places(Random(SEED))  # noqa: S311 -- the same district on every machine
        if place.core == OUTSIDE_VILLAGE[1]
    )


def _told_village(there: list[Place]) -> BranchPlan:
    """Three stars; its industry star misses income and bound households, its peace star waits for the police."""
    place = next(place for place in there if place.core == TOLD_VILLAGE[1])
    return BranchPlan(
        place,
        held=frozenset({"party", "ecology", "civility"}),
        open=frozenset({"peace"}),
        target=4,
        led="合作社",
        income_is_short=True,
        told=True,
        unmet=("R030", "R033"),
    )


def _told_community(there: list[Place]) -> BranchPlan:
    """Four stars; 共建共享 is missing because matters were decided without the residents."""
    place = next(place for place in there if place.core == TOLD_COMMUNITY[1])
    held = frozenset(URBAN_STARS) - {"sharing"}
    return BranchPlan(place, held=held, open=frozenset(), target=5, told=True, unmet=("U081",))


def _drawn(there: list[Place], levels: dict[int, int], stars: tuple[str, ...], lot: Random) -> list[BranchPlan]:
    wanted = [level for level, count in levels.items() for _ in range(count)]
    wanted += [-1] * (len(there) - len(wanted))  # nothing said of any star yet
    lot.shuffle(wanted)
    return [_branch(place, level, stars, lot) for place, level in zip(there, wanted, strict=True)]


def _branch(place: Place, level: int, stars: tuple[str, ...], lot: Random) -> BranchPlan:
    if level < 0:
        return BranchPlan(place, held=frozenset(), open=frozenset(stars))
    # Without an enterprise led by the branch the industry star cannot be held; those with five have one.
    ripe = [star for star in stars if star != INDUSTRY or level == len(stars)]
    held = frozenset(lot.sample(ripe, level))
    waiting = [star for star in stars if star not in held and star != INDUSTRY and lot.random() < 0.2]
    return BranchPlan(place, held=held, open=frozenset(waiting))


def _lead(plans: list[BranchPlan], lot: Random) -> None:
    """Who leads a co-operative or a company: all that carry the industry star, and some that miss other things."""
    holders = [plan for plan in plans if INDUSTRY in plan.held]
    others = [
        plan
        for plan in plans
        if plan.place.category == "rural" and not plan.told and plan not in holders and 2 <= plan.level <= 4
    ]
    leading = holders + lot.sample(others, LED_COOPERATIVES - 1 + LED_COMPANIES - len(holders))
    kinds = ["合作社"] * (LED_COOPERATIVES - 1) + ["公司"] * LED_COMPANIES
    lot.shuffle(kinds)
    for plan, kind in zip(leading, kinds, strict=True):
        plan.led = kind


def _shorten_incomes(plans: list[BranchPlan], lot: Random) -> None:
    weak = [plan for plan in plans if plan.place.category == "rural" and INDUSTRY not in plan.held and not plan.told]
    for plan in lot.sample(weak, COLLECTIVES_BELOW - 1):
        plan.income_is_short = True


def _aim(plans: list[BranchPlan], lot: Random) -> None:
    """Targets were set in spring: most branches that aim high carry much by now, some do not."""
    left = {**TARGETS}
    for plan in plans:
        if plan.target is not None:
            left[plan.target] -= 1
    order = sorted(
        (plan for plan in plans if plan.target is None),
        key=lambda plan: (plan.level + (0.5 if plan.led else 0) + lot.gauss(0, 0.7), plan.place.code),
        reverse=True,
    )
    able = [plan for plan in order if plan.led or plan.place.category == "urban"][: left[5]]
    rest = [plan for plan in order if plan not in able]
    for plan in able:
        plan.target = 5
    for plan in rest[: left[4]]:
        plan.target = 4
    for plan in rest[left[4] : left[4] + left[3]]:
        plan.target = 3
    remaining = rest[left[4] + left[3] :]
    for number, plan in enumerate(remaining[: len(remaining) - UNPLACED]):
        plan.target = 2 if number < len(remaining) * 0.6 else 1
