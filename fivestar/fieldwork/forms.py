"""What the pages of fieldwork ask for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fivestar.fieldwork.models.joint import MAX_REASON, MAX_TEXT, MAX_TOPIC

Choices = Sequence[tuple[str, Any]]


def day_field(label: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, input_formats=["%Y-%m-%d"])


def _text(label: Any, most: int, rows: int = 2) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "autocomplete": "off"})
    return forms.CharField(label=label, max_length=most, widget=widget)


class CallForm(forms.Form):
    """Which meeting, on which day."""

    topic = forms.CharField(label=_("题目"), max_length=MAX_TOPIC)
    planned_on = day_field(_("哪一天开"))


class AskForm(forms.Form):
    """提请."""

    text = _text(_("请会议定什么事"), MAX_TEXT)


class BecauseForm(forms.Form):
    """A reason."""

    because = forms.CharField(label=_("为什么"), max_length=MAX_REASON)


class HoldForm(forms.Form):
    """When it was held, which task forces were there."""

    held_on = day_field(_("哪一天开的"))
    present = forms.MultipleChoiceField(label=_("到会的专班"), widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, *args: Any, forces: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["present"].choices = list(forces)  # type: ignore[attr-defined]


class DecideForm(forms.Form):
    """A decision: what, who, until when; and which request it answers."""

    answers = forms.ChoiceField(label=_("答复哪件提请（没有就不选）"), required=False)
    text = _text(_("定了什么"), MAX_TEXT)
    owner = forms.ChoiceField(label=_("由哪个岗位办"))
    due_on = day_field(_("什么时候前办完"))

    def __init__(self, *args: Any, owners: Choices, requests: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", _("请选一个岗位")), *owners]  # type: ignore[attr-defined]
        self.fields["answers"].choices = [("", "—"), *requests]  # type: ignore[attr-defined]
        if not requests:
            del self.fields["answers"]


class ResultForm(forms.Form):
    """办结."""

    result = _text(_("办成了什么"), MAX_TEXT)
