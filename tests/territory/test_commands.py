"""`fivestar import-register` and `set-categories`: what a person at the machine reads, and what is left behind."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fivestar.cli.register import import_register, set_categories
from fivestar.territory.models import Branch, Region, Village

REGISTER = Path(__file__).resolve().parents[2] / "fivestar" / "demonstration" / "data" / "committees_411003.csv"
ROWS = (
    "code,name,township_code,township\n"
    "411003101001,老庄陈居委会,411003101,五女店镇\n"
    "411003101201,霍庄村委会,411003101,五女店镇\n"
)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(import_register, [str(argument) for argument in arguments])


@pytest.fixture
def register(tmp_path: Path) -> Path:
    file = tmp_path / "名录.csv"
    file.write_text(ROWS, encoding="utf-8")
    return file


def test_the_real_register_comes_in_and_twice_is_once(db: None) -> None:
    first, second = run(REGISTER), run(REGISTER)

    assert (first.exit_code, first.stdout.splitlines()[0]) == (0, "共 454 行:新增 454")
    assert (second.exit_code, second.stdout.splitlines()[0]) == (0, "共 454 行:未变 454")
    assert Village.objects.count() == 454


def test_names_of_regions_come_from_tables_of_their_own(db: None, register: Path, tmp_path: Path) -> None:
    names = tmp_path / "区划.csv"
    names.write_text("code,name\n41,河南省\n4110,许昌市\n411003,建安区\n", encoding="gb18030")

    result = run(register, "--names", names)

    assert result.stdout == "共 2 行:新增 2\n"
    assert Region.objects.get(code="411003").name == "建安区"


def test_a_dry_run_says_so_and_writes_nothing(db: None, register: Path) -> None:
    result = run(register, "--dry-run")

    assert result.stdout.splitlines()[0] == "试运行,没有写入:共 2 行:新增 2"
    assert (Village.objects.count(), Region.objects.count()) == (0, 0)


def test_rows_left_out_are_named_with_row_and_reason(db: None, register: Path) -> None:
    register.write_text(ROWS + "41100310,某村委会,,\n411003101202,,411003101,五女店镇\n", encoding="utf-8")

    result = run(register)

    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == "共 4 行:新增 2,放不下 2"
    assert result.stderr.splitlines()[1:] == ["第 4 行:编码“41100310”不是12位数字", "第 5 行:缺少名称"]


def test_a_new_code_under_a_known_name_is_a_question_with_both_answers(db: None, register: Path) -> None:
    run(register)
    register.write_text(ROWS.replace("411003101201", "411003101018"), encoding="utf-8")

    asked = run(register)
    answered = run(register, "--new", "411003101018")

    assert asked.stdout.splitlines()[0] == "共 2 行:未变 1,待答复 1"
    assert "名录里不再有同名的“霍庄村委会”(411003101201)" in asked.stderr
    assert answered.stdout.splitlines()[0] == "共 2 行:新增 1,未变 1"
    assert answered.stdout.splitlines()[1] == "这些区县另有 1 个村(社区)不在名录里,仍然保留(撤销请加 --ends)"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "名录.csv:文件是空的"),
        ("编码,乡镇\n1,2\n".encode(), "名录.csv:缺少“name”列"),
        (b"\xff\xfe\x00\x01\x02\xff,\x80\n", "名录.csv"),
    ],
)
def test_a_file_that_cannot_be_used_ends_with_2_and_nothing_is_written(
    db: None, register: Path, content: bytes, message: str
) -> None:
    register.write_bytes(content)

    result = run(register)

    assert result.exit_code == 2
    assert message in result.stderr
    assert Region.objects.count() == 0


def test_a_missing_file_is_named(db: None, tmp_path: Path) -> None:
    result = run(tmp_path / "没有.csv")

    assert (result.exit_code, result.stderr) == (2, "没有.csv:没有这个文件\n")


def test_categories_come_from_a_file(db: None, register: Path, tmp_path: Path) -> None:
    run(register)
    file = tmp_path / "类别.csv"
    file.write_text("code,category\n411003101001,城市社区\n411003101201,农村\n411003101299,农村\n", encoding="utf-8")

    result = CliRunner().invoke(set_categories, [str(file)])

    assert (result.exit_code, result.stdout) == (0, "共 3 行,改变 2 个支部\n")
    assert result.stderr == "第 4 行:没有编码为“411003101299”的支部\n"
    assert list(Branch.objects.order_by("village__code").values_list("category", flat=True)) == ["urban", "rural"]
