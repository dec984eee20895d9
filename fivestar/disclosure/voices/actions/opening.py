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
from fivestar.disclosure.voices.queries import as_held
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
    slips = list(waiting)
    secrets.SystemRandom().shuffle(slips)
    slips.sort(key=_voices_first)
    done = [slip for slip in slips if _take_out(slip)]
    Slip.objects.filter(pk__in=[slip.pk for slip in done]).delete()
    return sum(1 for slip in done if _act_of(slip) != EMPTY)


def _content(slip: Slip) -> dict[str, Any] | None:
    content = boxes.open_slip(bytes(slip.sealed))
    return None if content is None else dict(json.loads(content))


def _act_of(slip: Slip) -> str:
    content = _content(slip)
    return str(content["act"]) if content else ""


def _voices_first(slip: Slip) -> bool:
    """Words to a voice of the same day come after it; sorting keeps the lot among equals."""
    return _act_of(slip) != "file"


def _take_out(slip: Slip) -> bool:
    """False: it stays, and is tried again; nothing of it is said in a log."""
    content = _content(slip)
    if content is None:
        logger.error("a slip of the letterbox cannot be opened: the server's secret has changed")
        return False
    try:
        with transaction.atomic():
            if content["act"] == "file":
                return _receive(content)
            if content["act"] != EMPTY:
                _hear(content)
            return True
    except Exception as fault:  # one slip that cannot be read must not hold up all the others
        logger.error("a slip of the letterbox is not delivered: %s", type(fault).__name__)
        return False


def _receive(content: Mapping[str, Any]) -> bool:
    if Voice.objects.filter(digest=content["digest"]).exists():
        return True
    district = districts().get(pk=content["district"])
    target = target_in(district, content["about"], content["id"])
    if target is None:
        return False
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
    if content["name"]:
        _keep_identity(voice, content, today)
    # The morning's first moment, whatever the clock says: an audit row of a receipt has a day and no hour.
    audit.record(
        actor=SYSTEM,
        act="voices.receive",
        subject=voice,
        changes={"matter": [None, voice.matter], "office": [None, voice.office], "is_named": [None, voice.is_named]},
        at=midnight_of(today),
    )
    return True


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
        is_named=bool(content["name"]),
        linked_to=Voice.objects.filter(public_id=content["linked"], published_on__isnull=False).first(),
        office=office.value,
        office_path=office_path(office, township=target.township, district=district.path),
        state=Voice.State.NOBODY if nobody else Voice.State.OPEN,
        received_on=today,
        due_on=None if nobody else day_after(content["matter"], today),
    )


def _keep_identity(voice: Voice, content: Mapping[str, Any], today: date) -> None:
    key_name = secrets.token_hex(16)
    told = json.dumps({"name": content["name"], "contact": content["contact"]}, ensure_ascii=False)
    sealed = boxes.seal_identity(told, key_name)
    last = day_after("identity_at_most", today) or today
    Identity.objects.create(voice=voice, key_name=key_name, sealed=sealed, destroy_on=last)


def _hear(content: Mapping[str, Any]) -> None:
    """What a reporter says later. Of a voice that does not stand as he thought nothing moves but the thread."""
    voice = Voice.objects.select_for_update(of=("self",)).select_related("district").get(digest=content["digest"])
    today = today_in(voice.district)
    act = content["act"]
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
