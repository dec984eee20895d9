"""What the pages of shortfalls ask for."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from fivestar.shortfalls.models import MAX_MEASURE, MAX_NOTE


class PlanForm(forms.Form):
    """整改: what, who, until when."""

    measure = forms.CharField(
        label=_("怎么整改"), max_length=MAX_MEASURE, widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"})
    )
    owner = forms.ChoiceField(label=_("谁负责"))
    due_on = forms.DateField(
        label=_("什么时候前"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )

    def __init__(self, *args: object, owners: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["owner"].choices = [("", _("请选一个岗位")), *owners]  # type: ignore[attr-defined]


class StrikeOffForm(forms.Form):
    """销号: what was looked at, if anything is to be said."""

    note = forms.CharField(
        label=_("看到了什么（可不填）"),
        max_length=MAX_NOTE,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
