"""The small sum that is asked once somebody sends a lot: no picture, no outside service, no script needed."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.core import signing

_SALT = "fivestar.voices.question"
GOOD_FOR_SECONDS = 30 * 60
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Question:
    """words: what is asked, in Chinese numerals. token: goes with the form and says nothing of the answer."""

    first: int
    second: int
    token: str

    @property
    def words(self) -> str:
        return f"{_DIGITS[self.first]} + {_DIGITS[self.second]}"


def new_question() -> Question:
    first, second = secrets.randbelow(9) + 1, secrets.randbelow(9) + 1
    # Signed with the sum's keyed digest, not the sum: the token cannot be read for the answer.
    return Question(first, second, signing.dumps(_sum_mark(first + second), salt=_SALT))


def is_ours(token: str) -> bool:
    """One that was asked here, and not long ago."""
    return _mark_in(token) is not None


def is_answered(token: str, answer: str) -> bool:
    mark, given = _mark_in(token), answer.strip()
    return given.isdecimal() and len(given) < 4 and _sum_mark(int(given)) == mark


def _mark_in(token: str) -> str | None:
    try:
        return str(signing.loads(token, salt=_SALT, max_age=GOOD_FOR_SECONDS))
    except signing.BadSignature:
        return None


def _sum_mark(total: int) -> str:
    return signing.Signer(salt=_SALT + ".sum").signature(str(total))
