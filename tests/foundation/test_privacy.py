"""What must not hang on a public board is found however it is written, and what may hang there is left alone."""

import pytest

from fivestar.foundation.privacy import Personal, personal_in


@pytest.mark.parametrize(
    ("text", "kind", "sample"),
    [
        ("身份证411003198802290017", "id", "411…17"),
        ("４１１００３１９８８０２２９００１Ｘ", "id", "411…1X"),
        ("411003 19880229 001x", "id", "411…1X"),
        ("旧证411003880229001", "id", "411…01"),
        ("电话13903740000", "mobile", "139…00"),
        ("139-0374-0000", "mobile", "139…00"),
        ("+86 13903740000", "mobile", "861…00"),
        ("6222021234567890128", "account", "622…28"),
        ("农商行账号：81000012345678901", "account", "810…01"),
    ],
)
def test_it_is_found(text: str, kind: str, sample: str) -> None:
    assert list(personal_in(text)) == [Personal(kind, sample, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "监督电话 0374-5152588",
        "收入 1234567.89 元，支出 3200000 分",
        "合同 20230915000012345",
        "统一社会信用代码 91411003MA12345678",
        "2023-09-15 至 2023-09-21，共 38 户、12 亩",
        "411003198813290017",
        "",
    ],
)
def test_it_is_left_alone(text: str) -> None:
    assert list(personal_in(text)) == []


def test_the_line_is_told() -> None:
    found = list(personal_in("第一行\n张三 13903740000\n李四 13803740001"))

    assert [(one.line, one.sample) for one in found] == [(2, "139…00"), (3, "138…01")]
