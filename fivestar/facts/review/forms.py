"""Words people write when they return a value or answer for one."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from fivestar.facts.review.actions import LONGEST_WORDS


class RestateForm(forms.Form):
    """Another value in place of the returned one, read as the import reads it."""

    value: ClassVar[forms.CharField] = forms.CharField(label=_("改成"), max_length=60)


class StandByForm(forms.Form):
    """Why the value is right as it is."""

    answer: ClassVar[forms.CharField] = forms.CharField(label=_("为什么原来的数是对的"), max_length=LONGEST_WORDS)
