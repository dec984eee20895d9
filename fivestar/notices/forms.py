"""What the page of a notice asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from fivestar.notices.judging import MAX_BASIS, MAX_BODY, MAX_PLACE, MAX_TITLE, Told, sheet_pasted
from fivestar.notices.kinds import Kind

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_DAY = {"type": "date"}
_TEXT = {"autocomplete": "off"}
MAX_PASTED = 60_000


def _day(label: StrPromise) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"), input_formats=["%Y-%m-%d"]
    )


class NoticeForm(forms.Form):
    """The fields of a notice; the table is pasted as text, so that it is sent without JavaScript."""

    title = forms.CharField(label=_("标题"), max_length=MAX_TITLE, widget=forms.TextInput(attrs=_TEXT))
    basis = forms.CharField(
        label=_("依据"),
        max_length=MAX_BASIS,
        widget=forms.TextInput(attrs=_TEXT),
        help_text=_("哪次会议定的、按哪条规定公开"),
    )
    body = forms.CharField(
        label=_("正文"), max_length=MAX_BODY, required=False, strip=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    table = forms.CharField(
        label=_("表格"),
        max_length=MAX_PASTED,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("从电子表格里复制了粘贴过来；手写的话一行一条，格子之间用“|”隔开。第一行是表头。"),
    )
    from_day = _day(_("哪天贴出"))
    to_day = _day(_("贴到哪天"))
    place = forms.CharField(label=_("贴在哪里"), max_length=MAX_PLACE, widget=forms.TextInput(attrs=_TEXT))

    def told(self, kind: Kind) -> Told:
        """Of a form without faults."""
        fields = {name: self.cleaned_data[name] for name in ("title", "basis", "body", "from_day", "to_day", "place")}
        return Told(kind=kind, sheet=sheet_pasted(self.cleaned_data["table"]), **fields)
