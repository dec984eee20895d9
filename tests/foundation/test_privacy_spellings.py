"""What is personal is found as people write it, and what is nobody's is never held to be certain."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivestar.foundation.privacy import CERTAIN, lists_people, masked, scan
from fivestar.foundation.privacy.numbers import is_mobile
from tests.foundation.spellings import SPELLINGS, kind_of, page
from tests.foundation.test_privacy_masks import ids

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "privacy.md"
LOOSE = st.sampled_from([".", "/", "_", "·", "・", ")", " . ", "．", "／"])
MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
VOUCHERS = ("记-{n}", "{y}-{m:02}-{n:03}", "{y}{m:02}{n:05}", "记字第{n:04}号", "{y}:记-{n}", "{m:02}/{n}")
UNITS = st.sampled_from(["元", " 元", "分", "万元", "亩", "户"])
WORDS = st.sampled_from(["", "张三", "李四", "户主王五", "联系人", "共三户", "（一）", "第二批"])


def certain(text: str, heading: str = "") -> list[str]:
    return [one.kind for one in scan(text, heading=heading) if one.is_certain]


@pytest.mark.parametrize(("heading", "written", "kind"), SPELLINGS)
def test_each_spelling_is_what_the_table_says(heading: str, written: str, kind: str) -> None:
    assert kind_of(heading, written) == kind


def test_the_table_in_the_docs_is_the_programs() -> None:
    assert PAGE.read_text("utf-8") == page()


@given(before=WORDS, number=MOBILES, after=st.sampled_from(["", "。", "，请联系", "（本人）", "\n"]))
def test_a_mobile_number_is_found_behind_a_name_that_ends_in_a_digit(before: str, number: str, after: str) -> None:
    assert certain(f"{before}{number}{after}") == ["mobile"]
    assert number not in masked(f"{before}{number}{after}", everything=False)


@given(number=MOBILES, first=LOOSE, second=LOOSE)
def test_a_mobile_number_in_three_parts_is_found_whatever_parts_them(number: str, first: str, second: str) -> None:
    text = f"{number[:3]}{first}{number[3:7]}{second}{number[7:]}"

    assert certain(text) == ["mobile"]
    assert number[3:7] not in masked(text, everything=False)[3:-4]


@given(number=ids(), first=LOOSE, second=st.sampled_from([",", "，", "、", ".", "/", ":"]))
def test_an_identity_number_in_three_parts_is_found_whatever_parts_them(number: str, first: str, second: str) -> None:
    assert certain(f"{number[:6]}{first}{number[6:14]}{second}{number[14:]}") == ["id"]


@given(fen=st.integers(0, 10**13), unit=st.sampled_from(["元", " 元", "", " "]), words=WORDS)
def test_an_amount_is_never_certain(fen: int, unit: str, words: str) -> None:
    for amount in (f"{fen / 100:.2f}", f"{fen / 100:,.2f}"):
        assert certain(f"{words}{amount}{unit}", heading="") == []
        assert certain(amount, heading="金额（元）") == []


@given(number=st.integers(0, 10**13), unit=UNITS)
def test_a_whole_number_with_its_unit_is_never_certain(number: int, unit: str) -> None:
    assert certain(f"{number}{unit}") == []
    assert certain(f"{number:,}{unit}") == []
    assert certain(str(number), heading="金额（分）") == []


@given(
    one=st.dates(date(1949, 10, 1), date(2099, 12, 31)),
    other=st.dates(date(1949, 10, 1), date(2099, 12, 31)),
    mark=st.sampled_from(["-", ".", "/", ""]),
    between=st.sampled_from([" 至 ", "—至—", "、", "到"]),
)
def test_days_are_nobodys(one: date, other: date, mark: str, between: str) -> None:
    text = f"{one:%Y{mark}%m{mark}%d}{between}{other:%Y{mark}%m{mark}%d}"

    assert [found for found in scan(text) if found.kind in CERTAIN] == []


@given(code=st.from_regex(r"[1-6][0-9]{11}", fullmatch=True), words=st.sampled_from(["", "东柳村", "代码 "]))
def test_a_statistical_code_is_nobodys(code: str, words: str) -> None:
    assert scan(f"{words}{code}") == []


@given(
    year=st.integers(2000, 2099),
    month=st.integers(1, 12),
    number=st.integers(1, 99_999),
    pattern=st.sampled_from(
        ["记-{n}", "{y}-{m:02}-{n:03}", "{y}{m:02}{n:05}", "记字第{n:04}号", "{y}:记-{n}", "{m:02}/{n}"]
    ),
)
def test_a_number_of_a_voucher_is_nobodys(year: int, month: int, number: int, pattern: str) -> None:
    assert scan(pattern.format(y=year, m=month, n=number)) == []


@given(mu=st.integers(0, 10**8), unit=st.sampled_from(["亩", " 平方米", "㎡", " 公顷"]), decimals=st.integers(1, 4))
def test_an_area_is_nobodys(mu: int, unit: str, decimals: int) -> None:
    assert certain(f"{mu / 10**4:.{decimals}f}{unit}") == []


@given(
    area=st.sampled_from(["010", "0374", "0371", "021"]),
    number=st.from_regex(r"[2-8][0-9]{6,7}", fullmatch=True),
    form=st.sampled_from(["{a}-{n}", "({a}){n}", "（{a}）{n}", "{a} {n}", "{a}{n}", "{n}"]),
)
def test_the_telephone_of_an_office_is_nobodys(area: str, number: str, form: str) -> None:
    text = form.format(a=area, n=number)

    assert not is_mobile(text)
    assert scan(f"监督电话 {text}，或 12345") == []


@pytest.mark.parametrize(
    ("words", "head", "rows", "lines"),
    [
        ("低保金发放\n张三，每月500元；李四 300元", (), (), 2),
        ("低保金发放\n张三500元、李四300元、王五200元", (), (), 3),
        ("本月发放明细", ("姓名", "金额"), (("张三", "500"),), 1),
        ("困难补助", ("户主", "备注"), (("张三", "五保"),), 1),
        ("本月发放明细", ("名单", "金额"), (("张小三", "500"), ("李四", "300")), 2),
        ("慰问困难户：牛奶 60元、毛巾 20元", (), (), 0),
        ("低保标准每人每月 630 元，特困 820 元", (), (), 0),
        ("三季度收支", ("项目", "金额"), (("收入", "32000元"), ("支出", "18000元")), 0),
        ("参会人员：张三、李四", (), (), 0),
        ("评议结果", ("姓名", "同意票"), (("张三", "31"),), 0),
    ],
)
def test_a_list_of_people_who_get_something_is_one_however_it_is_written(
    words: str, head: tuple[str, ...], rows: tuple[tuple[str, ...], ...], lines: int
) -> None:
    assert lists_people(words, head, rows) == lines


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("张三，一级残疾，每月500元；李四 肺癌 300元", "张三，***，每月500元；李四 *** 300元"),
        ("王五（精神二级）", "王五（***）"),
        ("残疾人两项补贴：一级残疾每月 75 元", "残疾人两项补贴：一级残疾每月 75 元"),
        ("开展白内障、高血压、糖尿病免费筛查", "开展白内障、高血压、糖尿病免费筛查"),
        ("王楼村肺结核防治宣传", "王楼村肺结核防治宣传"),
    ],
)
def test_an_illness_is_somebodys_only_beside_a_name(text: str, becomes: str) -> None:
    assert masked(text) == becomes


def test_in_a_table_of_people_an_illness_is_found_in_any_column() -> None:
    assert masked("因肺癌住院", heading="备注", beside_name=True) == "因***住院"
    assert masked("因肺癌住院", heading="备注") == "因肺癌住院"
