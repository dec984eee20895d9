"""What the pages of fieldwork offer to choose from, in words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from fivestar.fieldwork import queries
from fivestar.fieldwork.forms import DecideForm, TourForm, VisitForm
from fivestar.responsibility.post_lines import DUTY_WORDS
from fivestar.responsibility.queries import InCharge, holder_of, owner_groups
from fivestar.territory.queries import townships_of

if TYPE_CHECKING:
    from fivestar.fieldwork.models import Decision, Score, Tour
    from fivestar.foundation.access import Actor
    from fivestar.territory.models import Branch, Region


def force_choices(actor: Actor, district: Region, on: date) -> list[tuple[str, str]]:
    return [(body.public_id, body.name) for body in queries.task_forces(actor, district, on)]


def post_choices(district: Region, on: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """By duty; a post with the surname of its holder."""
    return [
        (gettext(DUTY_WORDS[duty]), [(post.public_id, post_words(post)) for post in posts])
        for duty, posts in queries.owners_in(district, on)
    ]


def post_words(post: InCharge) -> str:
    return f"{post.title} {post.surname or ''}".strip()


def visit_form(actor: Actor, branch: Branch, on: date, sent: Any = None) -> VisitForm:
    posts = [(post.public_id, post_words(post)) for post in queries.posts_to_visit_for(actor, branch, on)]
    return VisitForm(sent, posts=posts, owners=owner_groups(branch, on), initial={"from_day": on, "to_day": on})


def decide_form(district: Region, on: date, sent: Any = None) -> DecideForm:
    asked = [(one.public_id, one.text) for one in queries.waiting_requests(district)]
    return DecideForm(sent, owners=post_choices(district, on), requests=asked)


def owner_words(decision: Decision, on: date) -> str:
    """The post; empty posts are said to be so."""
    held = holder_of(decision.owner, on)
    return decision.owner.title if held else gettext("{post}（现在空缺）").format(post=decision.owner.title)


def tour_form(district: Region, on: date, sent: Any = None) -> TourForm:
    there = [(one.code, one.name) for one in townships_of(district)]
    return TourForm(sent, townships=there, posts=post_choices(district, on))


def choice_groups(form: TourForm) -> list[tuple[str, list[tuple[str, str, bool]], bool]]:
    """Judges to tick, by duty: value, words, ticked; and whether any of the group is."""
    ticked = set(form["judges"].value() or [])
    groups = [
        (label, [(value, words, value in ticked) for value, words in posts])
        for label, posts in form.fields["judges"].choices  # type: ignore[attr-defined]
    ]
    return [(label, posts, any(is_ticked for _, _, is_ticked in posts)) for label, posts in groups]


def given(tour: Tour, score: Score | None) -> list[tuple[str, int, int | str]]:
    """Items with their weights and the points that stand, blank where none do."""
    points = score.points if score else [""] * len(tour.items)
    return [(name, weight, one) for (name, weight), one in zip(tour.items.items(), points, strict=True)]
