"""How a notice stands with the committee, what is due, and what of an old one is still shown."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivestar.notices.decisions import Owed, Said, Span, Standing, counts, owed, shows_words, standing

YES = [Said(post, objects=False) for post in range(1, 6)]
AGAINST, ANSWERED = Said(9, objects=True), Said(9, objects=True, is_answered=True)
SETTLED = Said(9, objects=True, is_answered=True, is_over=True)
Q1, Q2, Q3 = (
    Span("2023-Q1", date(2023, 1, 1), date(2023, 3, 31)),
    Span("2023-Q2", date(2023, 4, 1), date(2023, 6, 30)),
    Span("2023-Q3", date(2023, 7, 1), date(2023, 9, 30)),
)


@pytest.mark.parametrize(
    ("said", "seats", "stands"),
    [
        ([], {}, Standing("no_committee", 0, 0, 0)),
        ([], {1, 2, 3}, Standing("waiting", 0, 3, 0)),
        (YES[:1], {1, 2, 3}, Standing("waiting", 1, 3, 0)),
        (YES[:2], {1, 2, 3}, Standing("checked", 2, 3, 0)),
        (YES[:2], {1, 2, 3, 4}, Standing("waiting", 2, 4, 0)),
        ([*YES[:2], AGAINST], {1, 2, 9}, Standing("objection", 2, 3, 1)),
        ([*YES[:2], ANSWERED], {1, 2, 9}, Standing("answered", 2, 3, 1)),
        ([*YES[:2], ANSWERED, Said(8, objects=True)], {1, 2, 8, 9}, Standing("objection", 2, 4, 2)),
        ([*YES[:2], SETTLED], {1, 2, 9}, Standing("checked", 2, 3, 0)),
        ([*YES[:1], SETTLED], {1, 2, 9}, Standing("waiting", 1, 3, 0)),
        (YES[:2], {3}, Standing("checked", 2, 3, 0)),
    ],
)
def test_the_committee_is_for_it_when_more_than_half_are_and_nobody_objects(
    said: list[Said], seats: set[int], stands: Standing
) -> None:
    assert standing(said, seats) == stands


@given(
    st.lists(
        st.builds(Said, st.integers(1, 5), st.booleans(), st.booleans(), st.booleans()), unique_by=lambda s: s.post_id
    ),
    st.sets(st.integers(1, 5)),
)
def test_with_an_objection_open_it_is_never_as_it_must_be_and_never_counts(said: list[Said], seats: set[int]) -> None:
    stands = standing(said, seats)

    is_open = any(one.objects and not one.is_over for one in said)
    assert (stands.is_compliant is False) == is_open
    assert counts(stands) != is_open
    assert stands.confirmed <= stands.members


def test_what_hung_is_posted_what_runs_is_due_and_only_what_is_known_is_missed() -> None:
    found = owed([Q1, Q2, Q3], posted={"2023-Q1"}, known={"2023-Q1", "2023-Q2"}, today=date(2023, 9, 15))

    assert found == [Owed(Q1, "posted"), Owed(Q2, "missed"), Owed(Q3, "due")]
    assert owed([Q1], posted=(), known=(), today=date(2023, 4, 1)) == [Owed(Q1, "unknown")]
    assert owed([Q1], posted=(), known=(), today=date(2023, 3, 31)) == [Owed(Q1, "due")]


@pytest.mark.parametrize(
    ("names_people", "today", "stands", "shown"),
    [
        (True, date(2023, 9, 21), True, True),
        (True, date(2023, 9, 22), True, False),
        (True, date(2023, 9, 15), False, False),
        (False, date(2024, 9, 22), False, True),
    ],
)
def test_what_names_people_comes_down_with_the_paper(
    names_people: bool, today: date, stands: bool, shown: bool
) -> None:
    last = date(2023, 9, 21)

    assert shows_words(names_people=names_people, last_day=last, today=today, stands=stands) == shown
