"""Answers that carry a reason: yes, no, and acts that could not be done.

A reason travels as a message id (Chinese) with values and is turned into words where it is shown, in the reader's
language. Write ids as `N_("公示期还有 {days} 天")` so that they reach the catalogue.

    Refused                 an act that was not done; every act's own errors descend from it
    ├── NotSeen             the actor may not even know that it exists (404)
    └── NotAllowed          seen, but not for this actor or not yet (403 with the reason)
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext


def N_(message_id: str) -> str:  # noqa: N802 -- gettext's own name for "mark, translate later"
    """Marks a message for the catalogue and gives it back unchanged."""
    return message_id


def in_words(message_id: str, values: Mapping[str, object]) -> str:
    """The message in the language active now."""
    return gettext(message_id).format(**values)


@dataclass(frozen=True, slots=True)
class Allowed:
    """Yes; true in a condition."""

    def __bool__(self) -> Literal[True]:
        return True


@dataclass(frozen=True, slots=True, init=False)
class Denied:
    """No, and why; false in a condition.

    `reached`: one of the actor's posts covers the subject, so the refusal may be shown instead of a 404.
    `remedy`: name of the page where the actor can change the answer himself.
    """

    reason: str
    values: Mapping[str, object] = field(hash=False)
    reached: bool
    remedy: str | None

    def __init__(self, reason: str, /, *, reached: bool = False, remedy: str | None = None, **values: object) -> None:
        object.__setattr__(self, "reason", reason)
        object.__setattr__(self, "values", values)
        object.__setattr__(self, "reached", reached)
        object.__setattr__(self, "remedy", remedy)

    def __bool__(self) -> Literal[False]:
        return False

    def __str__(self) -> str:
        return in_words(self.reason, self.values)


def may_or_could(answer: Allowed | Denied) -> bool:
    """Also for whoever only has to show a second factor first: the page behind the link leads there."""
    return isinstance(answer, Allowed) or answer.remedy is not None


class Refused(Exception):  # noqa: N818 -- reads as the sentence "the act was refused"
    """An act that was not done, and why. Nothing has moved."""

    def __init__(self, message_id: str, /, **values: object) -> None:
        super().__init__(message_id, values)
        self.message_id = message_id
        self.values = values

    def __str__(self) -> str:
        return in_words(self.message_id, self.values)


class NotSeen(Refused, Http404):
    """The actor may not know that the subject exists; a page answers 404."""


class NotAllowed(Refused, PermissionDenied):
    """The actor sees the subject and may not do this (yet); a page answers 403 and says why."""

    def __init__(self, denied: Denied) -> None:
        super().__init__(denied.reason, **denied.values)
        self.remedy = denied.remedy
