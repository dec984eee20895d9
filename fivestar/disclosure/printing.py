"""The poster of a village: a QR code to its open page. Always Chinese: it hangs on the board."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from fivestar.foundation.typeset import pdf_of
from fivestar.responsibility.qr import qr_svg

if TYPE_CHECKING:
    from fivestar.territory.models import Branch

PAPERS = ("a4", "a3")
_TEMPLATE = Path(__file__).parent / "typst" / "poster.typ"
_SEEN = (
    "五颗星：得了哪几颗，凭什么",
    "还差什么，该谁来办",
    "现在贴着的公示",
    "集体的账，逐笔看",
    "项目和花的钱",
    "谁来负责，怎么提意见",
)


def poster_data(branch: Branch, paper: str) -> dict[str, object]:
    """What `typst/poster.typ` lays out."""
    link = f"{settings.ORIGIN}{reverse('open_village', args=[branch.public_id])}"
    return {
        "title": f"{branch.village.name}公开页",
        "paper": paper,
        "village": f"{branch.township.name} {branch.village.name}",
        "district": branch.district.name,
        "mark": "演示数据" if branch.district.is_fictitious else "",
        "qr": str(qr_svg(link)),
        "link": link,
        "lines": list(_SEEN),
        "objection": "有意见可以在网页上提，可以不留姓名；也可以找村务（居务）监督委员会。",
    }


def poster(branch: Branch, paper: str) -> bytes:
    return pdf_of(_TEMPLATE, poster_data(branch, paper))
