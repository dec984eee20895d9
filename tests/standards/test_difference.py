"""A proposal against what is in force: what is added, removed and changed, in words."""

import zipfile
from io import BytesIO
from pathlib import Path

from fivestar import engine
from fivestar.foundation.sheets import Table
from fivestar.standards.difference import Change, Changed, EditionDifference, FactLine, TaskLine, difference
from fivestar.standards.rulebook_text import as_text, as_zip
from tests.factories import criterion, integer, shipped_rulebook, small_document, small_rulebook
from tests.standards.test_workbook import NEW, drafts, edited, read, with_row


def test_nothing_changed_is_empty() -> None:
    small = small_rulebook()

    assert difference(small, small) == EditionDifference((), (), (), (), (), (), same=5)
    assert difference(small, small).is_empty


def test_every_kind_of_change_is_told_in_words() -> None:
    document = small_document()
    party, industry = document["stars"]
    party["criteria"][1]["met_when"] = "members_meetings >= 6"
    party["criteria"][1]["supplied_by"] = "township"
    party["criteria"].append(criterion("T6", "libraries >= 1"))
    document["facts"].append(integer("libraries", "书屋数", "个"))
    industry["criteria"].pop()
    industry["requires"] = ["party"]

    changes = difference(small_rulebook(), engine.from_document(document))

    assert changes == EditionDifference(
        added=(TaskLine("T6", "测试任务T6", "支部过硬星", "书屋数 ≥ 1 个"),),
        removed=(TaskLine("T5", "测试任务T5", "产业兴旺星", "有发展计划"),),
        changed=(
            Changed(
                "T2",
                "测试任务T2",
                "支部过硬星",
                (
                    Change("达标条件", "支部党员大会次数 ≥ 4 次", "支部党员大会次数 ≥ 6 次"),
                    Change("数据由谁提供", "村(社区)", "乡镇(街道)"),
                ),
            ),
        ),
        stars=(Changed("industry", "产业兴旺星", "产业兴旺星", (Change("先决条件", "", "party"),)),),
        facts_added=(FactLine("libraries", "书屋数", "村(社区)"),),
        facts_removed=(FactLine("has_plan", "有发展计划", "乡镇(街道)"),),
        same=3,
    )


def test_a_workbook_with_one_threshold_and_one_new_task_says_so() -> None:
    cells = {"criterion": "书屋借阅册数", "kind": "number", "op": ">=", "threshold": "200", "unit": "册"}
    table: Table = with_row(edited(drafts("rural"), "R030", threshold="40"), **NEW, **cells)
    proposed = read(table).rulebook
    assert proposed is not None

    changes = difference(shipped_rulebook("rural-2023"), proposed)

    assert [(line.id, line.words) for line in changes.added] == [("N001", "乡村书屋 ≥ 200 册")]
    assert [(line.id, [change.label for change in line.changes]) for line in changes.changed] == [
        ("R030", ["达标条件"])
    ]
    assert changes.changed[0].changes[0].after.endswith("≥ 40 %")
    assert (changes.removed, changes.stars, changes.same) == ((), (), 89)


def test_the_generated_files_are_the_same_rulebook(tmp_path: Path) -> None:
    proposed = read(edited(drafts("rural"), "R030", threshold="40")).rulebook
    assert proposed is not None

    with zipfile.ZipFile(BytesIO(as_zip(proposed))) as archive:
        archive.extractall(tmp_path)
    folder = tmp_path / proposed.edition.id

    assert engine.check(folder) == []
    assert engine.load(folder).digest == proposed.digest
    assert as_zip(proposed) == as_zip(proposed)


def test_the_text_names_every_file_and_the_digest() -> None:
    small = small_rulebook()

    text = as_text(small)

    files = ["edition.yaml", "facts.yaml", "stars/1-party.yaml", "stars/2-industry.yaml"]
    assert [line for line in text.splitlines() if line.startswith("# ──")] == [f"# ── {file} ──" for file in files]
    assert text.count(small.digest) == len(files)
