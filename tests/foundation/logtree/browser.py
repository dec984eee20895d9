"""What log.js answers: run by node, as a browser would."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
MODULE = ROOT / "fivestar" / "foundation" / "static" / "foundation" / "log.js"
ASKING = Path(__file__).with_name("check.mjs")
NODE = Path(sys.executable).with_name("node")


def answers(*questions: dict[str, Any]) -> list[Any]:
    told = subprocess.run(
        [str(NODE), "--no-warnings", str(ASKING), str(MODULE)],
        input=json.dumps(questions),
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(told.stdout)
    assert isinstance(found, list)
    return found
