"""The public log for people: its head and witnesses, its entries, one of them with its proof, a copy to take home."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from fivestar.disclosure.proof import log_pages
from fivestar.disclosure.proof.queries import names_of
from fivestar.foundation import publiclog
from fivestar.foundation.access import actor_of, visible
from fivestar.foundation.publiclog import listing, reading
from fivestar.foundation.publiclog.exporting import NothingSealed, entry_at, export_copy
from fivestar.foundation.publiclog.sealing import leaf_of
from fivestar.territory.queries import district_or_404, townships_of

if TYPE_CHECKING:
    from django.http import HttpRequest

ENTRIES_A_PAGE = 50
MOST_TO_DOWNLOAD = 20_000
"""Entries: a longer log is copied by `fivestar log export` or tile by tile, not packed anew for each who asks."""
MOST_DIGITS = 12
"""As many as the field takes."""


@require_safe
@cache_control(no_cache=True)
def open_log(request: HttpRequest, code: str) -> HttpResponse:
    """`number` leads to the entry of that number, as people count."""
    district, actor = district_or_404(code), actor_of(request)
    wanted = request.GET.get("number", "")
    head = reading.latest_head(actor)
    # Python refuses to read more than 4,300 digits: the length is looked at first.
    if wanted.isdecimal() and len(wanted) <= MOST_DIGITS and head is not None and 0 < int(wanted) <= head.size:
        return redirect("open_log_entry", code, int(wanted) - 1)
    page = Paginator(listing.sealed_entries(), ENTRIES_A_PAGE).get_page(request.GET.get("page"))
    lines = log_pages.witness_lines(actor, district, head)
    return render(
        request,
        "disclosure/proof/log.html",
        {
            "district": district,
            "here": request.get_full_path(),
            "head": head,
            "page": page,
            "wanted": wanted[:MOST_DIGITS],
            "entries": log_pages.entry_lines(list(page.object_list)),
            "waiting": listing.waiting_entries(),
            "witnesses": lines,
            "signed": sum(line.state == "signed" for line in lines),
            "may_download": head is not None and head.size <= MOST_TO_DOWNLOAD,
            "may_witness": visible(actor, "publiclog.register_witness", townships_of(district)).exists(),
        },
    )


@require_safe
@cache_control(no_cache=True)
def open_log_entry(request: HttpRequest, code: str, index: int) -> HttpResponse:
    district = district_or_404(code)
    entry = entry_at(index)
    if entry is None:
        raise Http404(gettext("日志没有这一条"))
    content, slip = listing.content_of(entry), publiclog.slip_of(entry)
    leaf = leaf_of(entry).decode()
    context = {
        "district": district,
        "here": request.get_full_path(),
        "entry": entry,
        "number": index + 1,
        "kind": log_pages.kind_words(entry.kind),
        "unit": names_of([entry.unit])[entry.unit],
        "content": content,
        "fields": log_pages.field_lines(content) if content is not None else [],
        "leaf": leaf,
        "salt": bytes(entry.salt).hex() if entry.salt is not None else "",
        "slip": slip,
        "proof": [one.hex() for one in slip.path] if slip is not None else [],
        "verify": f"{reverse('verify')}#{slip.to_text()}" if slip is not None else "",
    }
    return render(request, "disclosure/proof/entry.html", context)


@require_safe
@cache_control(no_cache=True)
def open_log_copy(request: HttpRequest, code: str) -> HttpResponse:
    """The whole log as `fivestar log export` writes it, packed: checked by `fivestar log verify`."""
    district_or_404(code)
    head = reading.latest_head(actor_of(request))
    if head is not None and head.size > MOST_TO_DOWNLOAD:
        raise Http404(gettext("日志超过 {most} 条，请用 fivestar log export 导出").format(most=MOST_TO_DOWNLOAD))
    with TemporaryDirectory() as folder:
        try:
            export_copy(Path(folder))
        except NothingSealed:
            raise Http404(gettext("公开日志还没有第一个日志头")) from None
        packed = _packed(Path(folder))
    name = f"fivestar-log-{head.size if head else 0}.zip"
    answer = HttpResponse(packed, content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _packed(folder: Path) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                pack.write(file, Path("fivestar-log") / file.relative_to(folder))
    return out.getvalue()
