"""What may be done with a project in which state, as a table. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from fivestar.engine.faults import N_


@dataclass(frozen=True, slots=True)
class State:
    """Where a project stands. label: message id."""

    id: str
    label: str
    acts: tuple[str, ...]


STATES = (
    State("deliberating", N_("议事中"), ("change", "deliberate", "block", "withdraw")),
    State("resolved", N_("已决议，待公开"), ("change", "publish_decision", "block", "withdraw")),
    State("building", N_("实施中"), ("change", "spend", "progress", "block", "accept", "withdraw")),
    State("accepted", N_("已验收，待公开结果"), ("spend", "block", "publish_result")),
    State("done", N_("已完成"), ()),
    State("withdrawn", N_("已撤回"), ()),
)
STATE = {state.id: state for state in STATES}


def may(state: str, act: str) -> bool:
    """Whether the act has its place in that state."""
    return act in STATE[state].acts
