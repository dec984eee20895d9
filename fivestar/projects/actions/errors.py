"""Refused
├── UnableToStart       no plan of a project
├── UnableToCarry       the act has no place in the project's state, or its own figures are wrong
│   ├── UnableToDeliberate      the meeting cannot be recorded; `findings` says everything that is wrong
│   └── ChangedBeforeMeeting    the plan is not the one that was before his eyes
└── ChangedMeanwhile    somebody else changed the plan since it was opened
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fivestar.foundation.outcome import N_, Refused
from fivestar.projects.decisions import Finding
from fivestar.standards.law.values import Rule


class UnableToStart(Refused):
    """The plan is none; nothing was made."""


class UnableToCarry(Refused):
    """Nothing has moved."""


class UnableToDeliberate(UnableToCarry):
    """The meeting was not recorded. rules: name → rule of its day, whose text is shown with what it refuses."""

    def __init__(self, findings: Sequence[Finding], rules: Mapping[str, Rule]) -> None:
        super().__init__(findings[0].message_id, **findings[0].values)
        self.findings = tuple(findings)
        self.rules = rules


class ChangedMeanwhile(Refused):
    """The second sees what the first did: `version` is the one that stands now."""

    def __init__(self, version: int) -> None:
        super().__init__(N_("这期间别人改过这个项目。下面标出了不同的地方，看过再保存。"))
        self.version = version


class ChangedBeforeMeeting(UnableToCarry):
    """What the meeting was about is not what stands in the plan now. `version` is the one that stands."""

    def __init__(self, version: int) -> None:
        super().__init__(N_("这期间别人改过这个项目，或者记过会议。请先看现在的内容，是会上议的那一份再记。"))
        self.version = version
