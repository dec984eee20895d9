"""Keys that may be seen outside: random, never reused, saying nothing about the row."""

from base64 import b32encode
from secrets import token_bytes

PUBLIC_ID_LENGTH = 12  # 60 random bits
_BYTES = 10  # sixteen base32 characters without padding, of which twelve are kept


def new_public_id() -> str:
    """Twelve characters of a–z and 2–7, the default of every `public_id` field."""
    return b32encode(token_bytes(_BYTES))[:PUBLIC_ID_LENGTH].decode("ascii").lower()
