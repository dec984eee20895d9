"""What django-allauth leaves to the project."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from fivestar.foundation.origin import origin_as_address


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Nobody signs himself up, no address is kept, and wrong passwords are counted by axes alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Nothing: allauth's own limit would answer before axes can say until when."""

    def get_client_ip(self, request: HttpRequest) -> str:
        return origin_as_address(request)
