"""Why a form was refused, for a page on which the form has no place any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import HttpRequest


def tell_faults(request: HttpRequest, form: Form) -> None:
    """Each reason as a message of the page that answers, under the name of its field."""
    for reason in form.non_field_errors():
        messages.error(request, str(reason))
    for field in form:
        for reason in field.errors:
            messages.error(request, f"{field.label}：{reason}")
