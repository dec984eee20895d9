"""Says who asks: by session, or by the key of a device that stays signed in."""

from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from fivestar.foundation.clock import machine_now
from fivestar.responsibility.actions import DEMONSTRATION_MARK
from fivestar.responsibility.cookies import device_key_in
from fivestar.responsibility.queries import Account, actor_for, device_by_key

Answer = Callable[[HttpRequest], HttpResponse]


class ActorMiddleware:
    """Sets `request.actor`; with a device key also `request.user`. Stands after authentication and sessions.

    The key is looked up at every request, so revoking it works at once; that it was used is written nowhere.
    """

    def __init__(self, get_response: Answer) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated and (key := device_key_in(request)):
            device = device_by_key(key, machine_now())
            if device is not None:
                request.user = device.account
        account = request.user if isinstance(request.user, Account) else None
        request.actor = actor_for(  # type: ignore[attr-defined]  # read through access.actor_of
            account,
            has_second_factor=_has_shown_second_factor(request, account),
            is_demonstration=settings.IS_DEMONSTRATION and request.session.get(DEMONSTRATION_MARK, False),
        )
        return self._answer(request)


def _has_shown_second_factor(request: HttpRequest, account: Account | None) -> bool:
    if account is None:
        return False
    records = get_authentication_records(request, account)
    return any(record["method"] == "mfa" for record in records)
