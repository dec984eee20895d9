"""What the pages of fieldwork ask for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

import msgspec
from django import forms
from django.utils.translation import gettext_lazy as _

from fivestar.fieldwork.models import Visit
from fivestar.fieldwork.models.joint import MAX_REASON, MAX_TEXT, MAX_TOPIC
from fivestar.fieldwork.models.visits import MOST_HOUSEHOLDS

Choices = Sequence[tuple[str, Any]]


def day_field(label: Any, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, input_formats=["%Y-%m-%d"], help_text=help_text)


def _text(label: Any, most: int, rows: int = 2) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "autocomplete": "off"})
    return forms.CharField(label=label, max_length=most, widget=widget)


class CallForm(forms.Form):
    """Which meeting, on which day."""

    topic = forms.CharField(label=_("题目"), max_length=MAX_TOPIC)
    planned_on = day_field(_("哪一天开"))


class AskForm(forms.Form):
    """提请."""

    text = _text(_("请会议定什么事"), MAX_TEXT)


class BecauseForm(forms.Form):
    """A reason."""

    because = forms.CharField(label=_("为什么"), max_length=MAX_REASON)


class HoldForm(forms.Form):
    """When it was held, which task forces were there."""

    held_on = day_field(_("哪一天开的"))
    present = forms.MultipleChoiceField(label=_("到会的专班"), widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, *args: Any, forces: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["present"].choices = list(forces)  # type: ignore[attr-defined]


class DecideForm(forms.Form):
    """A decision: what, who, until when; and which request it answers."""

    answers = forms.ChoiceField(label=_("答复哪件提请（没有就不选）"), required=False)
    text = _text(_("定了什么"), MAX_TEXT)
    owner = forms.ChoiceField(label=_("由哪个岗位办"))
    due_on = day_field(_("什么时候前办完"))

    def __init__(self, *args: Any, owners: Choices, requests: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", _("请选一个岗位")), *owners]  # type: ignore[attr-defined]
        self.fields["answers"].choices = [("", "—"), *requests]  # type: ignore[attr-defined]
        if not requests:
            del self.fields["answers"]


class ResultForm(forms.Form):
    """办结."""

    result = _text(_("办成了什么"), MAX_TEXT)


class ProblemForm(forms.Form):
    """A problem: what, who, until when."""

    text = _text(_("发现什么问题"), MAX_TEXT)
    owner = forms.ChoiceField(label=_("由哪个岗位办"))
    due_on = day_field(_("什么时候前办完"))

    def __init__(self, *args: Any, owners: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", _("请选一个岗位")), *owners]  # type: ignore[attr-defined]


class VisitForm(forms.Form):
    """A visit with the first of its problems; more are added on its page."""

    kind = forms.ChoiceField(label=_("调研还是蹲点"))
    post = forms.ChoiceField(label=_("哪个岗位去的"))
    from_day = day_field(_("从哪天"))
    to_day = day_field(_("到哪天"))
    households = forms.IntegerField(
        label=_("蹲点听了多少户（只记户数，不记姓名）"), min_value=0, max_value=MOST_HOUSEHOLDS, required=False
    )
    solved = _text(_("当场解决了什么（可不填）"), MAX_TEXT)
    text = _text(_("发现什么问题"), MAX_TEXT)
    owner = forms.ChoiceField(label=_("由哪个岗位办"), required=False)
    due_on = day_field(_("什么时候前办完"))
    found_nothing = forms.BooleanField(label=_("没有发现要办的问题"), required=False)

    def __init__(self, *args: Any, posts: Choices, owners: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(value, _(label)) for value, label in Visit.Kind.choices]
        for name, choices in (("kind", kinds), ("post", posts), ("owner", [("", "—"), *owners])):
            self.fields[name].choices = list(choices)  # type: ignore[attr-defined]
        for name in ("solved", "text", "due_on"):
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        there = [bool(given.get(name)) for name in ("text", "owner", "due_on")]
        if any(there) and not all(there):
            raise forms.ValidationError(_("问题要写全：什么问题、谁办、什么时候前"))
        return given


class AttentionForm(forms.Form):
    """What is long and what is many, as whoever looks wants it."""

    long_days = forms.IntegerField(label=_("超过几天没人去算久"), min_value=7, max_value=400)
    many = forms.IntegerField(label=_("去几次算多"), min_value=2, max_value=60)
    within = forms.IntegerField(label=_("在最近几天里"), min_value=7, max_value=400)


class TourForm(forms.Form):
    """A tour before its route is known. items: one a line, name and weight. No township: all of them."""

    title = forms.CharField(label=_("观摩的名称"), max_length=80)
    items = forms.CharField(
        label=_("评分项，一行一项，后面空一格写权重"),
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        help_text=_("例如：产业带动 40"),
    )
    townships = forms.MultipleChoiceField(
        label=_("到哪些乡镇（一个不选就是全部）"), widget=forms.CheckboxSelectMultiple, required=False
    )
    a_township = forms.IntegerField(label=_("每个乡镇抽几个村"), min_value=1, max_value=5, initial=1)
    result_name = forms.CharField(
        label=_("用哪个公开结果"),
        max_length=120,
        help_text=_("例如：福利彩票双色球第 2023131 期，六个红球由小到大，再写蓝球。号码怎么写也要在这里说清"),
    )
    result_on = day_field(_("哪一天开出"), _("要晚于今天，承诺的时候谁都还不知道"))
    judges = forms.MultipleChoiceField(label=_("评委（岗位）"))

    def __init__(self, *args: Any, townships: Choices, posts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["townships"].choices = list(townships)  # type: ignore[attr-defined]
        self.fields["judges"].choices = list(posts)  # type: ignore[attr-defined]

    def clean_items(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for line in filter(str.strip, self.cleaned_data["items"].splitlines()):
            *words, weight = line.split()
            name = " ".join(words)
            if not name or not weight.isascii() or not weight.isdecimal() or name in found:
                raise forms.ValidationError(_("每行写一项：名称、空格、权重，名称不重复"))
            found[name] = int(weight[:4])
        return found


class RouteForm(forms.Form):
    """The public result as it came out."""

    result = forms.CharField(
        label=_("开出的号码"), max_length=260, help_text=_("按上面说好的次序写，组与组之间空一格；只能填一次")
    )


class ScoreForm(forms.Form):
    """All points of a stop."""

    points = forms.TypedMultipleChoiceField(coerce=int, choices=[(str(one), one) for one in range(101)])
    client_id = forms.UUIDField()
    replaces = forms.UUIDField(required=False)


class SentScore(msgspec.Struct, frozen=True):
    """One score of a device's queue."""

    client_id: UUID
    position: Annotated[int, msgspec.Meta(ge=1, le=2000)]
    points: Annotated[list[Annotated[int, msgspec.Meta(ge=0, le=100)]], msgspec.Meta(max_length=12)]
    replaces: UUID | None = None
