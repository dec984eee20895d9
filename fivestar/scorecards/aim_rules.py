"""What a target must be, whoever proposes, puts forward or fixes it. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from fivestar.foundation.outcome import N_

MAX_CHANGES = 1
"""So often what was fixed may be changed within its year."""


@dataclass(frozen=True, slots=True)
class AimFault:
    """Why it cannot be a target."""

    message_id: str
    values: Mapping[str, object] = field(default_factory=dict)


def fault_of(level: int, stars: Collection[str], reason: str, known: Sequence[str]) -> AimFault | None:
    """known: the stars of the standards. stars: may be empty; otherwise as many as the level."""
    if not 1 <= level <= len(known):
        return AimFault(N_("目标应是 1 到 {most} 星"), {"most": len(known)})
    unknown = [star for star in stars if star not in known]
    if unknown:
        return AimFault(N_("这套标准里没有“{star}”这颗星"), {"star": unknown[0]})
    if stars and len(set(stars)) != level:
        return AimFault(N_("目标是 {level} 星,却点了 {count} 颗星"), {"level": level, "count": len(set(stars))})
    if not reason.strip():
        return AimFault(N_("请写明理由"))
    return None
