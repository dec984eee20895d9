"""The import page: a file comes in, is looked at and mended row by row, then confirmed once."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fivestar.facts import actions, pages, queries
from fivestar.facts.forms import UploadForm
from fivestar.facts.template import template_bytes
from fivestar.foundation.access import actor_of
from fivestar.foundation.fault_lines import FaultLine, fault_lines
from fivestar.foundation.outcome import Refused
from fivestar.foundation.sheets import XLSX
from fivestar.territory.queries import district_or_404, now_in, today_in

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from fivestar.facts.models import ImportBatch
    from fivestar.territory.models import Region

    class HtmxRequest(HttpRequest):
        """As `HtmxMiddleware` leaves it."""

        htmx: HtmxDetails


BATCHES_A_PAGE = 20


@require_http_methods(["GET", "HEAD", "POST"])
def import_page(request: HttpRequest, code: str) -> HttpResponse:
    """Files of the district and a form for the next one; who may not bring any is told who may."""
    district = district_or_404(code)
    actor = actor_of(request)
    bases = queries.bases_for(actor, district)
    if not bases:
        return render(
            request,
            "facts/not_yours.html",
            {"district": district, "today": today_in(district)},
            status=HTTPStatus.FORBIDDEN,
        )
    form = UploadForm(request.POST or None, request.FILES or None, bases=bases)
    faults: list[FaultLine] = []
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            batch = actions.receive_file(
                actor=actor,
                district=district,
                basis=asked["basis"],
                name=asked["file"].name,
                data=asked["file"].read(),
                options=actions.import_options(asked["period"], asked["source"], asked["observed_on"]),
                at=now_in(district),
            )
        except actions.UnreadableFile as unreadable:
            faults = fault_lines(unreadable.faults)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("import_batch", code, batch.public_id)
    page = Paginator(queries.import_batches(actor, district), BATCHES_A_PAGE).get_page(request.GET.get("page"))
    is_wrong = request.method == "POST"
    return render(
        request,
        "facts/import.html",
        {
            "district": district,
            "today": today_in(district),
            "form": form,
            "faults": faults,
            "page": page,
            "batches": [pages.batch_line(batch) for batch in page.object_list],
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK,
    )


@require_GET
def batch_page(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """One file: being read, to be mended and confirmed, or done with what it changed."""
    district = district_or_404(code)
    batch = _batch(request, district, public_id)
    page_number = max(1, int(request.GET.get("page", "1")) if request.GET.get("page", "1").isdecimal() else 1)
    return render(
        request,
        "facts/batch.html",
        {
            "district": district,
            "today": today_in(district),
            **pages.batch_context(batch, page=page_number, by=actor_of(request).person_ref),
        },
    )


@require_POST
def mend(request: HtmxRequest, code: str, public_id: str, row_id: int) -> HttpResponse:
    """One row written anew and judged again, or left out."""
    district = district_or_404(code)
    batch = _batch(request, district, public_id)
    row = queries.staged_row(batch, row_id)
    actor, at = actor_of(request), now_in(district)
    try:
        if "leave_out" in request.POST:
            actions.leave_out_row(actor=actor, row=row, at=at)
            said = gettext("第 {row} 行不要了。").format(row=row.row)
        else:
            values = {column: request.POST[f"v-{column}"] for column in row.raw if f"v-{column}" in request.POST}
            mended = actions.mend_row(actor=actor, row=row, values=values, at=at)
            still = gettext("第 {row} 行还有问题，没有改好。") if mended.fault else gettext("第 {row} 行改好了。")
            said = still.format(row=row.row)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        # A fragment shows the row itself, mended or not; the message would come up only with the next whole page.
        if not request.htmx:
            messages.info(request, said)
    return redirect("import_batch", code, public_id)


@require_POST
def confirm(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """The staged rows become observations, all in one transaction."""
    district = district_or_404(code)
    batch = _batch(request, district, public_id)
    try:
        actions.confirm_import(
            actor=actor_of(request),
            batch=batch,
            at=now_in(district),
            leave_out_faulty="leave_out_faulty" in request.POST,
            has_seen_changes="has_seen_changes" in request.POST,
        )
    except actions.UnableToConfirm as refused:
        messages.error(request, str(refused))
    return redirect("import_batch", code, public_id)


@require_POST
def withdraw(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """The file is put aside; nothing of it was ever an observation."""
    district = district_or_404(code)
    batch = _batch(request, district, public_id)
    try:
        actions.withdraw_import(actor=actor_of(request), batch=batch, at=now_in(district))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("import_batch", code, public_id)


@require_GET
def import_template(request: HttpRequest, code: str) -> HttpResponse:
    """A workbook with the right headings, the facts there are and the district's codes."""
    district = district_or_404(code)
    response = HttpResponse(
        template_bytes(district),
        content_type=XLSX,
    )
    response["Content-Disposition"] = f'attachment; filename="facts-{district.code}.xlsx"'
    return response


def _batch(request: HttpRequest, district: Region, public_id: str) -> ImportBatch:
    batch = queries.import_batch(actor_of(request), public_id)
    if batch.district_id != district.pk:
        raise Http404
    return batch
