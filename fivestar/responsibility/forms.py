"""What is typed at the door."""

from django import forms
from django.utils.translation import gettext_lazy as _


class EnterForm(forms.Form):
    """A code as somebody types it; whether it opens anything the act says."""

    code = forms.CharField(
        label=_("登录码"),
        max_length=40,
        error_messages={"required": _("请输入乡镇干事给您的登录码")},
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class IssueForm(forms.Form):
    """How the device shall be called in lists."""

    label = forms.CharField(label=_("设备叫法"), max_length=20, required=False)
