"""What the plan asks of whoever sets a line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fivestar.standards.plan.actions import Given
from fivestar.standards.plan.lines import LEVELS

if TYPE_CHECKING:
    from fivestar.responsibility.models import Department


class LineForm(forms.Form):
    """Level, last day, task force, co-departments. `seen` is the version that was on the page."""

    level = forms.ChoiceField(label=_("责任层级"))
    due_on = forms.DateField(
        label=_("期限"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )
    force = forms.ChoiceField(label=_("工作专班"), required=False)
    cos = forms.MultipleChoiceField(
        label=_("协办单位"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text=_("没有协办就不选"),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, forces: Iterable[Department], departments: Iterable[Department], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._forces = {one.public_id: one for one in forces}
        self.fields["level"].choices = [(one, gettext(words)) for one, words in LEVELS.items()]  # type: ignore[attr-defined]
        self.fields["force"].choices = [  # type: ignore[attr-defined]
            ("", gettext("未定")),
            *((key, one.name) for key, one in self._forces.items()),
        ]
        self.fields["cos"].choices = [(one.name, one.name) for one in departments]  # type: ignore[attr-defined]

    @property
    def given(self) -> Given:
        """Of a form without faults."""
        told = self.cleaned_data
        return Given(told["level"], told["due_on"], self._forces.get(told["force"]), tuple(told["cos"]))
