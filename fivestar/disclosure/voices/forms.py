"""What the pages of voices ask for: those anybody fills in, and those of the office."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fivestar.disclosure.voices import codes, question, work
from fivestar.disclosure.voices.actions.filing import Told
from fivestar.disclosure.voices.decisions import DISCIPLINE_MATTER, is_hinted
from fivestar.disclosure.voices.models import MAX_CONTACT, MAX_NAME, MAX_PUBLIC, MAX_TEXT, MAX_WORDS, Voice

LEAST_TEXT = 5
HINT = _("您写的可能涉及违纪违法。要交给纪委监委，请把上面改选“党员干部违纪违法”；不改也可以，再按一次就按您选的交。")
NO_CODE = _("查询码不对：应是 20 个字母和数字，请照着单子再输一次")


def _words(label: Any, most: int, *, rows: int = 4, required: bool = True, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows, "autocomplete": "off"}),
    )


def _line(label: Any, most: int, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, max_length=most, required=required, help_text=help_text, widget=widget)


class _Pictures(forms.ClearableFileInput):
    allow_multiple_selected = True


class _PicturesField(forms.FileField):
    """Several, each looked at as one would be."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list) else [data]
        clean_one = super().clean
        return [clean_one(one, initial) for one in given if one is not None]


class QuestionForm(forms.Form):
    """Work done by the page's script, or the small sum without one, when somebody sends a lot."""

    question = forms.CharField(required=False, widget=forms.HiddenInput())
    work = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput())
    answer = forms.CharField(
        label=_("答一道题"),
        required=False,
        max_length=3,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, *told: Any, is_asked: bool = False, is_sum_enough: bool = True, **more: Any) -> None:
        super().__init__(*told, **more)
        self.is_asked, self.is_sum_enough = is_asked, is_sum_enough
        self.new_question = question.new_question(self._bound) if is_asked else None

    @property
    def _bound(self) -> str:
        """What the sum is asked for: nothing, where the code is what is being tried."""
        return ""

    def clean_answer(self) -> str:
        given = str(self.cleaned_data["answer"])
        if not self.is_asked:
            return given
        token = str(self.cleaned_data.get("question", ""))
        numbers = str(self.cleaned_data.get("work", ""))
        if numbers and question.is_ours(token) and work.is_done(token, str(self.data.get("code", "")), numbers):
            return given
        if not self.is_sum_enough:
            raise forms.ValidationError(
                _("今天从这里发来的太多，不能再用算题的办法：请用能运行脚本的浏览器，或明天再来")
            )
        if not question.is_answered(token, given, self._bound):
            raise forms.ValidationError(_("今天从您这里发来的很多，请先算一下这道题"))
        return given


class VoiceForm(QuestionForm):
    """One page, nothing that must be given but what it is about. `code` was made with the form: sent twice, it is one
    voice."""

    code = forms.CharField(widget=forms.HiddenInput())
    mark = forms.CharField(widget=forms.HiddenInput())
    hinted = forms.CharField(required=False, widget=forms.HiddenInput())
    matter = forms.ChoiceField(label=_("是哪一类"), widget=forms.RadioSelect())
    text = _words(
        _("想说什么"),
        MAX_TEXT,
        rows=7,
        help_text=_("哪件事、什么时候、怎么知道的。不想让人认出您，就不写只有您知道的细节。"),
    )
    named = forms.MultipleChoiceField(
        label=_("涉及谁（可多选）"),
        required=False,
        help_text=_("勾了谁，谁就看不到；他手下的人也看不到。"),
        widget=forms.CheckboxSelectMultiple(),
    )
    named_above = forms.MultipleChoiceField(
        label=_("区里的岗位（可多选）"), required=False, widget=forms.CheckboxSelectMultiple()
    )
    name = _line(
        _("您的姓名（可不写）"),
        MAX_NAME,
        required=False,
        help_text=_("不写就是匿名。写了也只有受理的人有需要时能看，每看一次都有记录。"),
    )
    contact = _line(_("怎么联系您（可不写）"), MAX_CONTACT, required=False)
    pictures = _PicturesField(
        label=_("照片（可不传，最多 3 张）"),
        required=False,
        help_text=_("拍摄地点、时间、手机型号都会去掉。"),
        widget=_Pictures(attrs={"accept": "image/jpeg,image/png", "multiple": True}),
    )

    def __init__(
        self, *told: Any, near: Sequence[tuple[str, str]] = (), above: Sequence[tuple[str, str]] = (), **more: Any
    ) -> None:
        super().__init__(*told, **more)
        matters = [(value, gettext(label)) for value, label in Voice.Matter.choices]
        for name, choices in (("matter", matters), ("named", near), ("named_above", above)):
            if choices:
                self.fields[name].choices = choices  # type: ignore[attr-defined]  # a field of choices
            else:
                del self.fields[name]
        self.was_hinted = bool(self.data.get("hinted"))

    @property
    def _bound(self) -> str:
        """The code drawn with the form."""
        return str((self.data if self.is_bound else self.initial).get("code", ""))

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"]).strip()
        if len(text) < LEAST_TEXT:
            raise forms.ValidationError(_("请多写几个字，说清是什么事"))
        return text

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if not codes.is_ours(str(found.get("code", "")), str(found.get("mark", ""))):
            raise forms.ValidationError(_("这一页放得太久了，请重新打开再填"))
        if found.get("contact") and not found.get("name"):
            self.add_error("name", _("留了联系方式就请写姓名；要匿名就两样都不写"))
        is_discipline = found.get("matter") == DISCIPLINE_MATTER
        if not is_discipline and not found.get("hinted") and is_hinted(str(found.get("text", ""))):
            self.was_hinted = True
            self.add_error("matter", HINT)
        return found

    @property
    def told(self) -> Told:
        """Of a form without faults."""
        found = self.cleaned_data
        named = (*found.get("named", ()), *found.get("named_above", ()))
        return Told(found["matter"], found["text"], named, found["name"].strip(), found["contact"].strip())


class CodeForm(QuestionForm):
    """The follow-up code, sent in the body: an address would stay in the browser's history."""

    code = _line(_("查询码"), 40, help_text=_("交的时候给您的那一串，20 个字母和数字，横线可不写"))

    def clean_code(self) -> str:
        found = codes.read(str(self.cleaned_data["code"]))
        if found is None:
            raise forms.ValidationError(NO_CODE)
        return found


class WordForm(forms.Form):
    """What whoever spoke says later."""

    text = _words(_("再补充几句"), MAX_WORDS)


class AskForm(forms.Form):
    text = _words(_("问反映人什么"), MAX_WORDS, help_text=_("只有拿着查询码的人看得到；不要问是谁"))


class PassOnForm(forms.Form):
    to = _line(_("转给哪个单位"), 60, help_text=_("如：区信访局、12345 热线"))
    number = _line(_("那边的编号"), 40)
    due_on = forms.DateField(
        label=_("那边的期限（没有就不填）"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )


class AnswerForm(forms.Form):
    text = _words(_("给反映人的答复"), MAX_WORDS)
    public_text = _words(
        _("公开的话（可不写）"),
        MAX_PUBLIC,
        required=False,
        help_text=_("反映人同意才公开。写查到什么、改了什么；不写姓名、不抄原话，让人认不出是谁说的"),
    )


class IdentityForm(forms.Form):
    reason = _line(_("为什么要看"), 120, help_text=_("会记下来：哪个岗位的人、哪一天、什么理由"))
