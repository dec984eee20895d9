"""The cookie with a device's key."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from fivestar.responsibility.decisions import DEVICE_LIVES

NAME = "fivestar_device"


def device_key_in(request: HttpRequest) -> str | None:
    return request.COOKIES.get(NAME)


def keep_device_key(response: HttpResponse, key: str) -> None:
    """HttpOnly, SameSite=Lax and, wherever the product is served over HTTPS (always in production), Secure."""
    response.set_cookie(
        NAME,
        key,
        max_age=DEVICE_LIVES,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def drop_device_key(response: HttpResponse) -> None:
    response.delete_cookie(NAME, samesite="Lax")
