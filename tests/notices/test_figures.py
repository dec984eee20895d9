"""The figures of a table that go along: sums of columns of figures, none that would tell of a person."""

import pytest

from fivestar.notices.figures import column_sums


@pytest.mark.parametrize(
    ("head", "rows", "sums"),
    [
        (("项目", "金额"), (("收入", "32000元"), ("支出", "18,000.50 元")), [[2, "50000.50"]]),
        (("项目", "金额"), (("收入", "100"), ("支出", "40"), ("合计", "140")), [[2, "140"]]),
        (("序号", "项目", "金额"), (("1", "灯", "-3"), ("2", "路", "")), [[3, "-3"]]),
        (("姓名", "手机"), (("王某", "138****5678"),), []),
        (("项目", "金额"), (("收入", "约三千"),), []),
        (("a", "b", "c", "d"), (("1", "2", "3", "4"),), [[1, "1"], [2, "2"], [3, "3"]]),
        (("项目", "金额"), (("收入", "9" * 17),), []),
        ((), (), []),
    ],
)
def test_only_columns_of_figures_are_added_up(
    head: tuple[str, ...], rows: tuple[tuple[str, ...], ...], sums: list[list[int | str]]
) -> None:
    assert column_sums(head, rows) == sums
