"""Which rules there can be: one table for the file, the page and whoever judges. Pure.

Each body that meets has up to three rules: how many must be there, how many must be in favour, how long before it is
told. Which of them a step needs is said by the room that judges it (`projects.workflow`). What must be disclosed has
one: how often; `notices` reckons by it what is due.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fivestar.engine.faults import N_

CATEGORIES = (("village", N_("村民委员会")), ("community", N_("居民委员会")))
"""The law asks for the legal form of the committee, not for the category of its branch in the drive."""

BODIES = {
    "committee": N_("党支部委员会"),
    "committees": N_("两委会议"),
    "members": N_("党员大会"),
    "delegates": N_("村（居）民代表会议"),
    "adults": N_("村（居）民会议（十八周岁以上）"),
    "households": N_("村（居）民会议（户的代表）"),
}
PARTS = {"notice": N_("提前几天通知"), "present": N_("多少人到会才能开"), "favour": N_("多少人赞成才算通过")}


@dataclass(frozen=True, slots=True)
class RuleKind:
    """A rule by its name. `body` and `part` are empty for those that are about no meeting."""

    name: str
    kind: Literal["share", "days", "flag", "every", "count"]
    body: str = ""
    part: str = ""


KINDS = (
    RuleKind("procedure", "flag"),
    RuleKind("merge", "flag"),
    *(
        RuleKind(f"{body}.{part}", "days" if part == "notice" else "share", body, part)
        for body in BODIES
        for part in PARTS
    ),
)
DISCLOSURES = (
    RuleKind("disclosure.affairs", "every"),
    RuleKind("disclosure.finance", "every"),
    RuleKind("disclosure.finance_busy", "every"),
    RuleKind("disclosure.estate", "every"),
    RuleKind("disclosure.matters", "flag"),
    RuleKind("supervision.least", "count"),
    RuleKind("supervision.most", "count"),
)
ALL = (*KINDS, *DISCLOSURES)
BY_NAME = {kind.name: kind for kind in ALL}
FLAG_WORDS = {"procedure": N_("四议两公开，依次进行"), "merge": N_("“一肩挑”的可以合并支部提议和两委商议")}
OTHER_WORDS = {
    "disclosure.affairs": N_("村务（居务）公开多久一次"),
    "disclosure.finance": N_("财务公开多久一次"),
    "disclosure.finance_busy": N_("财务往来较多的多久公开一次"),
    "disclosure.estate": N_("小区公共收益公开多久一次"),
    "disclosure.matters": N_("重大事项随时公开"),
    "supervision.least": N_("监督委员会至少几人"),
    "supervision.most": N_("监督委员会至多几人"),
}


def kind_of(rule_id: str) -> RuleKind | None:
    """None where no rule has that id."""
    category, _, name = rule_id.partition(".")
    return BY_NAME.get(name) if category in dict(CATEGORIES) else None
