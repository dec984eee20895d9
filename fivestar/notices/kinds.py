"""The kinds of notices there are, and the fact each one counts for: one table for pages, counters and acts.

Slugs are those of rulebook/ (the tasks R037, R071, U045, U077 and those on starred households and the roll of
honour). A kind without one counts for no task. A project's decision and result are the two disclosures of 四议两公开.
"""

from __future__ import annotations

from dataclasses import dataclass

from fivestar.foundation.outcome import N_

RURAL, URBAN = "rural", "urban"
_BOTH = frozenset({RURAL, URBAN})


@dataclass(frozen=True, slots=True)
class Kind:
    """label: message id. by_hand: offered on the page; the others are posted by the room whose record they are.

    names_people: what it says of people is shown while it hangs, afterwards only that it hung. due: the rule that says
    how often (`standards.law.kinds`).
    """

    id: str
    label: str
    fact: str | None = None
    categories: frozenset[str] = _BOTH
    by_hand: bool = True
    names_people: bool = False
    due: str = ""


KINDS = (
    Kind("affairs", N_("村务（居务）公开"), "affairs_disclosures", due="disclosure.affairs"),
    Kind("finance", N_("财务公开"), "finance_disclosures", frozenset({RURAL}), due="disclosure.finance"),
    Kind("estate", N_("小区公共收益公开"), "estate_income_disclosures", frozenset({URBAN}), due="disclosure.estate"),
    Kind("households", N_("星级文明户公示"), "starred_household_rounds", frozenset({RURAL}), names_people=True),
    Kind("honours", N_("光荣榜"), "honour_roll_issues", frozenset({RURAL}), names_people=True),
    Kind("party", N_("党务公开"), names_people=True),
    Kind("decision", N_("项目决议公开"), by_hand=False),
    Kind("result", N_("项目实施结果公开"), by_hand=False),
    Kind("rating", N_("评星结果公示"), by_hand=False),
    Kind("other", N_("其他公示")),
)
BY_ID = {kind.id: kind for kind in KINDS}
DECISION, RESULT = BY_ID["decision"], BY_ID["result"]
DUE = tuple(kind for kind in KINDS if kind.due)


def kinds_of(category: str) -> tuple[Kind, ...]:
    """The kinds somebody may post by hand for a branch of this category; where that is not known, all."""
    return tuple(kind for kind in KINDS if kind.by_hand and (category not in _BOTH or category in kind.categories))
