"""What a member of the committee is asked of a notice, and what a signed list carries besides."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fivestar.notices.actions import Signed, Spoken
from fivestar.notices.judging import MAX_PLACE, MAX_REASON, MAX_TITLE, MAX_WORDS

if TYPE_CHECKING:
    from fivestar.notices.models import Notice

_DAY = {"type": "date"}


class SpokenForm(forms.Form):
    """Nothing against it, or an objection in words; neither: nothing is said of this one."""

    verdict = forms.ChoiceField(
        label=_("核对意见"),
        choices=[("confirm", _("没有问题")), ("object", _("有异议"))],
        required=False,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("哪里不对（公开，不写谁提的）"),
        max_length=MAX_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    seen = forms.BooleanField(
        label=_("我在公开栏看到它贴着（会写上我的姓名）"),
        required=False,
        help_text=_("可以不选。只公开姓名和看到的日期，不写您的核对意见；但别人会知道您核对过，提了异议的请想好再选。"),
    )
    seen_on = forms.DateField(
        label=_("哪天看到的"),
        required=False,
        widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )

    def clean(self) -> dict[str, Any]:
        """His name goes under it only where he ticked it himself and said the day."""
        said = self.cleaned_data
        if said.get("seen") and "seen_on" in said and said["seen_on"] is None:
            self.add_error("seen_on", _("请写哪天看到的"))
        if said.get("seen_on") and not said.get("seen"):
            self.add_error("seen", _("写了日期，请选上这一项；不想写上姓名，就把日期去掉"))
        if said.get("seen") and not said.get("verdict") and not said.get("words"):
            self.add_error("seen", _("请同时选没有问题或有异议"))
        return said

    def spoken(self, notice: Notice) -> Spoken | None:
        """Of a form without faults."""
        said = self._said()
        return None if said is None else Spoken(notice, *said)

    def signed(self, post_public_id: str) -> Signed | None:
        said = self._said()
        return None if said is None else Signed(post_public_id, *said)

    def _said(self) -> tuple[str, bool, date | None] | None:
        verdict, words = self.cleaned_data["verdict"], self.cleaned_data["words"]
        if not verdict and not words:
            return None
        objects = verdict == "object" or not verdict  # words alone are an objection, not nothing
        return words if objects else "", objects, self.cleaned_data["seen_on"]


def said_before(seen_on: date | None) -> dict[str, object]:
    """What stands under his name already: what he says now takes its place, so it is put before him."""
    return {"seen": True, "seen_on": seen_on} if seen_on is not None else {}


class PaperForm(forms.Form):
    """When the list was signed and where the paper lies."""

    signed_on = forms.DateField(
        label=_("哪天签的字"), widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"), input_formats=["%Y-%m-%d"]
    )
    kept_at = forms.CharField(
        label=_("签字纸单存在哪里"),
        max_length=MAX_PLACE,
        help_text=_("例如：镇党建办 2023 年 9 月卷。要看原件的人凭它找。"),
    )


class SeatForm(forms.Form):
    """Whom the villagers elected into the committee."""

    name = forms.CharField(label=_("姓名"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    title = forms.CharField(label=_("职务"), max_length=MAX_TITLE - 20)
    from_day = forms.DateField(
        label=_("哪天起"), widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"), input_formats=["%Y-%m-%d"]
    )


class BusyForm(forms.Form):
    """Why money is disclosed more often here, or no longer."""

    because = forms.CharField(label=_("理由"), max_length=MAX_REASON)
