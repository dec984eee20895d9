"""What the pages and the print of notices draw, as data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from fivestar.foundation.access import Duty
from fivestar.foundation.outcome import N_
from fivestar.notices import decisions, logged, queries, topics
from fivestar.notices.check_pages import standing_lines
from fivestar.notices.decisions import Standing
from fivestar.notices.kinds import BY_ID, Kind

if TYPE_CHECKING:
    from fivestar.foundation.publiclog.printed import PrintedCode
    from fivestar.notices.models import Notice

POSTED_AS = {
    Duty.OWN: N_("书记贴出"),
    Duty.HELPER: N_("代填人代贴"),
    Duty.CLERK: N_("乡镇（街道）干事代贴"),
    Duty.ORGANISE: N_("区委组织部代贴"),
}


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A notice in a list. state: up, over, corrected or withdrawn. check: how it stands with the committee."""

    public_id: str
    kind: str
    title: str
    from_day: date
    to_day: date
    place: str
    state: str
    state_words: str
    check: str = ""
    is_objected_to: bool = False


@dataclass(frozen=True, slots=True)
class KindButton:
    """A kind to post, and whether a task counts it."""

    id: str
    label: str
    counts_for_a_task: bool


def buttons(kinds: tuple[Kind, ...]) -> list[KindButton]:
    return [KindButton(kind.id, gettext(kind.label), kind.fact is not None) for kind in kinds]


def line_of(
    notice: Notice,
    today: date,
    *,
    is_corrected: bool = False,
    stands: tuple[Standing, str] | None = None,
    shows_all: bool = False,
) -> NoticeLine:
    """shows_all: for whoever is asked about it, or posts it."""
    state, words = _state(notice, today, is_corrected=is_corrected)
    shows = shows_all or state == "up" or not _names_people(notice)
    check = stands[1] if stands is not None and state in ("up", "over") else ""
    return NoticeLine(
        notice.public_id,
        gettext(BY_ID[notice.kind].label),
        title_of(notice, shows=shows),
        notice.from_day,
        notice.to_day,
        notice.place if shows else "",
        state,
        words,
        check,
        bool(check) and stands is not None and stands[0].is_compliant is False,
    )


def lines_of(notices: Sequence[Notice], today: date, *, past: bool = False) -> list[NoticeLine]:
    """In their order. past: whether one was corrected is looked up, with `corrected_by` at hand. Two queries."""
    stands = standing_lines(notices, today)
    return [
        line_of(one, today, is_corrected=past and queries.correction_of(one) is not None, stands=stands.get(one.pk))
        for one in notices
    ]


def notice_context(notice: Notice, today: date, *, shows_all: bool) -> dict[str, Any]:
    """All that `notices/notice.html` draws of the notice itself. shows_all: for whoever posts it."""
    correction, corrects = queries.correction_of(notice), notice.corrects
    posted = POSTED_AS[Duty(notice.posted_as)] if notice.posted_as else N_("系统贴出")
    shows = shows_all or shows_words(notice, today)
    shows_new = correction is not None and (shows_all or shows_words(correction, today))
    shows_old = corrects is not None and (shows_all or not _names_people(corrects))
    return {
        "notice": notice,
        "line": line_of(notice, today, is_corrected=correction is not None),
        "shows_words": shows,
        "title": title_of(notice, shows=shows),
        "corrects_title": title_of(corrects, shows=shows_old) if corrects else "",
        "correction_title": title_of(correction, shows=shows_new) if correction else "",
        "digest": logged.posted(notice)["canonical"]["document"],
        "topics": [topics.BY_ID[one] for one in notice.topics if one in topics.BY_ID],
        "head": notice.table.get("head", []),
        "rows": notice.table.get("rows", []),
        "correction": correction,
        "posted": gettext(posted),
        "attached": queries.attached_to(notice),
    }


def shows_words(notice: Notice, today: date) -> bool:
    """One query where `corrected_by` is not at hand."""
    names_people = _names_people(notice)
    return not names_people or decisions.shows_words(
        names_people=names_people,
        last_day=notice.to_day,
        today=today,
        stands=notice.withdrawn_at is None and queries.correction_of(notice) is None,
    )


def title_of(notice: Notice, *, shows: bool) -> str:
    """A title too may name somebody: it goes with the words."""
    return notice.title if shows else gettext("{kind}（内容不再显示）").format(kind=gettext(BY_ID[notice.kind].label))


def _title_on_paper(corrected: Notice) -> str:
    return BY_ID[corrected.kind].label if _names_people(corrected) else corrected.title


def _names_people(notice: Notice) -> bool:
    return notice.names_people or BY_ID[notice.kind].names_people


def print_data(notice: Notice, *, link: str, qr_svg: str, mark: str, proof: PrintedCode | None) -> dict[str, Any]:
    """What `typst/notice.typ` lays out; the board's print is Chinese whatever the reader's language.

    proof: the code by which the sheet proves itself; None before the notice has its place in the public log.
    """
    corrects = notice.corrects
    told = logged.posted(notice)["canonical"]
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
        "corrects": f"更正{corrects.from_day:%Y年%-m月%-d日}贴出的《{_title_on_paper(corrects)}》" if corrects else "",
        "branch": notice.branch.name,
        "day": f"{notice.from_day:%Y年%-m月%-d日}",
        "link": link,
        "qr": qr_svg,
        "proof": proof.svg if proof is not None else "",
        "verify": proof.text.partition("#")[0] if proof is not None else "",
        "unit": f"{notice.branch.village.name}（{notice.branch.village.code}）",
        "figures": [[f"第 {column} 列各数相加", total] for column, total in told["figures"]],
        "digest": told["document"],
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
