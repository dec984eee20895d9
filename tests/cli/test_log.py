"""`fivestar log`: a stranger checks a copy without a database; the office exports, backfills and takes out."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fivestar.cli.main import main
from fivestar.foundation import publiclog
from fivestar.foundation.logtree import signing
from tests.cast import NOW
from tests.foundation.logtree.logs import Log
from tests.foundation.publiclog.stories import record_many, sealed

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["log", *map(str, arguments)])


def test_a_copy_is_whole_damaged_contradicted_or_none(tmp_path: Path) -> None:
    true, other = Log().grow(5).grow(5, is_witnessed=True), Log(said={1: "别的"}).grow(5).grow(5)
    true.copy(tmp_path / "true")
    other.copy(tmp_path / "other")
    head = tmp_path / "head.json"
    head.write_bytes(true.heads[0].to_bytes())

    whole = run("verify", tmp_path / "true")
    agreed = run("verify", tmp_path / "true", "--head", head)
    contradicted = run("verify", tmp_path / "other", "--head", head)
    (tmp_path / "true/tile/entries/000.p/10").write_bytes(b"cut")
    damaged = run("verify", tmp_path / "true")
    (tmp_path / "nothing").mkdir()
    none = run("verify", tmp_path / "nothing")
    no_head = run("verify", tmp_path / "other", "--head", tmp_path / "other/README.txt")

    results = (whole, agreed, contradicted, damaged, none, no_head)
    assert [result.exit_code for result in results] == [0, 0, 1, 1, 2, 2]
    assert whole.stdout.splitlines() == [
        "完好:stars.example.cn 共 10 条,到 2026-01-01T00:01:00Z",
        f"日志头 10:{true.heads[1].head.root}",
        f"密钥 {true.heads[1].head.key}",
        "见证:柳溪镇",
        "没有给出别处的头:只知道文件夹自己没有损坏,不知道历史有没有被改写",
    ]
    assert agreed.stdout.splitlines()[-1] == f"和 {head} 一致(5 条)"
    assert contradicted.stderr == f"{head}:和给出的头矛盾:有一边改写过历史\n"
    assert "tile/entries/000.p/10:文件被改动或截断" in damaged.stderr.splitlines()


def test_a_copy_is_checked_without_a_database_and_without_django(tmp_path: Path) -> None:
    Log().grow(3).copy(tmp_path)
    program = (
        "import sys; sys.modules['django'] = None\n"
        "from fivestar.cli.main import main\n"
        f"main(['log', 'verify', {str(tmp_path)!r}])"
    )

    told = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "FIVESTAR_DATABASE": "nowhere"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.startswith("完好:stars.example.cn 共 3 条")


def test_a_new_key_is_readable_by_its_owner_alone_and_never_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "key.pem"

    made = run("new-key", file)
    again = run("new-key", file)

    public = signing.public_text(signing.read_private(file.read_bytes()))
    assert made.stdout == f"公钥 {public}\n名称 {signing.key_id(public)}\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert (again.exit_code, public) == (2, signing.public_text(signing.read_private(file.read_bytes())))


@pytest.mark.django_db
def test_the_log_is_sealed_exported_and_checked(tmp_path: Path) -> None:
    record_many(3)

    results = [run("export", tmp_path), run("seal"), run("export", tmp_path), run("export", tmp_path)]

    assert [(result.exit_code, result.output) for result in results] == [
        (1, "日志里还没有编入的条目\n"),
        (0, "编入 3 条\n"),
        (0, f"{tmp_path}:3 条;新写 7 个文件,原有 0 个没有动\n"),
        (0, f"{tmp_path}:3 条;新写 0 个文件,原有 7 个没有动\n"),
    ]
    assert run("verify", tmp_path).exit_code == 0


@pytest.mark.django_db
def test_a_content_is_taken_out_and_the_next_copy_lacks_it(tmp_path: Path) -> None:
    sealed(3)
    run("export", tmp_path)

    first, again, nowhere = (run("erase", str(number), "--because", "第 7 号决定") for number in (1, 1, 9))
    run("export", tmp_path)

    assert [result.exit_code for result in (first, again, nowhere)] == [0, 1, 1]
    assert again.stderr == "这一条的内容已经取下了\n"
    lines = (tmp_path / "tile/content/000.p/3").read_text("utf-8").splitlines()
    assert [line == '{"erased":true}' for line in lines] == [False, True, False]
    assert "其中 1 条的内容已按决定取下" in run("verify", tmp_path).stdout


@pytest.mark.django_db
def test_backfill_says_how_many_of_each_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    told = publiclog.Told(
        kind="recheck.void", subject="a", unit="990099", canonical={"id": "a", "commitment": "sha256:00"}
    )
    monkeypatch.setattr("fivestar.foundation.publiclog.telling.earlier", [lambda: [(told, NOW.date())]])

    assert run("backfill").output == "复核抽签作废 1 条\n补录 1 条\n"
    assert run("backfill").output == "补录 0 条\n"
