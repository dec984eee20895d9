"""Opening the letterbox: everything of the days before comes out at once, in an order drawn by lot, in one transaction.

SECURITY: so no row's key, place in its table, transaction or audit row says when it was put in. Between two openings
empty slips are put in at random moments: that a slip was put in at a certain moment is no sign that somebody spoke.
"""

from __future__ import annotations

import json
import logging
import secrets
from base64 import b64decode
from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction

from fivestar.disclosure.voices import boxes
from fivestar.disclosure.voices.actions.filing import named_refs
from fivestar.disclosure.voices.actions.thread import say
from fivestar.disclosure.voices.decisions import Office, office_for, office_path
from fivestar.disclosure.voices.models import Identity, KeptFrom, Picture, Slip, Voice, Word
from fivestar.disclosure.voices.naming import Near, names_in
from fivestar.disclosure.voices.queries import as_called, as_held
from fivestar.disclosure.voices.terms import day_after
from fivestar.disclosure.voices.told import Target, target_in
from fivestar.foundation import audit
from fivestar.foundation.access import SYSTEM
from fivestar.foundation.clock import legal_day, machine_now, midnight_of
from fivestar.responsibility.held import held_in
from fivestar.territory.queries import districts, today_in

if TYPE_CHECKING:
    from fivestar.territory.models import Region

EMPTY = "empty"
logger = logging.getLogger(__name__)


def put_in_empty() -> None:
    """A slip with nothing in it, indistinguishable from one of words without its key."""
    sealed = boxes.seal_slip(json.dumps({"act": EMPTY}).encode())
    Slip.objects.create(day=legal_day(machine_now()), digest=secrets.token_hex(32), sealed=sealed)


@transaction.atomic
def open_letterbox(*, at: datetime) -> int:
    """Takes out what was put in before the legal day of `at` (the machine's); how many things were said.

    In a demonstration the letterbox is opened at once: nothing is protected there, and everything is invented.
    """
    waiting = Slip.objects.select_for_update()
    if not settings.IS_DEMONSTRATION:
        waiting = waiting.filter(day__lt=legal_day(at))
    keys = list(waiting.values_list("pk", flat=True))
    secrets.SystemRandom().shuffle(keys)
    said, done, later = 0, [], []
    for key in keys:
        # One after the other: pictures of many must not lie in memory together.
        slip = Slip.objects.get(pk=key)
        content = _content(slip)
        if content is None:
            logger.error("a slip of the letterbox cannot be opened: the server's secret has changed")
        elif content["act"] == "file":
            if _take_out(content, slip.day):
                done.append(key)
                said += 1
        else:
            # Words to a voice of the same day come after it.
            later.append((key, slip.day, content))
    for key, day, content in later:
        if _take_out(content, day):
            done.append(key)
            said += content["act"] != EMPTY
    Slip.objects.filter(pk__in=done).delete()
    return said


def _content(slip: Slip) -> dict[str, Any] | None:
    content = boxes.open_slip(bytes(slip.sealed))
    return None if content is None else dict(json.loads(content))


def _take_out(content: Mapping[str, Any], day: date) -> bool:
    """False: it stays, and is tried again; nothing of it is said in a log."""
    try:
        with transaction.atomic():
            if content["act"] == "file":
                _receive(content, day)
            elif content["act"] != EMPTY:
                _hear(content)
            return True
    except Exception as fault:  # one slip that cannot be read must not hold up all the others
        logger.error("a slip of the letterbox is not delivered: %s", type(fault).__name__)
        return False


def _receive(content: Mapping[str, Any], day: date) -> None:
    """day: on which it was put in. What it is about may be gone since: then it is heard as it was told."""
    if Voice.objects.filter(digest=content["digest"]).exists():
        return
    district = districts().get(pk=content["district"])
    about, told_id = content["about"], content["id"]
    target = target_in(district, about, told_id) or Target(about=about, id=told_id, **content["target"])
    today = today_in(district)
    posts = held_in(district, today)
    named = named_refs(target, content["named"], content["text"], posts, district.path)
    where = {"township": target.township, "district": district.path}
    office = office_for(target.against, content["matter"], named, as_held(posts), **where)
    voice = _voice(content, district, target, office, today)
    KeptFrom.objects.bulk_create([KeptFrom(voice=voice, ref=ref) for ref in sorted(named)])
    Picture.objects.bulk_create(
        [
            Picture(voice=voice, number=number, kind=kind, data=b64decode(data))
            for number, (kind, data) in enumerate(content["pictures"], 1)
        ]
    )
    if content["who"]:
        _keep_identity(voice, boxes.open_name(b64decode(content["who"]), day), today)
    # The morning's first moment, whatever the clock says: an audit row of a receipt has a day and no hour.
    audit.record(
        actor=SYSTEM,
        act="voices.receive",
        subject=voice,
        changes={"matter": [None, voice.matter], "office": [None, voice.office], "is_named": [None, voice.is_named]},
        at=midnight_of(today),
    )


def _voice(content: Mapping[str, Any], district: Region, target: Target, office: Office, today: date) -> Voice:
    nobody = office is Office.NOBODY
    return Voice.objects.create(
        digest=content["digest"],
        district=district,
        about=target.about,
        unit_name=target.name,
        path=target.path,
        township_path=target.township,
        department_id=target.department,
        post_id=target.post,
        notice=content["notice"],
        matter=content["matter"],
        text=content["text"],
        is_named=bool(content["who"]),
        linked_to=Voice.objects.filter(public_id=content["linked"], published_on__isnull=False).first(),
        office=office.value,
        office_path=office_path(office, township=target.township, district=district.path),
        reached="" if nobody else office.value,
        state=Voice.State.NOBODY if nobody else Voice.State.OPEN,
        received_on=today,
        due_on=None if nobody else day_after(content["matter"], today),
    )


def _keep_identity(voice: Voice, who: str | None, today: date) -> None:
    """who: None when the day's key was lost before the opening; then the name is as good as destroyed."""
    if who is None:
        Identity.objects.create(voice=voice, sealed=b"", destroy_on=today, is_destroyed=True)
        return
    key_name = secrets.token_hex(16)
    sealed = boxes.seal_identity(who, key_name)
    last = day_after("identity_at_most", today) or today
    Identity.objects.create(voice=voice, key_name=key_name, sealed=sealed, destroy_on=last)


def _keep_from_more(voice: Voice, text: str, today: date) -> None:
    """Whoever is named only later is kept from it from then on."""
    near = Near(voice.path, voice.township_path, voice.district.path, voice.department_id)
    more = names_in(text, as_called(held_in(voice.district, today)), near)
    KeptFrom.objects.bulk_create([KeptFrom(voice=voice, ref=ref) for ref in sorted(more)], ignore_conflicts=True)


def _hear(content: Mapping[str, Any]) -> None:
    """What a reporter says later. Of a voice that does not stand as he thought nothing moves but the thread."""
    voice = Voice.objects.select_for_update(of=("self",)).select_related("district").get(digest=content["digest"])
    today = today_in(voice.district)
    act = content["act"]
    _keep_from_more(voice, content["text"], today)
    if act == "reopen" and voice.state == Voice.State.CLOSED:
        voice.state, voice.closed_on, voice.reopened = Voice.State.OPEN, None, voice.reopened + 1
        voice.due_on, voice.verdict = day_after(voice.matter, today), Voice.Verdict.NONE
        last = day_after("identity_at_most", today)
        Identity.objects.filter(voice=voice, is_destroyed=False).update(destroy_on=last or today)
    elif act in ("yes", "no") and voice.public_text:
        voice.consent = act
        voice.published_on = (voice.published_on or today) if act == "yes" else None
    elif act in ("agrees", "disagrees") and voice.state == Voice.State.CLOSED:
        voice.verdict = act
    elif act != "words":
        return
    voice.save()
    say(voice, Word.By.REPORTER, act, content["text"], today)
    audit.record(actor=SYSTEM, act=f"voices.{act}", subject=voice, changes={}, at=midnight_of(today))
