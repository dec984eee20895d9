"""Standards that stay in force past their last day because no newer ones have begun: what they say is only a guide."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from fivestar.engine import Rulebook
from fivestar.foundation.outcome import N_
from fivestar.scorecards.shapes import Note


def validity_notes(rulebooks: Iterable[Rulebook], day: date) -> tuple[Note, ...]:
    """One sentence when all of these are past their validity on `day`, otherwise one for each that is."""
    editions = [rulebook.edition for rulebook in rulebooks]
    over = [edition for edition in editions if edition.valid_to < day]
    last_days = {edition.valid_to for edition in editions}
    if over and len(over) == len(editions) and len(last_days) == 1:
        last = last_days.pop().isoformat()
        return (Note(N_("所用标准有效期至 {last}，新年度标准尚未施行，仅供参考"), {"last": last}),)
    return tuple(
        Note(
            N_("“{edition}”有效期至 {last}，新年度标准尚未施行，仅供参考"),
            {"edition": edition.name, "last": edition.valid_to.isoformat()},
        )
        for edition in over
    )
