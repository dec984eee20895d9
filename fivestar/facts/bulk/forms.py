"""What the pages for bulk ask for."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from fivestar.facts.bulk.grid import MAX_CHARACTERS


class DayForm(forms.Form):
    """Which periods the columns are about: those in which this day lies."""

    on = forms.DateField(
        label=_("数据属于哪一天所在的期间"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def day(self, today: date) -> date:
        """A day that is no day, or not there yet, is today."""
        given = self.cleaned_data.get("on") if self.is_valid() else None
        return given if isinstance(given, date) and given.year >= MIN_YEAR and given <= today else today


class PasteForm(forms.Form):
    """The block, where it comes from, and of which day it is."""

    grid = forms.CharField(
        label=_("表格"),
        strip=False,
        max_length=MAX_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 14, "wrap": "off", "spellcheck": "false", "autocomplete": "off"}),
    )
    source = forms.CharField(
        label=_("数据来源"), max_length=300, help_text=_("例如 区农业农村局年报；写单位或文件，不写人名")
    )
    observed_on = forms.DateField(
        label=_("数据日期"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("这些数是哪一天的"),
    )
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


MIN_YEAR = 1990
