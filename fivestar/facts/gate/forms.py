"""What the page of a new question asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from fivestar.facts.gate.shapes import Asked
from fivestar.facts.judging import PERIOD_WORDS
from fivestar.foundation.outcome import N_

FORM_WORDS = {"fact": N_("一个数"), "form": N_("一张表"), "evidence": N_("材料（照片、文件）")}
POPULATION_WORDS = {
    "rural": N_("每个农村支部"),
    "urban": N_("每个城市社区支部"),
    "both": N_("每个支部，农村和城市社区都要"),
    "township": N_("每个乡镇（街道）"),
    "district": N_("全区一个数"),
}
LEVEL_WORDS = {"village": N_("村（社区）"), "township": N_("乡镇（街道）"), "department": N_("部门")}
_APART = re.compile(r"[\s,，、;；]+")


class QuestionForm(forms.Form):
    """A question with its reason and its price."""

    form = forms.ChoiceField(label=_("要什么"), choices=[(key, _(word)) for key, word in FORM_WORDS.items()])
    label = forms.CharField(label=_("名称"), max_length=80, help_text=_("写清楚要数的是什么，例如 村内大棚数"))
    measure = forms.CharField(
        label=_("数的是什么"),
        max_length=80,
        required=False,
        help_text=_("名称是一句问话时，在这里写规范的叫法，例如 常住农户"),
    )
    unit = forms.CharField(
        label=_("单位"), max_length=10, required=False, help_text=_("户、人、万元、%……；是或否的问题不填")
    )
    population = forms.ChoiceField(
        label=_("说的是谁"), choices=[(key, _(word)) for key, word in POPULATION_WORDS.items()]
    )
    period = forms.ChoiceField(
        label=_("一个数管多久"), choices=[(key, _(word)) for key, word in PERIOD_WORDS.items()], initial="year"
    )
    supplied_by = forms.ChoiceField(label=_("由谁填"), choices=[(key, _(word)) for key, word in LEVEL_WORDS.items()])
    supplier = forms.ChoiceField(label=_("哪个部门填"), required=False, help_text=_("由部门填时才选"))
    times_a_year = forms.IntegerField(label=_("一年几次"), min_value=1, max_value=366, initial=1)
    minutes = forms.IntegerField(
        label=_("每次几分钟"), min_value=1, max_value=600, help_text=_("一个填的人每次要花的时间，照实估")
    )
    criteria = forms.CharField(
        label=_("哪项任务要用"), max_length=120, required=False, help_text=_("任务编号，例如 R019；几项用顿号隔开")
    )
    document = forms.CharField(
        label=_("依据的文号"),
        max_length=80,
        required=False,
        help_text=_("例如 某办发〔2023〕12号；任务和文号至少写一样"),
    )
    department = forms.ChoiceField(label=_("哪个部门要"))

    def __init__(self, *args: object, departments: Sequence[str], own: str = "", **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        asking, giving = self.fields["department"], self.fields["supplier"]
        assert isinstance(asking, forms.ChoiceField)
        assert isinstance(giving, forms.ChoiceField)
        asking.choices = [(own, own)] if own else [(name, name) for name in departments]
        giving.choices = [("", "—"), *((name, name) for name in departments)]

    def clean(self) -> None:
        given = self.cleaned_data
        if given.get("supplied_by") == "department" and not given.get("supplier"):
            self.add_error("supplier", _("请选由哪个部门填。"))

    def asked(self) -> Asked:
        """The question; only of a valid form."""
        given = self.cleaned_data
        is_department = given["supplied_by"] == "department"
        return Asked(
            form=given["form"],
            label=given["label"],
            measure=given["measure"],
            unit=given["unit"],
            population=given["population"],
            period=given["period"],
            supplied_by=given["supplied_by"],
            times_a_year=given["times_a_year"],
            minutes=given["minutes"],
            criteria=tuple(one.upper() for one in _APART.split(given["criteria"]) if one),
            document=given["document"],
            supplier=given["supplier"] if is_department else "",
        )


def rejections_in(posted: Mapping[str, str]) -> dict[str, str]:
    """Slug → why that name is something else, from the fields `near-<slug>`."""
    return {key.removeprefix("near-"): posted[key] for key in posted if key.startswith("near-")}


class MinutesForm(forms.Form):
    """A new limit for one level."""

    level = forms.ChoiceField(label=_("给谁定"), choices=[(key, _(word)) for key, word in LEVEL_WORDS.items()])
    minutes_a_month = forms.IntegerField(label=_("每月最多几分钟"), min_value=0, max_value=10_000)
    from_day = forms.DateField(label=_("从哪天起"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    source = forms.CharField(label=_("依据"), max_length=300)
