"""What the page asks of whoever enters a rule."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fivestar.standards.law.kinds import ALL, CATEGORIES, kind_of
from fivestar.standards.law.values import MAX_DAYS, MAX_PART, MAX_PEOPLE, Rule, Share, Value
from fivestar.standards.law.words import EVERY_WORDS, kind_words

_NUMBER = {"inputmode": "numeric", "autocomplete": "off"}
_DAY = {"type": "date"}
THAN = (("at_least", _("不少于")), ("more_than", _("超过")))
OF = (("due", _("应到人数")), ("present", _("到会人数")))


class RuleForm(forms.Form):
    """A kind, its value (a share, or a number of days), its days and where it stands written."""

    category = forms.ChoiceField(label=_("哪一类"))
    name = forms.ChoiceField(label=_("哪一条规则"))
    than = forms.ChoiceField(label=_("比例"), choices=THAN, required=False)
    numerator = forms.IntegerField(label=_("分子"), min_value=1, max_value=MAX_PART, required=False)
    denominator = forms.IntegerField(label=_("分母"), min_value=1, max_value=MAX_PART, required=False)
    of = forms.ChoiceField(label=_("以什么为基数"), choices=OF, required=False)
    days = forms.IntegerField(label=_("天数（提前通知的规则才填）"), min_value=1, max_value=MAX_DAYS, required=False)
    every = forms.ChoiceField(label=_("多久一次（公开的规则才填）"), required=False)
    people = forms.IntegerField(
        label=_("人数（监督委员会的规则才填）"), min_value=1, max_value=MAX_PEOPLE, required=False
    )
    unit = forms.CharField(
        label=_("数的是谁"), max_length=20, required=False, help_text=_("如：党员、村民代表、户的代表")
    )
    valid_from = forms.DateField(label=_("从哪一天起施行"), widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"))
    valid_to = forms.DateField(
        label=_("到哪一天为止"),
        required=False,
        widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"),
        help_text=_("还在施行就空着"),
    )
    article = forms.CharField(label=_("哪部法规、第几条"), max_length=120)
    source = forms.CharField(label=_("原文"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = [(one, gettext(words)) for one, words in CATEGORIES]  # type: ignore[attr-defined]
        self.fields["name"].choices = [(kind.name, kind_words(kind)) for kind in ALL]  # type: ignore[attr-defined]
        self.fields["every"].choices = [("", "—"), *((one, gettext(words)) for one, words in EVERY_WORDS.items())]  # type: ignore[attr-defined]
        for name in ("numerator", "denominator", "days", "people"):
            self.fields[name].widget = forms.TextInput(attrs=_NUMBER)

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        kind = kind_of(f"{told.get('category')}.{told.get('name')}")
        if kind is not None and kind.kind == "share":
            for name in ("than", "numerator", "denominator", "of"):
                if not told.get(name) and name not in self.errors:
                    self.add_error(name, _("这一条是比例，请填全"))
        if kind is not None and kind.kind == "days" and not told.get("days") and "days" not in self.errors:
            self.add_error("days", _("请填提前几天"))
        if kind is not None and kind.kind == "every" and not told.get("every"):
            self.add_error("every", _("请选多久一次"))
        if kind is not None and kind.kind == "count" and not told.get("people") and "people" not in self.errors:
            self.add_error("people", _("请填几个人"))
        return told

    @property
    def rule_id(self) -> str:
        return f"{self.cleaned_data['category']}.{self.cleaned_data['name']}"

    @property
    def rule(self) -> Rule:
        """Of a form without faults."""
        told = self.cleaned_data
        days = told["valid_from"], told["valid_to"]
        kind = kind_of(self.rule_id)
        unit = "人" if kind is not None and kind.kind == "count" else told["unit"]
        return Rule(self.rule_id, self._value, unit, *days, told["article"], told["source"], is_local=True)

    @property
    def _value(self) -> Value:
        told, kind = self.cleaned_data, kind_of(self.rule_id)
        if kind is not None and kind.kind == "share":
            return Share(told["than"] == "more_than", told["numerator"], told["denominator"], told["of"] == "due")
        if kind is not None and kind.kind in ("days", "count"):
            return int(told["days"] if kind.kind == "days" else told["people"])
        return str(told["every"]) if kind is not None and kind.kind == "every" else True
