"""What a member of the committee is asked of a notice, and what a signed list carries besides."""

from __future__ import annotations

from typing import TYPE_CHECKING

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

    def spoken(self, notice: Notice) -> Spoken | None:
        """Of a form without faults."""
        said = self._said()
        return None if said is None else Spoken(notice, said[0], said[1])

    def signed(self, post_public_id: str) -> Signed | None:
        said = self._said()
        return None if said is None else Signed(post_public_id, said[0], said[1])

    def _said(self) -> tuple[str, bool] | None:
        verdict, words = self.cleaned_data["verdict"], self.cleaned_data["words"]
        if not verdict and not words:
            return None
        objects = verdict == "object" or not verdict  # words alone are an objection, not nothing
        return (words, True) if objects else ("", False)


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
