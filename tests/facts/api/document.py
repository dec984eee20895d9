"""Prints docs/reference/openapi.json, the document that is served at /api/openapi.json.

python -m tests.facts.api.document
"""

import json
from pathlib import Path

from fivestar.cli.main import set_up_django

if __name__ == "__main__":
    set_up_django()

from fivestar.facts.api.endpoint import api

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "reference" / "openapi.json"


def openapi_text() -> str:
    """In a settled order."""
    return json.dumps(api.get_openapi_schema(), ensure_ascii=False, indent=2, sort_keys=True, default=str) + "\n"


if __name__ == "__main__":
    DOCUMENT.write_text(openapi_text(), encoding="utf-8")
