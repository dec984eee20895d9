"""Posts taken over from a workbook: brought, looked at, confirmed once."""

from __future__ import annotations

from http import HTTPStatus
from io import BytesIO

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fivestar.foundation.access import actor_of, require
from fivestar.foundation.fault_lines import FaultLine, fault_lines, stored_fault_lines
from fivestar.foundation.outcome import Refused
from fivestar.foundation.sheets import XLSX, Sheet, write_xlsx
from fivestar.responsibility import actions, post_lines, queries
from fivestar.responsibility.models import PostFile
from fivestar.responsibility.post_sheet import COLUMN_WORDS
from fivestar.territory.queries import branches_of, district_or_404, now_in, today_in, townships_of

MAX_UPLOAD_BYTES = 5 * 1024**2
SHOWN = 50
_WIDTHS = (22, 12, 30, 24, 12, 16, 14, 14)


class PostFileForm(forms.Form):
    """A workbook."""

    file = forms.FileField(
        label=_("填好的表"),
        help_text=_("xlsx 或 csv（UTF-8 或 GB18030），不超过 5 MB"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if file.size and file.size > MAX_UPLOAD_BYTES:
            raise forms.ValidationError(_("文件超过 5 MB。请按乡镇（街道）分成几个文件上传。"))
        return file


@require_http_methods(["GET", "HEAD", "POST"])
def posts_import(request: HttpRequest, code: str) -> HttpResponse:
    """A form for a workbook, and the ones brought before."""
    district = district_or_404(code)
    actor = actor_of(request)
    require(actor, "responsibility.appoint", district)
    form = PostFileForm(request.POST or None, request.FILES or None)
    faults: list[FaultLine] = []
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            brought = actions.bring_posts(
                actor=actor, district=district, name=file.name, data=file.read(), at=now_in(district)
            )
        except actions.UnreadablePosts as unreadable:
            faults = fault_lines(unreadable.faults)
        else:
            return redirect("post_file", code, brought.public_id)
    context = {
        "district": district,
        "today": today_in(district),
        "form": form,
        "faults": faults,
        "files": PostFile.objects.filter(district=district)[:SHOWN],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return render(request, "responsibility/posts_import.html", context, status=status)


@never_cache
@require_safe
def post_file(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """One workbook: what will become posts, what is wrong, what is there already."""
    file = _file_or_404(request, code, public_id)
    good = file.staged.filter(fault__isnull=True, is_known=False).select_related("region", "village", "department")
    faulty = file.staged.filter(fault__isnull=False)
    context = {
        "district": file.district,
        "today": today_in(file.district),
        "file": file,
        "good": file.rows - file.faults - file.known,
        "faults": [line for row in faulty[:SHOWN] for line in stored_fault_lines(row.fault or ())],
        "preview": [(row, post_lines.DUTY_WORDS[row.duty]) for row in good[:SHOWN]],
    }
    return render(request, "responsibility/post_file.html", context)


@require_POST
def post_file_confirm(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    file = _file_or_404(request, code, public_id)
    leave_out = "leave_out_faulty" in request.POST
    try:
        done = actions.confirm_posts(
            actor=actor_of(request), file=file, at=now_in(file.district), leave_out_faulty=leave_out
        )
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, gettext("{count} 行入库了").format(count=done.taken_in))
    return redirect("post_file", code, public_id)


@require_POST
def post_file_withdraw(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    file = _file_or_404(request, code, public_id)
    try:
        actions.withdraw_posts(actor=actor_of(request), file=file, at=now_in(file.district))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("post_file", code, public_id)


@require_safe
def posts_template(request: HttpRequest, code: str) -> HttpResponse:
    """Empty rows under the headings, the duties there are, the places and the departments."""
    district = district_or_404(code)
    require(actor_of(request), "responsibility.appoint", district)
    target = BytesIO()
    places = [(one.code, one.name, "") for one in townships_of(district)]
    places += [(one.village.code, one.village.name, one.township.name) for one in branches_of(district)]
    write_xlsx(
        target,
        (
            Sheet("岗位", tuple(COLUMN_WORDS.values()), (), _WIDTHS),
            Sheet("责任", ("责任",), ((words,) for words in post_lines.DUTY_WORDS.values()), (20,)),
            Sheet("地方", ("代码", "名称", "乡镇(街道)"), places, (16, 24, 20)),
            Sheet("部门", ("部门",), ((one.name,) for one in queries.departments_of(district)), (30,)),
        ),
    )
    response = HttpResponse(target.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="posts-{district.code}.xlsx"'
    return response


def _file_or_404(request: HttpRequest, code: str, public_id: str) -> PostFile:
    district = district_or_404(code)
    require(actor_of(request), "responsibility.appoint", district)
    file = PostFile.objects.filter(district=district, public_id=public_id).select_related("district").first()
    if file is None:
        raise Http404
    return file
