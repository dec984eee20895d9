"""Posts taken over from a workbook: brought, looked at, confirmed once."""

from __future__ import annotations

from functools import partial
from io import BytesIO

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fivestar.foundation.access import actor_of, require
from fivestar.foundation.bringing.forms import SheetForm
from fivestar.foundation.bringing.pages import Desk, done_with, empty_sheet, import_page
from fivestar.foundation.fault_lines import stored_fault_lines
from fivestar.foundation.outcome import N_
from fivestar.foundation.sheets import Sheet, write_xlsx
from fivestar.responsibility import actions, post_lines, queries
from fivestar.responsibility.models import PostFile
from fivestar.responsibility.post_sheet import COLUMN_WORDS
from fivestar.territory.queries import branches_of, district_or_404, now_in, today_in, townships_of

SHOWN = 50
_WIDTHS = (22, 12, 30, 24, 12, 16, 14, 14)
_DESK = Desk(
    template="responsibility/posts_import.html",
    form=SheetForm,
    bring=actions.bring_posts,
    heading=N_("导入岗位"),
    lead=N_("一张表把岗位和人一次录好。先核对，再确认；在岗的人不会被换掉，换人请办移交。"),
    page="posts_import",
    file_page="post_file",
    empty_sheet="posts_template",
    back="posts",
    back_words=N_("岗位名册"),
    counts_rows=True,
)


@require_http_methods(["GET", "HEAD", "POST"])
def posts_import(request: HttpRequest, code: str) -> HttpResponse:
    """A form for a workbook, and the ones brought before."""
    district = district_or_404(code)
    actor = actor_of(request)
    require(actor, "responsibility.appoint", district)
    return import_page(
        request,
        desk=_DESK,
        actor=actor,
        district=district,
        files=PostFile.objects.filter(district=district),
        today=today_in(district),
        at=now_in(district),
    )


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
        "desk": _DESK,
        "file": file,
        "good": file.good,
        "faults": [line for row in faulty[:SHOWN] for line in stored_fault_lines(row.fault or ())],
        "preview": [(row, post_lines.DUTY_WORDS[row.duty]) for row in good[:SHOWN]],
    }
    return render(request, "responsibility/post_file.html", context)


@require_POST
def post_file_confirm(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    file = _file_or_404(request, code, public_id)
    actor, at, leave_out = actor_of(request), now_in(file.district), "leave_out_faulty" in request.POST
    confirm = partial(actions.confirm_posts, actor=actor, file=file, at=at, leave_out_faulty=leave_out)
    return done_with(request, _DESK, file.district, file, confirm)


@require_POST
def post_file_withdraw(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    file = _file_or_404(request, code, public_id)
    withdraw = partial(actions.withdraw_posts, actor=actor_of(request), file=file, at=now_in(file.district))
    return done_with(request, _DESK, file.district, file, withdraw)


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
    return empty_sheet(target.getvalue(), f"posts-{district.code}")


def _file_or_404(request: HttpRequest, code: str, public_id: str) -> PostFile:
    district = district_or_404(code)
    require(actor_of(request), "responsibility.appoint", district)
    file = PostFile.objects.filter(district=district, public_id=public_id).select_related("district").first()
    if file is None:
        raise Http404
    return file
