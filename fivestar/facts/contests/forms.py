"""What the page of the answering time asks for."""

from django import forms
from django.utils.translation import gettext_lazy as _


class TermForm(forms.Form):
    """Calendar days, from a day on."""

    days = forms.IntegerField(label=_("几天内答复"), min_value=1, max_value=90, help_text=_("自然日"))
    from_day = forms.DateField(label=_("从哪天起"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    source = forms.CharField(label=_("依据"), max_length=300)
