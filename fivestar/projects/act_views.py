"""What is done on a project's page: each view finds, asks one act and answers; a refusal leaves the form as typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from fivestar.foundation.access import actor_of, require
from fivestar.foundation.once import done_once
from fivestar.foundation.outcome import NotAllowed, NotSeen, Refused
from fivestar.projects import actions, queries
from fivestar.projects.actions.deliberating import category_of, due_before, past_of
from fivestar.projects.decisions import next_step
from fivestar.projects.forms import (
    AcceptForm,
    BlockForm,
    MeetingForm,
    PhaseForm,
    PublishForm,
    ReasonForm,
    SpendForm,
    fen,
)
from fivestar.projects.money import decided_on, is_early
from fivestar.projects.steps import BY_ID
from fivestar.projects.views import found, show, whole
from fivestar.projects.words import COUNTED, OUTCOME_WORDS, body_words, finding_words, told_with_text
from fivestar.standards.law.queries import rules_on
from fivestar.standards.law.words import lines_of
from fivestar.territory.queries import now_in, today_in

if TYPE_CHECKING:
    from fivestar.projects.models import Project


@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: HttpRequest, public_id: str, project_id: str) -> HttpResponse:
    """The next of the four: its form with the rules of today beside it."""
    there = found(request, public_id, project_id)
    actor = actor_of(request)
    require(actor, "projects.carry", there)
    step = next_step(past_of(there))
    if step is None:
        return redirect("project", public_id, project_id)
    today = today_in(there.branch.district)
    fewest = max(due_before(there, step, one) for one in ("committees", *BY_ID[step].bodies))
    both_posts = queries.both_posts_of(there.branch) if step == "propose" else []
    form = MeetingForm(
        request.POST or None, step=step, due_before=fewest, may_merge=bool(both_posts), initial={"held_on": today}
    )
    day, seen = today, there.version
    if request.method == "POST" and form.is_valid():
        day = form.held.held_on
        try:
            made = actions.record_meeting(
                actor=actor,
                project=there,
                held=form.held,
                seen=whole(request.POST.get("seen", "")),
                at=now_in(there.branch.district),
            )
        except actions.UnableToDeliberate as refused:
            for one in refused.findings:
                form.add_error(None, told_with_text(one, refused.rules))
        except actions.ChangedBeforeMeeting as changed:
            form.add_error(None, str(changed))
            seen = changed.version
        except Refused as refused:
            form.add_error(None, finding_words(refused.message_id, refused.values))
        else:
            say = messages.success if made.outcome == "carried" else messages.warning
            say(request, f"{gettext(BY_ID[step].label)}：{gettext(OUTCOME_WORDS[made.outcome])}")
            return redirect("project", public_id, project_id)
    rules = rules_on(category_of(there), on=day, district=there.branch.district)
    shown = [one for one in lines_of(rules) if one.rule and one.rule.name.partition(".")[0] in BY_ID[step].bodies]
    context = {
        "branch": there.branch,
        "district": there.branch.district,
        "today": today,
        "project": there,
        "day": day,
        "seen": seen,
        "form": form,
        "step": gettext(BY_ID[step].label),
        "both_posts": both_posts,
        "is_first": step == "propose",
        "rules": shown,
        "counted": [(body_words(one), gettext(COUNTED[one])) for one in BY_ID[step].bodies],
        "has_rules": "procedure" in rules,
    }
    return render(request, "projects/meeting.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def withdraw_meeting(request: HttpRequest, public_id: str, project_id: str, meeting_id: str) -> HttpResponse:
    there = found(request, public_id, project_id)

    def did(because: str) -> str:
        row = queries.meeting_for(there, meeting_id)
        actions.withdraw_meeting(actor=actor_of(request), meeting=row, because=because, at=_now(there))
        return gettext("撤回了，这一步可以重新记。")

    return _with_form(request, there, ReasonForm, "withdraw_meeting", lambda form: did(form["because"]), meeting_id)


@require_POST
def judge_again(request: HttpRequest, public_id: str, project_id: str) -> HttpResponse:
    there = found(request, public_id, project_id)
    try:
        moved = actions.judge_again(actor=actor_of(request), project=there, at=_now(there))
    except (NotAllowed, NotSeen):
        raise
    except Refused as refused:
        messages.error(request, finding_words(refused.message_id, refused.values))
    else:
        if moved:
            messages.success(request, gettext("重新核对了 {count} 次会议。").format(count=moved))
        else:
            messages.warning(request, gettext("那些日子的规则还没有录入，结果没有变。"))
    return redirect("project", public_id, project_id)


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, public_id: str, project_id: str, kind: str) -> HttpResponse:
    there = found(request, public_id, project_id)
    require(actor_of(request), "projects.carry", there)
    if kind not in ("decision", "result"):
        raise Http404
    today = today_in(there.branch.district)
    form = PublishForm(request.POST or None, initial={"from_day": today})
    if request.method == "POST" and form.is_valid():
        try:
            actions.publish(actor=actor_of(request), project=there, kind=kind, at=_now(there), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, finding_words(refused.message_id, refused.values))
        else:
            messages.success(request, gettext("公开了。"))
            return redirect("project", public_id, project_id)
    context = {
        "branch": there.branch,
        "district": there.branch.district,
        "today": today,
        "project": there,
        "form": form,
        "words": actions.words_of(there, kind),
        "kind": kind,
    }
    return render(request, "projects/publish.html", context, status=422 if request.method == "POST" else 200)


@require_POST
@done_once
def spend(request: HttpRequest, public_id: str, project_id: str) -> HttpResponse:
    there = found(request, public_id, project_id)

    def did(form: dict[str, Any]) -> str:
        amount = fen(form.pop("amount"))
        made = actions.spend(actor=actor_of(request), project=there, amount=amount, at=_now(there), **form)
        if is_early(made, decided_on(list(there.deliberations.all()))):
            return gettext("记下了。这一笔在决议以前：页面、表上和公开的结果里都会写明。")
        return gettext("记下了。")

    return _with_form(request, there, SpendForm, "spend", did)


@require_POST
def withdraw_spending(request: HttpRequest, public_id: str, project_id: str, spending_id: str) -> HttpResponse:
    there = found(request, public_id, project_id)
    row = get_object_or_404(there.spendings.select_related("project__branch"), public_id=spending_id)

    def did(form: dict[str, Any]) -> str:
        actions.withdraw_spending(actor=actor_of(request), spending=row, because=form["because"], at=_now(there))
        return gettext("撤回了，不再计入；记录和理由留着。")

    return _with_form(request, there, ReasonForm, "withdraw_spending", did, spending_id)


@require_POST
def phase(request: HttpRequest, public_id: str, project_id: str, order: int) -> HttpResponse:
    """Finished on a day, or moved to other days with a reason."""
    there = found(request, public_id, project_id)
    row = get_object_or_404(there.phases.select_related("project__branch"), order=order)

    def did(form: dict[str, Any]) -> str:
        actor, at = actor_of(request), _now(there)
        if form["done_on"]:
            actions.finish_phase(actor=actor, phase=row, done_on=form["done_on"], at=at)
            return gettext("“{name}”完成了。").format(name=row.name)
        first, last = form["first"] or row.first, form["last"] or row.last
        actions.move_phase(actor=actor, phase=row, first=first, last=last, because=form["because"], at=at)
        return gettext("改好了；原来的计划留着，作对照。")

    return _with_form(request, there, PhaseForm, "phase", did, str(order))


@require_POST
def block(request: HttpRequest, public_id: str, project_id: str) -> HttpResponse:
    there = found(request, public_id, project_id)

    def did(form: dict[str, Any]) -> str:
        actions.block(actor=actor_of(request), project=there, at=_now(there), **form)
        return gettext("记下了，卡在哪里、等谁办，大家都看得到。")

    return _with_form(request, there, BlockForm, "block", did)


@require_POST
def unblock(request: HttpRequest, public_id: str, project_id: str) -> HttpResponse:
    there = found(request, public_id, project_id)

    def did(_form: dict[str, Any]) -> str:
        actions.unblock(actor=actor_of(request), project=there, at=_now(there))
        return gettext("不卡了，继续。")

    return _with_form(request, there, ReasonForm, "unblock", did)


@require_POST
def accept(request: HttpRequest, public_id: str, project_id: str) -> HttpResponse:
    there = found(request, public_id, project_id)

    def did(form: dict[str, Any]) -> str:
        actions.accept(actor=actor_of(request), project=there, at=_now(there), **form)
        return gettext("验收了。下一步：公开结果。")

    return _with_form(request, there, AcceptForm, "accept", did)


@require_POST
def withdraw(request: HttpRequest, public_id: str, project_id: str) -> HttpResponse:
    there = found(request, public_id, project_id)

    def did(form: dict[str, Any]) -> str:
        actions.withdraw_project(actor=actor_of(request), project=there, because=form["because"], at=_now(there))
        return gettext("撤回了。记录和理由留着。")

    return _with_form(request, there, ReasonForm, "withdraw", did)


def _with_form(
    request: HttpRequest,
    there: Project,
    kind: type[forms.Form],
    act: str,
    did: Callable[[dict[str, Any]], str],
    open_id: str = "",
) -> HttpResponse:
    """Does it and says so; otherwise the page again with the form as it was typed, open, and why."""
    form = kind(request.POST)
    if form.is_valid():
        try:
            said = did(dict(form.cleaned_data))
        except (NotAllowed, NotSeen):
            raise
        except Refused as refused:
            form.add_error(None, finding_words(refused.message_id, refused.values))
        else:
            messages.success(request, said)
            return redirect("project", there.branch.public_id, there.public_id)
    return show(request, there, form=form, act=act, open_id=open_id)


def _now(there: Project) -> datetime:
    return now_in(there.branch.district)
