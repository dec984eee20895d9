"""The four deliberations as a table: which bodies may take each, and which rules must be loaded to judge it. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from fivestar.engine.faults import N_


@dataclass(frozen=True, slots=True)
class Step:
    """One of the four deliberations. label: message id."""

    id: str
    label: str
    bodies: tuple[str, ...]


STEPS = (
    Step("propose", N_("支部提议"), ("committee",)),
    Step("consult", N_("两委商议"), ("committees",)),
    Step("deliberate", N_("党员大会审议"), ("members",)),
    Step("resolve", N_("村（居）民会议或代表会议决议"), ("delegates", "adults", "households")),
)
BY_ID = {step.id: step for step in STEPS}
ORDER = tuple(step.id for step in STEPS)

PROCEDURE, MERGE = "procedure", "merge"
NEEDED = {
    "committee": (PROCEDURE,),
    "committees": (PROCEDURE,),
    **{
        body: (PROCEDURE, f"{body}.present", f"{body}.favour")
        for body in ("members", "delegates", "adults", "households")
    },
}
"""Body → rules without which its meeting cannot be judged (规则待录入)."""

PUBLICATIONS = (("decision", N_("决议公开")), ("result", N_("实施结果公开")))
