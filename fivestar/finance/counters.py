"""What a year's published ledger says of the standards, so that nobody is asked for it again.

Only where the whole year is public; a year with a month missing says nothing. Which heads count as income of the
collective is drafted (data/heads.yaml); what the department confirms stands before it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fivestar.facts.counting import Counter, Counts
from fivestar.finance.dated import INCOME_FACTS
from fivestar.finance.queries import income_by_year


def _counting(fact: str) -> Counts:
    def counts(branch_ids: Sequence[int], *, year: int, period: str) -> Mapping[int, Mapping[str, int]]:
        if period != "year":
            return {}
        return {branch: {f"{year}": total} for branch, total in income_by_year(fact, branch_ids, year).items()}

    return counts


COUNTERS = tuple(Counter(fact, "集体账目", _counting(fact)) for fact in INCOME_FACTS)
