"""Reads for asking: what stands for a period, what is due for a branch, what was answered for somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fivestar.facts.models import Observation

if TYPE_CHECKING:
    from fivestar.standards.models import Fact
    from fivestar.territory.models import Branch


def standing_for(branch: Branch, fact: Fact, period: str) -> Observation | None:
    """The value that stands for a period: the newer of stated and confirmed."""
    rows = Observation.objects.filter(branch=branch, fact=fact, period=period, superseded_at=None)
    return max(rows, key=lambda one: (one.observed_on, one.basis == "C", one.pk), default=None)
