"""Works the worked cases of a rulebook: each expectation against what is computed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from fivestar.engine import closures
from fivestar.engine.facts import Value
from fivestar.engine.rated import Rated
from fivestar.engine.rulebook import Case, Rulebook

Rate = Callable[[Rulebook, Mapping[str, Value], date], Rated]


@dataclass(frozen=True, slots=True)
class Difference:
    """A case that does not come out: what it expects under `key`, and what was found."""

    case: str
    key: str
    expected: int | bool | str
    found: int | bool | str | None


def work(rulebook: Rulebook, rate: Rate = closures.rate) -> list[Difference]:
    """Every expectation of every case that `rate` does not fulfil."""
    return [difference for case in rulebook.cases for difference in _differences(rulebook, case, rate)]


def facts_of(rulebook: Rulebook, case: Case) -> dict[str, Value]:
    """The facts a case is worked with: those of the case it starts from, then its own."""
    earlier = next((other for other in rulebook.cases if other.name == case.facts_from), None)
    return {**(facts_of(rulebook, earlier) if earlier else {}), **case.facts}


def rulebook_of(rulebook: Rulebook, case: Case) -> Rulebook:
    """The rulebook as the case has it: vetoes switched on, other prerequisites."""
    if not case.veto_on and not case.requires:
        return rulebook
    return rulebook.with_changes(veto_on=case.veto_on, requires=case.requires)


def _differences(rulebook: Rulebook, case: Case, rate: Rate) -> Iterator[Difference]:
    rated = rate(rulebook_of(rulebook, case), facts_of(rulebook, case), case.as_at)
    for key, expected in case.expect.items():
        found = answer(rated, key)
        if found != expected:
            yield Difference(case.name, key, expected, found)


def answer(rated: Rated, key: str) -> int | bool | str | None:
    """What was answered under `level`, `at_most`, `star.<id>`, `<criterion>` or `<criterion>.on_pace`."""
    if key == "level":
        return rated.level
    if key == "at_most":
        return rated.at_most
    if key.startswith("star."):
        return str(rated.stars[key.removeprefix("star.")])
    if key.endswith(".on_pace"):
        return rated.outcomes[key.removesuffix(".on_pace")].on_pace
    return str(rated.outcomes[key].verdict)
