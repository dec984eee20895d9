"""A draw's secret at rest until the draw: nobody who only reads the database knows it earlier than the rest."""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken
from django.utils.crypto import salted_hmac


def seal(secret: bytes) -> str:
    return _box().encrypt(secret).decode("ascii")


def unseal(sealed: str) -> bytes | None:
    """None when the server's own secret has changed since: such a draw cannot be made any more."""
    try:
        return _box().decrypt(sealed.encode("ascii"))
    except InvalidToken:
        return None


def _box() -> Fernet:
    return Fernet(urlsafe_b64encode(salted_hmac("fivestar.rechecks.secret", "", algorithm="sha256").digest()))
