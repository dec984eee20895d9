"""Which open thing goes to which post, as chosen on a page: one choice for all, others for what is ticked.

A page may hold a hundred things, so it carries the list of posts twice and not a hundred times. A choice is a post, or
a duty (`duty:CLERK`): for each thing whoever has that duty where the thing is. What was ticked is kept as the posts it
came to, so that what is done is what was shown.

Refused
└── UnableToGive    things are ticked and no post is chosen, nobody has the duty there, or there is no such post
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from fivestar.foundation.access import Duty
from fivestar.foundation.outcome import N_, Refused
from fivestar.responsibility.in_charge import InCharge, owners_over
from fivestar.responsibility.owners import posts_by_public_ids

if TYPE_CHECKING:
    from django.http import QueryDict

    from fivestar.responsibility.models import Post

AS_ALL = "-"
"""The choice that takes back what was chosen for a thing by itself."""
_DUTY = "duty:"
_THERE = {
    Duty.OWN: N_("各事所在村（社区）的党支部书记"),
    Duty.SUPPORT: N_("各事所在村（社区）的帮建部门"),
    Duty.MANAGE: N_("各事所在乡镇（街道）的党委书记"),
    Duty.CLERK: N_("各事所在乡镇（街道）的党建干事"),
    Duty.LEAD: N_("各事所在乡镇（街道）的包乡领导"),
}


class UnableToGive(Refused):
    """The choice says nothing that can be done."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that can be given away. key: names it on the page. path: the unit it is about.

    group: of things ticked together, one place of one post.
    """

    key: str
    path: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Offers:
    """posts: over everything, the nearest first. duties: (choice, words) of those somebody has further down.

    by_place: thing → posts over where it is. names: post → “柳河镇党建干事 柳”.
    """

    posts: tuple[InCharge, ...]
    duties: tuple[tuple[str, str], ...]
    by_place: Mapping[str, Sequence[InCharge]]
    names: Mapping[str, str]

    def at(self, thing: Thing, choice: str) -> str:
        """Public id of the post a choice means for a thing; "" where nobody has that duty over it."""
        if not choice.startswith(_DUTY):
            return choice
        duty = choice.removeprefix(_DUTY)
        return next((post.public_id for post in self.by_place[thing.key] if post.duty.value == duty), "")


def offers_for(path: str, things: Sequence[Thing], on: date, *, without: Collection[str] = ()) -> Offers:
    """What can be chosen for things of posts over (or at) `path`; without: posts nothing is to stay in. One query."""
    where = {thing.key: thing.path if thing.path.startswith(path) else path for thing in things}
    owners = owners_over({path, *where.values()}, on)
    offered = {place: tuple(one for one in posts if one.public_id not in without) for place, posts in owners.items()}
    below = {post.duty for posts in offered.values() for post in posts if len(post.path) > len(path)}
    return Offers(
        offered[path],
        tuple((f"{_DUTY}{duty.value}", gettext(words)) for duty, words in _THERE.items() if duty in below),
        {key: offered[place] for key, place in where.items()},
        {one.public_id: f"{one.title} {one.surname}" for posts in offered.values() for one in posts},
    )


def kept_singly(data: QueryDict, things: Sequence[Thing]) -> dict[str, str]:
    """Thing → the post chosen for it by itself before (`owner-…`)."""
    return {thing.key: post for thing in things if (post := str(data.get(f"owner-{thing.key}", "")))}


def chosen_singly(data: QueryDict, things: Sequence[Thing], offers: Offers) -> dict[str, str]:
    """Thing → the post chosen for it by itself, before or by a tick of now."""
    kept = kept_singly(data, things)
    ticked, choice = set(data.getlist("pick")) - {""}, str(data.get("to", ""))
    mine = [thing for thing in things if ticked & {thing.key, thing.group}]
    if mine and not choice:
        raise UnableToGive(N_("勾选了 {count} 件，还没有选交给哪个岗位"), count=len(mine))
    if choice == AS_ALL:
        return {key: post for key, post in kept.items() if key not in {thing.key for thing in mine}}
    found = {thing.key: offers.at(thing, choice) for thing in mine}
    if lacking := sum(not post for post in found.values()):
        raise UnableToGive(N_("有 {count} 件所在的地方，这一职责现在没有人，请另选岗位"), count=lacking)
    return kept | found


def chosen_for_all(data: QueryDict, things: Sequence[Thing], offers: Offers) -> dict[str, str]:
    """Thing → the post the one choice for all means for it; left out where nobody has that duty."""
    choice = str(data.get("all", ""))
    return {thing.key: post for thing in things if choice and (post := offers.at(thing, choice))}


def posts_chosen(chosen: Mapping[str, str]) -> dict[str, Post]:
    """Thing → post. What names no post is refused, never taken for no choice. One query."""
    there = posts_by_public_ids(set(chosen.values()))
    if not there.keys() >= set(chosen.values()):
        raise UnableToGive(N_("请选一个岗位"))
    return {key: there[post] for key, post in chosen.items()}
