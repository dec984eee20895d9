"""What happens by itself: late voices climb, offices that may not hear one any more lose it, names are destroyed."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from fivestar.disclosure.voices import boxes
from fivestar.disclosure.voices.actions.thread import say
from fivestar.disclosure.voices.decisions import ORDER, Office, office_path
from fivestar.disclosure.voices.models import Identity, Slip, Voice, Word
from fivestar.disclosure.voices.queries import as_held, offices_of, refs_kept_from
from fivestar.disclosure.voices.terms import day_after
from fivestar.foundation import audit
from fivestar.foundation.access import SYSTEM, Actor
from fivestar.foundation.clock import legal_day
from fivestar.responsibility.held import held_in
from fivestar.territory.queries import now_in

_LATE_SLIPS = timedelta(hours=1)
"""Whatever was put in just before midnight has been written by then."""
_OPEN = (Voice.State.OPEN, Voice.State.PASSED_ON)


def climb_overdue() -> int:
    """Each that is late goes one office higher, if one above may hear it; else it stays where it is, late."""
    climbed = 0
    for voice in _voices(*_OPEN):
        now = now_in(voice.district)
        if voice.due_on is not None and voice.due_on < legal_day(now):
            with transaction.atomic():
                climbed += move_above(voice, actor=SYSTEM, act="voices.climb", at=now)
    return climbed


def reroute() -> int:
    """Offices in which somebody named, or his subordinates, now work lose the voice to the next that may hear it.

    One that nobody could hear goes to the first office that can.
    """
    moved = 0
    for voice in _voices(*_OPEN, Voice.State.NOBODY):
        now = now_in(voice.district)
        fit = offices_of(voice, as_held(held_in(voice.district, legal_day(now))), refs_kept_from(voice))
        to = fit[0] if fit else Office.NOBODY
        if Office(voice.office) not in (*fit, to):
            with transaction.atomic():
                _move(voice, to, actor=SYSTEM, act="voices.reroute", at=now)
            moved += 1
    return moved


def move_above(voice: Voice, *, actor: Actor, act: str, at: datetime) -> bool:
    """To the next office above that may hear it; False where there is none."""
    held = as_held(held_in(voice.district, legal_day(at)))
    fit = offices_of(voice, held, refs_kept_from(voice))
    above = [one for one in fit if ORDER.index(one) > ORDER.index(Office(voice.office))]
    if not above:
        return False
    _move(voice, above[0], actor=actor, act=act, at=at)
    return True


def destroy_day_keys(*, at: datetime) -> int:
    """Of days that ended an hour ago or more and of which nothing lies in the letterbox any more: no copy of a slip
    made that day opens its name again. In a moment of its own, after the opening has been written for good."""
    return boxes.destroy_day_keys(legal_day(at - _LATE_SLIPS), set(Slip.objects.values_list("day", flat=True)))


def destroy_identities() -> int:
    """Keys first: a name whose key is gone is gone from every copy of the database too."""
    destroyed = 0
    rows = Identity.objects.filter(is_destroyed=False).select_related("voice__district")
    for identity in rows:
        now = now_in(identity.voice.district)
        if identity.destroy_on > legal_day(now):
            continue
        boxes.destroy_key(identity.key_name)
        with transaction.atomic():
            identity.is_destroyed, identity.sealed = True, b""
            identity.save(update_fields=["is_destroyed", "sealed"])
            audit.record(actor=SYSTEM, act="voices.destroy_identity", subject=identity.voice, changes={}, at=now)
        destroyed += 1
    return destroyed


def _voices(*states: str) -> list[Voice]:
    rows = Voice.objects.filter(state__in=states).select_related("district", "post")
    return list(rows.prefetch_related("kept_from"))


def _move(voice: Voice, office: Office, *, actor: Actor, act: str, at: datetime) -> None:
    before, today = voice.office, legal_day(at)
    voice.office = office.value
    voice.office_path = office_path(office, township=voice.township_path, district=voice.district.path)
    was_with_nobody = voice.state == Voice.State.NOBODY
    if office is Office.NOBODY:
        voice.state, voice.due_on = Voice.State.NOBODY, None
    elif was_with_nobody:
        voice.state, voice.due_on, voice.reached = Voice.State.OPEN, day_after(voice.matter, today), office.value
    else:
        voice.due_on, voice.reached = day_after("climb", today), office.value
    voice.save(update_fields=["office", "office_path", "due_on", "state", "reached"])
    say(voice, Word.By.PROGRAM, "found" if was_with_nobody else "moves", "", today)
    audit.record(actor=actor, act=act, subject=voice, changes={"office": [before, voice.office]}, at=at)
