"""What is printed is what was given: data is never read as markup, and Chinese has its own type."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import typst
from pypdf import PdfReader

from fivestar.foundation.typeset import pdf_of, pdf_response

PAGE = """#import "/foundation/typst/house.typ": *
#show: house.with(title: data.title, mark: data.mark)
#facts(data.facts)
#rows-table(("事项", "期限"), data.rows, (1fr, auto))
"""


@pytest.fixture
def template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page of its own; the house's pieces lie where they always do."""
    house = Path(__file__).resolve().parents[2] / "fivestar" / "foundation" / "typst" / "house.typ"
    there = tmp_path / "foundation" / "typst" / "house.typ"
    there.parent.mkdir(parents=True)
    there.write_bytes(house.read_bytes())
    monkeypatch.setattr("fivestar.foundation.typeset._ROOT", tmp_path)
    page = tmp_path / "page.typ"
    page.write_text(PAGE, encoding="utf-8")
    return page


def read(pdf: bytes) -> tuple[int, str]:
    pages = PdfReader(BytesIO(pdf)).pages
    return len(pages), "".join(page.extract_text() for page in pages)


def test_what_somebody_typed_lays_out_nothing(template: Path) -> None:
    typed = "#pagebreak() *重* $x$ <a> @b"

    pages, words = read(
        pdf_of(template, {"title": "移交清单", "mark": "演示数据", "facts": [["姓名", "柳青"]], "rows": [[typed, "—"]]})
    )

    assert pages == 1
    assert "".join(words.split()) == "".join(f"移交清单姓名柳青事项期限{typed}—演示数据1/1".split())


def test_chinese_is_set_in_a_chinese_face(template: Path) -> None:
    pdf = pdf_of(template, {"title": "移交清单", "mark": "", "facts": [], "rows": []})

    found: list[Any] = [PdfReader(BytesIO(pdf)).get_object(number) for number in range(1, 60)]
    fonts = [str(one["/BaseFont"]) for one in found if hasattr(one, "get") and one.get("/Type") == "/Font"]

    assert fonts
    assert [font for font in fonts if "CJK" not in font and "Han" not in font] == []


def test_a_template_reads_nothing_outside_the_program(template: Path) -> None:
    template.write_text('#read("/../../etc/hostname")', encoding="utf-8")

    with pytest.raises(typst.TypstError):
        pdf_of(template, {})


def test_the_browser_shows_it_under_its_chinese_name() -> None:
    answer = pdf_response("移交清单.pdf", b"%PDF-")

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("inline; filename*=utf-8''")
