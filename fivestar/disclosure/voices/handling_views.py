"""Pages of the office that hears a voice. Whatever is not his answers 404, as if it were not there."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from fivestar.disclosure.voices import actions, pages, queries
from fivestar.disclosure.voices.forms import AnswerForm, AskForm, IdentityForm, PassOnForm
from fivestar.disclosure.voices.models import Voice
from fivestar.disclosure.voices.navigation import hears_voices
from fivestar.disclosure.voices.terms import term
from fivestar.foundation.access import actor_of, decide
from fivestar.foundation.context import show_district
from fivestar.foundation.outcome import N_, Refused, may_or_could
from fivestar.territory.queries import district_or_404, now_in, today_in

if TYPE_CHECKING:
    from fivestar.foundation.access import Actor

_KINDS = {"jpg": "image/jpeg", "png": "image/png"}
_FORMS: dict[str, tuple[str, type[django_forms.Form], str]] = {
    "answer": (N_("答复并办结"), AnswerForm, N_("答复")),
    "ask": (N_("问反映人"), AskForm, N_("问")),
    "pass_on": (N_("转交（信访、12345 等）"), PassOnForm, N_("转交")),
    "identity": (N_("看反映人是谁"), IdentityForm, N_("看")),
}


@never_cache
@require_safe
def voices(request: HttpRequest, code: str) -> HttpResponse:
    actor = actor_of(request)
    if not hears_voices(actor):
        raise Http404
    district = district_or_404(code)
    show_district(request, district.code)
    today = today_in(district)
    rows = [one for one in queries.handled_by(actor) if one.district_id == district.pk]
    lines = [
        (
            one,
            gettext(Voice.State(one.state).label),
            gettext(Voice.Matter(one.matter).label),
            one.due_on is not None and one.due_on < today,
        )
        for one in rows
    ]
    parts = (
        (gettext("等着办"), [line for line in lines if line[0].state in ("open", "passed_on")]),
        (gettext("已经答复"), [line for line in lines if line[0].state == "closed"]),
    )
    context = {"district": district, "today": today, "parts": parts}
    return render(request, "disclosure/voices/list.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def voice(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """One page; `do` says which of its forms was sent."""
    actor = actor_of(request)
    district = district_or_404(code)
    one = queries.voice_for(actor, public_id)
    if one.district_id != district.pk:
        raise Http404
    show_district(request, district.code)
    act = request.POST.get("do", "") if request.method == "POST" else ""
    form = _FORMS[act][1](request.POST) if act in _FORMS else None
    if act == "step_aside" or (form is not None and form.is_valid()):
        try:
            told = _do(actor, one, act, form.cleaned_data if form else {})
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            if act == "identity":
                return render(request, "disclosure/voices/voice.html", _context(actor, one, None, "", told))
            messages.success(request, gettext("办了"))
            is_gone = act == "step_aside"
            return redirect("voices", code) if is_gone else redirect("voice", code, public_id)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return render(request, "disclosure/voices/voice.html", _context(actor, one, form, act, None), status=status)


def _do(actor: Actor, one: Voice, act: str, told: dict[str, Any]) -> tuple[str, str] | None:
    at = now_in(one.district)
    if act == "answer":
        actions.answer(actor=actor, voice=one, at=at, **told)
    elif act == "ask":
        actions.ask_back(actor=actor, voice=one, at=at, **told)
    elif act == "pass_on":
        actions.pass_on(actor=actor, voice=one, at=at, **told)
    elif act == "step_aside":
        actions.step_aside(actor=actor, voice=one, at=at)
    else:
        return actions.open_identity(actor=actor, voice=one, at=at, **told)
    return None


def _context(
    actor: Actor, one: Voice, sent: django_forms.Form | None, act: str, identity: tuple[str, str] | None
) -> dict[str, Any]:
    may_look = one.is_named and may_or_could(decide(actor, "voices.open_identity", one))
    offered = [name for name in _FORMS if name != "identity" or may_look]
    return {
        "district": one.district,
        "today": today_in(one.district),
        "voice": one,
        "told": pages.words_of(one),
        "term": term(one.matter, one.received_on),
        "thread": pages.thread_of(one),
        "pictures": list(one.pictures.values_list("number", flat=True)),
        "notice_url": reverse("notice", args=[one.notice]) if one.notice else "",
        "is_open": one.state in ("open", "passed_on"),
        "identity": identity,
        "forms": [
            (
                name,
                gettext(_FORMS[name][0]),
                sent if name == act and sent is not None else _FORMS[name][1](auto_id=f"id_{name}_%s"),
                gettext(_FORMS[name][2]),
            )
            for name in offered
        ],
    }


@never_cache
@require_safe
def voice_picture(request: HttpRequest, code: str, public_id: str, number: int) -> HttpResponse:
    one = queries.voice_for(actor_of(request), public_id)
    picture = one.pictures.filter(number=number).first()
    if picture is None or one.district.code != code:
        raise Http404
    return HttpResponse(bytes(picture.data), content_type=_KINDS[picture.kind])
