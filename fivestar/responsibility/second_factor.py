"""The secrets of second factors are kept encrypted: whoever reads a copy of the database cannot make codes."""

from base64 import urlsafe_b64encode
from hashlib import sha256

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Encrypts with a key of the product's secret; secrets it had before (SECRET_KEY_FALLBACKS) still open."""

    def encrypt(self, text: str) -> str:
        return _keys().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        return _keys().decrypt(encrypted_text.encode("ascii")).decode()


def _keys() -> MultiFernet:
    secrets: list[str] = [str(settings.SECRET_KEY), *map(str, settings.SECRET_KEY_FALLBACKS)]
    return MultiFernet([_key(secret) for secret in secrets])


def _key(secret: str) -> Fernet:
    return Fernet(urlsafe_b64encode(sha256(f"fivestar.mfa:{secret}".encode()).digest()))
