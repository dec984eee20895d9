"""What the pages of voices say, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.utils.translation import gettext

from fivestar.disclosure.voices.decisions import Office
from fivestar.disclosure.voices.models import Voice, Word
from fivestar.disclosure.voices.terms import Term, term
from fivestar.disclosure.voices.told import Target, target_in
from fivestar.foundation.access import ANYONE
from fivestar.foundation.outcome import N_
from fivestar.notices import pages as notices_pages
from fivestar.notices import queries as notices
from fivestar.responsibility.queries import departments_of
from fivestar.territory.queries import branches_of, today_in, townships_of

if TYPE_CHECKING:
    from fivestar.territory.models import Region

PUBLIC = ANYONE
WITH_WORDS = frozenset({"words", "reopen"})
OFFICES = {
    Office.TOWNSHIP: N_("乡镇（街道）"),
    Office.ORGANISATION: N_("区委组织部"),
    Office.DISCIPLINE: N_("纪委监委"),
    Office.NOBODY: N_("区内没有可以受理的单位：请直接向上一级（市）纪检监察机关反映"),
}
SAID = {
    "words": N_("补充"),
    "reopen": N_("要求重办"),
    "yes": N_("同意公开答复"),
    "no": N_("不同意公开答复"),
    "agrees": N_("认可"),
    "disagrees": N_("不认可"),
    "asks": N_("问反映人"),
    "passes_on": N_("转交"),
    "answers": N_("答复"),
    "moves": N_("交给上一级办"),
    "found": N_("有了可以受理的单位"),
}
TERMS = (
    ("objection", N_("对公示有异议")),
    ("problem", N_("反映问题")),
    ("petition", N_("信访事项")),
    ("hotline", N_("12345 热线事项")),
    ("discipline", N_("党员干部违纪违法")),
)


@dataclass(frozen=True, slots=True)
class Said:
    """A line of the thread. by_office: else whoever spoke, or the program."""

    label: str
    text: str
    day: date
    by: str


@dataclass(frozen=True, slots=True)
class PublicLine:
    """A public answer. month: no day, and no count of a village's anywhere. objection: whether whoever spoke agrees no
    longer; "" otherwise."""

    public_id: str
    unit_name: str
    matter: str
    text: str
    month: date
    objection: str


def thread_of(voice: Voice) -> list[Said]:
    labels = dict(Word.By.choices)
    rows = sorted(voice.words.all(), key=lambda one: one.number)
    return [Said(gettext(SAID[one.kind]), one.text, one.day, gettext(labels[Word.By(one.by)])) for one in rows]


def may_say(voice: Voice) -> tuple[str, ...]:
    """What whoever spoke can say now."""
    if voice.state == Voice.State.NOBODY:
        return ()
    consent = ("yes", "no") if voice.public_text else ()
    if voice.state != Voice.State.CLOSED:
        return ("words", *consent)
    return ("reopen", "agrees", "disagrees", *consent)


@dataclass(frozen=True, slots=True)
class Words:
    """The choices of a voice in the reader's language."""

    matter: str
    state: str
    consent: str
    verdict: str


def words_of(voice: Voice) -> Words:
    return Words(
        gettext(Voice.Matter(voice.matter).label),
        gettext(Voice.State(voice.state).label),
        gettext(Voice.Consent(voice.consent).label),
        gettext(Voice.Verdict(voice.verdict).label),
    )


def office_words(voice: Voice) -> str:
    return gettext(OFFICES[Office(voice.office)])


def public_line(voice: Voice) -> PublicLine:
    assert voice.published_on is not None
    return PublicLine(
        voice.public_id,
        voice.unit_name,
        gettext(Voice.Matter(voice.matter).label),
        voice.public_text,
        voice.published_on,
        _objection(voice),
    )


def _objection(voice: Voice) -> str:
    if voice.state != Voice.State.CLOSED:
        return gettext("反映人说没有办好，要求重办，正在重办。")
    return gettext("反映人不认可这个答复。") if voice.verdict == Voice.Verdict.DISAGREES else ""


def notice_title(path: str, public_id: str) -> str:
    """A notice of the branch at that path, as everybody reads it today: its kind and day where its words are shown no
    longer. "" where there is none."""
    if not public_id:
        return ""
    try:
        one = notices.notice_for(PUBLIC, public_id)
    except Http404:
        return ""
    if one.branch.path != path:
        return ""
    shows = notices_pages.shows_words(one, today_in(one.branch.district))
    title = notices_pages.title_of(one, shows=shows)
    return title if shows else f"{title} {one.from_day:%Y-%m-%d}"


def terms_on(day: date) -> list[tuple[str, Term | None]]:
    return [(gettext(label), term(name, day)) for name, label in TERMS]


def target_of(district: Region, voice: Voice) -> Target | None:
    """The unit of a public answer, for whoever reports the same."""
    public_id = ""
    if voice.about == "branch":
        public_id = next((one.public_id for one in branches_of(district).filter(path=voice.path)), "")
    elif voice.about == "township":
        public_id = next((one.public_id for one in townships_of(district) if one.path == voice.path), "")
    elif voice.about == "department" and voice.department:
        public_id = voice.department.public_id
    elif voice.about == "post" and voice.post:
        public_id = voice.post.public_id
    return target_in(district, voice.about, public_id)


def units_of(district: Region) -> dict[str, Any]:
    departments = [one for one in departments_of(district) if one.kind == "department"]
    return {"townships": list(townships_of(district)), "departments": departments}
