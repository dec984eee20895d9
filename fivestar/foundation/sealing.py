"""A draw's secret at rest until the draw: nobody who only reads the database knows it earlier than the rest."""

from base64 import urlsafe_b64encode
from dataclasses import dataclass

from cryptography.fernet import Fernet, InvalidToken
from django.utils.crypto import salted_hmac


@dataclass(frozen=True, slots=True)
class Seal:
    """One for each kind of draw: what one sealed no other opens. purpose: never changed, or nothing opens any more."""

    purpose: str

    def seal(self, secret: bytes) -> str:
        return self._box().encrypt(secret).decode("ascii")

    def unseal(self, sealed: str) -> bytes | None:
        """None when the server's own secret has changed since: such a draw cannot be made any more."""
        try:
            return self._box().decrypt(sealed.encode("ascii"))
        except InvalidToken:
            return None

    def _box(self) -> Fernet:
        return Fernet(urlsafe_b64encode(salted_hmac(self.purpose, "", algorithm="sha256").digest()))


RECHECKS = Seal("fivestar.rechecks.secret")
TOURS = Seal("fivestar.fieldwork.secret")
