"""Reads of tokens and of what they did."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from django.db.models import Max, QuerySet

from fivestar.facts.models import ApiToken
from fivestar.foundation.access import Actor, Duty, Grant, visible

if TYPE_CHECKING:
    from fivestar.territory.models import Region


def digest_of(text: str) -> str:
    """Plain: nobody tries out 256 bits."""
    return sha256(text.encode()).hexdigest()


def token_by_text(text: str) -> ApiToken | None:
    """The token that is shown, while it is not revoked."""
    live = ApiToken.objects.filter(digest=digest_of(text), revoked_at__isnull=True)
    return live.select_related("department__district").first()


def actor_of_token(token: ApiToken) -> Actor:
    """What a supplier's post of that department could do over its district, and nothing else."""
    district = token.department.district
    grant = Grant(duty=Duty.SUPPLY, path=district.path, facts_department=token.department.name)
    return Actor(
        person_ref=f"{ApiToken.REF}{token.public_id}", name=token.label, posts=(grant,), district_code=district.code
    )


def tokens_of(actor: Actor, district: Region) -> QuerySet[ApiToken]:
    """The district's tokens, those in use first; with the moment of the last answer as `last_at`."""
    there = ApiToken.objects.filter(department__district=district).select_related("department")
    seen = visible(actor, "facts.read_token", there)
    return seen.annotate(last_at=Max("receipts__at")).order_by("revoked_at", "department__order", "id")


def token_by_public_id(actor: Actor, public_id: str) -> ApiToken | None:
    there = ApiToken.objects.select_related("department__district")
    return visible(actor, "facts.read_token", there).filter(public_id=public_id).first()


def asked_since(token: ApiToken, minute: datetime) -> int:
    return token.minutes.filter(minute=minute).values_list("requests", flat=True).first() or 0
