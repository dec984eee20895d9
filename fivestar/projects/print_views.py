"""The forms and notices of a project, as PDF."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from fivestar.foundation.access import actor_of, require
from fivestar.foundation.typeset import pdf_response
from fivestar.projects import printing
from fivestar.projects.views import found


@require_safe
def printed(request: HttpRequest, public_id: str, project_id: str, form: str) -> HttpResponse:
    """Notices are for whoever reads the project; forms carry names and are for those who keep or check the record."""
    there = found(request, public_id, project_id)
    wanted = printing.BY_ID.get(form)
    if wanted is None or not printing.is_due(there, wanted):
        raise Http404
    if not wanted.is_notice:
        require(actor_of(request), "projects.read_names", there)
    return pdf_response(f"{wanted.title}-{there.title}.pdf", printing.pdf(there, wanted))
