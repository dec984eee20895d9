"""Codes and device keys in the clear exist only here, for a moment; the database keeps digests."""

import secrets
from hashlib import sha256

from django.utils.crypto import salted_hmac

from fivestar.responsibility.decisions import CODE_ALPHABET, CODE_LENGTH

_KEY_BYTES = 32


def new_code() -> str:
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def code_digest(code: str) -> str:
    """Keyed: 40 bits could be tried out by whoever reads an unkeyed digest."""
    return salted_hmac("fivestar.entry_code", code, algorithm="sha256").hexdigest()


def new_device_key() -> str:
    return secrets.token_urlsafe(_KEY_BYTES)


def device_digest(key: str) -> str:
    """Plain: nobody tries out 256 bits."""
    return sha256(key.encode()).hexdigest()
