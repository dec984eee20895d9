"""Voices as the tests tell them: put in, the letterbox opened a night later, heard."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from fivestar.disclosure.voices import actions, codes
from fivestar.disclosure.voices.actions.filing import Told
from fivestar.disclosure.voices.flood import _HEAD, _SLOT
from fivestar.disclosure.voices.models import Voice
from fivestar.disclosure.voices.told import target_in
from fivestar.foundation.access import Actor, Duty
from fivestar.foundation.clock import held_at
from fivestar.responsibility.models import Account, Department, Holding, Person, Post
from fivestar.responsibility.queries import actor_for
from tests.cast import SINCE, TODAY, Cast

EVENING = datetime(2026, 3, 2, 11, 47, 23, tzinfo=UTC)
"""When the tests' villagers speak, by the machine's clock."""
NIGHT = EVENING + timedelta(days=1)
TEXT = "村南那条路的款子公示了两次，数目不一样"


def discipline(cast: Cast) -> Actor:
    """纪委监委 of the cast's district; not one of the cast, because hardly any other story needs it."""
    there = Person.objects.filter(name="秦正").first()
    if there is None:
        account = Account.objects.create_user(username="discipline", password=None)
        there = Person.objects.create(name="秦正", account=account)
        department = Department.objects.create(district=cast.district, name="区纪委监委")
        post = Post.objects.create(
            duty=Duty.DISCIPLINE,
            title="区纪委监委信访室",
            district=cast.district,
            region=cast.district,
            path=cast.district.path,
            department=department,
            valid_from=SINCE,
        )
        Holding.objects.create(post=post, person=there, from_day=SINCE)
    return actor_for(there.account, has_second_factor=True)


def put_in(
    cast: Cast,
    about: str = "branch",
    public_id: str | None = None,
    *,
    at: datetime = EVENING,
    pictures: tuple[bytes, ...] = (),
    code: str = "",
    **told: object,
) -> str:
    """The code; what it is about is 东柳 unless told otherwise."""
    code = code or codes.new_code()
    target = target_in(cast.district, about, cast.dongliu.public_id if public_id is None else public_id)
    assert target is not None
    with held_at(at):
        actions.put_in_voice(
            code=code,
            district=cast.district,
            target=target,
            told=Told(**{"matter": "problem", "text": TEXT, **told}),  # type: ignore[arg-type]
            pictures=pictures,
            on=TODAY,
        )
    return code


def say(code: str, act: str, text: str = "", *, at: datetime = EVENING) -> None:
    """And the letterbox is opened the night after."""
    with held_at(at):
        actions.put_in_word(code=code, act=act, text=text)
    open_box()


def open_box(at: datetime = NIGHT) -> int:
    with held_at(at):
        return actions.open_letterbox(at=at)


def voice_of(code: str) -> Voice:
    return Voice.objects.get(digest=codes.voice_digest(code))


def spoken(cast: Cast, about: str = "branch", public_id: str | None = None, **told: object) -> tuple[str, Voice]:
    """Put in and taken out."""
    code = put_in(cast, about, public_id, **told)  # type: ignore[arg-type]
    open_box()
    return code, voice_of(code)


def appoint(person: Person, duty: Duty) -> None:
    """From yesterday on this person holds that post (the clerk's: of 柳溪镇), whoever held it before."""
    post = Post.objects.filter(duty=duty).order_by("pk")[0]
    Holding.objects.filter(post=post).update(to_day=TODAY - timedelta(days=2))
    Holding.objects.create(post=post, person=person, from_day=TODAY - timedelta(days=1))


def marks_in(memory: bytes) -> set[bytes]:
    """Of all addresses that the memory of floods holds."""
    slots = (memory[at : at + 16] for at in range(_HEAD.size, len(memory), _SLOT.size))
    return {mark for mark in slots if mark != bytes(16)}
