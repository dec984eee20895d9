"""What must be true of a worked case before it can be worked: it names what exists, and expects answers."""

from fivestar.engine.draft import Draft
from fivestar.engine.facts import base_name, value_problem
from fivestar.engine.faults import N_
from fivestar.engine.rulebook import Case
from fivestar.engine.verdicts import Verdict


def cases_are_sound(draft: Draft) -> None:
    earlier: set[str] = set()
    for case in draft.cases.values():
        if case.facts_from is not None and case.facts_from not in earlier:
            draft.fault("case", case.name, N_("前面没有叫“{name}”的算例"), at=("facts_from",), name=case.facts_from)
        earlier.add(case.name)
        _case_names_exist(draft, case)
        _case_expects_answers(draft, case)
        for key, value in case.facts.items():
            fact = draft.facts.get(base_name(key))
            problem = value_problem(fact, value) if fact else None
            if problem:
                draft.fault("case", case.name, problem[0], at=("facts", key), **problem[1])
            elif not draft.knows("fact", base_name(key)):
                draft.fault("case", case.name, N_("没有定义的事实 {fact}"), at=("facts", key), fact=key)


def _case_names_exist(draft: Draft, case: Case) -> None:
    for name in case.veto_on:
        criterion = draft.criteria.get(name)
        if not draft.knows("criterion", name) or (criterion and criterion.veto is None):
            draft.fault("case", case.name, N_("{id} 不是一票否决任务"), at=("veto_on",), id=name)
    for star_id in {*case.requires, *(required for group in case.requires.values() for required in group)}:
        if not draft.knows("star", star_id):
            draft.fault("case", case.name, N_("没有定义的星 {star}"), at=("requires",), star=star_id)


def _case_expects_answers(draft: Draft, case: Case) -> None:
    for key, value in case.expect.items():
        at = ("expect", key)
        if key in {"level", "at_most"}:
            is_answer = isinstance(value, int) and not isinstance(value, bool)
        elif key.endswith(".on_pace") and draft.knows("criterion", key.removesuffix(".on_pace")):
            is_answer = isinstance(value, bool)
        elif draft.knows("criterion", key) or (
            key.startswith("star.") and draft.knows("star", key.removeprefix("star."))
        ):
            is_answer = value in set(Verdict)
        else:
            draft.fault("case", case.name, N_("算例里没有定义的 {id}"), at=at, id=key)
            continue
        if not is_answer:
            draft.fault("case", case.name, N_("{id} 的预期 {value} 不是一个结论"), at=at, id=key, value=value)
