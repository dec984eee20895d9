"""Where a device's queue sends what it keeps; the frame of every page tells it."""

from django.http import HttpRequest
from django.urls import reverse


def queue_addresses(_request: HttpRequest) -> dict[str, str]:
    return {
        "queue_session": reverse("answers_session"),
        "queue_sync": reverse("answers_sync"),
        "queue_sign_in": reverse("enter"),
    }
