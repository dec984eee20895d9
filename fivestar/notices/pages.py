"""What the pages and the print of notices draw, as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from fivestar.foundation.access import Duty
from fivestar.foundation.outcome import N_
from fivestar.notices import queries
from fivestar.notices.kinds import BY_ID, Kind

if TYPE_CHECKING:
    from fivestar.notices.models import Notice

POSTED_AS = {
    Duty.OWN: N_("书记贴出"),
    Duty.HELPER: N_("代填人代贴"),
    Duty.CLERK: N_("乡镇（街道）干事代贴"),
    Duty.ORGANISE: N_("区委组织部代贴"),
}


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A notice in a list. state: up, over, corrected or withdrawn."""

    public_id: str
    kind: str
    title: str
    from_day: date
    to_day: date
    place: str
    state: str
    state_words: str


@dataclass(frozen=True, slots=True)
class KindButton:
    """A kind to post, and whether a task counts it."""

    id: str
    label: str
    counts_for_a_task: bool


def buttons(kinds: tuple[Kind, ...]) -> list[KindButton]:
    return [KindButton(kind.id, gettext(kind.label), kind.fact is not None) for kind in kinds]


def line_of(notice: Notice, today: date, *, is_corrected: bool = False) -> NoticeLine:
    state, words = _state(notice, today, is_corrected=is_corrected)
    return NoticeLine(
        notice.public_id,
        gettext(BY_ID[notice.kind].label),
        notice.title,
        notice.from_day,
        notice.to_day,
        notice.place,
        state,
        words,
    )


def past_line(notice: Notice, today: date) -> NoticeLine:
    return line_of(notice, today, is_corrected=queries.correction_of(notice) is not None)


def notice_context(notice: Notice, today: date) -> dict[str, Any]:
    """All that `notices/notice.html` draws of the notice itself."""
    correction = queries.correction_of(notice)
    posted = POSTED_AS[Duty(notice.posted_as)] if notice.posted_as else N_("系统贴出")
    return {
        "notice": notice,
        "line": line_of(notice, today, is_corrected=correction is not None),
        "head": notice.table.get("head", []),
        "rows": notice.table.get("rows", []),
        "correction": correction,
        "posted": gettext(posted),
        "attached": queries.attached_to(notice),
    }


def print_data(notice: Notice, *, link: str, qr_svg: str, mark: str) -> dict[str, Any]:
    """What `typst/notice.typ` lays out; the board's print is Chinese whatever the reader's language."""
    corrects = notice.corrects
    return {
        "title": notice.title,
        "mark": mark,
        "kind": BY_ID[notice.kind].label,
        "body": notice.body.split("\n") if notice.body else [],
        "head": notice.table.get("head", []),
        "rows": notice.table.get("rows", []),
        "basis": notice.basis,
        "days": f"{notice.from_day:%Y年%-m月%-d日}至{notice.to_day:%Y年%-m月%-d日}",
        "place": notice.place,
        "corrects": f"更正{corrects.from_day:%Y年%-m月%-d日}贴出的《{corrects.title}》" if corrects else "",
        "branch": notice.branch.name,
        "day": f"{notice.from_day:%Y年%-m月%-d日}",
        "link": link,
        "qr": qr_svg,
    }


def _state(notice: Notice, today: date, *, is_corrected: bool) -> tuple[str, str]:
    if notice.withdrawn_at is not None:
        return "withdrawn", gettext("已撤回")
    if is_corrected:
        return "corrected", gettext("已更正")
    if notice.to_day < today:
        return "over", gettext("已到期")
    days = (notice.to_day - today).days
    return "up", gettext("公示中，还有 {days} 天").format(days=days) if days else gettext("公示中，今天最后一天")
