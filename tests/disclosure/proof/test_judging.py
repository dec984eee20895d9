"""What the page makes of a code without a network: it believes no head that contradicts one it keeps."""

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from fivestar.foundation.logtree import signing
from fivestar.foundation.logtree.heads import SignedHead
from fivestar.foundation.logtree.slips import Signed, Slip
from tests.disclosure.proof.sheets import NODE, ROOT
from tests.foundation.logtree.logs import ORIGIN, WITNESS, Log, name_of

ASKING = Path(__file__).with_name("judge.mjs")
OURS = ROOT / "fivestar" / "disclosure" / "static" / "disclosure" / "proof"
LOG_MODULE = ROOT / "fivestar" / "foundation" / "static" / "foundation" / "log.js"
LOG = Log().grow(300)
SLIP = LOG.slip(123)


@pytest.fixture(scope="module")
def module(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The static files in one tree, as they are served."""
    static = tmp_path_factory.mktemp("static")
    shutil.copytree(OURS, static / "disclosure" / "proof")
    (static / "foundation").mkdir()
    shutil.copy(LOG_MODULE, static / "foundation")
    (static / "package.json").write_text('{"type": "module"}')
    return static / "disclosure" / "proof" / "judging.js"


def knows(*heads: SignedHead, log: Log = LOG, origin: str = ORIGIN) -> dict[str, Any]:
    return {
        "origin": origin,
        "keys": log.keys,
        "witnesses": log.witnesses,
        "heads": [one.document() for one in heads],
    }


def judged(module: Path, slip: Slip, known: dict[str, Any]) -> str:
    told = subprocess.run(
        [str(NODE), "--no-warnings", str(ASKING), str(module)],
        input=json.dumps([{"text": f"https://{ORIGIN}/verify/#{slip.to_text()}", "known": known}]),
        capture_output=True,
        text=True,
        check=True,
    )
    [answer] = json.loads(told.stdout)
    return str(answer)


def test_a_code_under_the_head_that_is_kept_holds(module: Path) -> None:
    assert judged(module, SLIP, knows(LOG.heads[-1])) == "holds, same"


def test_a_code_under_another_head_holds_and_says_it_was_not_compared(module: Path) -> None:
    later = Log().grow(300).grow(7)

    assert judged(module, SLIP, knows(later.heads[-1])) == "holds, not"


def test_a_changed_content_under_a_head_that_is_known_is_said_to_be_the_content(module: Path) -> None:
    changed = replace(SLIP, content=SLIP.content.replace(b"n123", b"n124"))

    assert judged(module, changed, knows(LOG.heads[-1])) == "signature, head known"
    assert judged(module, changed, knows()) == "signature"


def test_two_histories_of_one_size_contradict(module: Path) -> None:
    other = Log(said={5: "rewritten"}).grow(300)

    assert judged(module, SLIP, knows(other.heads[-1])) == "same-size"


def test_a_later_head_of_fewer_entries_contradicts(module: Path) -> None:
    shrunk = Log().grow(10).grow(10)

    assert judged(module, shrunk.slip(3), knows(LOG.heads[-1])) == "order"


def test_a_strange_key_and_a_strange_log_are_said_to_be_strange(module: Path) -> None:
    strange = Log(key=signing.new_key()).grow(3)

    assert judged(module, strange.slip(1), knows(LOG.heads[-1])) == "key"
    assert judged(module, SLIP, knows(LOG.heads[-1], origin="other.example.cn")) == "origin"


def test_a_false_witness_is_refused(module: Path) -> None:
    false = signing.sign(signing.new_key(), LOG.heads[-1].head.witness_message())
    claimed = replace(SLIP, witnesses=(Signed(name_of(WITNESS)[7:23], false),))

    assert judged(module, claimed, knows(LOG.heads[-1])) == "signature, head known"
