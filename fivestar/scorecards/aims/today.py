"""Targets on their way: what a township is to look at, what the district is to fix. One line for each district."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from fivestar.foundation.access import Actor
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_
from fivestar.foundation.today import Item, TodaySource, several
from fivestar.scorecards.aims.queries import waiting_anywhere
from fivestar.scorecards.models import TargetStep


def to_endorse(actor: Actor, at: datetime) -> Sequence[Item]:
    """Two queries at most."""
    rows = waiting_anywhere(actor, legal_day(at), "scorecards.endorse_target", TargetStep.Step.PROPOSED)
    return [
        _item(
            code,
            gettext("审核目标"),
            ngettext("{count} 个支部申报了目标，等您审核", "{count} 个支部申报了目标，等您审核", len(steps)),
            steps,
        )
        for code, steps in _by_district(rows)
    ]


def to_fix(actor: Actor, at: datetime) -> Sequence[Item]:
    """Two queries at most."""
    rows = waiting_anywhere(actor, legal_day(at), "scorecards.set_target", TargetStep.Step.ENDORSED)
    return [
        _item(
            code,
            gettext("定目标"),
            ngettext("{count} 个支部的目标审核过了，等您定", "{count} 个支部的目标审核过了，等您定", len(steps)),
            steps,
        )
        for code, steps in _by_district(rows)
    ]


def _by_district(rows: Sequence[TargetStep]) -> list[tuple[str, list[TargetStep]]]:
    ordered = sorted(rows, key=lambda one: one.branch.district.code)
    return [(code, list(steps)) for code, steps in groupby(ordered, key=lambda one: one.branch.district.code)]


def _item(code: str, title: str, why: str, steps: Sequence[TargetStep]) -> Item:
    return Item(
        title=title,
        why=why.format(count=len(steps)),
        url=reverse("targets", args=[code]),
        blocks_others=True,
        waits=several([one.branch.name for one in steps]),
        since=min(legal_day(one.at) for one in steps),
    )


TODAY = (
    TodaySource("targets.endorse", N_("创建目标"), to_endorse),
    TodaySource("targets.fix", N_("创建目标"), to_fix),
)
