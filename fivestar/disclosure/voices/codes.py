"""The code by which whoever spoke comes back: made at random, shown once, kept only as keyed digests.

Nineteen Crockford characters (95 random bits) and one that checks them (Luhn's sum over thirty-two letters): a mistyped
character or two neighbours changed about are noticed before anything is looked up.
"""

from __future__ import annotations

import secrets

from django.utils.crypto import constant_time_compare, salted_hmac

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_CHARACTERS = 19
GROUP = 4
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_code() -> str:
    body = "".join(secrets.choice(LETTERS) for _ in range(RANDOM_CHARACTERS))
    return body + _check(body)


def spoken(code: str) -> str:
    """In groups, as it is shown and printed."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def read(text: str) -> str | None:
    """What was typed, with or without groups, small or large; None when it cannot be a code."""
    code = "".join(text.upper().split()).replace("-", "").translate(_READ_AS)
    if len(code) != RANDOM_CHARACTERS + 1 or any(letter not in LETTERS for letter in code):
        return None
    return code if _check(code[:-1]) == code[-1] else None


def voice_digest(code: str) -> str:
    """By which a voice is found."""
    return _digest("voice", code)


def slip_digest(code: str, act: str) -> str:
    """By which a slip in the letterbox is found; says nothing about the voice it becomes."""
    return _digest(f"slip.{act}", code)


def mark_of_draft(code: str) -> str:
    """Goes with a form: the code in it is one of ours and not one that somebody chose."""
    return _digest("draft", code)


def is_ours(code: str, mark: str) -> bool:
    return constant_time_compare(mark_of_draft(code), mark)


def mark_shown(code: str) -> str:
    """Goes with the page of a voice: whoever sends it back has shown that code before."""
    return _digest("shown", code)


def was_shown(code: str, mark: str) -> bool:
    return constant_time_compare(mark_shown(code), mark)


def _digest(purpose: str, code: str) -> str:
    """SECURITY: the key comes from the environment; whoever has the database alone can try no code against it."""
    return salted_hmac(f"fivestar.voices.{purpose}", code, algorithm="sha256").hexdigest()


def _check(body: str) -> str:
    total = 0
    for place, letter in enumerate(reversed(body)):
        value = LETTERS.index(letter) * (2 - place % 2)
        total += value // len(LETTERS) + value % len(LETTERS)
    return LETTERS[-total % len(LETTERS)]
