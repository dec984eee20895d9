"""How a code is spelt and read, and when guessing stops."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivestar.responsibility import decisions
from fivestar.responsibility.secrets import new_code


def test_a_code_has_forty_bits_and_no_letter_that_is_mistaken_for_a_digit() -> None:
    assert len(set(decisions.CODE_ALPHABET)) == 32
    assert set("01IO") & set(decisions.CODE_ALPHABET) == set()
    assert decisions.CODE_LENGTH * 5 == 40


@given(st.text(alphabet=decisions.CODE_ALPHABET, min_size=8, max_size=8), st.sampled_from(["", " ", "-", " - ", "—"]))
def test_what_was_read_out_comes_back_however_it_is_typed(code: str, between: str) -> None:
    typed = between.join([code[:4].lower(), code[4:]])
    full_width = "".join(chr(ord(character) + 0xFEE0) for character in code)

    assert decisions.as_typed(decisions.spelt_out(code)) == code
    assert decisions.as_typed(typed) == code
    assert decisions.as_typed(full_width) == code


@pytest.mark.parametrize("text", ["", "ABCD", "ABCD-EFG0", "ABCD-EFGI", "ABCD-EFGHJ", "登录码", "ABCD'EFGH"])
def test_what_cannot_be_a_code_is_none(text: str) -> None:
    assert decisions.as_typed(text) is None


def test_codes_do_not_repeat() -> None:
    codes = {new_code() for _ in range(500)}

    assert len(codes) == 500
    assert [code for code in codes if decisions.as_typed(code) != code] == []


def test_the_tenth_wrong_try_is_the_last() -> None:
    assert [decisions.may_try_again(tries) for tries in (0, 9, 10)] == [True, True, False]
    assert [decisions.may_issue_more(issued) for issued in (0, 59, 60)] == [True, True, False]
