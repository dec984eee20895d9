"""What the burden ledger says elsewhere: a card beside the district's wall, a line on each branch's dossier."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from fivestar.desk.burden_sums import NOTHING, paper_total, village_seconds
from fivestar.facts.burden import queries as burden
from fivestar.facts.burden.decisions import total
from fivestar.facts.burden.queries import Days
from fivestar.facts.burden.words import minutes_in_words
from fivestar.foundation.outcome import N_
from fivestar.scorecards.shapes import Aside, Note
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.territory.models import Branch, Region


def wall_aside(district: Region, day: date) -> Sequence[Aside]:
    """The month up to `day`; six queries and one for each kind of record."""
    of = burden.grounds(district, day)
    branches = territory.branches_of(district)
    line = burden.lines(branches, Days(day.replace(day=1), day), by="all", of=of).get(0, NOTHING)
    categories = burden.by_category(branches)
    asked_of = sum(categories.get(category, 0) for category in of.rulebooks)
    if not asked_of:
        return ()
    said: list[tuple[Note, Note | None]] = [
        (
            Note(
                N_("{month} 月向村里提问 {asked} 次，村均 {minutes}"),
                {
                    "month": day.month,
                    "asked": f"{total(line.parts, 'village').asked:,}",
                    "minutes": minutes_in_words(village_seconds(line) // asked_of),
                },
            ),
            Note(
                N_("含录入会议等记录 {records} 条。系统记录和沿用填了 {spared} 格；纸质填报一轮是 {paper} 格"),
                {
                    "records": f"{line.records:,}",
                    "spared": f"{total(line.parts).spared:,}",
                    "paper": f"{paper_total(categories, of.rulebooks):,}",
                },
            ),
        )
    ]
    return (Aside(Note(N_("减负账")), tuple(said), "burden", Note(N_("看减负账"))),)


def branch_line(branch: Branch, day: date) -> Sequence[Note]:
    """The year up to `day`; nothing for a branch that no standards ask anything of."""
    of = burden.grounds(branch.district, day)
    rulebook = of.rulebooks.get(branch.category)
    if rulebook is None:
        return ()
    itself = territory.branches_of(branch.district).filter(pk=branch.pk)
    line = burden.lines(itself, Days(day.replace(month=1, day=1), day), by="all", of=of).get(0, NOTHING)
    return (
        Note(
            N_(
                "减负账：今年向本村提问 {asked} 次，连同录入记录约 {minutes}；"
                "系统记录和沿用填了 {spared} 格。纸质填报一轮要手填 {paper} 格。"
            ),
            {
                "asked": f"{total(line.parts, 'village').asked:,}",
                "minutes": minutes_in_words(village_seconds(line)),
                "spared": f"{total(line.parts).spared:,}",
                "paper": f"{len(rulebook.criteria):,}",
            },
        ),
    )
