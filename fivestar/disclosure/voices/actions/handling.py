"""What the office does with a voice. Each act asks anew whether the office may still hear it."""

from __future__ import annotations

import json
from datetime import date, datetime

from django.db import transaction

from fivestar.disclosure.voices import boxes
from fivestar.disclosure.voices.actions.errors import UnableToHandle
from fivestar.disclosure.voices.actions.keeping import move_above
from fivestar.disclosure.voices.actions.thread import say
from fivestar.disclosure.voices.decisions import repeats
from fivestar.disclosure.voices.models import Identity, Voice, Word
from fivestar.disclosure.voices.naming import told_by_name
from fivestar.disclosure.voices.queries import as_called, must_handle
from fivestar.disclosure.voices.terms import day_after
from fivestar.foundation import audit
from fivestar.foundation.access import Actor
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_
from fivestar.foundation.privacy import refuse_personal, scan
from fivestar.responsibility.held import held_in

_A_NAME = N_("公开的话里有人名：请写职务，不写姓名")


@transaction.atomic
def ask_back(*, actor: Actor, voice: Voice, text: str, at: datetime) -> None:
    """A question to whoever spoke, seen with the code alone."""
    voice = _taken(actor, "voices.handle", voice)
    _must_be_open(voice)
    say(voice, Word.By.OFFICE, "asks", text, legal_day(at))
    audit.record(actor=actor, act="voices.ask_back", subject=voice, changes={}, at=at)


@transaction.atomic
def pass_on(*, actor: Actor, voice: Voice, to: str, number: str, at: datetime, due_on: date | None = None) -> None:
    """To the petitions office, 12345 or whoever else must take it; by its number there. It stays open here until its
    result has come. due_on: the other side's last day; without one a petition has the law's, all others keep theirs.
    """
    voice = _taken(actor, "voices.handle", voice)
    _must_be_open(voice)
    today = legal_day(at)
    before = voice.state, voice.passed_number
    voice.state, voice.passed_to, voice.passed_number = Voice.State.PASSED_ON, to, number
    if due_on is not None and due_on < today:
        raise UnableToHandle(N_("那边的期限不能早于今天"))
    voice.due_on = due_on or (day_after("petition", today) if voice.matter == "petition" else None) or voice.due_on
    voice.save(update_fields=["state", "passed_to", "passed_number", "due_on"])
    say(voice, Word.By.OFFICE, "passes_on", f"{to} {number}", today)
    changes = {"state": [before[0], voice.state], "number": [before[1], number], "due_on": voice.due_on}
    audit.record(actor=actor, act="voices.pass_on", subject=voice, changes=changes, at=at)


def answer(*, actor: Actor, voice: Voice, text: str, public_text: str, at: datetime) -> None:
    """Closes it. public_text: worded so that nobody is recognised; it appears only when whoever spoke agrees."""
    must_handle(actor, "voices.handle", voice)
    if public_text and _holds_the_reporters_name(voice, public_text):
        # SECURITY: written although nothing else is: trying names until one is refused is a look at who it was.
        with transaction.atomic():
            audit.record(actor=actor, act="voices.name_met", subject=voice, changes={}, at=at)
        raise UnableToHandle(_A_NAME)
    _answer(actor=actor, voice=voice, text=text, public_text=public_text, at=at)


@transaction.atomic
def _answer(*, actor: Actor, voice: Voice, text: str, public_text: str, at: datetime) -> None:
    voice = _taken(actor, "voices.handle", voice)
    _must_be_open(voice)
    _refuse_recognisable(voice, public_text, at)
    today = legal_day(at)
    before = voice.state
    voice.state, voice.closed_on, voice.due_on = Voice.State.CLOSED, today, None
    if public_text != voice.public_text:
        # He agreed to those words and to no others.
        voice.public_text, voice.consent, voice.published_on = public_text, Voice.Consent.NONE, None
    voice.save()
    last = day_after("identity_after_closing", today)
    if last is not None:
        Identity.objects.filter(voice=voice, is_destroyed=False).update(destroy_on=last)
    say(voice, Word.By.OFFICE, "answers", text, today)
    audit.record(actor=actor, act="voices.answer", subject=voice, changes={"state": [before, voice.state]}, at=at)


@transaction.atomic
def step_aside(*, actor: Actor, voice: Voice, at: datetime) -> None:
    """Whoever should not hear it (回避) gives it to the office above; the reason is nobody's to know."""
    voice = _taken(actor, "voices.handle", voice)
    _must_be_open(voice)
    if not move_above(voice, actor=actor, act="voices.step_aside", at=at):
        raise UnableToHandle(N_("上面没有能接手的单位，请向上一级纪检监察机关报告"))


@transaction.atomic
def open_identity(*, actor: Actor, voice: Voice, reason: str, at: datetime) -> tuple[str, str]:
    """Name and contact of whoever gave them. Each look is audited with its reason before anything is shown."""
    voice = _taken(actor, "voices.open_identity", voice)
    refuse_personal(UnableToHandle, reason)
    if not reason.strip():
        raise UnableToHandle(N_("请写明为什么要看"))
    identity = Identity.objects.filter(voice=voice).first()
    told = None
    if identity is not None and not identity.is_destroyed:
        told = boxes.open_identity(bytes(identity.sealed), identity.key_name)
    if told is None:
        raise UnableToHandle(N_("身份已按期销毁，谁也看不到了"))
    audit.record(
        actor=actor, act="voices.open_identity", subject=voice, changes={"reason": [None, reason.strip()]}, at=at
    )
    found = json.loads(told)
    return found["name"], found["contact"]


def _taken(actor: Actor, act: str, voice: Voice) -> Voice:
    """The voice as it stands now, held for this act."""
    must_handle(actor, act, voice)
    return Voice.objects.select_for_update(of=("self",)).select_related("district", "post").get(pk=voice.pk)


def _holds_the_reporters_name(voice: Voice, public_text: str) -> bool:
    """Asked by the program alone; nobody is shown it."""
    identity = Identity.objects.filter(voice=voice, is_destroyed=False).first()
    told = boxes.open_identity(bytes(identity.sealed), identity.key_name) if identity else None
    name = "".join(json.loads(told)["name"].split()) if told else ""
    return len(name) > 1 and name in "".join(public_text.split())


def _must_be_open(voice: Voice) -> None:
    if voice.state not in (Voice.State.OPEN, Voice.State.PASSED_ON):
        raise UnableToHandle(N_("已经答复；反映人要求重办以后才能再办"))


def _refuse_recognisable(voice: Voice, public_text: str, at: datetime) -> None:
    if not public_text:
        return
    refuse_personal(UnableToHandle, public_text)
    people = held_in(voice.district, legal_day(at))
    if told_by_name(public_text, as_called(people)):
        raise UnableToHandle(_A_NAME)
    if scan(public_text):
        raise UnableToHandle(N_("公开的话里像是有门牌号、病情或号码，认得出是哪一家：请去掉"))
    said = [voice.text, *Word.objects.filter(voice=voice, by=Word.By.REPORTER).values_list("text", flat=True)]
    if any(repeats(one, public_text) for one in said):
        raise UnableToHandle(N_("公开的话里照抄了反映人的原话，村里人可能认出是谁：请换一种说法"))
