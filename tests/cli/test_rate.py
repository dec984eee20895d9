"""`fivestar rate`: a table in, a table and a summary out; anything wrong with the table, and no file is left."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

from fivestar.cli.rulebook import rate
from fivestar.foundation.sheets import read_table
from tests.cli.tables import HEADER, HELD, LOST, ROWS, SMALL, UNKNOWN, as_csv, as_parquet, as_xlsx

EXPECTED = [
    ["990001001001", 3, 3, "met", "met", "met"],
    ["990001001002", 0, 0, "unmet", "unmet", "unmet"],
    ["990001001003", 0, 3, "unknown", "unknown", "unknown"],
]
COLUMNS = ["branch", "level", "at_most", "star.party", "star.industry", "star.peace"]


def run(facts: Path, out: Path, *more: str) -> Result:
    return CliRunner().invoke(rate, ["--rulebook", SMALL, "--facts", str(facts), "--out", str(out), *more])


def refused(facts: Path) -> list[str]:
    """The lines of a refusal, with nothing left behind it."""
    before = sorted(facts.parent.iterdir())

    result = run(facts, facts.parent / "out.parquet")

    assert result.exit_code == 2
    assert result.stdout == ""
    assert sorted(facts.parent.iterdir()) == before
    return result.stderr.splitlines()


@pytest.mark.parametrize(("make", "name"), [(as_csv, "f.csv"), (as_xlsx, "f.xlsx"), (as_parquet, "f.parquet")])
def test_every_kind_of_file_gives_the_same_answer(make: Callable[[Path], Path], name: str, tmp_path: Path) -> None:
    facts = make(tmp_path / name)

    result = run(facts, tmp_path / "out.parquet")

    rated = pl.read_parquet(tmp_path / "out.parquet")
    assert result.exit_code == 0
    assert [list(map(_plain, row)) for row in rated.select(COLUMNS).rows()] == EXPECTED
    assert rated.columns == [*COLUMNS, *"P1 P2 P3 P4 I1 I2 I3 S1 S2 S3".split(), "points.peace"]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name, "out.parquet"])


@pytest.mark.parametrize("name", ["out.csv", "out.xlsx"])
def test_the_result_is_written_as_csv_and_as_a_workbook(name: str, tmp_path: Path) -> None:
    result = run(as_csv(tmp_path / "f.csv"), tmp_path / name)

    table = read_table(tmp_path / name)
    assert result.exit_code == 0
    assert [[_plain(cell) for cell in row.cells[:6]] for row in table.rows] == EXPECTED


def test_a_run_ends_with_levels_and_stars_counted(tmp_path: Path) -> None:
    result = run(as_csv(tmp_path / "f.csv"), tmp_path / "out.csv")

    assert result.stdout.splitlines() == [
        "小标准 · 截至 2023-12-31",
        "共 3 个支部",
        "",
        "得星    支部数",
        "3 星           1",
        "2 星           0",
        "1 星           0",
        "0 星           2",
        "",
        "      达标      未达标      待核实        期内",
        "           1           1           1           0  支部过硬星",
        "           1           1           1           0  产业兴旺星",
        "           1           1           1           0  平安法治星",
    ]
    assert result.stderr == "f.csv:编码 UTF-8\n"


def test_a_day_within_the_year_and_codes_can_be_asked_for(tmp_path: Path) -> None:
    few = (*HELD[:1], 3, *HELD[2:])

    run(as_csv(tmp_path / "f.csv", [few]), tmp_path / "out.parquet", "--as-at", "2023-06-30", "--codes")

    assert pl.read_parquet(tmp_path / "out.parquet").select("level", "at_most", "star.party", "P1").row(0) == (
        1,
        3,
        5,
        5,
    )


def test_gb18030_is_recognised_and_said(tmp_path: Path) -> None:
    result = run(as_csv(tmp_path / "f.csv", encoding="gb18030"), tmp_path / "out.csv")

    assert (result.exit_code, result.stderr) == (0, "f.csv:编码 GB18030\n")


def changed(column: str, cell: object) -> tuple[object, ...]:
    """The second row of three, with one cell of its own."""
    return tuple(cell if name == column else old for name, old in zip(HEADER, LOST, strict=True))


@pytest.mark.parametrize(
    ("column", "cell", "line"),
    [
        ("meetings", "许多", "应为整数,现为 许多"),
        ("meetings", "3.5", "应为整数,现为 3.5"),
        ("meetings", 1001, "应在 0 到 1000 之间,现为 1001"),
        ("meetings", "#DIV/0!", "公式出错 #DIV/0!;应为整数(次)"),
        ("is_filed", "也许", "应为 TRUE 或 FALSE,现为 也许"),
        ("rating", "尚可", "应为 优秀、合格、不合格 之一,现为 尚可"),
        ("branch", None, "缺支部代码"),
        ("branch", "990001001001", "支部 990001001001 重复,已在第 2 行"),
    ],
)
@pytest.mark.parametrize(("make", "name"), [(as_csv, "f.csv"), (as_xlsx, "f.xlsx")])
def test_a_wrong_cell_is_named_by_row_column_and_what_was_expected(
    make: Callable[..., Path], name: str, column: str, cell: object, line: str, tmp_path: Path
) -> None:
    facts = make(tmp_path / name, [HELD, changed(column, cell), UNKNOWN])

    assert refused(facts) == [f"{name} 第 3 行 {column} 列:{line}"]


def test_a_twelve_digit_code_read_as_a_float_is_named(tmp_path: Path) -> None:
    workbook = as_xlsx(tmp_path / "f.xlsx", [changed("branch", 990001001002)])
    by_excel = as_csv(tmp_path / "f.csv", [changed("branch", "9.90001E+11")])

    advice = "请把这一列设为文本,写全 12 位"
    assert refused(workbook) == [f"f.xlsx 第 2 行 branch 列:支部代码被存成了数字 990001001002.0;{advice}"]
    assert refused(by_excel) == [f"f.csv 第 2 行 branch 列:支部代码被存成了数字 9.90001E+11;{advice}"]


def test_rows_keep_the_numbers_that_excel_shows(tmp_path: Path) -> None:
    empty = [None] * len(HEADER)

    facts = as_xlsx(tmp_path / "f.xlsx", [HELD, empty, empty, changed("fires", -1)])

    assert refused(facts) == ["f.xlsx 第 5 行 fires 列:应在 0 到 100 之间,现为 -1"]


def test_parquet_is_checked_by_its_types_and_by_its_values(tmp_path: Path) -> None:
    numbers = as_parquet(tmp_path / "n.parquet", [(990001001001, *HELD[1:])])
    words = as_parquet(tmp_path / "w.parquet", [(HELD[0], "12", *HELD[2:])])
    values = as_parquet(tmp_path / "v.parquet", [HELD, changed("meetings", 1001), HELD])

    advice = "请把这一列设为文本,写全 12 位"
    assert refused(numbers) == [f"n.parquet branch 列:支部代码被存成了数字 Int64;{advice}"]
    assert refused(words) == ["w.parquet meetings 列:列的类型是 String;应为整数(次)"]
    assert refused(values) == [
        "v.parquet 第 2 行 meetings 列:应在 0 到 1000 之间,现为 1001",
        "v.parquet 第 3 行 branch 列:支部 990001001001 重复,已在第 1 行",
    ]


def test_an_unknown_column_and_a_missing_branch_column_are_said_first(tmp_path: Path) -> None:
    unknown = as_csv(tmp_path / "u.csv", header=("branch", "meeting", *HEADER[2:]))
    nobody = as_csv(tmp_path / "n.csv", header=("code", *HEADER[1:]))

    assert refused(unknown) == ["u.csv 第 1 行 meeting 列:不认识的列 meeting;应为这套标准用到的事实"]
    assert refused(nobody) == [
        "n.csv 第 1 行 branch 列:没有 branch(支部代码)这一列",
        "n.csv 第 1 行 code 列:不认识的列 code;应为这套标准用到的事实",
    ]


def test_a_file_that_is_missing_empty_or_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_bytes(b"")
    as_csv(tmp_path / "header.csv", [])
    as_csv(tmp_path / "utf16.csv", encoding="utf-16")
    (tmp_path / "bytes.csv").write_bytes(b"branch,meetings\n1,\xff\xff\n")
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04broken")

    assert refused(tmp_path / "missing.csv") == ["missing.csv:没有这个文件"]
    assert refused(tmp_path / "empty.csv") == ["empty.csv:文件是空的"]
    assert refused(tmp_path / "header.csv") == ["header.csv:文件里没有数据行"]
    assert refused(tmp_path / "utf16.csv") == ["utf16.csv 第 1 行:编码既不是 UTF-8 也不是 GB18030"]
    assert refused(tmp_path / "bytes.csv") == ["bytes.csv 第 2 行:编码既不是 UTF-8 也不是 GB18030"]
    assert refused(tmp_path / "broken.xlsx") == [
        "broken.xlsx:不是可读的 Excel 工作簿:没有传完、已损坏,或者只是改了后缀"
    ]


def test_all_faults_are_reported_at_once_up_to_fifty(tmp_path: Path) -> None:
    two = as_csv(tmp_path / "two.csv", [changed("fires", 101), changed("meetings", "x")])
    many = as_csv(tmp_path / "many.csv", [(f"{number:012d}", "x", *HELD[2:]) for number in range(80)])

    assert refused(two) == [
        "two.csv 第 3 行 branch 列:支部 990001001002 重复,已在第 2 行",
        "two.csv 第 3 行 meetings 列:应为整数,现为 x",
        "two.csv 第 2 行 fires 列:应在 0 到 100 之间,现为 101",
    ]
    assert len(refused(many)) == 50


def test_an_earlier_result_stays_when_a_later_run_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("earlier")

    result = run(as_csv(tmp_path / "f.csv", [changed("fires", 101)]), tmp_path / "out.csv")

    assert (result.exit_code, (tmp_path / "out.csv").read_text()) == (2, "earlier")


def test_a_result_of_an_unknown_kind_is_refused_before_reading(tmp_path: Path) -> None:
    result = run(as_csv(tmp_path / "f.csv"), tmp_path / "out.json")

    assert (result.exit_code, (tmp_path / "out.json").exists()) == (2, False)
    assert "结果文件应为 .csv .xlsx .parquet 之一" in result.stderr


def test_the_file_of_facts_is_never_overwritten(tmp_path: Path) -> None:
    facts = as_csv(tmp_path / "f.csv")
    before = facts.read_bytes()

    result = run(facts, tmp_path / "." / "f.csv")

    assert (result.exit_code, facts.read_bytes()) == (2, before)
    assert result.stderr == f"{facts}:结果文件不能就是数据文件\n"


def test_a_day_before_the_standards_began_is_refused(tmp_path: Path) -> None:
    result = run(as_csv(tmp_path / "f.csv"), tmp_path / "out.csv", "--as-at", "1923-06-30")

    assert (result.exit_code, (tmp_path / "out.csv").exists()) == (2, False)
    assert result.stderr == "--as-at 1923-06-30:这套标准自 2023-01-01 起施行\n"


def test_a_faulty_rulebook_is_refused(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        rate,
        [
            "--rulebook",
            str(tmp_path),
            "--facts",
            str(as_csv(tmp_path / "f.csv", ROWS)),
            "--out",
            str(tmp_path / "o.csv"),
        ],
    )

    assert (result.exit_code, result.stderr) == (2, "edition.yaml: 没有这个文件\n")


def _plain(cell: object) -> object:
    """A cell as CSV, Excel and Parquet agree on it."""
    text = str(cell)
    return int(float(text)) if text.replace(".0", "").isdigit() and len(text) < 5 else text


@pytest.mark.parametrize("folder", [".", "/"])
def test_a_folder_in_place_of_a_file_is_named(folder: str, tmp_path: Path) -> None:
    result = run(Path(folder), tmp_path / "out.parquet")

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"{folder}:是文件夹,应为一个文件\n"
    assert list(tmp_path.iterdir()) == []
