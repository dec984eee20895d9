"""What waits for whoever re-checks: the open lists with pairs he has not looked at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Count, Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from fivestar.foundation.access import Actor, visible
from fivestar.foundation.outcome import N_
from fivestar.foundation.today import Item, TodaySource
from fivestar.rechecks.models import Finding, Pair, Plan


def items_for(actor: Actor, _at: datetime) -> Sequence[Item]:
    """One item a list, not one a pair; one query."""
    if not actor.is_signed_in:
        return []
    looked = Finding.objects.filter(pair=OuterRef("pk"), found_by=actor.person_ref, superseded_at=None)
    waiting = visible(actor, "rechecks.find", Pair.objects.filter(plan__state=Plan.State.DRAWN)).exclude(Exists(looked))
    lists = waiting.order_by("plan_id").values_list("plan__district__code", "plan__public_id").annotate(Count("pk"))
    return [
        Item(
            title=gettext("复核名单"),
            why=ngettext("{count} 项没查", "{count} 项没查", count).format(count=count),
            url=reverse("recheck_list", args=[code, public_id]),
        )
        for code, public_id, count in lists
    ]


TODAY = (TodaySource("rechecks.list", N_("复核"), items_for),)
