"""What waits for somebody: finished projects to accept, and meetings whose day has no rule yet.

What a project asks of the post that answers for it comes from the open items.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Count, Max
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from fivestar.foundation.access import Actor, Duty
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_
from fivestar.foundation.today import Item, TodaySource
from fivestar.projects.accepting import waiting_for
from fivestar.projects.models import Deliberation


def to_accept(actor: Actor, at: datetime) -> Sequence[Item]:
    """Of those he had no hand in. Two queries."""
    if not actor.posts:
        return []
    rows = waiting_for(actor, legal_day(at)).select_related("owner").annotate(since=Max("phases__done_on"))
    return [
        Item(
            title=gettext("验收“{title}”").format(title=row.title),
            why=gettext("各阶段都完成了，等您到现场看过"),
            url=reverse("project", args=[row.branch.public_id, row.public_id]),
            blocks_others=True,
            waits=row.owner.title,
            since=row.since,
            place=row.branch.village.name,
        )
        for row in rows
    ]


def without_rule(actor: Actor, at: datetime) -> Sequence[Item]:
    """One line a district for whoever enters rules: meetings that were held and cannot be judged. One query."""
    over = [grant.path for grant in actor.posts if grant.duty is Duty.ORGANISE]
    if not over:
        return []
    pending = Deliberation.objects.filter(
        withdrawn_at=None, outcome="pending", project__state="deliberating", project__branch__district__path__in=over
    )
    counted = pending.order_by("project__branch__district__code").values_list("project__branch__district__code")
    return [
        Item(
            title=gettext("录入议事规则"),
            why=ngettext(
                "{count} 次会议那天没有录入规则，只记录、不计入",
                "{count} 次会议那天没有录入规则，只记录、不计入",
                count,
            ).format(count=count),
            url=reverse("rules", args=[code]),
            blocks_others=True,
            waits=gettext("{count} 个项目").format(count=projects),
        )
        for code, count, projects in counted.annotate(Count("pk"), Count("project", distinct=True))
    ]


TODAY = (
    TodaySource("projects.accept", N_("项目验收"), to_accept),
    TodaySource("projects.rules", N_("议事规则"), without_rule),
)
