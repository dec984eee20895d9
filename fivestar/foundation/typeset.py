"""Everything printed: a Typst template and data, to a PDF.

    pdf_of(Path(__file__).parent / "typst" / "capsule.typ", {"title": "移交清单", "lines": [...]})

Data travels as JSON and is never read as markup: what somebody typed cannot lay out the page. A template takes
`#import "/foundation/typst/house.typ": *`; there stand the page, the fonts, the marks (演示数据) and `data`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst
from django.http import HttpResponse
from django.utils.http import content_disposition_header

_ROOT = Path(__file__).resolve().parents[1]
"""A template may import from the program's own folder and read nothing beside it."""
PDF = "application/pdf"


def pdf_of(template: Path, data: Mapping[str, Any]) -> bytes:
    """One PDF. data: text, numbers, yes/no, lists and mappings of them."""
    inputs: dict[str, str] = {"data": json.dumps(data, ensure_ascii=False)}
    return typst.compile(str(template), root=str(_ROOT), format="pdf", sys_inputs=inputs)


def pdf_response(name: str, pdf: bytes) -> HttpResponse:
    """Shown in the browser, which prints it; kept under that name."""
    place = content_disposition_header(as_attachment=False, filename=name) or "inline"
    return HttpResponse(pdf, content_type=PDF, headers={"Content-Disposition": place})
