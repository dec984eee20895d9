"""The way from a task to its files, for pages of the rooms above."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.inclusion_tag("evidence/_link.html")
def evidence_link(counts: Mapping[str, int] | None, branch: str, criterion: str) -> dict[str, Any]:
    """A link with the number of files in use; nothing for whoever may not read them (`counts` is None)."""
    return {
        "is_seen": counts is not None,
        "count": (counts or {}).get(criterion, 0),
        "branch": branch,
        "criterion": criterion,
    }
