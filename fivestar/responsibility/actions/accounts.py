"""Looking after accounts: a lost password or telephone.

Refused
└── UnableToReset       the account signs in by code, its devices are revoked instead
"""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction

from fivestar.foundation import audit
from fivestar.foundation.access import Actor, require
from fivestar.foundation.outcome import N_, NotSeen, Refused
from fivestar.responsibility.models import Account, Holding


class UnableToReset(Refused):
    """There is nothing to reset."""


@transaction.atomic
def reset_account(*, actor: Actor, account: Account, password: str, at: datetime) -> None:
    """A new password and no second factor, which must be set up again; every open session ends.

    Whoever resets must have the right to appoint to every post the person holds or held.
    """
    held = list(Holding.objects.filter(person__account=account).select_related("post"))
    for holding in held:
        require(actor, "responsibility.appoint", holding.post)
    if not held and not actor.is_system:
        # SECURITY: an account that holds nothing lies under nobody; without this line anybody could take it over.
        raise NotSeen(N_("没有找到"))
    if not account.has_usable_password():
        raise UnableToReset(N_("“{username}”用登录码登录,没有密码可重设"), username=account.username)
    account.set_password(password)  # sessions carry a digest of the password: they end with it
    account.save(update_fields=["password"])
    removed, _ = Authenticator.objects.filter(user=account).delete()
    audit.record(
        actor=actor,
        act="responsibility.reset_account",
        subject=account.person if hasattr(account, "person") else None,
        changes={"second_factors": [removed, 0]},
        at=at,
    )
