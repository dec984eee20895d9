"""A rule is entered with its days, article and source, or withdrawn with a reason. What was judged stays judged."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from fivestar.foundation import audit, publiclog
from fivestar.foundation.access import Actor, require
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_, Refused
from fivestar.foundation.privacy import refuse_personal
from fivestar.responsibility.decisions import fault_of_day
from fivestar.standards import logged
from fivestar.standards.law.kinds import kind_of
from fivestar.standards.law.values import Rule, UnreadableValue, read_value, write_value
from fivestar.standards.models import LocalRule
from fivestar.territory.queries import lock_region

if TYPE_CHECKING:
    from fivestar.territory.models import Region


class UnableToEnter(Refused):
    """The rule is not whole, or another holds on one of its days."""


class UnableToWithdraw(Refused):
    """There is nothing to withdraw, or no reason."""


@transaction.atomic
def enter_rule(*, actor: Actor, district: Region, rule: Rule, at: datetime) -> LocalRule:
    """Stands before the shipped rule on its days. Two of a district's own never hold on one day: the older one is
    withdrawn first, or ends before.
    """
    require(actor, "standards.enter_rule", district)
    kind = kind_of(rule.id)
    if kind is None:
        raise UnableToEnter(N_("没有这一种规则"))
    try:
        text = write_value(rule.value)
        read_value(text, kind.kind)
    except UnreadableValue:
        raise UnableToEnter(N_("规则的内容不对：比例应不超过 1，天数应在 1 到 366 之间")) from None
    article, source = rule.article.strip(), rule.source.strip()
    valid_from, valid_to = rule.valid_from, rule.valid_to
    if not article or not source:
        raise UnableToEnter(N_("请写明哪部法规、第几条，并抄录原文"))
    refuse_personal(UnableToEnter, article, source)  # the public log keeps them for ever
    if (fault := fault_of_day(valid_from, legal_day(at))) is not None:  # 9999 would wait for ever, unseen
        raise UnableToEnter(fault[0], **fault[1])
    if valid_to is not None and valid_to < valid_from:
        raise UnableToEnter(N_("最后一天 {last} 在第一天 {first} 之前"), last=valid_to, first=valid_from)
    lock_region(district)
    standing = LocalRule.objects.filter(district=district, category=rule.category, name=rule.name, withdrawn_at=None)
    clash = standing.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=valid_from))
    if valid_to is not None:
        clash = clash.filter(valid_from__lte=valid_to)
    if (other := clash.first()) is not None:
        raise UnableToEnter(
            N_("本区已录入过同一条规则（{article}，{first} 起），日期重叠；请先撤回那一条"),
            article=other.article,
            first=other.valid_from,
        )
    made = LocalRule.objects.create(
        district=district,
        category=rule.category,
        name=rule.name,
        value=text,
        unit=rule.unit.strip(),
        valid_from=valid_from,
        valid_to=valid_to,
        article=article,
        source=source,
        entered_by=actor.person_ref,
        entered_at=at,
    )
    audit.record(
        actor=actor,
        act="standards.enter_rule",
        subject=made,
        changes={"rule": rule.id, "value": text, "days": [valid_from, valid_to], "article": article},
        at=at,
    )
    publiclog.record(**logged.rule_entered(made), at=at)
    return made


@transaction.atomic
def withdraw_rule(*, actor: Actor, rule: LocalRule, because: str, at: datetime) -> LocalRule:
    """It is used no more; it stays to be read with the reason."""
    locked = LocalRule.objects.select_for_update(no_key=True, of=("self",)).select_related("district").get(pk=rule.pk)
    require(actor, "standards.enter_rule", locked.district)
    reason = because.strip()[:200]
    if not reason:
        raise UnableToWithdraw(N_("请写明为什么撤回"))
    refuse_personal(UnableToWithdraw, reason)
    if locked.withdrawn_at is not None:
        raise UnableToWithdraw(N_("这一条已经撤回了"))
    locked.withdrawn_by, locked.withdrawn_at, locked.withdrawn_because = actor.person_ref, at, reason
    locked.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_because"])
    audit.record(
        actor=actor, act="standards.withdraw_rule", subject=locked, changes={"withdrawn": [False, True]}, at=at
    )
    publiclog.record(**logged.rule_withdrawn(locked), at=at)
    return locked
