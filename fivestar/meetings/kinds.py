"""The kinds of meetings there are, and the fact each one counts for: one table for pages, counters and imports.

Slugs are those of rulebook/ (the tasks R006, R014–R018, U015–U019, U065, U070, U083). A kind without one is asked for
by no task: it can be recorded because an export carries it, and the page says that it counts for nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from fivestar.foundation.outcome import N_

RURAL, URBAN = "rural", "urban"
_BOTH = frozenset({RURAL, URBAN})


@dataclass(frozen=True, slots=True)
class Kind:
    """`spellings`: how else exports write it. by_group: each Party group meets by itself; the least counts."""

    id: str
    label: str
    fact: str | None
    categories: frozenset[str] = _BOTH
    spellings: tuple[str, ...] = ()
    by_group: bool = False


KINDS = (
    Kind("members", N_("支部党员大会"), "members_meetings", spellings=("党员大会",)),
    Kind(
        "committee", N_("支部委员会"), "branch_committee_meetings", spellings=("支委会", "支委会会议", "支部委员会会议")
    ),
    Kind("group", N_("党小组会"), "party_group_meetings", spellings=("党小组会议",), by_group=True),
    Kind("lecture", N_("党课"), None, spellings=("上党课",)),
    Kind("party_day", N_("主题党日"), "party_days", spellings=("主题党日活动", "党员主题党日")),
    Kind("life", N_("组织生活会"), "life_meetings", spellings=("专题组织生活会",)),
    Kind("appraisal", N_("民主评议党员"), "member_appraisals", spellings=("民主评议",)),
    Kind(
        "committees",
        N_("“两委”联席会议"),
        "joint_committee_meetings",
        frozenset({RURAL}),
        ("两委联席会", "两委联席会议", "“两委”联席会", "村两委联席会议"),
    ),
    Kind("villagers", N_("村民会议"), None, frozenset({RURAL})),
    Kind("village_delegates", N_("村民代表会议"), None, frozenset({RURAL}), ("村民代表大会",)),
    Kind("residents", N_("居民会议"), None, frozenset({URBAN})),
    Kind("resident_delegates", N_("居民代表会议"), "representatives_meetings", frozenset({URBAN}), ("居民代表大会",)),
    Kind(
        "alliance",
        N_("大党委联席会"),
        "alliance_meetings",
        frozenset({URBAN}),
        ("大党委联席会议", "区域化党建联席会", "区域化党建联席会议"),
    ),
    Kind(
        "property",
        N_("“社区+物业+居民”联席会议"),
        "property_meetings",
        frozenset({URBAN}),
        ("社区物业居民联席会议", "“社区+物业+居民”联席会"),
    ),
)
BY_ID = {kind.id: kind for kind in KINDS}


def kinds_of(category: str) -> tuple[Kind, ...]:
    """The kinds a branch of this category can hold; where the category is not known, all. Counting ones first."""
    offered = [kind for kind in KINDS if category not in _BOTH or category in kind.categories]
    return tuple(sorted(offered, key=lambda kind: kind.fact is None))


def facts_of(kinds: Iterable[str]) -> set[str]:
    """The facts these kinds of meetings count for."""
    return {fact for kind in kinds if (fact := BY_ID[kind].fact) is not None}


def plain(text: str) -> str:
    """As spellings are compared: full-width forms, spaces and quotation marks make no difference."""
    return "".join(one for one in unicodedata.normalize("NFKC", text) if not one.isspace() and one not in "“”\"'「」")


_BY_SPELLING = {plain(word): kind for kind in KINDS for word in (kind.label, *kind.spellings)}


def kind_written(text: str) -> Kind | None:
    """The kind somebody wrote."""
    return _BY_SPELLING.get(plain(text))
