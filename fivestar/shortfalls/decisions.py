"""What becomes of a shortfall, as pure functions: what answers say of a task, how a task of a screening stands now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from fivestar.engine.verdicts import UNKNOWN, UNMET, WORD

OPEN_CODES = frozenset({UNMET, UNKNOWN})
"""期内 is pace, not a shortfall."""
OPEN_WORDS = ("unmet", "unknown")
GONE = "gone"
"""Nobody asks any more: another year, other standards, no answer at all."""
CLOSABLE = ("met", "pending", "not_applicable")
"""What a fact must say before somebody may strike off. What nobody asks any more is done by itself."""

Key = tuple[int, str]  # year, criterion


class Stood(Protocol):
    """An answer and the days it stood (`scorecards.answered.Answered`)."""

    @property
    def year(self) -> int: ...
    @property
    def edition(self) -> int: ...
    @property
    def digest(self) -> str: ...
    @property
    def since(self) -> date: ...
    @property
    def until(self) -> date | None: ...
    @property
    def outcomes(self) -> bytes: ...


@dataclass(slots=True)
class Trace:
    """A task of a branch through a year. opened_on: first time lacking; since: this time; ended_on: None while it is.

    said_on: since when the verdict is said. falls: how often it was lacking again after it had not been.
    """

    edition: int
    verdict: str
    said_on: date
    opened_on: date | None = None
    since: date | None = None
    ended_on: date | None = None
    falls: int = 0

    @property
    def is_open(self) -> bool:
        return self.opened_on is not None and self.ended_on is None

    def say(self, verdict: str, day: date) -> None:
        """Takes what is said from that day on."""
        was_open = self.is_open
        if verdict in OPEN_WORDS and not was_open:
            if self.opened_on is None:
                self.opened_on = day
            elif self.verdict != GONE:
                self.falls += 1
            self.since, self.ended_on = day, None
        elif verdict not in OPEN_WORDS and was_open:
            self.ended_on = day
        self.verdict, self.said_on = verdict, day


def traces(cards: Iterable[Stood], criteria: Callable[[str], Sequence[str]]) -> dict[Key, Trace]:
    """Every task that was ever asked, from the answers of one branch in the order of their days.

    criteria: ids of an edition's criteria, in its order, by its digest.
    """
    found: dict[Key, Trace] = {}
    before: Stood | None = None
    for card in cards:
        if before is not None and before.until is not None and before.until < card.since:
            _nobody_asks(found, (), before.until)
            before = None
        if before is None or (before.digest, before.outcomes) != (card.digest, card.outcomes):
            _hear(found, card, criteria(card.digest))
        before = card
    if before is not None and before.until is not None:
        _nobody_asks(found, (), before.until)
    return found


def _hear(found: dict[Key, Trace], card: Stood, ids: Sequence[str]) -> None:
    said = dict(zip(ids, card.outcomes, strict=False))
    _nobody_asks(found, {(card.year, one) for one in said}, card.since)
    for criterion, code in said.items():
        word = str(WORD[code])
        trace = found.get((card.year, criterion))
        if trace is None:
            trace = found[card.year, criterion] = Trace(card.edition, GONE, card.since)
        trace.edition = card.edition
        if trace.verdict != word:
            trace.say(word, card.since)


def _nobody_asks(found: Mapping[Key, Trace], still: Iterable[Key], day: date) -> None:
    asked = set(still)
    for key, trace in found.items():
        if key not in asked and trace.verdict != GONE:
            trace.say(GONE, day)


def state_of(verdict: str, *, is_planned: bool, is_struck_off: bool) -> str:
    """found: nobody has taken it up. rectifying: it has an owner. reached: the fact says so, nobody struck it off yet.
    struck_off: somebody else did. gone: nobody asks any more.
    """
    if verdict in OPEN_WORDS:
        return "rectifying" if is_planned else "found"
    if is_struck_off:
        return "struck_off"
    if verdict == GONE:
        return "gone"
    return "reached"


def since_screened(screened_on: date, *, verdict: str, since: date, is_planned: bool, is_struck_off: bool) -> str:
    """How a task of a screening's list stands now: still, fallen_back, reached, struck_off or gone."""
    if verdict in OPEN_WORDS:
        return "fallen_back" if since > screened_on else "still"
    return state_of(verdict, is_planned=is_planned, is_struck_off=is_struck_off)


def aim_of(star: str, aimed: Sequence[str], level: int, most: int) -> str:
    """Whether a star is among those a branch aims at: aimed, outside, or open where only the level is fixed."""
    if level >= most:
        return "aimed"
    if not aimed:
        return "open"
    return "aimed" if star in aimed else "outside"
