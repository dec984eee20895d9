"""Which notices ledgers post: whoever keeps them publishes each period, so that nobody else is asked for it."""

from __future__ import annotations

from collections.abc import Collection

from fivestar.facts.periods import LENGTHS, parse
from fivestar.finance.models import Period

_KIND = {"collective": "finance", "estate": "estate"}


def ledgers_begun(branch_ids: Collection[int]) -> dict[tuple[int, str], str]:
    """(Branch, kind) → the length of its ledger's latest period, the shortest of several ledgers. One query."""
    rows = Period.objects.filter(branch__in=branch_ids).order_by("last", "pk")
    latest = {
        book: (branch, chart, text)
        for book, branch, chart, text in rows.values_list("book", "branch", "book__chart", "text")
    }
    found: dict[tuple[int, str], str] = {}
    for branch, chart, text in latest.values():
        period = parse(text)
        assert period is not None
        key = (branch, _KIND[chart])
        found[key] = min(found.get(key, period.kind), period.kind, key=LENGTHS.index)
    return found
