"""Reads of voices, each saying for whom. Who may not handle a voice never learns that it exists: no count, no 403."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from fivestar.disclosure.voices import codes
from fivestar.disclosure.voices.decisions import ORDER, Against, Held, Office, offices_for
from fivestar.disclosure.voices.models import Slip, Voice
from fivestar.disclosure.voices.naming import Called
from fivestar.foundation.access import Actor, Duty, visible
from fivestar.foundation.outcome import N_, NotSeen
from fivestar.responsibility.held import HeldPost, held_in
from fivestar.territory.queries import today_in

if TYPE_CHECKING:
    from fivestar.territory.models import Region

ANSWERS_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Standing:
    """What whoever shows a code is told. voice: None while it lies in the letterbox; then nothing else is known."""

    voice: Voice | None


def as_held(posts: Sequence[HeldPost]) -> list[Held]:
    return [Held(one.ref, one.duty, one.path, one.department) for one in posts]


def as_called(posts: Sequence[HeldPost]) -> list[Called]:
    return [Called(one.ref, one.name, one.duty, one.path, one.title, one.department) for one in posts]


def against_of(voice: Voice) -> Against:
    duty = Duty(voice.post.duty) if voice.post else None
    return Against(voice.about, voice.path, voice.department_id, duty)


def offices_of(voice: Voice, held: Sequence[Held], named: Sequence[str]) -> tuple[Office, ...]:
    """Every office that may hear it as things stand today; none beneath one that it has reached."""
    found = offices_for(
        against_of(voice),
        voice.matter,
        named,
        held,
        township=voice.township_path,
        district=voice.district.path,
    )
    least = ORDER.index(Office(voice.reached)) if voice.reached else 0
    return tuple(one for one in found if ORDER.index(one) >= least)


def refs_kept_from(voice: Voice) -> list[str]:
    return [one.ref for one in voice.kept_from.all()]


def handled_by(actor: Actor, act: str = "voices.handle") -> list[Voice]:
    """Those he may handle, in all districts; what must go above him meanwhile is left out before any job moved it."""
    rows = _whole(visible(actor, act, Voice.objects.all()))
    held: dict[int, list[Held]] = {}
    return [one for one in rows if _is_fit(one, held)]


def open_for(actor: Actor, district: Region) -> list[Voice]:
    return [one for one in handled_by(actor) if one.district_id == district.pk and one.state in ("open", "passed_on")]


def voice_for(actor: Actor, public_id: str) -> Voice:
    """404 where there is none, or none that is his: the two are not to be told apart."""
    voice = get_object_or_404(_whole(visible(actor, "voices.handle", Voice.objects.all())), public_id=public_id)
    if not _is_fit(voice, {}):
        raise NotSeen(N_("没有找到"))
    return voice


def must_handle(actor: Actor, act: str, voice: Voice) -> None:
    """For acts: raises NotSeen unless he may; never says why not."""
    is_his = actor.is_system or visible(actor, act, Voice.objects.filter(pk=voice.pk)).exists()
    if not is_his or not _is_fit(voice, {}):
        raise NotSeen(N_("没有找到"))


def _whole(rows: QuerySet[Voice]) -> QuerySet[Voice]:
    return (
        rows.select_related("district", "post").prefetch_related("kept_from").order_by("due_on", "received_on", "key")
    )


def _is_fit(voice: Voice, known: dict[int, list[Held]]) -> bool:
    held = known.get(voice.district_id)
    if held is None:
        held = known[voice.district_id] = as_held(held_in(voice.district, today_in(voice.district)))
    return Office(voice.office) in offices_of(voice, held, refs_kept_from(voice))


def standing_of(code: str) -> Standing | None:
    """For whoever shows the code; None where there is no such voice."""
    voice = (
        Voice.objects.filter(digest=codes.voice_digest(code))
        .select_related("district")
        .prefetch_related("words", "pictures")
        .first()
    )
    if voice is not None:
        return Standing(voice)
    return Standing(None) if Slip.objects.filter(digest=codes.slip_digest(code, "file")).exists() else None


def answers_in(district: Region) -> list[Voice]:
    """Public answers, the newest month first; within a month by lot. How many there are of a village is not said."""
    rows = Voice.objects.filter(district=district, published_on__isnull=False)
    rows = rows.only(
        "public_id", "about", "unit_name", "matter", "public_text", "published_on", "district", "state", "verdict"
    )
    return sorted(rows.order_by("-published_on", "key")[:ANSWERS_SHOWN], key=_month_then_lot, reverse=True)


def _month_then_lot(voice: Voice) -> tuple[int, int, str]:
    assert isinstance(voice.published_on, date)
    return voice.published_on.year, voice.published_on.month, voice.public_id


def answer_by_id(district: Region, public_id: str) -> Voice | None:
    return Voice.objects.filter(district=district, published_on__isnull=False, public_id=public_id).first()
