"""一肩挑 on the page of a branch's projects: its township states it and ends it."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from fivestar.foundation.access import actor_of, require
from fivestar.foundation.context import show_district
from fivestar.foundation.outcome import NotAllowed, NotSeen, Refused
from fivestar.projects import actions, pages, queries
from fivestar.projects.forms import BothPostsForm, EndForm
from fivestar.projects.words import finding_words
from fivestar.territory.queries import now_in, today_in

if TYPE_CHECKING:
    from django import forms

    from fivestar.territory.models import Branch


@require_POST
def state(request: HttpRequest, public_id: str) -> HttpResponse:
    branch = _branch(request, public_id)

    def did(form: dict[str, Any]) -> None:
        actions.state_both_posts(actor=actor_of(request), branch=branch, at=now_in(branch.district), **form)

    return _with_form(request, branch, BothPostsForm(request.POST), "both_posts", did)


@require_POST
def end(request: HttpRequest, public_id: str, stated_id: str) -> HttpResponse:
    branch = _branch(request, public_id)
    row = next((one for one in queries.both_posts_of(branch) if one.public_id == stated_id), None)
    if row is None:
        raise Http404

    def did(form: dict[str, Any]) -> None:
        actions.end_both_posts(actor=actor_of(request), stated=row, at=now_in(branch.district), **form)

    return _with_form(request, branch, EndForm(request.POST), "both_posts_end", did)


def _branch(request: HttpRequest, public_id: str) -> Branch:
    branch = queries.branch_or_404(public_id)
    show_district(request, branch.district.code)
    require(actor_of(request), "projects.state_both_posts", branch)
    return branch


def _with_form(
    request: HttpRequest, branch: Branch, form: forms.Form, act: str, did: Callable[[dict[str, Any]], None]
) -> HttpResponse:
    """Does it; otherwise the page again with the form open, as it was typed, and why."""
    if form.is_valid():
        try:
            did(dict(form.cleaned_data))
        except (NotAllowed, NotSeen):
            raise
        except Refused as refused:
            form.add_error(None, finding_words(refused.message_id, refused.values))
        else:
            messages.success(request, gettext("记下了。"))
            return redirect("branch_projects", branch.public_id)
    context = pages.list_context(actor_of(request), branch, today_in(branch.district))
    context |= {"form": form, "act": act}
    return render(request, "projects/branch.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
