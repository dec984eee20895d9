"""The district's own standards: a workbook comes in, its faults or difference are shown, it is adopted or put aside."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fivestar.foundation.access import actor_of, decide, require
from fivestar.foundation.fault_lines import FaultLine, fault_lines, stored_fault_lines
from fivestar.foundation.outcome import N_, Refused
from fivestar.foundation.sheets import XLSX, SheetFaults, read_table
from fivestar.standards import actions, chart, queries
from fivestar.standards.forms import AdoptForm, WorkbookForm
from fivestar.standards.links import proposal_links
from fivestar.standards.template import template_bytes
from fivestar.territory.queries import district_or_404, now_in, today_in

if TYPE_CHECKING:
    from fivestar.standards.models import Proposal
    from fivestar.territory.models import Region

STATE_WORDS = {"open": N_("待采用"), "adopted": N_("已采用"), "withdrawn": N_("已撤回")}


@require_http_methods(["GET", "HEAD", "POST"])
def proposals_page(request: HttpRequest, code: str) -> HttpResponse:
    """Workbooks uploaded before and a form for the next one."""
    district = district_or_404(code)
    actor = actor_of(request)
    require(actor, "standards.upload", district)
    form = WorkbookForm(request.POST or None, request.FILES or None)
    faults: list[FaultLine] = []
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            proposal = actions.upload_workbook(
                actor=actor,
                district=district,
                category=form.cleaned_data["category"],
                table=read_table(file, name=file.name),
                file_name=file.name,
                at=now_in(district),
            )
        except SheetFaults as unreadable:
            faults = fault_lines(unreadable.faults)
        except actions.UnableToUpload as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("proposal", code, proposal.public_id)
    return render(
        request,
        "standards/proposals.html",
        {
            "district": district,
            "today": today_in(district),
            "form": form,
            "faults": faults,
            "proposals": [_line(proposal) for proposal in queries.proposals(actor, district)],
            "categories": [(one, gettext(chart.CATEGORY_WORDS[one])) for one in queries.CATEGORY_ORDER],
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK,
    )


@require_safe
def proposal_page(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """One workbook: its faults, or what it would change."""
    district = district_or_404(code)
    proposal = proposal_or_404(request, district, public_id)
    return _proposal_page(request, district, proposal, adopt_form(district))


@require_POST
def adopt(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """The proposal becomes the edition in force from a day; its branches are rated anew."""
    district = district_or_404(code)
    proposal = proposal_or_404(request, district, public_id)
    form = AdoptForm(request.POST)
    if form.is_valid():
        try:
            actions.adopt(
                actor=actor_of(request),
                proposal=proposal,
                from_day=form.cleaned_data["from_day"],
                at=now_in(district),
            )
        except (actions.UnableToAdopt, actions.UnableToPutInForce, actions.ConflictingFact) as refused:
            form.add_error("from_day", str(refused))
        else:
            messages.success(request, gettext("已采用。涉及的支部都按新标准重新评星。"))
            return redirect("proposal", code, public_id)
    return _proposal_page(request, district, proposal, form, status=HTTPStatus.CONFLICT)


@require_POST
def withdraw(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """The proposal is put aside; it stays readable."""
    district = district_or_404(code)
    proposal = proposal_or_404(request, district, public_id)
    try:
        actions.withdraw_proposal(actor=actor_of(request), proposal=proposal, at=now_in(district))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("proposal", code, public_id)


@require_safe
def rulebook_files(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """The rulebook folder made from the workbook, for `fivestar check`, `fivestar rate` and whoever keeps it in git."""
    proposal = proposal_or_404(request, district_or_404(code), public_id)
    if proposal.document is None:
        raise Http404
    response = HttpResponse(queries.yaml_zip(proposal), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="rulebook-{proposal.public_id}.zip"'
    return response


@require_safe
def template(request: HttpRequest, code: str, category: str) -> HttpResponse:
    """A workbook in the right columns with the tasks in force, to be changed and sent back."""
    district = district_or_404(code)
    edition = queries.edition_in_force(district, category, today_in(district))
    if edition is None:
        raise Http404
    response = HttpResponse(template_bytes(category, queries.rulebook_of(edition)), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="tasks-{category}-{district.code}.xlsx"'
    return response


def proposal_or_404(request: HttpRequest, district: Region, public_id: str) -> Proposal:
    proposal = queries.proposal(actor_of(request), public_id)
    if proposal is None or proposal.district_id != district.pk:
        raise Http404
    return proposal


def adopt_form(district: Region) -> AdoptForm:
    return AdoptForm(initial={"from_day": today_in(district)})


def _line(proposal: Proposal) -> dict[str, object]:
    return {
        "public_id": proposal.public_id,
        "file_name": proposal.file_name,
        "category": gettext(chart.CATEGORY_WORDS[proposal.category]),
        "state": gettext(STATE_WORDS[proposal.state]),
        "faults": len(proposal.faults),
        "uploaded_at": proposal.uploaded_at,
    }


def _proposal_page(
    request: HttpRequest, district: Region, proposal: Proposal, form: AdoptForm, *, status: int = HTTPStatus.OK
) -> HttpResponse:
    today = today_in(district)
    current = queries.edition_in_force(district, proposal.category, today)
    # Against what is in force; nothing to say of a proposal that has been decided on.
    proposed = queries.proposed_rulebook(proposal) if proposal.state == "open" else None
    context = {
        "district": district,
        "today": today,
        "proposal": proposal,
        "line": _line(proposal),
        "faults": stored_fault_lines(proposal.faults),
        "notes": stored_fault_lines(proposal.notes),
        "current": current,
        "is_sound": proposal.document is not None,
        "difference": queries.difference_between(current, proposed),
        "hurdles": [] if proposed is None else actions.hurdles_before(district, proposed, today),
        "links": [
            {"label": gettext(link.label), "url": reverse(link.url_name, args=[district.code, proposal.public_id])}
            for link in proposal_links
        ],
        "form": form,
        "may_adopt": bool(decide(actor_of(request), "standards.adopt", proposal)),
    }
    return render(request, "standards/proposal.html", context, status=status)
