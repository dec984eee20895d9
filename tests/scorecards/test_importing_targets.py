"""`fivestar import-targets`: what branches aim at from a table, wholly or not at all and exit status 2."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fivestar.cli.main import main
from fivestar.foundation.access import ANYONE
from fivestar.foundation.audit.models import AuditEntry
from fivestar.foundation.sheets import Row, Sheet, Table, write_xlsx
from fivestar.scorecards import queries
from fivestar.scorecards.actions import UnableToImportTargets, import_targets
from fivestar.scorecards.models import Target
from tests.cast import NOW, Cast
from tests.factories import small_standards

pytestmark = pytest.mark.django_db

DONGLIU, XILIU, SHIQIAO, SHAGANG = "990099001201", "990099001202", "990099001203", "990099002203"
HEAD = "code,level,stars,reason"


@pytest.fixture(autouse=True)
def _standards(cast: Cast) -> None:
    small_standards(cast)


@pytest.fixture
def take_in(tmp_path: Path) -> "TakeIn":
    return TakeIn(tmp_path / "目标.csv")


class TakeIn:
    """Runs the command over these lines."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __call__(self, *lines: str, district: str = "990099") -> Result:
        self.file.write_text("\n".join(lines), encoding="utf-8")
        return CliRunner().invoke(main, ["import-targets", str(self.file), "--district", district])


def standing() -> list[tuple[object, ...]]:
    targets = Target.objects.filter(is_current=True).order_by("branch__village__code")
    return list(targets.values_list("branch__village__code", "level", "stars", "reason", "set_by"))


def test_targets_are_set_and_done_again_nothing_moves(take_in: TakeIn) -> None:
    lines = (HEAD, f"{DONGLIU},2,,年初计划", f"{XILIU},1,产业兴旺星,年初计划", f"{SHIQIAO},2,过硬、industry,补报")

    first = take_in(*lines)
    set_then = standing()
    entries = AuditEntry.objects.count()
    second = take_in(*lines)

    assert (first.exit_code, first.output) == (0, "共 3 行:定目标 3 个,撤回 0 个,未变 0 个\n")
    assert (second.exit_code, second.output) == (0, "共 3 行:定目标 0 个,撤回 0 个,未变 3 个\n")
    assert standing() == set_then
    assert set_then == [
        (DONGLIU, 2, [], "年初计划", "system"),
        (XILIU, 1, ["industry"], "年初计划", "system"),
        (SHIQIAO, 2, ["party", "industry"], "补报", "system"),
    ]
    assert (Target.objects.count(), AuditEntry.objects.count()) == (3, entries)


def test_another_level_replaces_the_target_and_none_takes_it_back(take_in: TakeIn, cast: Cast) -> None:
    take_in(HEAD, f"{DONGLIU},2,,年初计划", f"{XILIU},2,,年初计划")

    result = take_in(HEAD, f"{DONGLIU},1,过硬,下调", f"{XILIU},0,,今年不创", f"{SHIQIAO},0,,今年不创")

    assert (result.exit_code, result.output) == (0, "共 3 行:定目标 1 个,撤回 1 个,未变 1 个\n")
    assert standing() == [(DONGLIU, 1, ["party"], "下调", "system")]
    assert list(Target.objects.filter(is_current=False).order_by("pk").values_list("level", flat=True)) == [2, 2]
    assert queries.dossier(ANYONE, cast.xiliu).target is None
    assert AuditEntry.objects.get(act="scorecards.withdraw_target").changes == {"level": [2, None]}
    (back,) = Target.objects.exclude(withdrawn_at=None)
    assert (back.branch, back.withdrawn_by, back.withdrawn_because) == (cast.xiliu, "system", "今年不创")


def test_every_fault_is_named_with_its_place_and_nothing_is_written(take_in: TakeIn) -> None:
    result = take_in(
        HEAD,
        f"{DONGLIU},2,,年初计划",
        "99009900120,1,,x",
        "990099001999,1,,x",
        f"{SHAGANG},1,,x",
        f"{XILIU},3,,x",
        f"{SHIQIAO},1,文明幸福星,x",
        f"{DONGLIU},2,过硬,",
    )

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines() == [
        "目标.csv 第 3 行 code 列:应为 12 位数字的支部代码，现为“99009900120”",
        "目标.csv 第 4 行 code 列:应为本区现有支部的代码，没有 990099001999",
        "目标.csv 第 5 行 code 列:这个支部还没有适用的标准，不能定目标",
        "目标.csv 第 6 行 level 列:应为 0 到 2 的整数，现为“3”",
        "目标.csv 第 7 行 stars 列:没有“文明幸福星”这颗星；应为 支部过硬星、产业兴旺星",
        f"目标.csv 第 8 行 code 列:{DONGLIU} 已在第 2 行；一个支部应只有一行",
        "目标.csv 第 8 行 stars 列:应点 2 颗星或不点，现点了 1 颗",
        "目标.csv 第 8 行 reason 列:应写明理由，不超过 300 字",
        "目标.csv:表中有 8 处错误，没有写入",
    ]
    assert Target.objects.count() == 0


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("code,level", f"{DONGLIU},2"), "目标.csv reason 列:没有这一列；应有 code、level、reason，可有 stars、name"),
        (
            ("code,level,star,reason", f"{DONGLIU},2,,x"),
            "目标.csv star 列:不认识这一列；应有 code、level、reason，可有 stars、name",
        ),
        ((HEAD,), "目标.csv:文件里没有数据行"),
    ],
)
def test_a_table_of_another_shape_is_refused(take_in: TakeIn, lines: tuple[str, ...], said: str) -> None:
    result = take_in(*lines)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines() == [said, "目标.csv:表中有 1 处错误，没有写入"]
    assert Target.objects.count() == 0


def test_only_so_many_faults_are_listed(take_in: TakeIn) -> None:
    result = take_in(HEAD, *["x,1,,y"] * 52)

    lines = result.stderr.splitlines()
    assert len(lines) == 52
    assert lines[50:] == ["……还有 2 处", "目标.csv:表中有 52 处错误，没有写入"]


def test_a_workbook_may_hold_codes_and_levels_as_numbers(tmp_path: Path) -> None:
    file = tmp_path / "目标.xlsx"
    rows = [(int(DONGLIU), "东柳村", 2, "年初计划")]
    write_xlsx(file, [Sheet("目标", ["code", "name", "level", "reason"], rows)])

    result = CliRunner().invoke(main, ["import-targets", str(file), "--district", "990099"])

    assert (result.exit_code, result.output) == (0, "共 1 行:定目标 1 个,撤回 0 个,未变 0 个\n")
    assert standing() == [(DONGLIU, 2, [], "年初计划", "system")]


def test_a_district_or_a_file_that_is_not_there_is_said(take_in: TakeIn, tmp_path: Path) -> None:
    elsewhere = take_in(HEAD, f"{DONGLIU},2,,x", district="990098")
    missing = CliRunner().invoke(main, ["import-targets", str(tmp_path / "x.csv"), "--district", "990099"])

    assert (elsewhere.exit_code, elsewhere.stderr) == (2, "没有代码为 990098 的区\n")
    assert (missing.exit_code, missing.stderr) == (2, "x.csv:没有这个文件\n")
    assert Target.objects.count() == 0


def test_only_the_organisation_department_imports_targets(cast: Cast) -> None:
    table = Table("t.csv", ("code", "level", "reason"), [Row(2, (DONGLIU, "2", "年初计划"))])

    for who in ("outsider", "clerk", "secretary", "manager"):
        with pytest.raises(UnableToImportTargets, match="1 处错误"):
            import_targets(actor=getattr(cast, who), district=cast.district, table=table, at=NOW)
    assert Target.objects.count() == 0

    import_targets(actor=cast.organiser, district=cast.district, table=table, at=NOW)
    assert [row[:2] for row in standing()] == [(DONGLIU, 2)]
