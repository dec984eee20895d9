"""Pages for whoever speaks: how, the form, the code, how it stands. No sign-in, no cookie; no script is needed."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from fivestar.disclosure.voices import actions, codes, pages, queries
from fivestar.disclosure.voices.actions.filing import MAX_PICTURES, Told, tickable
from fivestar.disclosure.voices.flood import Flood
from fivestar.disclosure.voices.forms import CodeForm, VoiceForm, WordForm
from fivestar.disclosure.voices.guard import refused, unseen
from fivestar.disclosure.voices.models import Voice
from fivestar.disclosure.voices.told import Target, target_in
from fivestar.foundation.clock import legal_day, machine_now
from fivestar.foundation.context import show_district
from fivestar.foundation.origin import origin_of
from fivestar.foundation.outcome import N_
from fivestar.responsibility.decisions import surname_of
from fivestar.responsibility.held import held_in
from fivestar.territory.queries import district_or_404, search, today_in

if TYPE_CHECKING:
    from datetime import date

    from fivestar.territory.models import Region

flood = Flood(settings.FLOOD_COUNTS)
TOO_MANY = N_("今天从您这里发来的太多了，这一件没有收。请明天再来，或到区委组织部、纪委监委当面说。")
TOO_MANY_TRIES = N_("今天从您这里输错的次数太多了，请明天再试。")
NOT_FOUND = N_("没有找到这个查询码。请核对单子上的每一位。")


@unseen
@require_safe
def voices_front(request: HttpRequest, code: str) -> HttpResponse:
    """How to speak, who hears it, what is kept; and what was answered in public."""
    district = _district(request, code)
    answers = [pages.public_line(one) for one in queries.answers_in(district)]
    context = {**_frame(district), "answers": answers, "terms": pages.terms_on(today_in(district))}
    return render(request, "disclosure/voices/front.html", context)


@unseen
@require_http_methods(["GET", "HEAD", "POST"])
def voices_new(request: HttpRequest, code: str) -> HttpResponse:
    """First what it is about (`about`, `id`), then one form."""
    district = _district(request, code)
    origin, day = origin_of(request), legal_day(machine_now())
    if request.method == "POST" and flood.is_refused("file", origin, day):
        return refused(request, gettext(TOO_MANY), status=HTTPStatus.TOO_MANY_REQUESTS, **_frame(district))
    linked = queries.answer_by_id(district, request.GET.get("also", ""))
    target = _target(district, request, linked)
    if target is None:
        return render(request, "disclosure/voices/pick.html", {**_frame(district), **_choices(district, request)})
    title = _notice_title(request, target)
    ticks = _ticks(district, target)
    asked = _asked("file", origin, day)
    if request.method != "POST":
        return _form(request, district, target, VoiceForm(initial=_draft(request), **ticks, **asked), linked, title)
    form = VoiceForm(request.POST, request.FILES, **ticks, **asked)
    if len(request.FILES.getlist("pictures")) > MAX_PICTURES:
        form.add_error("pictures", gettext("最多 {most} 张").format(most=MAX_PICTURES))
    if not form.is_valid():
        return _form(request, district, target, form, linked, title)
    if not flood.take("file", origin, day):
        return refused(request, gettext(TOO_MANY), status=HTTPStatus.TOO_MANY_REQUESTS, **_frame(district))
    pictures = [one.read() for one in form.cleaned_data["pictures"]]
    return _put_in(request, district, target, form, pictures, linked, title)


def _put_in(
    request: HttpRequest,
    district: Region,
    target: Target,
    form: VoiceForm,
    pictures: list[bytes],
    linked: Voice | None,
    title: str,
) -> HttpResponse:
    told, code = form.told, form.cleaned_data["code"]
    told = Told(**{**{name: getattr(told, name) for name in Told.__slots__}, **_from(request, linked)})
    try:
        actions.put_in_voice(
            code=code, district=district, target=target, told=told, pictures=pictures, on=today_in(district)
        )
    except actions.UnableToSpeak as refusal:
        form.add_error(None, str(refusal))
        return _form(request, district, target, form, linked, title)
    _at_once()
    context = {**_frame(district), "spoken": codes.spoken(code), "target": target, "is_named": bool(told.name)}
    context["notice_title"] = title
    return render(request, "disclosure/voices/code.html", context)


@unseen
@require_http_methods(["GET", "HEAD", "POST"])
def voices_follow(request: HttpRequest, code: str) -> HttpResponse:
    """With the code: how it stands, and what can still be said. The code is sent each time and kept nowhere."""
    district = _district(request, code)
    origin, day = origin_of(request), legal_day(machine_now())
    if request.method == "POST" and flood.is_refused("follow", origin, day):
        return refused(request, gettext(TOO_MANY_TRIES), status=HTTPStatus.TOO_MANY_REQUESTS, **_frame(district))
    asked = _asked("follow", origin, day)
    if request.method != "POST":
        return render(request, "disclosure/voices/follow.html", {**_frame(district), "form": CodeForm(**asked)})
    # Whoever is on his own page already has shown the code: he is not asked a sum again.
    form = CodeForm(request.POST, **({} if _has_shown_it(request) else asked))
    # Counted before anything is looked up, so that many at one moment are no way round the limit.
    if not flood.take("follow", origin, day):
        return refused(request, gettext(TOO_MANY_TRIES), status=HTTPStatus.TOO_MANY_REQUESTS, **_frame(district))
    standing = queries.standing_of(form.cleaned_data["code"]) if form.is_valid() else None
    if standing is None:
        if form.is_valid():
            form.add_error("code", gettext(NOT_FOUND))
        context = {**_frame(district), "form": form}
        return render(request, "disclosure/voices/follow.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if "do" not in request.POST:  # whatever is said counts, also with a right code
        flood.give_back("follow", origin, day)
    return _standing(request, district, form.cleaned_data["code"], standing)


def _standing(request: HttpRequest, district: Region, code: str, standing: queries.Standing) -> HttpResponse:
    done, words = "", WordForm()
    act = request.POST.get("do", "")
    if standing.voice is not None and act in pages.may_say(standing.voice):
        words = WordForm(request.POST)
        if act in pages.WITH_WORDS and not words.is_valid():
            done = ""
        else:
            text = words.cleaned_data["text"] if act in pages.WITH_WORDS else ""
            actions.put_in_word(code=code, act=act, text=text)
            _at_once()
            done, words = act, WordForm()
            standing = queries.standing_of(code) or standing
    context = {
        **_frame(district),
        "code": code,
        "spoken": codes.spoken(code),
        "seen": codes.mark_shown(code),
        "voice": standing.voice,
        "told": pages.words_of(standing.voice) if standing.voice else None,
        "thread": pages.thread_of(standing.voice) if standing.voice else [],
        "may": pages.may_say(standing.voice) if standing.voice else (),
        "office": pages.office_words(standing.voice) if standing.voice else "",
        "notice_title": pages.notice_title(standing.voice.path, standing.voice.notice) if standing.voice else "",
        "done": done,
        "words": words,
    }
    return render(request, "disclosure/voices/standing.html", context)


def _has_shown_it(request: HttpRequest) -> bool:
    code = codes.read(request.POST.get("code", "")[:40])
    return code is not None and codes.was_shown(code, request.POST.get("seen", ""))


def _asked(act: str, origin: str, day: date) -> dict[str, Any]:
    return {"is_asked": flood.is_asked(act, origin, day), "is_sum_enough": flood.is_sum_enough(act, origin, day)}


def _at_once() -> None:
    """A demonstration's letterbox stands open: whoever tries it out sees what happens next."""
    if settings.IS_DEMONSTRATION:
        actions.open_letterbox(at=machine_now())


def _district(request: HttpRequest, code: str) -> Region:
    district = district_or_404(code)
    show_district(request, district.code)
    return district


def _frame(district: Region) -> dict[str, Any]:
    return {"district": district, "today": today_in(district), "is_at_once": settings.IS_DEMONSTRATION}


def _target(district: Region, request: HttpRequest, linked: Voice | None) -> Target | None:
    about, public_id = request.GET.get("about", ""), request.GET.get("id", "")
    if linked is not None:
        return pages.target_of(district, linked)
    if not about:
        return None
    if about not in Voice.About.values:  # the page of a village says only which
        about, public_id = "branch", about
    target = target_in(district, about, public_id)
    if target is None:
        raise Http404
    return target


def _choices(district: Region, request: HttpRequest) -> dict[str, Any]:
    text = request.GET.get("q", "").strip()[:40]
    found = search(pages.PUBLIC, text, district, limit=12) if text else []
    return {"text": text, "found": found, **pages.units_of(district)}


def _ticks(district: Region, target: Target) -> dict[str, list[tuple[str, str]]]:
    """Posts that may be ticked: of the unit and its township, and those of the district, behind a fold."""
    posts = tickable(target, held_in(district, today_in(district)))
    told = [(one.path == district.path, (one.public_id, f"{one.title} {surname_of(one.name)}")) for one in posts]
    above = [choice for is_above, choice in told if is_above]
    near = [choice for is_above, choice in told if not is_above]
    return {"near": near, "above": above} if near else {"near": above, "above": []}


def _draft(request: HttpRequest) -> dict[str, str]:
    code = codes.new_code()
    matter = request.GET.get("matter", "")
    return {"code": code, "mark": codes.mark_of_draft(code), "matter": matter if matter in Voice.Matter.values else ""}


def _from(request: HttpRequest, linked: Voice | None) -> dict[str, str]:
    return {"linked": linked.public_id if linked else "", "notice": request.GET.get("notice", "")}


def _notice_title(request: HttpRequest, target: Target) -> str:
    """Of the notice it is about, as everybody reads it; "" where it is about none. 404 for one that is not the
    village's."""
    public_id = request.GET.get("notice", "")
    if not public_id:
        return ""
    title = pages.notice_title(target.path, public_id) if target.about == "branch" else ""
    if not title:
        raise Http404
    return title


def _form(
    request: HttpRequest, district: Region, target: Target, form: VoiceForm, linked: Voice | None, title: str
) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {**_frame(district), "form": form, "target": target, "linked": linked, "question": form.new_question}
    context["notice_title"] = title
    return render(request, "disclosure/voices/new.html", context, status=status)
