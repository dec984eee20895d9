"""`fivestar import-facts`: in whole, or not at all and exit status 2."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fivestar.cli.facts import import_facts
from fivestar.facts.models import ImportBatch
from fivestar.scorecards.models import Scorecard
from tests.cast import Cast
from tests.factories import small_standards
from tests.facts.tables import DONGLIU, SHIQIAO, XILIU, record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _standards(cast: Cast) -> None:
    small_standards(cast)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "数据.csv"
    path.write_text(f"branch,fact,period,value\n{DONGLIU},vacant_days,2023,3\n{XILIU},vacant_days,2023,4\n")
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(import_facts, [str(argument) for argument in arguments])


def test_a_good_file_is_taken_in(cast: Cast, file: Path) -> None:
    result = run(file, "--district", "990099", "--basis", "confirmed")

    assert result.exit_code == 0
    assert "共 2 个数据:入库 2 个,与已有的相同 0 个,略过 0 个;2 个支部重新评星" in result.output
    assert record() == [(DONGLIU, "vacant_days", "2023", 3, "C"), (XILIU, "vacant_days", "2023", 4, "C")]
    assert Scorecard.objects.get(branch=cast.dongliu, basis="C", is_current=True).met == 1


def test_the_same_file_again_changes_nothing(cast: Cast, file: Path) -> None:
    run(file, "--district", "990099", "--basis", "confirmed")
    before = list(Scorecard.objects.order_by("id").values_list("id", "digest", "computed_at"))

    result = run(file, "--district", "990099", "--basis", "confirmed")

    assert "入库 0 个,与已有的相同 2 个" in result.output
    assert list(Scorecard.objects.order_by("id").values_list("id", "digest", "computed_at")) == before


def test_one_wrong_row_and_nothing_is_taken_in(cast: Cast, file: Path) -> None:
    file.write_text(file.read_text() + f"{SHIQIAO},vacant_days,2023,5万\n")

    result = run(file, "--district", "990099", "--basis", "confirmed")

    assert result.exit_code == 2
    assert "第 4 行 value:单位应是“天”,现为“5万”,请只填数字" in result.output
    assert "3 个数据中 1 个有错,没有入库" in result.output
    assert record() == []
    assert ImportBatch.objects.get().state == "withdrawn"


def test_wrong_rows_may_be_left_out(cast: Cast, file: Path) -> None:
    file.write_text(file.read_text() + f"{SHIQIAO},vacant_days,2023,5万\n")

    result = run(file, "--district", "990099", "--basis", "confirmed", "--leave-out-faulty")

    assert result.exit_code == 0
    assert "共 3 个数据:入库 2 个,与已有的相同 0 个,略过 1 个" in result.output
    assert len(record()) == 2


def test_a_dry_run_writes_nothing(cast: Cast, file: Path) -> None:
    result = run(file, "--district", "990099", "--basis", "confirmed", "--dry-run")

    assert result.exit_code == 0
    assert "试运行:2 个数据可以入库,没有写入" in result.output
    assert record() == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "数据.csv:没有这个文件"),
        ("", "文件是空的"),
        ("branch,fact,value\n", "文件里没有数据行"),
        ("branch,什么,value\n1,2,3\n", "不认识“什么”这一列"),
    ],
)
def test_a_file_that_cannot_be_read_is_status_2(cast: Cast, file: Path, text: str | None, message: str) -> None:
    if text is None:
        file.unlink()
    else:
        file.write_text(text)

    result = run(file, "--district", "990099", "--basis", "confirmed")

    assert (result.exit_code, record()) == (2, [])
    assert message in result.output


def test_an_unknown_district_is_status_2(cast: Cast, file: Path) -> None:
    result = run(file, "--district", "411099", "--basis", "confirmed")

    assert result.exit_code == 2
    assert "没有代码为 411099 的区" in result.output
