"""What the pages of targets ask for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fivestar.scorecards.aims.actions import MAX_FIGURE, Aimed

_NUMBER = {"inputmode": "numeric", "autocomplete": "off", "maxlength": 6}


def _figure(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=0, max_value=MAX_FIGURE, required=False, widget=forms.TextInput(attrs=_NUMBER)
    )


class AimForm(forms.Form):
    """A level, the stars it is made of, and why."""

    level = forms.TypedChoiceField(label=_("几星"), coerce=int)
    stars = forms.MultipleChoiceField(
        label=_("是哪几颗"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_("还没想好可以不点")
    )
    reason = forms.CharField(label=_("理由"), max_length=300, widget=forms.TextInput(attrs={"autocomplete": "off"}))

    def __init__(self, *args: Any, stars: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = [(level, gettext("{level} 星").format(level=level)) for level in range(len(stars), 0, -1)]
        self.fields["level"].choices = [("", gettext("请选择")), *levels]  # type: ignore[attr-defined]
        self.fields["stars"].choices = list(stars)  # type: ignore[attr-defined]

    @property
    def aimed(self) -> Aimed:
        """Of a form without faults."""
        return Aimed(self.cleaned_data["level"], self.cleaned_data["stars"], self.cleaned_data["reason"])


class PlanForm(forms.Form):
    """The figures of a plan, as published; what it does not name stays empty."""

    def __init__(self, *args: Any, star_names: Mapping[str, str], most: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._levels = {f"level_{level}": level for level in range(most, 0, -1)}
        self._stars = {f"star_{star}": star for star in star_names}
        self.fields["rural"] = _figure(gettext("农村支部"))
        self.fields["urban"] = _figure(gettext("城市社区支部"))
        for name, level in self._levels.items():
            self.fields[name] = _figure(gettext("{level} 星").format(level=level))
        for name, star in self._stars.items():
            self.fields[name] = _figure(star_names[star])
        self.fields["source"] = forms.CharField(label=gettext("出处"), max_length=200)

    @property
    def figures(self) -> dict[str, Any]:
        """Of a form without faults; empty fields are not named."""
        told = self.cleaned_data
        return {
            "rural": told["rural"],
            "urban": told["urban"],
            "levels": {level: told[name] for name, level in self._levels.items() if told[name] is not None},
            "stars": {star: told[name] for name, star in self._stars.items() if told[name] is not None},
            "source": told["source"],
        }
