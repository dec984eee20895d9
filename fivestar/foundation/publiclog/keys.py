"""The key by which the log signs: the server's own, never in the database."""

from functools import cache

from django.conf import settings

from fivestar.foundation.logtree import signing
from fivestar.foundation.logtree.signing import PrivateKey


def log_key() -> PrivateKey:
    """As the settings have it; a wrong one has stopped the start already."""
    return _read(settings.LOG_KEY)


@cache
def _read(pem: str) -> PrivateKey:
    return signing.read_private(pem.encode("ascii"))
