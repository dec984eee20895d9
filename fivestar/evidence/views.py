"""The files of one task of a branch: bring one, look, open one, take one back."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fivestar.evidence import actions, pages, queries
from fivestar.evidence.cleaning import pictures
from fivestar.evidence.forms import FileForm
from fivestar.evidence.storage import StorageFails
from fivestar.foundation.access import actor_of, decide, require
from fivestar.foundation.clock import legal_day
from fivestar.foundation.context import show_district
from fivestar.foundation.outcome import Refused
from fivestar.foundation.sheets import XLSX
from fivestar.territory.queries import branch_by_public_id, now_in

if TYPE_CHECKING:
    from fivestar.evidence.models import Evidence
    from fivestar.territory.models import Branch

CONTENT_TYPES = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": XLSX,
}


@require_http_methods(["GET", "HEAD", "POST"])
def task_page(request: HttpRequest, public_id: str, criterion_id: str) -> HttpResponse:
    """What was brought for the task and, for whoever may, a form for the next file."""
    branch = _branch(request, public_id)
    actor, at = actor_of(request), now_in(branch.district)
    current = queries.task_of(branch, criterion_id, legal_day(at))
    task = current or queries.past_task_of(branch, criterion_id)
    if task is None:
        raise Http404(gettext("现行标准里没有任务 {task}").format(task=criterion_id))
    require(actor, "evidence.read_of", branch, about=task.star)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        brought = form.cleaned_data["file"]
        try:
            actions.add_evidence(
                actor=actor, branch=branch, criterion_id=criterion_id, name=brought.name, data=brought.read(), at=at
            )
        except Refused as refused:
            form.add_error("file", str(refused))
        else:
            messages.success(request, gettext("收到了，位置、设备和作者已去掉。"))
            return redirect("evidence", public_id, criterion_id)
    files = queries.files_of(actor, branch, criterion_id)
    is_asked = current is not None and current.criterion.evidence_reason is not None
    may_add = is_asked and bool(decide(actor, "evidence.add", branch))
    return render(
        request,
        "evidence/task.html",
        {
            "branch": branch,
            "district": branch.district,
            "today": legal_day(at),
            "task": task.criterion,
            "is_past": current is None,
            "form": form if may_add or request.method == "POST" else None,
            "lines": pages.lines_of(actor, files, queries.looks(actor, files)),
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK,
    )


@require_safe
def file(request: HttpRequest, public_id: str, file_id: str) -> HttpResponse:
    """The bytes, to whoever the table lets; a browser may show them but run nothing of them."""
    return _given_out(request, public_id, file_id)


@require_safe
def small(request: HttpRequest, public_id: str, file_id: str) -> HttpResponse:
    """Of a picture, one to be glanced at in a list; to the same people."""
    return _given_out(request, public_id, file_id, is_small=True)


def _given_out(request: HttpRequest, public_id: str, file_id: str, *, is_small: bool = False) -> HttpResponse:
    branch = _branch(request, public_id)
    actor = actor_of(request)
    found = _file(request, branch, file_id)
    require(actor, "evidence.open", found)
    if is_small and not found.is_picture:
        raise Http404(gettext("没有这份文件"))
    context = {"branch": branch, "district": branch.district, "file": found}
    try:
        data = queries.bytes_of(found)
    except StorageFails:
        later = {**context, "is_for_now": True}
        return render(request, "evidence/gone.html", later, status=HTTPStatus.SERVICE_UNAVAILABLE)
    if data is None:
        return render(request, "evidence/gone.html", context, status=HTTPStatus.INTERNAL_SERVER_ERROR)
    kind = "jpg" if is_small else found.kind
    response = HttpResponse(pictures.small(data) if is_small else data, content_type=CONTENT_TYPES[kind])
    way = "inline" if found.is_picture else "attachment"
    # SECURITY: a name a person chose never stands unquoted in a header; the plain one says nothing of it.
    plain = f'filename="{found.public_id}.{kind}"'
    response["Content-Disposition"] = f"{way}; {plain}; filename*=UTF-8''{quote(found.name)}"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def withdraw(request: HttpRequest, public_id: str, file_id: str) -> HttpResponse:
    """Taken back, with the reason."""
    branch = _branch(request, public_id)
    found = _file(request, branch, file_id)
    try:
        actions.withdraw_evidence(
            actor=actor_of(request), file=found, reason=request.POST.get("reason", ""), at=now_in(branch.district)
        )
    except actions.UnableToWithdraw as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, gettext("已撤回。"))
    return redirect("evidence", public_id, found.criterion_id)


def _branch(request: HttpRequest, public_id: str) -> Branch:
    found = branch_by_public_id(public_id)
    if found is None:
        raise Http404(gettext("没有这个支部"))
    show_district(request, found.district.code)
    return found


def _file(request: HttpRequest, branch: Branch, file_id: str) -> Evidence:
    found = queries.file_by_public_id(actor_of(request), branch, file_id)
    if found is None:
        raise Http404(gettext("没有这份文件"))
    return found
