"""What waits in 今日要办 for whoever answers contests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext

from fivestar.facts.contests import queries
from fivestar.facts.contests.lines import KIND_WORDS, who_of
from fivestar.foundation.access import Actor
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_
from fivestar.foundation.today import Item, TodaySource
from fivestar.standards.queries import fact_definition
from fivestar.standards.words import label_of


def contests_to_answer(actor: Actor, at: datetime) -> Sequence[Item]:
    """One query; the soonest due first."""
    return [
        Item(
            title=gettext("答复质疑：{label}").format(label=label_of(fact_definition(row.fact))),
            why=gettext(KIND_WORDS[row.kind]),
            url=f"{reverse('contests', args=[row.district.code])}#c-{row.public_id}",
            blocks_others=True,
            waits=who_of(row),
            since=legal_day(row.at),
            due_on=row.due_on,
            place=row.branch.village.name if row.branch else who_of(row),
        )
        for row in queries.to_answer(actor)
    ]


TODAY = (TodaySource("contests.answer", N_("质疑答复"), contests_to_answer),)
