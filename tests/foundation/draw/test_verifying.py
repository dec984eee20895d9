"""Whatever is changed in a draw file after the fact is found and named."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivestar.foundation.draw import NotYetDrawn, commitment, draw, frame_of, order, seed, verify_draw
from tests.foundation.draw.test_the_page import golden

SECRET = bytes(range(32))


def put(*path: Any, to: Any) -> Callable[[dict[str, Any]], None]:
    def change(document: dict[str, Any]) -> None:
        for step in path[:-1]:
            document = document[step]
        document[path[-1]] = to

    return change


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (put("draw", 0, 1, to="990099001201.R001"), "draw[0]"),
        (put("draw", to=[]), "draw[0]"),
        (put("witnesses", 0, "number", to="0418"), "draw[1]"),
        (put("witnesses", 0, "number", to="417 "), "witnesses[0].number"),
        (put("public_result", "value", to="3,11"), "public_result.value"),
        (put("public_result", "on", to="2023-11-01"), "public_result.on"),
        (put("secret", to="00" * 32), "commitment"),
        (put("secret", to="zz"), "secret"),
        (put("commitment", to="sha256:" + "0" * 64), "commitment"),
        (put("frame", "as_at", to="2023-11-02"), "commitment"),
        (put("frame", "strata", 0, "take", to=2), "commitment"),
        (put("frame", "strata", 0, "take", to=9), "frame.strata[0].take"),
        (put("frame", "strata", 0, "count", to=7), "frame.strata[0].count"),
        (put("frame", "strata", 0, "items", 0, to="990099001299.R001"), "frame.strata[0].items"),
        (put("frame", "strata", 1, "id", to="a"), "frame.strata"),
        (put("frame", "more", to=1), "frame"),
        (put("format", to=2), "format"),
        (put("public_result", to=[]), "public_result"),
    ],
)
def test_a_changed_file_is_named_at_the_place(change: Callable[[dict[str, Any]], None], place: str) -> None:
    document = golden()
    change(document)

    difference = verify_draw(document)

    assert difference is not None
    assert difference.path == place


def test_an_item_left_out_of_the_list_or_added_to_it_is_named() -> None:
    short, long = golden(), golden()
    short["draw"].pop()
    long["draw"].append(["rural.peace.open", "990099001203.R050"])

    differences = [verify_draw(short), verify_draw(long)]

    assert [(one.path, one.found) for one in differences if one] == [("draw[3]", None), ("draw", "5 项")]


def test_a_file_that_only_commits_is_not_yet_to_be_verified() -> None:
    document = golden()
    document["secret"] = document["public_result"]["value"] = None
    with pytest.raises(NotYetDrawn):
        verify_draw({**document, "draw": []})

    told = verify_draw(document)

    assert told is not None
    assert told.path == "draw"


def test_numbers_do_not_run_into_each_other() -> None:
    assert seed(SECRET, ["12", "3"], "4") != seed(SECRET, ["1", "23"], "4")
    assert seed(SECRET, ["12"], "3 4") != seed(SECRET, ["12", "3"], "4")
    with pytest.raises(ValueError, match="32 bytes"):
        commitment({}, b"short")
    with pytest.raises(ValueError, match="groups of digits"):
        seed(SECRET, [], "1,2")


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.sets(st.text("xyz019.", min_size=1, max_size=6)), max_size=5),
    st.data(),
)
def test_every_beginning_of_the_list_holds_the_strata_in_proportion(items: dict[str, set[str]], data: Any) -> None:
    take = {name: data.draw(st.integers(0, len(members))) for name, members in items.items()}
    frame = frame_of(district="990099", as_at="2023-11-01", editions={}, items=items, take=take)
    made = seed(SECRET, [], "7")

    listed = draw(frame, made)

    total = sum(take.values())
    assert len(listed) == total
    for name, members in items.items():
        mine = [one.item for one in listed if one.stratum == name]
        assert mine == order(made, name, members)[: take[name]]
    for length in range(1, total + 1):
        for name, count in take.items():
            here = sum(one.stratum == name for one in listed[:length])
            assert abs(here * total - count * length) <= len(take) * total
