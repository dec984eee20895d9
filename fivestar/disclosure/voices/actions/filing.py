"""Putting something into the letterbox: sealed at once, read by nobody until it is opened.

SECURITY: no actor, no address and no time comes here, and no audit row is written: a row of that moment could be
matched with whoever was seen at a telephone then. What was received is audited when the letterbox is opened.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from fivestar.disclosure.voices import boxes, codes
from fivestar.disclosure.voices.actions.errors import UnableToSpeak
from fivestar.disclosure.voices.decisions import Office, office_for
from fivestar.disclosure.voices.models import Slip, Voice
from fivestar.disclosure.voices.naming import Near, names_in
from fivestar.disclosure.voices.queries import as_called, as_held
from fivestar.disclosure.voices.told import Target, posts_around
from fivestar.evidence.cleaning import Kind, Unacceptable, clean
from fivestar.foundation.clock import legal_day, machine_now
from fivestar.foundation.outcome import N_
from fivestar.responsibility.held import HeldPost, held_in

if TYPE_CHECKING:
    from fivestar.territory.models import Region

MAX_PICTURES = 3
MAX_PICTURE_BYTES = 7 * 1024**2
"""Three of them and the form around them pass the frame, which takes 24 MiB."""
NO_OFFICE = N_("您反映的涉及区里能受理的所有单位，这里不能收。请直接向上一级（市）纪检监察机关反映。")


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody filled in. named: public ids of posts ticked. name, contact: empty when anonymous. linked: public
    id of a public answer that this is about too."""

    matter: str
    text: str
    named: Collection[str] = ()
    name: str = ""
    contact: str = ""
    linked: str = ""
    notice: str = ""


def put_in_voice(
    *, code: str, district: Region, target: Target, told: Told, pictures: Sequence[bytes], on: date
) -> None:
    """Raises UnableToSpeak with a reason; nothing is stored then. The same code twice is the same voice once.

    on: the district's own day, for telling who serves where.
    """
    posts = held_in(district, on)
    named = named_refs(target, told.named, told.text, posts, district.path)
    held = as_held(posts)
    where = {"township": target.township, "district": district.path}
    if office_for(target.against, told.matter, named, held, **where) is Office.NOBODY:
        raise UnableToSpeak(NO_OFFICE)
    if Voice.objects.filter(digest=codes.voice_digest(code)).exists():
        return
    # SECURITY: the machine's day, not the district's: it says only from when on the slip may be taken out.
    day = legal_day(machine_now())
    content = {
        "act": "file",
        "digest": codes.voice_digest(code),
        "district": district.pk,
        "about": target.about,
        "id": target.id,
        "matter": told.matter,
        "text": told.text,
        "named": sorted(told.named),
        "who": _who(told, day),
        "target": {name: getattr(target, name) for name in Target.__slots__ if name not in ("about", "id")},
        "linked": told.linked,
        "notice": told.notice,
        "pictures": [_cleaned(one) for one in pictures],
    }
    _put_in(codes.slip_digest(code, "file"), content, day)


def _who(told: Told, day: date) -> str:
    """SECURITY: sealed once more, under the day's key: a copy of this very slip and the server's secret open no name
    after the letterbox has been opened."""
    if not told.name:
        return ""
    who = json.dumps({"name": told.name, "contact": told.contact}, ensure_ascii=False)
    return b64encode(boxes.seal_name(who, day)).decode("ascii")


def put_in_word(*, code: str, act: str, text: str = "") -> None:
    """act: words, reopen, yes, no, agrees or disagrees. The same words of the same day are one slip."""
    day = legal_day(machine_now())
    same = sha256(f"{day.isoformat()}\n{text}".encode()).hexdigest()
    content = {"act": act, "digest": codes.voice_digest(code), "text": text}
    _put_in(codes.slip_digest(code, f"{act}.{same}"), content, day)


def named_refs(
    target: Target, ticked: Collection[str], text: str, posts: Sequence[HeldPost], district: str
) -> frozenset[str]:
    """References of whom it names: posts ticked, the post it is about, whoever is spoken of. district: its path."""
    ids = {*ticked, target.id} if target.about == "post" else set(ticked)
    near = Near(target.path, target.township, district, target.department)
    return frozenset(one.ref for one in posts if one.public_id in ids) | names_in(text, as_called(posts), near)


def tickable(target: Target, posts: Sequence[HeldPost]) -> list[HeldPost]:
    return posts_around(target, list(posts))


def _put_in(digest: str, content: Mapping[str, Any], day: date) -> None:
    sealed = boxes.seal_slip(json.dumps(content, ensure_ascii=False).encode())
    try:
        with transaction.atomic():
            Slip.objects.create(day=day, digest=digest, sealed=sealed)
    except IntegrityError:
        return  # sent twice: it lies there already


def _cleaned(data: bytes) -> tuple[str, str]:
    if len(data) > MAX_PICTURE_BYTES:
        raise UnableToSpeak(N_("一张照片不超过 {limit} MB"), limit=MAX_PICTURE_BYTES // 1024**2)
    try:
        found = clean(data)
    except Unacceptable as refused:
        raise UnableToSpeak(refused.message_id, **refused.values) from None
    if found.kind not in (Kind.JPG, Kind.PNG):
        # A PDF or a table carries more traces of its maker than can be taken out with certainty.
        raise UnableToSpeak(N_("只收照片（jpg、png）；文件请拍成照片"))
    return found.kind.value, b64encode(found.data).decode("ascii")
