"""Planted severities are found again; what cannot be compared is not."""

import random
from statistics import correlation

from fivestar.rechecks.decisions.severity import FEWEST_SHARED, Looked, severities


def planted(people: dict[str, float], pairs: int, each: int, chance: random.Random) -> list[Looked]:
    """Every pair is seen by `each` people; whoever is severe finds fault the more often."""
    found = []
    for pair in range(pairs):
        difficulty = chance.uniform(0.25, 0.75)
        found += [
            Looked(pair, person, chance.random() < difficulty + people[person])
            for person in chance.sample(sorted(people), each)
        ]
    return found


def test_planted_severities_are_recovered() -> None:
    people = {f"p{number:02d}": -0.22 + 0.04 * number for number in range(12)}

    answer = severities(planted(people, 1_000, 3, random.Random(11)))

    assert [one.person for one in answer] == sorted(people)
    assert correlation([one.value for one in answer], list(people.values())) > 0.9
    assert abs(sum(one.value for one in answer)) < 1e-6


def test_the_difficulty_of_what_one_happened_to_see_is_not_his_severity() -> None:
    """He saw only bad pairs, and judged them as everybody did."""
    findings = [Looked(pair, "a", True) for pair in range(20)] + [Looked(pair, "b", True) for pair in range(20)]
    findings += [Looked(pair, who, False) for pair in range(20, 60) for who in ("b", "c")]

    assert [(one.person, round(one.value, 6)) for one in severities(findings)] == [("a", 0), ("b", 0), ("c", 0)]


def test_nothing_is_said_of_whoever_shares_too_little() -> None:
    alone = [Looked(pair, "a", True) for pair in range(100)]
    few = [Looked(pair, "b", False) for pair in range(FEWEST_SHARED - 1)]

    assert severities(alone) == []
    assert severities(alone + few) == []


def test_groups_without_a_pair_in_common_are_each_measured_by_themselves() -> None:
    findings = [Looked(pair, "a", True) for pair in range(20)] + [Looked(pair, "b", False) for pair in range(20)]
    findings += [Looked(pair, who, True) for pair in range(50, 70) for who in ("c", "d")]

    assert [(one.person, round(one.value, 6), one.shared) for one in severities(findings)] == [
        ("a", 0.5, 20),
        ("b", -0.5, 20),
        ("c", 0, 20),
        ("d", 0, 20),
    ]
