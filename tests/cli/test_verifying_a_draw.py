"""`fivestar verify-draw`, as a stranger types it."""

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from fivestar.cli.draws import verify_draw
from tests.foundation.draw.test_the_page import golden


def run(folder: Path, document: Any, *options: str) -> tuple[int, str, str]:
    file = folder / "draw.json"
    file.write_text(document if isinstance(document, str) else json.dumps(document, ensure_ascii=False), "utf-8")
    result = CliRunner().invoke(verify_draw, [str(file), *options])
    return result.exit_code, result.stdout, result.stderr.replace(str(file), "draw.json")


def test_a_draw_that_holds_is_said_with_its_numbers(tmp_path: Path) -> None:
    document = golden()

    told = run(tmp_path, document, "--commitment", document["commitment"])

    assert told == (
        0,
        (
            f"一致:{document['commitment']}\n"
            "承诺于 2023-11-01;用 2023-11-14 的“双色球第 2023131 期,开奖次序”03 11 16 21 28 33 07抽出\n"
            "共 4 项,来自 2 层:\n"
            "  rural.party.held  3 / 6\n"
            "  rural.peace.open  1 / 3\n"
        ),
        "",
    )


def test_a_draw_that_does_not_hold_ends_with_one_and_names_the_place(tmp_path: Path) -> None:
    document = golden()
    first = document["draw"][0]
    document["draw"][0] = document["draw"][1]

    told = run(tmp_path, document)

    assert told == (1, "", f"不一致:draw[0]:应为 {first},现为 {document['draw'][1]}\n")


def test_another_commitment_than_the_one_noted_does_not_hold(tmp_path: Path) -> None:
    document = golden()

    told = run(tmp_path, document, "--commitment", "sha256:00")

    assert told == (1, "", f"不一致:commitment:应为 sha256:00,现为 {document['commitment']}\n")


def test_what_is_no_draw_file_ends_with_two(tmp_path: Path) -> None:
    committed = {**golden(), "secret": None, "draw": []}

    assert run(tmp_path, "{")[0] == 2
    assert run(tmp_path, '{"a":1,"a":2}') == (2, "", "draw.json:不是一份抽签文件:有重复的键\n")
    assert run(tmp_path, "[" * 100_000)[2] == "draw.json:不是一份抽签文件:嵌套太深\n"
    assert run(tmp_path, committed) == (
        2,
        "",
        "draw.json:还没有抽签:现在只有承诺。请记下承诺,抽签以后再核对。\n",
    )
    missing = CliRunner().invoke(verify_draw, [str(tmp_path / "none.json")])
    assert (missing.exit_code, missing.stderr) == (2, f"{tmp_path / 'none.json'}:没有这个文件\n")


def test_a_void_draw_holds_and_says_why_it_is_void(tmp_path: Path) -> None:
    told = run(tmp_path, {**golden(), "state": "void", "reason": "见证人没有到齐"})

    assert (told[0], told[1].splitlines()[-1]) == (0, "这次抽签已作废:见证人没有到齐")
