"""Whom somebody means by a name: a person who is there already, or a new one. Never guessed.

Refused
└── UnableToName    no name, nobody of that number, or somebody of that name is there already
"""

from __future__ import annotations

import unicodedata
from datetime import datetime
from typing import TYPE_CHECKING

from fivestar.foundation.access import Actor
from fivestar.foundation.outcome import N_, Refused
from fivestar.responsibility.actions.posts import create_person
from fivestar.responsibility.decisions import MAX_NAME, NEW
from fivestar.responsibility.models import Person

if TYPE_CHECKING:
    from fivestar.territory.models import Region, Village

_SHOWN = 3


class UnableToName(Refused):
    """It does not say who is meant."""


def named_person(*, actor: Actor, unit: Region | Village, district: Region, text: str, at: datetime) -> Person:
    """“周明” is new unless there is one already; “周明 k3v9…” is that one; “周明 新” is new although there is one."""
    name, mark = split_name(text)
    if not name or len(name) > MAX_NAME:
        raise UnableToName(N_("请写姓名,最多 {most} 个字"), most=MAX_NAME)
    there = Person.objects.filter(name=name, holdings__post__district=district).distinct().order_by("pk")
    if mark in NEW or (not mark and not there.exists()):
        return create_person(actor=actor, unit=unit, name=name, at=at)
    if mark:
        person = there.filter(public_id=mark).first()
        if person is None:
            raise UnableToName(N_("没有编号为“{mark}”的{name}"), mark=mark, name=name)
        return person
    raise UnableToName(
        N_("已经有人叫{name}:{there}。同一个人请写“{name} 编号”,另一个人请写“{name} 新”"),
        name=name,
        there="、".join(_told(person) for person in there[:_SHOWN]),
    )


def split_name(text: str) -> tuple[str, str]:
    """Name and what is written after it; a name in letters has no number but “new”."""
    tidy = " ".join(unicodedata.normalize("NFKC", text).split())
    name, _, mark = tidy.rpartition(" ")
    is_mark = bool(name) and (mark in NEW or (len(mark) == 12 and mark.isalnum() and mark == mark.lower()))
    return (name, mark) if is_mark else (tidy, "")


def _told(person: Person) -> str:
    last = person.holdings.order_by("-from_day").select_related("post").first()
    return f"{last.post.title if last else '—'} {person.public_id}"
