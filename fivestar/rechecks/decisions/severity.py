"""Who finds more fault than others with the same things: a caution for readers, never a ranking.

finding = difficulty of the pair + severity of the person, fitted by least squares to pairs that several people saw
(Linacre's many-facet idea in its simplest additive form). Severities of people who share pairs,
directly or through others, average zero.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

FEWEST_SHARED = 10
"""Pairs seen by others too, below which nothing is said of a person."""
_ROUNDS = 2_000
_STILL = 1e-10


@dataclass(frozen=True, slots=True)
class Looked:
    """What a person found of a pair: fault or none. Who could not check says nothing here."""

    pair: int
    person: str
    found_fault: bool


@dataclass(frozen=True, slots=True)
class Severity:
    """`value`: the share of the shared pairs by which this person finds more (or less) fault than the others would."""

    person: str
    value: float
    shared: int


def severities(findings: Iterable[Looked]) -> list[Severity]:
    """By the person's reference, not by the value; only those with `FEWEST_SHARED` shared pairs or more."""
    by_pair: dict[int, dict[str, float]] = defaultdict(dict)
    for one in findings:
        by_pair[one.pair][one.person] = float(one.found_fault)
    shared = {pair: people for pair, people in by_pair.items() if len(people) > 1}
    by_person: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for pair, people in shared.items():
        for person, found in people.items():
            by_person[person].append((pair, found))
    fitted = _centred(_fit(shared, by_person), shared)
    return [
        Severity(person, fitted[person], len(by_person[person]))
        for person in sorted(by_person)
        if len(by_person[person]) >= FEWEST_SHARED
    ]


def _fit(shared: dict[int, dict[str, float]], by_person: dict[str, list[tuple[int, float]]]) -> dict[str, float]:
    """Each side in turn as the mean of what the other leaves over, until nothing moves."""
    severity = dict.fromkeys(by_person, 0.0)
    for _ in range(_ROUNDS):
        difficulty = {
            pair: sum(found - severity[person] for person, found in people.items()) / len(people)
            for pair, people in shared.items()
        }
        again = {
            person: sum(found - difficulty[pair] for pair, found in seen) / len(seen)
            for person, seen in by_person.items()
        }
        moved = max((abs(again[person] - severity[person]) for person in again), default=0.0)
        severity = again
        if moved < _STILL:
            break
    return severity


def _centred(severity: dict[str, float], shared: dict[int, dict[str, float]]) -> dict[str, float]:
    """Zero on average among people who can be compared at all."""
    group = {person: person for person in severity}

    def root(person: str) -> str:
        while group[person] != person:
            person = group[person]
        return person

    for people in shared.values():
        first, *rest = people
        for other in rest:
            group[root(other)] = root(first)
    members: dict[str, list[str]] = defaultdict(list)
    for person in severity:
        members[root(person)].append(person)
    mean = {name: sum(severity[one] for one in those) / len(those) for name, those in members.items()}
    return {person: value - mean[root(person)] for person, value in severity.items()}
