"""What the page of tokens asks for."""

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from fivestar.responsibility.queries import Department, departments_of

if TYPE_CHECKING:
    from fivestar.territory.models import Region


class TokenForm(forms.Form):
    """For which department, and which of its systems."""

    department = forms.ModelChoiceField(queryset=Department.objects.none(), label=_("部门"))
    label = forms.CharField(
        label=_("用在哪个系统"), max_length=40, help_text=_("例如 农经统计系统；写系统名，不写人名")
    )

    def __init__(self, *args: object, district: "Region", **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["department"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = departments_of(district).filter(kind=Department.Kind.DEPARTMENT)
