"""The small sum that is asked once somebody sends a lot: no picture, no outside service, no script needed.

Nothing is kept of who was asked what. A sum asked for a voice is bound to the code drawn with its form, and the same
code twice is one voice: it is good once. One asked of whoever tries codes is good until it is too old; how often is for
`flood` to say. The sum stands beside it for everybody to read: it stops a careless script and nobody else.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.core import signing
from django.utils.crypto import constant_time_compare

_SALT = "fivestar.voices.question"
GOOD_FOR_SECONDS = 30 * 60
_NONCE_BYTES = 16
_MOST_DIGITS = 3
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Question:
    """words: what is asked, in Chinese numerals. token: goes with the form; two of one sum share nothing."""

    first: int
    second: int
    token: str

    @property
    def words(self) -> str:
        return f"{_DIGITS[self.first]} + {_DIGITS[self.second]}"


def new_question(bound: str = "") -> Question:
    """bound: the code it is asked for; an answer counts with that code alone."""
    first, second = secrets.randbelow(9) + 1, secrets.randbelow(9) + 1
    nonce = secrets.token_hex(_NONCE_BYTES)
    # SECURITY: each with a nonce of its own, or the 17 marks there are would be a table of all answers.
    return Question(first, second, signing.dumps([nonce, _sum_mark(nonce, bound, first + second)], salt=_SALT))


def is_ours(token: str) -> bool:
    """One that was asked here, and not long ago."""
    return _asked_in(token) is not None


def is_answered(token: str, answer: str, bound: str = "") -> bool:
    asked, given = _asked_in(token), answer.strip()
    if asked is None or not given.isdecimal() or len(given) > _MOST_DIGITS:
        return False
    nonce, mark = asked
    return constant_time_compare(_sum_mark(nonce, bound, int(given)), mark)


def _asked_in(token: str) -> tuple[str, str] | None:
    """Nonce and mark."""
    try:
        nonce, mark = signing.loads(token, salt=_SALT, max_age=GOOD_FOR_SECONDS)
    except (signing.BadSignature, ValueError):
        return None
    return nonce, mark


def _sum_mark(nonce: str, bound: str, total: int) -> str:
    return signing.Signer(salt=_SALT + ".sum").signature(f"{nonce}.{total}.{bound}")
