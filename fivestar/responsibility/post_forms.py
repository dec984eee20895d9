"""What the pages of posts ask for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from fivestar.responsibility.decisions import MAX_NAME
from fivestar.responsibility.post_lines import DUTY_WORDS

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from fivestar.responsibility.queries import Department

_TITLE = 60
_UNIT = 80


def day_field(label: str | StrPromise) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), input_formats=["%Y-%m-%d"]
    )


class PostForm(forms.Form):
    """A new post, and who takes it."""

    duty = forms.ChoiceField(label=_("责任"))
    unit = forms.CharField(
        label=_("设在哪里"),
        max_length=_UNIT,
        help_text=_("乡镇（街道）或村（社区）的名称或代码；不填就是全区"),
        required=False,
    )
    title = forms.CharField(label=_("岗位名称"), max_length=_TITLE)
    department = forms.ChoiceField(label=_("部门（帮建、供数要填）"), required=False)
    from_day = day_field(_("从哪一天起"))
    name = forms.CharField(
        label=_("谁来担任（可以先空着）"),
        max_length=MAX_NAME + 14,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def __init__(self, *args: object, departments: list[Department], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        duty, department = self.fields["duty"], self.fields["department"]
        assert isinstance(duty, forms.ChoiceField)
        assert isinstance(department, forms.ChoiceField)
        duty.choices = [(value, _(words)) for value, words in DUTY_WORDS.items()]
        department.choices = [("", "—"), *((one.public_id, one.name) for one in departments)]


class AppointForm(forms.Form):
    """Who takes a post that is empty."""

    name = forms.CharField(label=_("姓名"), max_length=MAX_NAME + 14, widget=forms.TextInput({"autocomplete": "off"}))
    from_day = day_field(_("从哪一天起"))


class EndPostForm(forms.Form):
    """The last day of a post."""

    last_day = day_field(_("最后一天"))


class RenameForm(forms.Form):
    """Another title, and why."""

    title = forms.CharField(label=_("新名称"), max_length=_TITLE)
    because = forms.CharField(label=_("为什么改"), max_length=200)


class MoveForm(forms.Form):
    """The last day in the posts left, and where he goes; posts, successors and owners are read beside it."""

    last_day = day_field(_("最后一天"))
    takes = forms.CharField(
        label=_("次日去哪个空缺的岗位（岗位名称，可以不填）"),
        max_length=_TITLE,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def day(self) -> date:
        day: date = self.cleaned_data["last_day"]
        return day
