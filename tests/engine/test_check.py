"""Every fault of a rulebook, with its file, line and id."""

import shutil
from pathlib import Path

import pytest

from fivestar.engine import RulebookFaults, check, load
from tests.engine.shipped import FOLDERS

PARTY, INDUSTRY, PEACE = "stars/party.yaml", "stars/industry.yaml", "stars/peace.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDERS["small"], tmp_path / "editions" / "small"))


def replace(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    (folder / file).write_text(text.replace(old, new), "utf-8")


def faults_of(folder: Path, *, strict: bool = False) -> list[str]:
    return [str(fault) for fault in check(folder, strict=strict)]


FAULTS = [
    # file, what stands there, what is put in its place, the one fault it makes
    ("edition.yaml", "format: 1", "format: 2", "edition.yaml:2: format 应为 1"),
    ("edition.yaml", "year: 2023", "year: 二〇二三", "edition.yaml:6:small-2023: year 应为整数,现为文字"),
    ("edition.yaml", "year: 2023", "year: 2023\nyears: 1", "edition.yaml:7:small-2023: 不认识的键 years"),
    ("edition.yaml", "year: 2023", "year: 2023\nyear: 2024", "edition.yaml:7:year: 键 year 重复"),
    ("edition.yaml", "source: 测试\nvalid", "valid", "edition.yaml:2:small-2023: 缺少 source"),
    ("edition.yaml", "valid_to: 2023-12-31", "valid_to: 2022-12-31", "edition.yaml:9: valid_from 晚于 valid_to"),
    ("edition.yaml", "at_most: 1", "at_most: 3", "edition.yaml:15:weak: 上限 at_most 应在 0 到 2 之间"),
    ("edition.yaml", "when: is_weak", "when: is_week", "edition.yaml:15:weak: 没有定义的事实 is_week"),
    ("edition.yaml", "[facts.yaml]", "[../../facts.yaml]", "edition.yaml:11: ../../facts.yaml 不在标准文件夹之内"),
    ("facts.yaml", "type: boolean, supplied_by: department, department: 区委组织部, frequency: year}",
     "type: 布尔, supplied_by: department, department: 区委组织部, frequency: year}",
     "facts.yaml:10:is_weak: type 不合要求:Invalid enum value '布尔'"),
    ("facts.yaml", "range: [0, 1000], ", "", "facts.yaml:2:meetings: 整数事实要有 range"),
    ("facts.yaml", "range: [0, 1000]", "range: [9, 1]", "facts.yaml:2:meetings: range 要从小到大,并在 ±2^53 之内"),
    ("facts.yaml", "unit: 次, ", "", "facts.yaml:2:meetings: 整数事实要有 unit"),
    ("facts.yaml", "label: 已备案", "label: 已备案, unit: 次", "facts.yaml:4:is_filed: 只有整数事实才有 unit"),
    ("facts.yaml", "label: 会议次数", "label: 会议次数, shown_as: 万元",
     "facts.yaml:2:meetings: 只有以分记的事实才能换算成元、万元"),
    ("facts.yaml", "[优秀, 合格, 不合格]", "[优秀, 合格, 不合格, 合格]",
     "facts.yaml:5:rating: 选项事实要列出至少两个不同的 choices"),
    ("facts.yaml", "id: fires", "id: meetings", "facts.yaml:9:meetings: meetings 重复,已在 facts.yaml 第 2 行定义"),
    ("facts.yaml", "supplied_by: township", "supplied_by: records",
     "facts.yaml:3:vacant_days: 由记录得出的事实要写明 keeper"),
    ("facts.yaml", "department: 区农业农村局, ", "", "facts.yaml:8:income: 由部门提供的事实要写明 department"),
    (PARTY, "met_when: vacant_days <= 30", "met_when: vacant_days / 2 <= 15",
     f"{PARTY}:8:P2: 不能用除法 /;比例请写成交叉相乘"),
    (PARTY, "met_when: vacant_days <= 30", "met_when: vacancy <= 30", f"{PARTY}:8:P2: 没有定义的事实 vacancy"),
    (PARTY, "met_when: vacant_days <= 30", "met_when: vacant_days + 30", f"{PARTY}:8:P2: 条件的结果不是“是/否”"),
    (PARTY, "met_when: meetings >= 12", "met_when: meetings <= 12",
     f"{PARTY}:7:P1: 逐步累计的任务(accrues)只能由 >= 用 AND 组成"),
    (PARTY, "met_when: meetings >= 12", "met_when: meetings >= vacant_days - 400",
     f"{PARTY}:7:P1: 逐步累计的任务右边要不小于 0,且乘以全年天数不超出 2^53"),
    (PARTY, "{on: false}", "{on: true}", f"{PARTY}:10:P4: 开启一票否决要写明依据 basis"),
    (PARTY, "{on: false}", "{off: true}",
     f"{PARTY}:10:P4: veto 不合要求:Object contains unknown field `off`"),
    (PARTY, "id: P3", "id: P2", f"{PARTY}:9:P2: P2 重复,已在 {PARTY} 第 8 行定义"),
    (INDUSTRY, "met_when: income >= 5000000", "met_when: income * 1000000 >= 5",
     f"{INDUSTRY}:9:I2: 中间结果可能超出 ±2^53(最小 0,最大 100000000000000000),请收紧事实的范围"),
    (INDUSTRY, "share: [2, 3]", "share: [4, 3]", f"{INDUSTRY}:4:industry: share 应为 [n, d],0 < n ≤ d ≤ 1000"),
    (INDUSTRY, "{share: [2, 3]}", "{share: [2, 3], points: 3}",
     f"{INDUSTRY}:4:industry: won_by 要写 all、share 或 points 之一"),
    (INDUSTRY, "requires: [party]", "requires: [perty]", f"{INDUSTRY}:5:industry: 没有定义的星 perty"),
    (INDUSTRY, "requires: [party]", "requires: [industry]", f"{INDUSTRY}:5:industry: 星的先决条件成了循环"),
    (PEACE, "points: 3, ", "", f"{PEACE}:7:S1: 按分值得星,这项任务没有 points"),
    (PEACE, "{points: 8}", "{points: 13}", f"{PEACE}:4:peace: 得星分值应在 1 到 12 之间"),
    (PEACE, "points: 3, ", "points: 2000, ", f"{PEACE}:7:S1: 分值要在 0 到 1000 之间"),
    (PEACE, "rating = '合格', points", "rating = '尚可', points",
     f"{PEACE}:16:S2: “尚可”不在选项 优秀、合格、不合格 里"),
    ("cases.yaml", "star.party: met, star.industry: met, star.peace", "star.perty: met, star.industry: met, star.peace",
     "cases.yaml:15:样样都达标,三颗星: 算例里没有定义的 star.perty"),
    ("cases.yaml", "P1: met", "P1: 达标", "cases.yaml:15:样样都达标,三颗星: P1 的预期 达标 不是一个结论"),
    ("cases.yaml", "P1: met", "P1: unmet", "cases.yaml:15:样样都达标,三颗星: 预期 unmet,算得 met"),
    ("cases.yaml", "fires: 0", "fire: 0", "cases.yaml:13:样样都达标,三颗星: 没有定义的事实 fire"),
    ("cases.yaml", "fires: 0", "fires: 101", "cases.yaml:13:样样都达标,三颗星: 应在 0 到 100 之间,现为 101"),
    ("cases.yaml", "rating: 优秀", "rating: 尚可",
     "cases.yaml:8:样样都达标,三颗星: 应为 优秀、合格、不合格 之一,现为 尚可"),
    ("cases.yaml", "veto_on: [P4]", "veto_on: [P3]",
     "cases.yaml:19:被确定为软弱涣散,否决打开后失支部过硬星,也失以它为前提的星,上限一星: P3 不是一票否决任务"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "fault"), FAULTS)
def test_a_fault_is_named_with_its_place(folder: Path, file: str, old: str, new: str, fault: str) -> None:
    replace(folder, file, old, new)

    assert fault in faults_of(folder)


def test_a_sound_rulebook_has_no_fault(folder: Path) -> None:
    assert faults_of(folder, strict=True) == []


def test_all_faults_are_reported_at_once_and_load_refuses_with_them(folder: Path) -> None:
    replace(folder, PARTY, "vacant_days <= 30", "vacancy <= 30")
    replace(folder, INDUSTRY, "share: [2, 3]", "share: [4, 3]")
    replace(folder, "facts.yaml", "unit: 次, ", "")

    faults = faults_of(folder)

    assert faults == [
        "facts.yaml:2:meetings: 整数事实要有 unit",
        f"{PARTY}:8:P2: 没有定义的事实 vacancy",
        f"{INDUSTRY}:4:industry: share 应为 [n, d],0 < n ≤ d ≤ 1000",
    ]
    with pytest.raises(RulebookFaults) as refused:
        load(folder)
    assert [str(fault) for fault in refused.value.faults] == faults


def test_a_star_cannot_presuppose_itself_by_a_detour(folder: Path) -> None:
    replace(folder, PARTY, "won_by: all", "won_by: all\nrequires: [industry]")

    assert faults_of(folder) == [
        f"{PARTY}:5:party: 星的先决条件成了循环",
        f"{INDUSTRY}:5:industry: 星的先决条件成了循环",
    ]


def test_a_faulty_fact_is_said_once_and_not_again_by_all_who_use_it(folder: Path) -> None:
    replace(folder, "facts.yaml", "range: [0, 366]", "range: [0]")

    assert faults_of(folder) == ["facts.yaml:3:vacant_days: range 不合要求:Expected `array` of length 2, got 1"]


def test_a_fact_nobody_needs_is_a_fault_only_when_strict(folder: Path) -> None:
    replace(folder, PEACE, "met_when: fires = 0", "met_when: vacant_days = 0")

    assert faults_of(folder) == []
    assert faults_of(folder, strict=True) == ["facts.yaml:9:fires: 没有任务用到这个事实"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "facts.yaml: 文件是空的"),
        ("facts: 3", "facts.yaml:1: facts 应为列表"),
        ("- 1", "facts.yaml:1: facts 应为列表"),
        ("facts:\n  - id: [", "facts.yaml:3: 不是 YAML:did not find expected node content"),
        ("facts:\n  - &x {id: y}\n  - *x", "facts.yaml:2: 不能用别名或嵌套过深"),
    ],
)
def test_yaml_is_read_as_written_or_not_at_all(folder: Path, text: str, fault: str) -> None:
    (folder / "facts.yaml").write_text(text, "utf-8")

    assert fault in faults_of(folder)


def test_a_file_in_another_encoding_or_missing_is_named(folder: Path) -> None:
    (folder / PARTY).write_bytes("id: party\nname: 支部过硬星".encode("gb18030"))
    (folder / PEACE).unlink()

    faults = faults_of(folder)

    assert f"{PARTY}:2: 不是 UTF-8 编码" in faults
    assert f"{PEACE}: 没有这个文件" in faults


def test_a_folder_without_an_edition_is_one_fault(tmp_path: Path) -> None:
    assert faults_of(tmp_path) == ["edition.yaml: 没有这个文件"]


def test_text_that_has_two_spellings_is_refused(folder: Path) -> None:
    replace(folder, "edition.yaml", "name: 小标准", "name: cafe\u0301")

    assert faults_of(folder) == ["edition.yaml:2: 没有唯一的写法:$.edition.name: 'cafe\u0301' has no canonical form"]
