"""What the pages of meetings ask for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from fivestar.foundation.bringing.forms import SheetForm
from fivestar.meetings.actions.record import MAX_REASON
from fivestar.meetings.judging import MAX_TOPIC
from fivestar.meetings.kinds import Kind

_NUMBER = {"inputmode": "numeric", "autocomplete": "off", "maxlength": 6}


class MeetingForm(forms.Form):
    """The fields of one kind; the group is asked only where Party groups meet by themselves."""

    held_on = forms.DateField(
        label=_("哪天开的"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )
    group = forms.IntegerField(label=_("第几党小组"), widget=forms.TextInput(attrs=_NUMBER))
    due = forms.IntegerField(label=_("应到人数"), widget=forms.TextInput(attrs=_NUMBER))
    present = forms.IntegerField(label=_("实到人数"), widget=forms.TextInput(attrs=_NUMBER))
    topic = forms.CharField(
        label=_("议题"), max_length=MAX_TOPIC, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def __init__(self, *args: object, kind: Kind, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if not kind.by_group:
            del self.fields["group"]
        for name in ("due", "present", "group"):
            if name in self.fields:
                self.fields[name].error_messages["invalid"] = _("请填一个整数")
        # Day and number due stand there already: the first thing to write is who came.
        self.fields["present"].widget.attrs["autofocus"] = True


class WithdrawForm(forms.Form):
    """Why a meeting is taken back."""

    because = forms.CharField(label=_("为什么撤回"), max_length=MAX_REASON)


class FileForm(SheetForm):
    """An export of another system."""

    label = _("导出的文件")
