"""One-time links for members of the supervision committee: the township hands one over, the member uses it once.

Times here are the machine's: a demonstration's own date must not prolong a link.

Refused
├── UnableToIssueLink   nobody sits there, there is nothing to check, or nothing but what the issuer posted himself
└── UnableToUseLink     wrong, used, revoked or expired link: one answer for all, it tells a guesser nothing
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from fivestar.foundation import audit
from fivestar.foundation.access import Actor, require
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_, Refused
from fivestar.notices import checking
from fivestar.notices.actions.checking import Spoken, UnableToCheck, say
from fivestar.notices.models import Check, CheckLink
from fivestar.responsibility.queries import actor_as, person_by_ref
from fivestar.territory.queries import today_in

if TYPE_CHECKING:
    from fivestar.territory.models import Branch

LINK_BYTES = 16
"""128 random bits. With a million links open, a thousand tries a second find one in about 10¹⁸ centuries."""
LINK_LIVES = timedelta(days=7)


class UnableToIssueLink(Refused):
    """No link was made; one given before still stands."""


class UnableToUseLink(Refused):
    """The link opens nothing."""


@dataclass(frozen=True, slots=True)
class IssuedLink:
    """The link in the clear, shown once to whoever hands it over. left_out: titles of what he posted himself."""

    token: str
    title: str
    name: str
    notices: int
    left_out: tuple[str, ...]
    expires_at: datetime


@transaction.atomic
def issue_link(*, actor: Actor, branch: Branch, post_public_id: str, at: datetime) -> IssuedLink:
    """For everything the holder of the seat has said nothing of; an open link given before stops.

    What the issuer posted himself is left out: whoever has the link could send it in the member's stead.
    """
    require(actor, "notices.issue_link", branch)
    day = today_in(branch.district)
    member = next((one for one in checking.committee(branch, day) if one.post_public_id == post_public_id), None)
    if member is None:
        raise UnableToIssueLink(N_("这个席位不在这个村的监督委员会里，或者现在没有人"))
    if member.person_ref == actor.person_ref:
        raise UnableToIssueLink(N_("自己的链接须由别人发"))
    waiting = checking.unsaid(branch, [member])[member.post_id]
    if not waiting:
        raise UnableToIssueLink(N_("没有等他核对的公示"))
    notices = [one for one in waiting if one.posted_by != actor.person_ref]
    if not notices:
        raise UnableToIssueLink(N_("等他核对的公示都是您贴的，链接须由别人发"))
    CheckLink.objects.filter(post=member.post_id, used_at=None, revoked_at=None).update(revoked_at=at)
    token = secrets.token_urlsafe(LINK_BYTES)
    link = CheckLink.objects.create(
        post_id=member.post_id,
        member=member.person_ref,
        digest=checking.digest_of(token),
        issued_by=actor.person_ref,
        issued_at=at,
        expires_at=at + LINK_LIVES,
    )
    link.notices.set(notices)
    changes = {"seat": member.post_public_id, "notices": [one.public_id for one in notices]}
    audit.record(actor=actor, act="notices.issue_link", subject=branch, changes=changes, at=at)
    left_out = tuple(one.title for one in waiting if one.posted_by == actor.person_ref)
    return IssuedLink(token, member.title, member.name, len(notices), left_out, link.expires_at)


@transaction.atomic
def check_by_link(*, token: str, spoken: Mapping[str, Spoken], at: datetime, now: datetime) -> list[Check]:
    """What the member says of each, by public id; what he leaves out waits for another link.

    at: the district's moment, now: the machine's. Raises UnableToUseLink, UnableToCheck.
    """
    if not spoken:
        raise UnableToCheck(N_("请至少对一份公示表示意见"))
    usable = CheckLink.objects.filter(digest=checking.digest_of(token), used_at=None, revoked_at=None)
    # SECURITY: the update decides, not a read before it: of two who press at once only one speaks.
    if usable.filter(expires_at__gt=now).update(used_at=now) != 1:
        raise UnableToUseLink(N_("链接不对、已用过或已过期，请向乡镇再要一个"))
    link = CheckLink.objects.get(digest=checking.digest_of(token))
    shown = {one.public_id: one for one in checking.notices_of(link)}
    person = person_by_ref(link.member)
    day = legal_day(at)
    made = []
    for public_id, one in spoken.items():
        notice = shown.get(public_id)
        if notice is None or person is None:
            raise UnableToCheck(N_("这份公示已经撤回或更正，请看新的那一份"))
        if notice.posted_by == link.issued_by:
            raise UnableToCheck(N_("发链接的人自己贴了这份公示，请向乡镇的别人另要一个链接"))
        member = next((seat for seat in checking.committee(notice.branch, day) if seat.post_id == link.post_id), None)
        if member is None or member.person_ref != link.member:
            raise UnableToUseLink(N_("链接不对、已用过或已过期，请向乡镇再要一个"))
        actor = actor_as(person, day)
        require(actor, "notices.check", notice)
        said = Spoken(notice, one.words, one.objects, one.seen_on)
        made += say(actor, member, [said], channel=Check.Channel.LINK, said_on=day, at=at)
    return made


def forget_old_links(*, at: datetime) -> int:
    """Links a day past their end; a periodic job. What was said by them stays."""
    gone, _ = CheckLink.objects.filter(expires_at__lt=at - timedelta(days=1)).delete()
    return gone
