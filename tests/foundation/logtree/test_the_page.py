"""docs/reference/log.md says what the program does, to the byte."""

import re
import subprocess
import sys
from pathlib import Path

from fivestar.foundation.logtree.signing import key_id
from fivestar.foundation.logtree.slips import read_slip
from fivestar.foundation.publiclog.kinds import KINDS
from tests.foundation.logtree.browser import answers

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "reference" / "log.md").read_text("utf-8")
GOLDEN = dict(re.findall(r"^\| (slip|key|root) \| `([^`]*)` \|$", PAGE, re.MULTILINE))


def test_the_golden_slip_holds_in_the_program_and_in_the_browser() -> None:
    keys = {key_id(GOLDEN["key"]): GOLDEN["key"]}

    [found] = answers({"act": "slip", "text": GOLDEN["slip"], "keys": keys, "witnesses": []})

    slip = read_slip(GOLDEN["slip"])
    assert slip.check(keys).root == GOLDEN["root"]
    assert found["head"]["root"] == GOLDEN["root"]
    assert (slip.index, slip.size, slip.to_text()) == (3, 7, GOLDEN["slip"])


def test_the_pages_own_lines_of_python_check_the_slip(tmp_path: Path) -> None:
    script = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)[0]

    def told(slip: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", script, slip, GOLDEN["key"]]
        return subprocess.run(command, check=False, capture_output=True, text=True)

    text, other = GOLDEN["slip"], "B" if GOLDEN["slip"][80] != "B" else "C"
    assert told(text).stdout == (
        f"ok notice.posted 990099001201 7 {GOLDEN['root'][7:]} " + '{"day":"2023-09-15","id":"n3","said":""}\n'
    )
    assert told(text[:80] + other + text[81:]).returncode == 1


def test_the_page_lists_every_kind_with_its_fields() -> None:
    section = PAGE.split("## What is entered")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `([a-z]+\.[a-z_]+)` \| (.*) \|$", section, re.MULTILINE)

    listed = {kind: tuple(re.findall(r"`(\w+)`", fields)) for kind, fields in rows}
    assert listed == {kind.id: kind.fields for kind in KINDS}
