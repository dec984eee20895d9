"""Refused
├── UnableToStart       no plan of a project
├── UnableToCarry       the act has no place in the project's state, or its own figures are wrong
│   └── UnableToDeliberate  the meeting cannot be recorded; `findings` says everything that is wrong
└── ChangedMeanwhile    somebody else changed the plan since it was opened
"""

from __future__ import annotations

from collections.abc import Sequence

from fivestar.foundation.outcome import N_, Refused
from fivestar.projects.decisions import Finding


class UnableToStart(Refused):
    """The plan is none; nothing was made."""


class UnableToCarry(Refused):
    """Nothing has moved."""


class UnableToDeliberate(UnableToCarry):
    """The meeting was not recorded."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(findings[0].message_id, **findings[0].values)
        self.findings = tuple(findings)


class ChangedMeanwhile(Refused):
    """The second sees what the first did: `version` is the one that stands now."""

    def __init__(self, version: int) -> None:
        super().__init__(N_("这期间别人改过这个项目。下面标出了不同的地方，看过再保存。"))
        self.version = version
