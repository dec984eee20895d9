"""What is masked stays masked, whatever stands beside it, and what is about nobody is left as it was."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fivestar.foundation.privacy import masked, scan
from fivestar.foundation.privacy.numbers import is_card, is_id, is_old_id
from fivestar.foundation.privacy.plain import plain

NOBODYS = "99009919880229002"  # of a district that does not exist
BETWEEN = st.sampled_from(["", "", "", " ", "-", " - ", "　", "—", "\u200b"])
WRITTEN = st.sampled_from(["0123456789", "０１２３４５６７８９", "〇一二三四五六七八九"])


def with_check(seventeen: str) -> str:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return seventeen + "10X98765432"[sum(int(one) * by for one, by in zip(seventeen, weights, strict=True)) % 11]


@st.composite
def ids(draw: st.DrawFn) -> str:
    day = draw(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
    place, order = draw(st.integers(100000, 999999)), draw(st.integers(0, 999))
    return with_check(f"{place}{day:%Y%m%d}{order:03}")


@st.composite
def spelt(draw: st.DrawFn, number: st.SearchStrategy[str]) -> str:
    """The number as somebody might write it: other digits, blanks and dashes between."""
    digits = draw(WRITTEN)
    characters = [digits[int(one)] if one.isdigit() else one for one in draw(number)]
    return "".join(one + draw(BETWEEN) for one in characters)


def ids_left_in(text: str) -> list[str]:
    """Every 18 characters that are a valid number when only blanks and dashes stand between them."""
    read = plain(text).text
    found = []
    for start in range(len(read)):
        digits, gap = "", 0
        for one in read[start:]:
            if one in " -" and digits and gap < 3:
                gap += 1
            elif one.isdigit() or (one == "X" and len(digits) == 17):
                digits, gap = digits + one, 0
            else:
                break
            if len(digits) == 18:
                found += [digits] if is_id(digits) else []
                break
    return found


@given(before=st.text(max_size=12), number=spelt(ids()), after=st.text(max_size=12))
@example(before="1390374", number=with_check(NOBODYS), after="")
def test_no_valid_identity_number_survives(before: str, number: str, after: str) -> None:
    text = f"{before}{number}{after}"

    assert ids_left_in(text) != [] or ids_left_in(number) == []
    assert ids_left_in(masked(text, everything=False)) == []


@given(st.text(alphabet=st.sampled_from(list("0123456789 -*Xx〇一０张三号组\n楼6222年.")), max_size=60))
def test_masked_once_more_it_is_the_same(text: str) -> None:
    once = masked(text)

    assert masked(once) == once
    assert scan(once) == []


@given(
    st.text(
        alphabet=st.characters(exclude_categories=["Nd", "No", "Nl"], exclude_characters="〇零一二三四五六七八九幺十百")
    )
)
def test_a_text_without_numbers_is_left_as_it_was(text: str) -> None:
    assert (masked(text), scan(text)) == (text, [])


@given(st.text(max_size=80))
def test_what_is_not_found_is_kept_to_the_letter(text: str) -> None:
    found = scan(text)

    kept = "".join(
        text[left:right]
        for left, right in zip(
            [0, *(one.end for one in found)], [*(one.start for one in found), len(text)], strict=True
        )
    )
    rest = masked(text)
    for one in found:
        assert one.mask in rest
    assert kept == text if not found else len(kept) < len(text)


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        (f"张三 {with_check(NOBODYS)}", "张三 9900**********0028"),
        ("990099 19880229 0015", "9900**********0015"),
        ("990099880229001", "9900*******9001"),
        ("139-0374-0000、138 0374 0001", "139****0000、138****0001"),
        ("13903740000 13803740001", "139****0000 138****0001"),
        ("13903740000，13803740001", "139****0000，138****0001"),
        ("13903740000.50 元", "13903740000.50 元"),
        ("+86 13903740000", "+86139****0000"),
        ("13903740000×2", "139****0000×2"),
        ("6222021234567890128", "6222***********0128"),
        ("账号：8100 0000 1234", "账号：8100****1234"),
        ("1\u200b3903740000", "139****0000"),
        ("3组12号王家", "3组*号王家"),
        ("5号楼12单元301室", "5号楼*单元*室"),
    ],
)
def test_its_ends_stay_so_that_whoever_is_meant_knows(text: str, becomes: str) -> None:
    assert masked(text) == becomes


@pytest.mark.parametrize(
    ("heading", "cell", "becomes"),
    [
        ("电话", "5152588", "5****88"),
        ("监督电话", "5152588", "5152588"),
        ("一卡通账号", "81000012", "8*****12"),
        ("残疾证号", f"{with_check(NOBODYS)}43", "9900************2843"),
        ("残疾等级", "肢体二级", "***"),
        ("家庭住址", "2排东头第3家", "***"),
        ("家庭住址", "—", "—"),
        ("姓名", "张三", "张三"),
        ("金额（元）", "13900", "13900"),
    ],
)
def test_a_column_says_what_its_cells_are(heading: str, cell: str, becomes: str) -> None:
    assert masked(cell, heading=heading) == becomes


def test_a_number_with_a_wrong_check_digit_is_only_likely_one() -> None:
    contract = "410003202309150012"

    assert [(one.kind, one.is_certain) for one in scan(contract)] == [("id_like", False)]
    assert masked(contract, everything=False) == contract


@pytest.mark.parametrize("number", ["2023091500001234", "1234567890123452"])
def test_a_number_that_begins_with_its_year_is_no_card(number: str) -> None:
    assert not is_card(number)


def test_an_old_number_has_a_day_in_it() -> None:
    assert (is_old_id("990099880229001"), is_old_id("990099880230001")) == (True, False)
