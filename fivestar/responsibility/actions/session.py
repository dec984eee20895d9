"""Browser sessions: one-tap roles of a demonstration, and leaving.

Refused
└── UnableToEnterDemonstration      not in demonstration mode, or nobody to be
"""

from django.conf import settings
from django.contrib.auth import login, logout
from django.db import transaction
from django.http import HttpRequest

from fivestar.foundation.outcome import N_, Refused
from fivestar.responsibility.models import Account, Person

DEMONSTRATION_MARK = "is_demonstration"
_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class UnableToEnterDemonstration(Refused):
    """One-tap roles do not exist here."""


def enter_demonstration(request: HttpRequest, person: Person) -> Account:
    """Signs this browser in as a person of the demonstration, without a password; never outside the mode.

    The session carries a mark instead of a second factor; the mark counts only in demonstration mode.
    """
    if not settings.IS_DEMONSTRATION:
        raise UnableToEnterDemonstration(N_("只有演示版可以一键进入"))
    with transaction.atomic():
        account = person.account or Account.objects.create_user(f"person-{person.ref}")
        if person.account is None:
            person.account = account
            person.save(update_fields=["account"])
    logout(request)
    login(request, account, backend=_BACKEND)
    request.session[DEMONSTRATION_MARK] = True
    return account
