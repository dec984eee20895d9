"""What of ledgers is entered in the public log: that a period became public, with its balances and its digest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fivestar.finance.models import Period


def published(period: Period) -> dict[str, Any]:
    """For `publiclog.record`; `document` is the digest of everything that is public of it."""
    return {
        "kind": "ledger.published",
        "subject": period.public_id,
        "unit": period.branch.village.code,
        "canonical": {
            "id": period.public_id,
            "period": period.text,
            "opening": period.opening,
            "closing": period.closing,
            "lines": period.lines.count(),
            "document": period.digest,
        },
    }
