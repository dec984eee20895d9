"""Writes one rulebook as a program for NumPy, pandas and DuckDB, the way one would write it by hand.

Covers what the shipped rural edition uses; anything else is refused, so that no comparison leaves work out.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from fivestar.engine import Criterion, Rulebook, Star
from fivestar.engine import tree as t
from fivestar.engine.pace import Clock, accruing_parts, clock

_SIGN = {"=": "==", "<>": "!="}


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a dialect names a fact's value and whether it is known."""

    number: Callable[[str], str]
    truth: Callable[[str], str]
    known: Callable[[str], str]


NUMPY = Spelling(lambda key: f'v["{key}"]', lambda key: f'v["{key}"]', lambda key: f'k["{key}"]')
PANDAS = Spelling(
    lambda key: f'facts["{key}"]', lambda key: f'(facts["{key}"] == 1)', lambda key: f'facts["{key}"].notna()'
)


def array_program(rulebook: Rulebook, as_at: date, spelling: Spelling, head: str) -> str:
    """A module with `rate`: one answer byte per criterion and branch, then stars, then levels."""
    _refuse_what_is_not_covered(rulebook)
    now = clock(rulebook.edition, as_at)
    lines = [head.format(edition=rulebook.edition.id, as_at=as_at)]
    for criterion in rulebook.criteria:
        lines += _array_criterion(rulebook, criterion, now, spelling)
    for star in rulebook.stars:
        lines += _array_star(star)
    names = [f"star_{star.id}" for star in rulebook.stars]
    lines.append("    level = " + " + ".join(f"({name} == MET).astype(np.uint8)" for name in names))
    lines.append("    at_most = " + " + ".join(f"({name} != UNMET).astype(np.uint8)" for name in names))
    answers = ["level", "at_most", *names, *(criterion.id for criterion in rulebook.criteria)]
    return "\n".join([*lines, f"    return [{', '.join(answers)}]", ""])


def sql_program(rulebook: Rulebook, as_at: date) -> str:
    """One SELECT over a table `facts`."""
    _refuse_what_is_not_covered(rulebook)
    now = clock(rulebook.edition, as_at)
    codes = ",\n".join(f"        {_sql_code(rulebook, one, now)}::UTINYINT AS {one.id}" for one in rulebook.criteria)
    stars = ",\n".join(f'        {_sql_star(star)}::UTINYINT AS "star.{star.id}"' for star in rulebook.stars)
    names = [f'"star.{star.id}"' for star in rulebook.stars]
    level = " + ".join(f"({name} = 1)::UTINYINT" for name in names)
    at_most = " + ".join(f"({name} <> 0)::UTINYINT" for name in names)
    shown = ", ".join([*names, *(one.id for one in rulebook.criteria)])
    return (
        f"-- {rulebook.edition.id} as at {as_at}. Written by bench/programs/writing.py.\n"
        f"-- 0 unmet, 1 met, 2 unknown, 3 not applicable, 4 pending on pace, 5 pending behind.\n"
        f"WITH codes AS (\n    SELECT branch,\n{codes}\n    FROM facts\n),\nstars AS (\n    SELECT *,\n{stars}\n"
        f"    FROM codes\n)\nSELECT branch,\n    ({level})::UTINYINT AS level,\n    ({at_most})::UTINYINT AS at_most,\n"
        f"    {shown}\nFROM stars\n"
    )


def _array_criterion(rulebook: Rulebook, criterion: Criterion, now: Clock, spelling: Spelling) -> list[str]:
    name = criterion.id
    applies = f", where {criterion.applies_when}" if criterion.applies_when else ""
    lines = [f"    # {name}: {criterion.met_when}{applies}"]
    if criterion.is_off:
        return [*lines, f"    {name} = np.full(count, NOT_APPLICABLE)  # veto without a legal basis"]
    met, known = _yes_and_known(rulebook.trees[criterion.met_when], spelling)
    held = met
    if criterion.accrues and not now.is_over:
        parts = accruing_parts(rulebook.trees[criterion.met_when]) or ()
        kept = [
            f"{_known(part, spelling)} & ({_number(part.left, spelling)} >= {_due(_number(part.right, spelling), now)})"
            for part in parts
        ]
        lines.append(f"    on_pace = {' & '.join(kept)}")
        held = f"np.where({met}, MET, np.where(on_pace, ON_PACE, BEHIND))"
    lines.append(f"    {name} = np.where({known}, {held}, UNKNOWN)")
    if criterion.applies_when is not None:
        yes, sure = _yes_and_known(rulebook.trees[criterion.applies_when], spelling)
        lines.append(f"    {name} = np.where({sure}, np.where({yes}, {name}, NOT_APPLICABLE), UNKNOWN)")
    return lines


def _array_star(star: Star) -> list[str]:
    names = [criterion.id for criterion in star.criteria]
    chain = "MET"
    for code in ("BEHIND", "UNKNOWN", "UNMET"):
        chain = f"np.where(any_is({code}, {star.id}), {code}, {chain})"
    return ["", f"    {star.id} = [{', '.join(names)}]", f"    star_{star.id} = {chain}"]


def _yes_and_known(node: t.Node, spelling: Spelling) -> tuple[str, str]:
    """Whether it holds (only to be believed where it is known), and where it is known."""
    if not isinstance(node, t.And):
        return _array(node, spelling), _known(node, spelling)
    parts = [(_array(part, spelling), _known(part, spelling)) for part in node.parts]
    every = " & ".join(f"({yes})" for yes, _ in parts)
    denied = " | ".join(f"({known} & ~({yes}))" for yes, known in parts)
    return f"({every})", f"(({' & '.join(known for _, known in parts)}) | {denied})"


def _known(node: t.Node, spelling: Spelling) -> str:
    return " & ".join(spelling.known(key) for key in t.keys_in(node))


def _array(node: t.Node, spelling: Spelling) -> str:
    match node:
        case t.Comparison(op, left, right):
            return f"({_number(left, spelling)} {_SIGN.get(op, op)} {_number(right, spelling)})"
        case t.Between(value, low, high):
            found = _number(value, spelling)
            return f"(({found} >= {_number(low, spelling)}) & ({found} <= {_number(high, spelling)}))"
        case t.Fact():
            return spelling.truth(node.key)
        case _:
            return _number(node, spelling)


def _number(node: t.Node, spelling: Spelling) -> str:
    match node:
        case t.Fact():
            return spelling.number(node.key)
        case t.Number(value):
            return str(value)
        case t.Arithmetic(op, left, right):
            return f"{_number(left, spelling)} {op} {_number(right, spelling)}"
        case _:
            raise NotImplementedError(node)


def _sql_code(rulebook: Rulebook, criterion: Criterion, now: Clock) -> str:
    if criterion.is_off:
        return "3"
    met = _sql(rulebook.trees[criterion.met_when])
    unmet = "0"
    if criterion.accrues and not now.is_over:
        parts = accruing_parts(rulebook.trees[criterion.met_when]) or ()
        kept = " AND ".join(f"{_sql(part.left)} >= {_due(_sql(part.right), now)}" for part in parts)
        unmet = f"CASE WHEN {kept} THEN 4 ELSE 5 END"
    code = f"CASE WHEN {met} THEN 1 WHEN NOT ({met}) THEN {unmet} ELSE 2 END"
    if criterion.applies_when is None:
        return code
    applies = _sql(rulebook.trees[criterion.applies_when])
    return f"CASE WHEN {applies} THEN {code} WHEN NOT ({applies}) THEN 3 ELSE 2 END"


def _sql_star(star: Star) -> str:
    names = ", ".join(criterion.id for criterion in star.criteria)
    return f"CASE WHEN 0 IN ({names}) THEN 0 WHEN 2 IN ({names}) THEN 2 WHEN 5 IN ({names}) THEN 5 ELSE 1 END"


def _sql(node: t.Node) -> str:
    match node:
        case t.Fact():
            return f'"{node.key}"'
        case t.Number(value):
            return str(value)
        case t.Arithmetic(op, left, right) | t.Comparison(op, left, right):
            return f"{_sql(left)} {op} {_sql(right)}"
        case t.Between(value, low, high):
            return f"{_sql(value)} BETWEEN {_sql(low)} AND {_sql(high)}"
        case t.And(parts):
            return " AND ".join(_sql(part) for part in parts)
        case _:
            raise NotImplementedError(node)


def _due(threshold: str, now: Clock) -> str:
    return f"{threshold} * {now.elapsed} // {now.total}"


def _refuse_what_is_not_covered(rulebook: Rulebook) -> None:
    for star in rulebook.stars:
        is_plain = star.won_by == "all" and not star.requires
        counts = any(not one.is_off and one.applies_when is None and not one.accrues for one in star.criteria)
        if not (is_plain and counts):
            raise NotImplementedError(f"{star.id}: not won by all, with a criterion that always counts")
    if rulebook.edition.caps:
        raise NotImplementedError("caps")
