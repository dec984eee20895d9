"""The five answers, and the one-byte codes that frames and packed rows carry them in."""

from enum import StrEnum


class Verdict(StrEnum):
    """What is said of a criterion or a star. PENDING is 期内: a count not yet reached before its deadline."""

    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"
    PENDING = "pending"


# Both pending codes are the one word; the difference is the pace.
UNMET, MET, UNKNOWN, NOT_APPLICABLE, ON_PACE, BEHIND = range(6)

CODE = {
    "unmet": UNMET,
    "met": MET,
    "unknown": UNKNOWN,
    "not_applicable": NOT_APPLICABLE,
    "pending_on_pace": ON_PACE,
    "pending_behind": BEHIND,
}

WORD = (
    Verdict.UNMET,
    Verdict.MET,
    Verdict.UNKNOWN,
    Verdict.NOT_APPLICABLE,
    Verdict.PENDING,
    Verdict.PENDING,
)

# The code of a condition's three-valued answer, when nothing else is to be said.
OF_ANSWER: dict[bool | None, int] = {True: MET, False: UNMET, None: UNKNOWN}

# What may still turn out either way.
OPEN = frozenset({UNKNOWN, BEHIND})
# What leaves the reckoning of a star: not this branch's task, or not yet due and on its way.
OUT = frozenset({NOT_APPLICABLE, ON_PACE})
