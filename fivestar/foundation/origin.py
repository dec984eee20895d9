"""Where a request comes from, as a pseudonym: enough to stop guessing, useless as a track.

The key changes every day, so today's pseudonym says nothing about yesterday's.
"""

from ipaddress import IPv6Address

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from fivestar.foundation.clock import legal_day, machine_now


def origin_of(request: HttpRequest) -> str:
    """Sixty-four hexadecimal digits; the same for one address during one legal day."""
    day = legal_day(machine_now()).isoformat()
    return salted_hmac(f"fivestar.origin.{day}", _address(request), algorithm="sha256").hexdigest()


def origin_as_address(request: HttpRequest) -> str:
    """The same pseudonym in the shape of an IPv6 address, for tables that accept nothing else (django-axes)."""
    return str(IPv6Address(int(origin_of(request)[:32], 16)))


def _address(request: HttpRequest) -> str:
    forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", ""))
    if forwarded and getattr(settings, "SECURE_PROXY_SSL_HEADER", None):
        # SECURITY: only the last entry was written by our own proxy; the others by whoever asks.
        return forwarded.rsplit(",", 1)[-1].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
