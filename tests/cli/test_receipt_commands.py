"""`fivestar check`, `explain` and `verify-receipt`, as somebody types them."""

import json
from pathlib import Path

from click.testing import CliRunner

from fivestar.cli.rulebook import check, explain, verify_receipt
from tests.cli.tables import SMALL, as_csv
from tests.engine.shipped import shipped


def receipt_of(folder: Path) -> tuple[Path, str]:
    """A receipt written by `explain`, and the digest it shows."""
    file = folder / "receipt.json"
    facts = as_csv(folder / "f.csv")
    shown = CliRunner().invoke(
        explain, ["--rulebook", SMALL, "--facts", str(facts), "--receipt", str(file), "990001001002"]
    )
    assert shown.exit_code == 0
    return file, shown.stdout.splitlines()[-1].removeprefix("凭据 ")


def test_check_says_what_a_sound_rulebook_holds() -> None:
    result = CliRunner().invoke(check, [SMALL])

    assert (result.exit_code, result.stdout.splitlines()) == (
        0,
        ["没有发现错误:小标准:3 颗星,10 项任务,9 个事实,3 个算例", shipped("small").digest],
    )


def test_check_names_every_fault_and_ends_with_two(tmp_path: Path) -> None:
    result = CliRunner().invoke(check, [str(tmp_path)])

    assert (result.exit_code, result.stderr) == (2, "edition.yaml: 没有这个文件\n")


def test_explain_shows_each_task_with_its_facts_and_what_is_missing(tmp_path: Path) -> None:
    facts = as_csv(tmp_path / "f.csv")

    result = CliRunner().invoke(explain, ["--rulebook", SMALL, "--facts", str(facts), "990001001002"])

    lines = result.stdout.splitlines()
    assert lines[0] == "支部 990001001002 · 截至 2023-12-31 · 0 星"
    assert lines[3:15] == [
        "支部过硬星:未达标",
        "  P1 开会:达标",
        "      meetings >= 12",
        "        会议次数(meetings):12 次",
        "  P2 在岗:未达标",
        "      vacant_days <= 30",
        "        空缺天数(vacant_days):31 天",
        "        超出 1 天",
        "  P3 备案:达标",
        "      is_filed",
        "        已备案(is_filed):是",
        "  P4 不软弱:不适用",
    ]
    assert "        上年集体收入(previous.income):5 万元" in lines


def test_explain_does_not_know_a_branch_that_is_not_in_the_file(tmp_path: Path) -> None:
    result = CliRunner().invoke(explain, ["--rulebook", SMALL, "--facts", str(as_csv(tmp_path / "f.csv")), "1"])

    assert (result.exit_code, result.stderr) == (2, "f.csv:没有支部 1\n")


def test_a_receipt_written_by_explain_verifies(tmp_path: Path) -> None:
    file, digest = receipt_of(tmp_path)

    result = CliRunner().invoke(verify_receipt, [str(file), "--rulebook", SMALL, "--digest", digest])

    assert (result.exit_code, result.stdout) == (0, f"一致:{digest}\n")


def test_a_changed_receipt_is_named_by_its_first_difference(tmp_path: Path) -> None:
    file, digest = receipt_of(tmp_path)
    document = json.loads(file.read_text("utf-8"))
    document["stars"]["party"] = "met"
    file.write_text(json.dumps(document), "utf-8")

    result = CliRunner().invoke(verify_receipt, [str(file), "--rulebook", SMALL, "--digest", digest])

    assert (result.exit_code, result.stderr) == (1, "不一致:stars.party:应为 unmet,现为 met\n")


def test_a_receipt_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    place = tmp_path / "nowhere" / "receipt.json"
    command = ["--rulebook", SMALL, "--facts", str(as_csv(tmp_path / "f.csv")), "--receipt", str(place)]

    result = CliRunner().invoke(explain, [*command, "990001001002"])

    assert (result.exit_code, result.stderr) == (2, f"{place}:写不了:No such file or directory\n")


def test_what_is_no_receipt_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "r.json"
    answers = []
    for text in ("{", '{"level": 1, "level": 5}', "[" * 100_000):
        file.write_text(text)
        answers.append(CliRunner().invoke(verify_receipt, [str(file), "--rulebook", SMALL, "--digest", "x"]).exit_code)

    assert answers == [2, 2, 2]
