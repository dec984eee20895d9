"""What the pages of shortfalls ask for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fivestar.shortfalls.models import MAX_MEASURE, MAX_NOTE, Shortfall

_ANSWER = {None: "", True: "yes", False: "no"}


def _yes_or_no(label: Any, **more: Any) -> forms.TypedChoiceField:
    """Asked plainly: neither answer is given beforehand."""
    return forms.TypedChoiceField(
        label=label,
        choices=(("yes", _("是")), ("no", _("否"))),
        coerce=lambda told: told == "yes",
        widget=forms.RadioSelect,
        **more,
    )


class PlanForm(forms.Form):
    """整改: what, who, until when, and whether it takes a project."""

    measure = forms.CharField(
        label=_("怎么整改"), max_length=MAX_MEASURE, widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"})
    )
    owner = forms.ChoiceField(label=_("谁负责"))
    due_on = forms.DateField(
        label=_("什么时候前"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )

    spends_collective = _yes_or_no(_("这个办法要花集体的钱吗？"))
    touches_villagers = _yes_or_no(
        _("这个办法涉及村民利益吗？"),
        help_text=_("比如动用集体的地和房、向村民筹资、改变分配。两问有一个“是”，就要立项，走四议两公开。"),
    )

    def __init__(self, *args: object, owners: Sequence[tuple[str, list[tuple[str, str]]]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["owner"].choices = [("", _("请选一个岗位")), *owners]  # type: ignore[attr-defined]


def initial_of(row: Shortfall) -> dict[str, Any]:
    """What the form shows of a measure that stands."""
    return {
        "measure": row.measure,
        "owner": row.owner.public_id if row.owner else "",
        "due_on": row.due_on,
        "spends_collective": _ANSWER[row.spends_collective],
        "touches_villagers": _ANSWER[row.touches_villagers],
    }


class StrikeOffForm(forms.Form):
    """销号: what was looked at, if anything is to be said."""

    note = forms.CharField(
        label=_("看到了什么（可不填）"),
        max_length=MAX_NOTE,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
