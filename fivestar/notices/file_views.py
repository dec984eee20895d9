"""A file that hangs with a notice: to everybody while it hangs, afterwards to whoever posts, checks or oversees."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from fivestar.evidence.storage import StorageFails
from fivestar.evidence.views import CONTENT_TYPES
from fivestar.foundation.access import actor_of
from fivestar.notices import queries
from fivestar.territory.queries import today_in


@require_safe
def notice_file(request: HttpRequest, public_id: str, file_id: str) -> HttpResponse:
    """The cleaned copy; a browser may show it but run nothing of it."""
    actor = actor_of(request)
    notice = queries.notice_for(actor, public_id)
    found = queries.enclosure_for(actor, notice, file_id, today_in(notice.branch.district))
    if found is None:
        raise Http404(gettext("没有这份文件"))
    try:
        data = queries.bytes_of(found)
    except StorageFails:
        return HttpResponse(gettext("文件库暂时连不上，请稍后再试"), status=HTTPStatus.SERVICE_UNAVAILABLE)
    if data is None:
        raise Http404(gettext("没有这份文件"))
    response = HttpResponse(data, content_type=CONTENT_TYPES[found.kind])
    # SECURITY: a name a person chose never stands unquoted in a header; the plain one says nothing of it.
    plain = f'filename="{found.public_id}.{found.kind}"'
    way = "attachment" if found.kind == "pdf" else "inline"
    response["Content-Disposition"] = f"{way}; {plain}; filename*=UTF-8''{quote(queries.public_name(found, 1))}"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"  # it comes down with the paper
    return response
