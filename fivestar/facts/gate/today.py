"""What waits in 今日要办 for whoever decides about questions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext

from fivestar.facts.gate import queries
from fivestar.foundation.access import Actor
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_
from fivestar.foundation.today import Item, TodaySource


def questions_to_decide(actor: Actor, at: datetime) -> Sequence[Item]:
    """One query; the oldest first."""
    return [
        Item(
            title=gettext("审定新问题：{label}").format(label=row.label),
            why=gettext("{department} 要").format(department=row.department),
            url=reverse("question", args=[row.district.code, row.public_id]),
            blocks_others=True,
            waits=row.department,
            since=legal_day(row.proposed_at),
        )
        for row in queries.to_decide(actor)
    ]


TODAY = (TodaySource("questions.decide", N_("问题闸门"), questions_to_decide),)
