"""What waits in 今日要办 for whoever answers for a village: questions due, and values to choose between."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from fivestar.facts.asking import queries
from fivestar.facts.asking.pages import period_words
from fivestar.foundation.access import Actor
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_
from fivestar.foundation.today import Item, TodaySource
from fivestar.standards.queries import fact_definition
from fivestar.standards.words import label_of

if TYPE_CHECKING:
    from fivestar.territory.models import Branch

SECONDS_A_MINUTE = 60


def asked_today(actor: Actor, at: datetime) -> Sequence[Item]:
    """Values to choose between first; whose branches they are is asked once for both."""
    mine = queries.asked_branches(actor)
    return [*_values_to_choose(mine), *_questions_due(actor, mine, at)] if mine else []


def _questions_due(actor: Actor, mine: list[Branch], at: datetime) -> list[Item]:
    return [
        Item(
            title=label_of(ask.fact),
            why=gettext("{period} · 用于 {reason}").format(
                period=period_words(ask.turn.period), reason="、".join(reason.name for reason in ask.reasons)
            ),
            url=f"{reverse('asks', args=[ask.branch.public_id])}#q-{ask.fact.id}-{ask.turn.period}",
            minutes=ask.seconds / SECONDS_A_MINUTE,
            due_on=ask.turn.due_on,
            place=ask.branch.village.name,
        )
        for ask in queries.asks_for(actor, at, mine)
    ]


def _values_to_choose(mine: list[Branch]) -> list[Item]:
    return [
        Item(
            title=gettext("两个数不一样，请选一个：{label}").format(label=label_of(fact_definition(row.fact))),
            why=period_words(row.period),
            url=reverse("answer_conflict", args=[row.branch.public_id, row.public_id]),
            minutes=1,
            blocks_others=True,
            place=row.branch.village.name,
            waits=gettext("核实这个数的人"),
            since=legal_day(row.received_at),
        )
        for row in queries.conflicts(mine)
    ]


TODAY = (TodaySource("answers", N_("要报的数"), asked_today),)
