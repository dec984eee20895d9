"""What pages say of a notice's check: how it stands, each objection, who said what, in the reader's words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from fivestar.foundation.access import Actor, decide
from fivestar.foundation.outcome import N_
from fivestar.notices import checking
from fivestar.notices.check_forms import SpokenForm, said_before
from fivestar.notices.decisions import Standing
from fivestar.notices.models import Check

if TYPE_CHECKING:
    from fivestar.notices.models import Notice

_STANDING = {
    "waiting": N_("监督委员会 {members} 人中有 {confirmed} 人核对过"),
    "checked": N_("监督委员会核对过了（{members} 人中 {confirmed} 人没有意见）"),
    "objection": N_("监督委员会有异议，等村里答复"),
    "answered": N_("监督委员会有异议，村里答复了，等了结"),
    "no_committee": N_("还没有录入监督委员会成员"),
}
_ENDED = {"agreed": N_("提出的成员看过答复，没有意见了"), "settled": N_("乡镇裁定")}
VERDICTS = {Check.Verdict.CONFIRM.value: N_("没有问题"), Check.Verdict.OBJECT.value: N_("有异议")}
CHANNELS = {
    Check.Channel.LINK.value: N_("一次性链接"),
    Check.Channel.PAPER.value: N_("签字纸单"),
    Check.Channel.ACCOUNT.value: N_("本人登录"),
}


@dataclass(frozen=True, slots=True)
class ObjectionLine:
    """An objection as everybody reads it: its words, never whose they are."""

    public_id: str
    words: str
    day: date
    answer: str
    is_open: bool
    ended: str
    because: str


@dataclass(frozen=True, slots=True)
class SaidLine:
    """What one member said, for the township."""

    title: str
    verdict: str
    channel: str
    day: date
    kept_at: str


def standing_words(standing: Standing) -> str:
    return gettext(_STANDING[standing.state]).format(confirmed=standing.confirmed, members=standing.members)


def standing_lines(notices: Collection[Notice], today: date) -> Mapping[int, tuple[Standing, str]]:
    """Notice → how it stands, and that in words. Two queries."""
    return {key: (one, standing_words(one)) for key, one in checking.standings_of(notices, today).items()}


def objection_line(check: Check) -> ObjectionLine:
    return ObjectionLine(
        check.public_id,
        check.words,
        check.said_on,
        check.answer,
        check.ended_at is None,
        gettext(_ENDED[check.ended_how]) if check.ended_how else "",
        check.ended_because,
    )


def check_context(actor: Actor, notice: Notice, today: date, *, stands: bool) -> dict[str, Any]:
    """All that `notices/_check.html` draws. stands: it is neither withdrawn nor corrected.

    An objection is answered and settled whether it stands or not.
    """
    standing = checking.standing_of(notice, today)
    seen = checking.seen_before([notice], members=[actor.person_ref])
    seat = any(notice.branch.path == path for path in checking.seats_of(actor))
    return {
        "standing": standing,
        "standing_words": standing_words(standing),
        "hung_seen": checking.seen_hanging(notice),
        "check_form": SpokenForm(initial=said_before(seen.get((notice.pk, actor.person_ref)))),
        "objections": [objection_line(one) for one in checking.objections_to(notice)],
        "said": [
            SaidLine(
                one.post.title,
                gettext(VERDICTS[one.verdict]),
                gettext(CHANNELS[one.channel]),
                one.said_on,
                one.kept_at,
            )
            for one in checking.checks_of(actor, notice)
        ],
        "may_check": stands and seat and bool(decide(actor, "notices.check", notice)),
        "may_answer": bool(decide(actor, "notices.answer", notice)),
        "may_settle": bool(decide(actor, "notices.settle", notice)),
        "may_enter_paper": stands and bool(decide(actor, "notices.enter_paper", notice)),
    }
