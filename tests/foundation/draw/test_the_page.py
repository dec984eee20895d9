"""docs/reference/draw.md says what the program does, to the byte."""

import json
import re
import subprocess
import sys
from dataclasses import astuple
from pathlib import Path
from typing import Any

import msgspec

from fivestar.engine import canon
from fivestar.foundation.draw import Frame, commitment, draw, seed, verify_draw
from fivestar.foundation.draw.files import DrawFile
from fivestar.foundation.draw.hashing import rank

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "reference" / "draw.md").read_text("utf-8")
GOLDEN = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)[0].strip()
VALUES = dict(re.findall(r"^\| (commitment|seed|rank of [^|]*) \| `([^`]*)` \|$", PAGE, re.MULTILINE))


def golden() -> dict[str, Any]:
    document = json.loads(GOLDEN)
    assert isinstance(document, dict)
    return document


def test_the_golden_vectors_come_out_again() -> None:
    document = golden()
    secret = bytes.fromhex(document["secret"])
    made = seed(secret, [one["number"] for one in document["witnesses"]], document["public_result"]["value"])

    assert canon.dumps(document).decode() == GOLDEN
    values = {
        "commitment": commitment(document["frame"], secret),
        "seed": made.hex(),
        "rank of `990099001201.R001` in `rural.party.held`": rank(made, "rural.party.held", "990099001201.R001").hex(),
    }
    assert values == VALUES
    drawn = draw(msgspec.convert(document["frame"], Frame), made)
    assert [list(astuple(one)) for one in drawn] == document["draw"]
    assert verify_draw(document) is None


def test_the_pages_own_few_lines_of_python_make_the_same_list(tmp_path: Path) -> None:
    script = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)[0]
    file = tmp_path / "draw.json"
    file.write_text(GOLDEN, encoding="utf-8")

    told = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script, str(file)], check=False, capture_output=True, text=True
    )

    assert (told.returncode, told.stdout, told.stderr) == (0, "ok 4\n", "")


def test_the_page_names_every_field_of_the_file() -> None:
    rows = PAGE.split("| field | what |")[1].split("## Without")[0].splitlines()
    named = [name for row in rows for name in re.findall(r"`(\w+)`", row.partition("|")[2].partition("|")[0])]

    assert sorted(named) == sorted(field.name for field in msgspec.structs.fields(DrawFile))
