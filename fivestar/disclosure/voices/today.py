"""What voices put on 今日要办, for the office that hears them and for nobody else. They are in no other register: no
handover list, no digest, no tally shows that one exists."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext

from fivestar.disclosure.voices.models import Voice
from fivestar.disclosure.voices.navigation import hears_voices
from fivestar.disclosure.voices.queries import handled_by
from fivestar.foundation.access import Actor
from fivestar.foundation.outcome import N_
from fivestar.foundation.today import Item, TodaySource

MINUTES = 10


def voices_waiting(actor: Actor, at: datetime) -> Sequence[Item]:
    """Each that is open; a constant number of queries for one district."""
    if not hears_voices(actor):
        return []
    return [
        Item(
            title=gettext("答复：{matter}").format(matter=gettext(Voice.Matter(one.matter).label)),
            why=_why(one),
            url=reverse("voice", args=[one.district.code, one.public_id]),
            minutes=MINUTES,
            blocks_others=True,
            due_on=one.due_on,
            place=one.unit_name,
            waits=gettext("反映人"),
            since=one.received_on,
            is_with_others=one.state == Voice.State.PASSED_ON,
        )
        for one in handled_by(actor)
        if one.state in (Voice.State.OPEN, Voice.State.PASSED_ON)
    ]


def _why(one: Voice) -> str:
    if one.reopened:
        return gettext("反映人说没有办好，要求重办")
    return gettext("有人反映，等着答复；不要打听是谁")


TODAY = (TodaySource("voices.open", N_("群众反映"), voices_waiting),)
