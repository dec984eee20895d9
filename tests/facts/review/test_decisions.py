"""What stands out, decided on plain values; properties tried to be broken."""

from fractions import Fraction
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivestar.engine import FactDef
from fivestar.engine.language import parse
from fivestar.facts.review.decisions import Jump, is_on_threshold, jump_of, jumps

amounts = st.integers(-(10**12), 10**12)
others = st.lists(amounts, min_size=1, max_size=40)


def integer(slug: str, low: int = 0, high: int = 100_000) -> FactDef:
    return FactDef(
        id=slug, label=slug, type="integer", unit="户", range=(low, high), supplied_by="village", frequency="year"
    )


FACTS = {slug: integer(slug) for slug in ("households", "bound", "accidents", "income")}


@given(value=amounts, values=others)
def test_a_jump_is_a_robust_z_of_three_and_a_half_as_defined(value: int, values: list[int]) -> None:
    middle = Fraction(median([Fraction(one) for one in values]))
    mad = Fraction(median([abs(one - middle) for one in values]))
    spread = max(mad * Fraction(14826, 10000), abs(middle) / 20, Fraction(1))

    assert jumps(value, values) == (abs(value - middle) / spread >= Fraction(7, 2))


@given(value=amounts, values=others, moved=amounts)
def test_the_order_of_the_others_says_nothing_and_the_usual_value_never_jumps(
    value: int, values: list[int], moved: int
) -> None:
    assert jumps(value, values) == jumps(value, sorted(values)) == jumps(-value, [-one for one in values])
    assert not jumps(sorted(values)[len(values) // 2], [sorted(values)[len(values) // 2]] * len(values))


@given(values=others, value=amounts, further=st.integers(0, 10**12))
def test_what_lies_further_out_jumps_too(values: list[int], value: int, further: int) -> None:
    middle = median([Fraction(one) for one in values])
    beyond = value + further if value >= middle else value - further

    assert jumps(beyond, values) or not jumps(value, values)


@given(value=amounts, history=st.lists(amounts, max_size=12), peers=st.lists(amounts, max_size=12))
def test_too_little_to_tell_is_no_jump(value: int, history: list[int], peers: list[int]) -> None:
    found = jump_of(value, history=history, township=peers, district=peers)

    if len(history) < 4 and len(peers) < 5:
        assert found is None
    if found is not None:
        assert found.count == len(history if found.against == "history" else peers)
        assert jumps(value, history if found.against == "history" else peers)


def test_the_own_history_decides_before_the_neighbours() -> None:
    peers = [100, 110, 120, 130, 140]

    assert jump_of(900, history=[880, 890, 910, 905], township=peers, district=peers) is None
    assert jump_of(500, history=[880, 890, 910, 905], township=peers, district=peers) == Jump("history", 897, 4, False)
    assert jump_of(900, history=[880], township=peers, district=peers) == Jump("township", 120, 5, True)
    assert jump_of(900, history=[880], township=peers[:4], district=peers) == Jump("district", 120, 5, True)
    assert jump_of(900, history=[880], township=peers[:4], district=peers[:4]) is None


def test_where_nothing_ever_moved_a_small_step_is_no_jump() -> None:
    assert not jumps(303, [300, 300, 300, 300])
    assert not jumps(352, [300, 300, 300, 300])
    assert jumps(353, [300, 300, 300, 300])
    assert not jumps(3, [0, 0, 0, 0])
    assert jumps(4, [0, 0, 0, 0])


@pytest.mark.parametrize(
    ("condition", "fact", "values", "expected"),
    [
        ("income >= 5000", "income", {"income": 5000}, True),
        ("income > 5000", "income", {"income": 5000}, True),
        ("income >= 5000", "income", {"income": 5001}, False),
        ("income >= 5000", "income", {}, False),
        ("income BETWEEN 10 AND 20", "income", {"income": 20}, True),
        ("income BETWEEN 10 AND 20", "income", {"income": 15}, False),
        ("income = 12", "income", {"income": 12}, False),
        # Shares: 90 of 300 are exactly 30 %.
        ("bound * 100 >= households * 30", "bound", {"bound": 90, "households": 300}, True),
        ("bound * 100 >= households * 30", "households", {"bound": 90, "households": 300}, True),
        ("bound * 100 >= households * 30", "bound", {"bound": 91, "households": 300}, False),
        ("bound * 100 >= households * 30", "bound", {"bound": 90}, False),
        # The ordinary case, not a coincidence.
        ("bound * 100 >= households * 30", "bound", {"bound": 0, "households": 0}, False),
        ("bound * 100 >= households * 100", "bound", {"bound": 300, "households": 300}, False),
        ("bound >= households", "bound", {"bound": 300, "households": 300}, False),
        ("accidents <= 0", "accidents", {"accidents": 0}, False),
        # Exactly last year's figure again.
        ("income >= previous.income", "income", {"income": 700, "previous.income": 700}, True),
        # Another fact's bound.
        ("income >= 5000 AND bound >= 3", "bound", {"income": 5000, "bound": 4}, False),
        ("NOT income >= 5000 OR bound >= 3", "bound", {"income": 5000, "bound": 3}, True),
    ],
)
def test_sitting_exactly_on_a_threshold(condition: str, fact: str, values: dict[str, int], *, expected: bool) -> None:
    assert is_on_threshold(parse(condition, FACTS), FACTS[fact], values) is expected


@given(threshold=st.integers(1, 99_999), value=st.integers(0, 100_000))
def test_only_the_bound_itself_is_exactly_on_it(threshold: int, value: int) -> None:
    tree = parse(f"income >= {threshold}", FACTS)

    assert is_on_threshold(tree, FACTS["income"], {"income": value}) == (value == threshold)
