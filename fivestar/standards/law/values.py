"""A rule as a value: a share, a number of days or people, how often, or a yes. Pure.

A share is written `at_least 2/3 of due`: of those due to attend, or of those present. Whole numbers only, so that two
thirds of 31 are 21 and never 20.67.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

MAX_DAYS = 366
MAX_PEOPLE = 99
MAX_PART = 100  # of a fraction: no law divides people finer
EVERY = ("month", "quarter", "half_year", "year")
"""How often something must be done, as `facts.periods` calls the periods."""
_SHARE = re.compile(r"^(at_least|more_than) (\d{1,3})/(\d{1,3}) of (due|present)$")


class UnreadableValue(ValueError):  # noqa: N818 -- reads as the sentence "the value is unreadable"
    """The text is no value of that kind."""


@dataclass(frozen=True, slots=True)
class Share:
    """At least, or more than, so much of those due or of those present."""

    is_strict: bool
    numerator: int
    denominator: int
    of_due: bool

    def needed(self, *, due: int, present: int) -> int:
        """The smallest number that is enough."""
        base = (due if self.of_due else present) * self.numerator
        return base // self.denominator + 1 if self.is_strict else -(-base // self.denominator)

    def as_text(self) -> str:
        than, base = ("more_than" if self.is_strict else "at_least"), ("due" if self.of_due else "present")
        return f"{than} {self.numerator}/{self.denominator} of {base}"


Value = Share | int | bool | str


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule with its days (both count; None: open) and where it stands written.

    id: `village.members.present`. is_local: entered by the district, not shipped.
    """

    id: str
    value: Value
    unit: str
    valid_from: date
    valid_to: date | None
    article: str
    source: str
    is_local: bool = False

    @property
    def category(self) -> str:
        return self.id.partition(".")[0]

    @property
    def name(self) -> str:
        """The id without its category."""
        return self.id.partition(".")[2]

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def read_value(text: str, kind: str) -> Value:
    """kind: share, days, flag, every or count. Raises UnreadableValue."""
    if kind == "flag" and text == "yes":
        return True
    if kind == "days" and text.isascii() and text.isdecimal() and 1 <= int(text) <= MAX_DAYS:
        return int(text)
    if kind == "count" and text.isascii() and text.isdecimal() and 1 <= int(text) <= MAX_PEOPLE:
        return int(text)
    if kind == "every" and text in EVERY:
        return text
    share = _SHARE.match(text) if kind == "share" else None
    if share is not None:
        numerator, denominator = int(share[2]), int(share[3])
        if 1 <= numerator <= denominator <= MAX_PART:
            return Share(share[1] == "more_than", numerator, denominator, share[4] == "due")
    raise UnreadableValue(f"{text!r} is no {kind}")


def write_value(value: Value) -> str:
    if isinstance(value, Share):
        return value.as_text()
    return "yes" if value is True else str(value)
