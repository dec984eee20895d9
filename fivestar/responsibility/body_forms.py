"""What the pages of bodies and work groups ask for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from fivestar.responsibility.actions.bodies import LEAST_DAYS, MOST_DAYS
from fivestar.responsibility.models import Seat
from fivestar.responsibility.post_forms import day_field


class SeatForm(forms.Form):
    """Which post sits in the body, as what. The post is named by its title, exactly."""

    post = forms.CharField(label=_("岗位名称"), max_length=60, widget=forms.TextInput({"autocomplete": "off"}))
    role = forms.ChoiceField(label=_("身份"), choices=[(value, _(words)) for value, words in Seat.Role.choices])
    from_day = day_field(_("从哪一天起"))


class RhythmForm(forms.Form):
    """How often, from when, by whose decision."""

    every_days = forms.IntegerField(label=_("最多隔几天开一次会"), min_value=LEAST_DAYS, max_value=MOST_DAYS)
    from_day = day_field(_("从哪一天起"))
    source = forms.CharField(label=_("依据"), max_length=200)


class CallForm(forms.Form):
    """The next meeting."""

    planned_on = day_field(_("哪天开"))
    topic = forms.CharField(label=_("议题"), max_length=120, widget=forms.TextInput({"autocomplete": "off"}))


class HoldForm(forms.Form):
    """A meeting was held."""

    held_on = day_field(_("哪天开的"))
    outcome = forms.CharField(label=_("议定了什么（一句话）"), max_length=500, required=False)


class CallOffForm(forms.Form):
    """A meeting will not be held."""

    because = forms.CharField(label=_("为什么不开"), max_length=200)


class SendForm(forms.Form):
    """A work group goes to a village."""

    unit = forms.CharField(label=_("派到哪个村（社区），名称或代码"), max_length=80)
    from_day = day_field(_("从哪一天起"))


class FindingForm(forms.Form):
    """What was found, and by when it shall be done."""

    text = forms.CharField(label=_("发现了什么"), max_length=300, widget=forms.Textarea({"rows": 2}))
    due_on = day_field(_("期限"))


class SettleForm(forms.Form):
    """How it was solved."""

    result = forms.CharField(label=_("怎么解决的"), max_length=300, widget=forms.Textarea({"rows": 2}))


class RecallForm(forms.Form):
    """The last day of the group in the village; owners are read beside it."""

    to_day = day_field(_("最后一天"))
