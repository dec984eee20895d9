"""What the pages of ledgers ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from fivestar.finance.models.questions import MAX_ANSWER, MAX_PAPER_AT
from fivestar.foundation.bringing.forms import SheetForm
from fivestar.notices.judging import MAX_PLACE

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class FileForm(SheetForm):
    """A workbook of ledgers, or a CSV of lines."""

    label = _("账目文件")
    in_parts = _("文件超过 5 MB。请分成几个文件上传。")


def _day(label: StrPromise) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )


class PublishForm(forms.Form):
    """When and where the printed ledger hangs; the rest is in the ledger."""

    from_day = _day(_("哪天贴出"))
    to_day = _day(_("贴到哪天"))
    place = forms.CharField(
        label=_("贴在哪里"), max_length=MAX_PLACE, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class AnswerForm(forms.Form):
    """The committee's words, which everybody will read."""

    answer = forms.CharField(
        label=_("答复"),
        max_length=MAX_ANSWER,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("谁都能看到；不写个人姓名、证件号、电话"),
    )


class PaperForm(AnswerForm):
    """The same, typed by the township from a signed paper."""

    seat = forms.ChoiceField(label=_("哪个席位签的"))
    signed_on = _day(_("哪天签的"))
    paper_at = forms.CharField(
        label=_("签字纸单存在哪里"), max_length=MAX_PAPER_AT, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def __init__(self, *args: object, seats: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["seat"].choices = seats  # type: ignore[attr-defined]
