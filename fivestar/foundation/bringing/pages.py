"""The page where a file is brought, and the pages behind it, as far as they are the same in every room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Protocol

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from fivestar.foundation.bringing.errors import UnreadableFile
from fivestar.foundation.bringing.forms import SheetForm
from fivestar.foundation.fault_lines import FaultLine, fault_lines
from fivestar.foundation.outcome import Refused
from fivestar.foundation.sheets import XLSX

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from fivestar.foundation.access import Actor
    from fivestar.foundation.bringing.record import BroughtFile

FILES_A_PAGE = 20


class District(Protocol):
    """As far as these pages know it."""

    code: str


@dataclass(frozen=True, slots=True)
class Desk:
    """Where files of a room are brought. heading, lead, back_words: message ids; pages: names of addresses.

    The page of one file is `file_page`; `_confirm` and `_withdraw` behind its name are what may be done with it.
    counts_rows: its files are `record.CountedFile`.
    """

    template: str
    form: type[SheetForm]
    bring: Callable[..., BroughtFile]
    heading: str
    lead: str
    page: str
    file_page: str
    empty_sheet: str
    back: str
    back_words: str
    counts_rows: bool = False

    @property
    def confirm(self) -> str:
        return f"{self.file_page}_confirm"

    @property
    def withdraw(self) -> str:
        return f"{self.file_page}_withdraw"


def import_page(
    request: HttpRequest,
    *,
    desk: Desk,
    actor: Actor,
    district: District,
    files: QuerySet[Any],
    today: date,
    at: datetime,
) -> HttpResponse:
    """A form for a file, and the ones brought before. One that cannot be read leaves nothing but its faults here."""
    form = desk.form(request.POST or None, request.FILES or None)
    faults: list[FaultLine] = []
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            brought = desk.bring(actor=actor, district=district, name=file.name, data=file.read(), at=at)
        except UnreadableFile as unreadable:
            faults = fault_lines(unreadable.faults)
        else:
            return redirect(desk.file_page, district.code, brought.public_id)
    page = Paginator(files, FILES_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        desk.template,
        {"district": district, "today": today, "desk": desk, "form": form, "faults": faults, "page": page},
        status=HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK,
    )


def done_with(
    request: HttpRequest, desk: Desk, district: District, file: BroughtFile, act: Callable[[], object]
) -> HttpResponse:
    """Confirms or withdraws it and shows it again; a refusal is said there."""
    try:
        act()
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(desk.file_page, district.code, file.public_id)


def empty_sheet(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response
