"""What the pages of re-checks ask for, and what a phone sends of findings kept without signal."""

from typing import Annotated
from uuid import UUID

import msgspec
from django import forms
from django.utils.translation import gettext_lazy as _

from fivestar.rechecks.actions.carrying import MOST_PAIRS
from fivestar.rechecks.actions.finding import MOST_CHARACTERS
from fivestar.rechecks.models import Finding

USUAL_TAKE = 300  # with nothing wrong among them, at most 1.3 % of all verdicts are


class CommitForm(forms.Form):
    """How many, and which public result of which later day decides."""

    take = forms.IntegerField(
        label=_("抽多少项"),
        min_value=1,
        max_value=MOST_PAIRS,
        initial=USUAL_TAKE,
        help_text=_("一项是一个支部的一条任务；按各颗星的多少分层抽"),
    )
    result_name = forms.CharField(
        label=_("用哪个公开结果"),
        max_length=120,
        help_text=_("例如：福利彩票双色球第 2023131 期，六个红球由小到大，再写蓝球。号码怎么写也要在这里说清"),
    )
    result_on = forms.DateField(
        label=_("哪一天开出"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("要晚于今天，承诺的时候谁都还不知道"),
    )


class WitnessForm(forms.Form):
    """A role and a number."""

    who = forms.CharField(label=_("见证人的身份"), max_length=30, help_text=_("写身份，不写姓名，例如：村民代表"))
    number = forms.CharField(
        label=_("见证人的号码"), max_length=12, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )


class DrawForm(forms.Form):
    """The public result as it came out."""

    result = forms.CharField(
        label=_("开出的号码"),
        max_length=260,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=_("按上面说好的次序写，组与组之间空一格；只能填一次"),
    )


class VoidForm(forms.Form):
    """Why a draw must not be used."""

    reason = forms.CharField(label=_("作废的原因"), max_length=300, help_text=_("会公开，永远和这次抽签列在一起"))


class FindingForm(forms.Form):
    """What was found of a pair."""

    verdict = forms.ChoiceField(choices=Finding.Verdict.choices)
    note = forms.CharField(max_length=MOST_CHARACTERS, required=False)
    client_id = forms.UUIDField()
    replaces = forms.UUIDField(required=False)


_Short = Annotated[str, msgspec.Meta(max_length=MOST_CHARACTERS)]


class Sent(msgspec.Struct, frozen=True):
    """One finding of a device's queue."""

    client_id: UUID
    position: Annotated[int, msgspec.Meta(ge=1, le=MOST_PAIRS)]
    verdict: _Short
    note: _Short = ""
    replaces: UUID | None = None
