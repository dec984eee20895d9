"""What a village or community simply has: people, households, hamlets. Every other figure is chosen beside it."""

from collections.abc import Mapping
from random import Random

from fivestar.demonstration.conditions import whole
from fivestar.engine import FactDef, Value

FEN_OF_HUNDRED = 10_000
FEN_OF_WAN = 1_000_000

# Least and most; figures that may be 0 are not asked of every branch (their tasks do not apply there).
_RURAL = {
    "households": (180, 820),
    "party_members": (24, 86),
    "floating_members": (0, 11),
    "party_groups": (2, 5),
    "grids": (3, 9),
    "hamlets": (1, 6),
    "ponds": (0, 7),
    "problem_toilets": (0, 30),
    "public_toilets": (1, 4),
    "yards_checked": (20, 40),
    "collective_records_due": (20, 120),
    "watched_households": (0, 8),
    "left_behind_children": (0, 14),
    "public_lights": (40, 220),
}
_URBAN = {
    "urban_residents": (3200, 11800),
    "party_members": (60, 260),
    "floating_members": (2, 30),
    "party_groups": (4, 9),
    "grids": (6, 18),
    "residential_yards": (8, 26),
    "new_orgs_due_branch": (2, 9),
    "market_entities": (120, 900),
    "business_areas": (0, 3),
    "estates": (6, 20),
    "owners_committee_members": (30, 90),
    "estates_under_renovation": (0, 2),
    "buildings": (40, 180),
    "fire_facilities": (60, 320),
    "gas_users": (900, 3600),
    "service_recipients": (20, 80),
    "priority_job_seekers": (4, 30),
    "lone_elders": (6, 32),
    "aid_recipients": (8, 60),
    "disabled_in_need": (10, 60),
    "public_lights": (120, 600),
    "sanitation_points_checked": (20, 40),
}
_BY_UNIT = {"件": (0, 14), "项": (6, 12), "处": (2, 12), "份": (40, 80), "人": (10, 60), "户": (10, 60), "起": (0, 4)}
"""For denominators without a line of their own: cases, answers, applicants."""


def sizes(category: str, denominators: Mapping[str, FactDef], lot: Random) -> dict[str, Value]:
    """A value for each denominator (key, possibly `previous.…`) and for what hangs together with it."""
    own = _RURAL if category == "rural" else _URBAN
    found: dict[str, Value] = {}
    for key, fact in denominators.items():
        if fact.type == "boolean":
            found[key] = lot.random() < 0.8
            continue
        low, high = own.get(key) or _BY_UNIT.get(fact.unit or "", (1, 10))
        found[key] = lot.randint(low, high)
    return _hanging_together(found, lot)


def _hanging_together(found: dict[str, Value], lot: Random) -> dict[str, Value]:
    households = whole(found.get("households", 0))
    residents = int(households * lot.uniform(3.3, 3.9)) or whole(found.get("urban_residents", 0))
    derived: dict[str, Value] = {
        "residents": residents,
        "insurance_due": int(residents * 0.92),
        "priority_patients": int(residents * lot.uniform(0.16, 0.24)),
        "grain_task_area": households * lot.randint(4, 7),
        "village_area": households * lot.randint(8, 13),
        "village_output": households * lot.randint(4, 11) * FEN_OF_WAN,
        "estate_income": lot.randint(8, 90) * FEN_OF_WAN,
        "previous.fraud_cases": lot.randint(1, 5),
    }
    return {key: derived.get(key, value) for key, value in found.items()}
