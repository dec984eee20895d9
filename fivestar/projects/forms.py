"""What the pages of projects ask for. Money is written in 元 and kept in 分."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fivestar.projects.decisions import Held, Votes
from fivestar.projects.models import MAX_REASON, MAX_SOURCE, MAX_TEXT, MAX_TITLE, MAX_WHO, Project
from fivestar.projects.planning import Plan, Stretch
from fivestar.projects.steps import BY_ID
from fivestar.projects.words import KIND_WORDS, SOURCE_WORDS, body_words

Groups = Sequence[tuple[str, list[tuple[str, str]]]]
PHASES_ASKED = 4
_NUMBER = {"inputmode": "numeric", "autocomplete": "off", "maxlength": 6}


def _day(label: Any, **more: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, input_formats=["%Y-%m-%d"], **more)


def _money(label: Any, **more: Any) -> forms.DecimalField:
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    return forms.DecimalField(label=label, min_value=0, max_digits=13, decimal_places=2, widget=widget, **more)


def _count(label: Any, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=0,
        widget=forms.TextInput(attrs=_NUMBER),
        error_messages={"invalid": _("请填一个整数")},
        **more,
    )


def fen(yuan: Decimal | None) -> int:
    return int((yuan or Decimal(0)) * 100)


class ProjectForm(forms.Form):
    """A plan. Sources and phases stand in fields of their own, so that it works without script."""

    title = forms.CharField(label=_("项目名称"), max_length=MAX_TITLE)
    purpose = forms.CharField(label=_("做什么、为什么"), max_length=MAX_TEXT, widget=forms.Textarea(attrs={"rows": 3}))
    kind = forms.ChoiceField(label=_("项目类别"))
    spends_collective = forms.BooleanField(label=_("要花集体的钱"), required=False)
    touches_villagers = forms.BooleanField(label=_("涉及村民利益"), required=False)
    serves = forms.MultipleChoiceField(
        label=_("补哪些短板"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("可以选几项，也可以不选"),
    )
    acceptance = forms.CharField(
        label=_("做成什么样算验收"), max_length=MAX_TEXT, widget=forms.Textarea(attrs={"rows": 2})
    )
    budget = _money(_("预算（元）"))
    owner = forms.ChoiceField(label=_("由哪个岗位负责"))
    people = forms.CharField(label=_("谁来办、谁监督"), max_length=MAX_REASON, required=False)

    def __init__(self, *args: Any, tasks: list[tuple[str, str]], owners: Groups, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._tasks = dict(tasks)
        choices: dict[str, Sequence[tuple[str, object]]] = {
            "kind": [(one, gettext(words)) for one, words in KIND_WORDS.items()],
            "serves": [(one, f"{one} {name}") for one, name in tasks],
            "owner": owners,
        }
        for name, among in choices.items():
            self.fields[name].choices = among  # type: ignore[attr-defined]
        if not tasks:
            del self.fields["serves"]
        for kind, words in SOURCE_WORDS.items():
            self.fields[f"source_{kind}"] = _money(gettext(words), required=False)
        for number in range(1, PHASES_ASKED + 1):
            needed = number == 1
            self.fields[f"phase_{number}"] = forms.CharField(label=_("阶段"), max_length=40, required=needed)
            self.fields[f"first_{number}"] = _day(_("开始"), required=needed)
            self.fields[f"last_{number}"] = _day(_("结束"), required=needed)

    def clean(self) -> dict[str, Any]:
        for number in range(1, PHASES_ASKED + 1):
            parts = [f"phase_{number}", f"first_{number}", f"last_{number}"]
            given = [part for part in parts if self.cleaned_data.get(part)]
            if given and len(given) < len(parts):
                missing = next(part for part in parts if part not in given)
                if missing not in self.errors:
                    self.add_error(missing, _("阶段的名称和两个日期要填全"))
        return self.cleaned_data

    @property
    def plan(self) -> Plan:
        """Of a form without faults."""
        told = self.cleaned_data
        amounts = {kind: fen(told[f"source_{kind}"]) for kind in SOURCE_WORDS}
        return Plan(
            title=told["title"],
            purpose=told["purpose"],
            kind=told["kind"],
            spends_collective=told["spends_collective"],
            touches_villagers=told["touches_villagers"],
            acceptance=told["acceptance"],
            budget=fen(told["budget"]),
            sources={kind: amount for kind, amount in amounts.items() if amount},
            phases=tuple(
                Stretch(told[f"phase_{number}"], told[f"first_{number}"], told[f"last_{number}"])
                for number in range(1, PHASES_ASKED + 1)
                if told[f"phase_{number}"]
            ),
            serves={one: self._tasks[one] for one in told.get("serves", ())},
            people=told["people"],
        )

    def groups(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """Fields under headings, in the order in which they are asked."""
        yield gettext("做什么"), [self[name] for name in ("title", "purpose", "kind", "acceptance")]
        serves = ["serves"] if "serves" in self.fields else []
        yield gettext("为什么要议"), [self[name] for name in ("spends_collective", "touches_villagers", *serves)]
        yield gettext("多少钱、从哪来（元）"), [self["budget"], *(self[f"source_{kind}"] for kind in SOURCE_WORDS)]
        yield gettext("谁负责"), [self["owner"], self["people"]]

    def phases(self) -> list[tuple[int, list[forms.BoundField]]]:
        names = range(1, PHASES_ASKED + 1)
        return [(number, [self[f"{part}_{number}"] for part in ("phase", "first", "last")]) for number in names]


class PeopleForm(forms.Form):
    """What may still change once it is deliberated."""

    owner = forms.ChoiceField(label=_("由哪个岗位负责"))
    people = forms.CharField(label=_("谁来办、谁监督"), max_length=MAX_REASON, required=False)

    def __init__(self, *args: Any, owners: Groups, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = owners  # type: ignore[attr-defined]


class MeetingForm(forms.Form):
    """A meeting that was held, of the step that comes next."""

    body = forms.ChoiceField(label=_("哪个会议"))
    merges = forms.BooleanField(label=_("书记、主任“一肩挑”，与两委商议合并开"), required=False)
    notified_on = _day(_("哪天通知（送达方案）"), required=False)
    held_on = _day(_("哪天开的"))
    due = _count(_("应到人数"))
    due_because = forms.CharField(label=_("应到比上一次少的，写明为什么"), max_length=MAX_REASON, required=False)
    present = _count(_("实到人数"))
    by_paper = forms.ChoiceField(label=_("怎么表决"), choices=(("", _("举手")), ("1", _("票决"))), required=False)
    favour = _count(_("赞成"))
    against = _count(_("反对"))
    abstained = _count(_("弃权"))
    spoilt = _count(_("废票（票决才填）"), required=False)
    kept = _count(_("未交回（票决才填）"), required=False)
    witness_one = forms.CharField(label=_("监票人（一）"), max_length=20)
    witness_two = forms.CharField(label=_("监票人（二）"), max_length=20)

    def __init__(self, *args: Any, step: str, due_before: int = 0, may_merge: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.step = step
        if due_before:
            label = gettext("应到比上一次（{before} 人）少的，写明为什么").format(before=due_before)
            self.fields["due_because"].label = label
        else:
            del self.fields["due_because"]
        bodies = BY_ID[step].bodies
        self.fields["body"].choices = [(one, body_words(one)) for one in bodies]  # type: ignore[attr-defined]
        if len(bodies) == 1:
            self.fields["body"].widget = forms.HiddenInput()
            self.fields["body"].initial = bodies[0]
        # What was sent is judged, also from a page that offered it yesterday: the act says why not.
        if step != "propose" or not (may_merge or self.data.get("merges")):
            del self.fields["merges"]

    @property
    def held(self) -> Held:
        """Of a form without faults."""
        told = self.cleaned_data
        merges = told.get("merges", False)
        votes = Votes(told["favour"], told["against"], told["abstained"], told["spoilt"] or 0, told["kept"] or 0)
        return Held(
            step=self.step,
            body="committees" if merges else told["body"],
            held_on=told["held_on"],
            due=told["due"],
            present=told["present"],
            votes=votes,
            by_paper=bool(told["by_paper"]),
            witnesses=(told["witness_one"], told["witness_two"]),
            notified_on=told["notified_on"],
            merges=merges,
            due_because=told.get("due_because", ""),
        )


class BothPostsForm(forms.Form):
    """From when one person holds both posts, by what paper."""

    from_day = _day(_("从哪天起一人担任"))
    source = forms.CharField(
        label=_("依据"), max_length=MAX_SOURCE, help_text=_("任职文件或选举结果，写文号或日期，不写人名")
    )


class EndForm(forms.Form):
    """Until when."""

    to_day = _day(_("到哪天为止"))


class PublishForm(forms.Form):
    """Where and how long it hangs; the words come from the record, and more may stand below them."""

    more = forms.CharField(
        label=_("补充说明（可以不写）"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    from_day = _day(_("从哪天公开"))
    to_day = _day(_("公开到哪天"))
    place = forms.CharField(label=_("在哪里公开"), max_length=60)


class SpendForm(forms.Form):
    """One voucher."""

    day = _day(_("哪天付的"))
    amount = _money(_("金额（元）"))
    what = forms.CharField(label=_("花在什么上"), max_length=120)
    voucher = forms.CharField(label=_("凭证号"), max_length=40)


class PhaseForm(forms.Form):
    """Done, or moved with a reason."""

    done_on = _day(_("哪天完成"), required=False)
    first = _day(_("改为哪天开始"), required=False)
    last = _day(_("改为哪天结束"), required=False)
    because = forms.CharField(label=_("为什么改"), max_length=MAX_REASON, required=False)


class AcceptForm(forms.Form):
    """Seen on the spot, by somebody else."""

    on = _day(_("哪天验收"))
    saying = forms.CharField(label=_("看到了什么"), max_length=MAX_TEXT, widget=forms.Textarea(attrs={"rows": 3}))


class BlockForm(forms.Form):
    """Stuck: on what, since when, who must act, what is needed of him."""

    because = forms.CharField(label=_("卡在哪里"), max_length=MAX_REASON)
    from_whom = forms.CharField(
        label=_("等谁办"), max_length=MAX_WHO, help_text=_("写单位或岗位，如“区自然资源局”；不写人名")
    )
    needs = forms.CharField(label=_("要他办什么"), max_length=MAX_REASON)
    since = _day(_("从哪天卡住"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "block-%s", **kwargs})


class ReasonForm(forms.Form):
    """Why."""

    because = forms.CharField(label=_("为什么"), max_length=MAX_REASON, required=False)


def initial_of(plan: Plan, owner: str) -> dict[str, Any]:
    """What the form shows of a plan that stands."""
    shown: dict[str, Any] = {
        name: getattr(plan, name)
        for name in ("title", "purpose", "kind", "spends_collective", "touches_villagers", "acceptance", "people")
    }
    shown |= {"budget": Decimal(plan.budget) / 100, "owner": owner, "serves": list(plan.serves)}
    shown |= {f"source_{kind}": Decimal(amount) / 100 for kind, amount in plan.sources.items()}
    for number, one in enumerate(plan.phases, 1):
        days: dict[str, str | date] = {"phase": one.name, "first": one.first, "last": one.last}
        shown |= {f"{part}_{number}": value for part, value in days.items()}
    return shown


def initial_of_block(project: Project, today: date) -> dict[str, Any]:
    """What stands of what it is stuck on, to be said anew."""
    return {
        "because": project.blocked_because,
        "from_whom": project.blocked_by,
        "needs": project.blocked_needs,
        "since": project.blocked_since or today,
    }
