"""`fivestar verify-receipt` on what everybody may download, and on the whole one behind it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from fivestar.cli.rulebook import verify_receipt
from fivestar.engine import receipt_digest, withhold
from tests.engine.test_receipts import DOCUMENT

KEY = "5a" * 32
PUBLIC = withhold(DOCUMENT, ["bound_households"], key=KEY)
RULEBOOK = ("--rulebook", "tests/engine/rulebooks/small")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, document in (("public", PUBLIC), ("whole", DOCUMENT)):
        (tmp_path / f"{name}.json").write_text(json.dumps(document), encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> tuple[int, str]:
    answer = CliRunner().invoke(verify_receipt, [*arguments, *RULEBOOK])
    return answer.exit_code, answer.output


def test_what_was_withheld_and_what_rests_on_it_is_said(folder: Path) -> None:
    code, said = run(str(folder / "public.json"), "--digest", receipt_digest(PUBLIC))

    assert code == 0
    assert said.splitlines()[0] == "没有公开的小数目 1 个:bound_households"
    assert "项任务按凭据所写,没有重算" in said.splitlines()[1]
    assert said.splitlines()[2:] == [f"一致:{receipt_digest(PUBLIC)}"]


def test_with_the_key_the_public_one_is_seen_to_come_from_the_whole_one(folder: Path) -> None:
    both = (str(folder / "whole.json"), "--digest", receipt_digest(DOCUMENT), "--public", str(folder / "public.json"))

    assert run(*both, "--key", KEY) == (0, f"一致:{receipt_digest(DOCUMENT)}\n")
    assert run(*both, "--key", "0" * 64) == (1, "不一致:public.json 不出自 whole.json,或者钥匙不对\n")
