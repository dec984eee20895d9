"""Words of the engine's commands: faults with their place, and why a branch stands where it stands."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from fivestar.engine.explain import Explanation, Step, WhyCriterion
from fivestar.engine.facts import FactDef, Value, base_name
from fivestar.engine.faults import Fault
from fivestar.engine.rulebook import Rulebook, Star
from fivestar.engine.tree import keys_in
from fivestar.engine.verdicts import Verdict
from fivestar.foundation.sheets import SheetFault

WORDS = {
    Verdict.MET: "达标",
    Verdict.UNMET: "未达标",
    Verdict.UNKNOWN: "待核实",
    Verdict.NOT_APPLICABLE: "不适用",
    Verdict.PENDING: "期内",
}
_SHOWN = {"元": 100, "万元": 1_000_000}  # 分 in each


def of_rulebook(faults: Iterable[Fault]) -> Iterator[str]:
    yield from (str(fault) for fault in faults)


def of_table(faults: Iterable[SheetFault]) -> Iterator[str]:
    for fault in faults:
        row = f"第 {fault.row} 行" if fault.row is not None else ""
        column = f"{fault.column} 列" if fault.column is not None else ""
        place = " ".join(part for part in (fault.file, row, column) if part)
        yield f"{place}:{fault.text}"


def level(explanation: Explanation) -> str:
    rated = explanation.rated
    return f"{rated.level} 星" + (f",至多 {rated.at_most} 星" if rated.at_most > rated.level else "")


def of_star(rulebook: Rulebook, star: Star, explanation: Explanation, facts: Mapping[str, Value]) -> Iterator[str]:
    """The star, then each of its criteria with the facts it was decided by."""
    why = explanation.stars[star.id]
    needed = [rulebook.star(required).name for required in why.requires]
    yield f"{star.name}:{WORDS[why.verdict]}" + (f"(要先有 {'、'.join(needed)})" if needed else "")
    for criterion in star.criteria:
        reason = explanation.criteria[criterion.id]
        yield f"  {criterion.id} {criterion.name}:{WORDS[reason.verdict]}{_pace(reason)}"
        if criterion.is_off:
            yield "      一票否决,未开启"
            continue
        for condition in (criterion.applies_when, criterion.met_when):
            if condition is not None:
                yield f"      {condition}"
        texts = [text for text in (criterion.applies_when, criterion.met_when) if text is not None]
        for key in dict.fromkeys(key for text in texts for key in keys_in(rulebook.trees[text])):
            fact = rulebook.facts[base_name(key)]
            yield f"        {'上年' if key != fact.id else ''}{fact.label}({key}):{amount(fact, facts.get(key))}"
        yield from (f"        {gap}" for gap in _gaps(reason.met, rulebook))


def amount(fact: FactDef, value: Value) -> str:
    """A value with its unit; money as the fact is shown."""
    if value is None:
        return "待核实"
    if isinstance(value, bool):
        return "是" if value else "否"
    if fact.shown_as is not None and isinstance(value, int):
        return f"{_decimal(value, _SHOWN[fact.shown_as])} {fact.shown_as}"
    return f"{value} {fact.unit}" if fact.unit else str(value)


def _decimal(value: int, units: int) -> str:
    """Exact, without floats: 3200000 分 of 1,000,000 each are 3.2."""
    whole, rest = divmod(abs(value), units)
    digits = f"{rest:0{len(str(units)) - 1}d}".rstrip("0")
    return ("-" if value < 0 else "") + str(whole) + (f".{digits}" if digits else "")


def _pace(reason: WhyCriterion) -> str:
    if reason.on_pace is None:
        return ""
    due = f",到今天应有 {reason.due}" if reason.due is not None else ""
    return f"({'赶得上' if reason.on_pace else '落后'}{due})"


def _gaps(step: Step, rulebook: Rulebook) -> Iterator[str]:
    for part in (step.left, step.right):
        if part is not None:
            yield from _gaps(part, rulebook)
    if step.gap is not None and step.fact is not None and step.left is not None and step.right is not None:
        is_over = int(step.left.value or 0) > int(step.right.value or 0)
        yield f"{'超出' if is_over else '差'} {amount(rulebook.facts[base_name(step.fact)], step.gap)}"


def of_difference(path: str, expected: Any, found: Any, *, whole: str = "整张凭据") -> str:
    return f"不一致:{path or whole}:应为 {expected},现为 {found}"
