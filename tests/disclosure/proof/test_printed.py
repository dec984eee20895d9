"""A printed notice carries a code that is read from paper and leads to the log's head."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import typst
from pypdf import PdfReader

from fivestar.foundation import publiclog
from fivestar.foundation.logtree.slips import Signed, read_slip
from fivestar.foundation.publiclog.printed import MOST_LETTERS, VERIFY_PATH, code_of, drawn, slip_address
from fivestar.foundation.publiclog.reading import public_keys
from fivestar.notices.judging import Sheet
from fivestar.notices.models import Notice
from tests.cast import NOW, Cast
from tests.disclosure.proof.sheets import codes_in, edge_in_millimetres, photographed, pictures_of
from tests.foundation.publiclog.stories import record_many
from tests.notices.stories import post
from tests.pages import browser_of

pytestmark = pytest.mark.django_db
LEAST_MILLIMETRES = 80


def sealed_notice(cast: Cast, **other: Any) -> Notice:
    notice = post(cast, **other)
    record_many(40)
    publiclog.seal_pending(at=NOW)
    return notice


def print_of(cast: Cast, notice: Notice) -> bytes:
    answer = browser_of(cast, "").get(f"/notices/{notice.public_id}/board.pdf")
    assert answer.status_code == 200
    return bytes(answer.content)


def test_the_code_on_the_sheet_is_read_as_photographed_and_leads_to_the_head(cast: Cast, tmp_path: Path) -> None:
    notice = sealed_notice(cast)
    [sheet] = pictures_of(print_of(cast, notice))

    plain, askew = codes_in(sheet, photographed(sheet), to=tmp_path)

    [large] = [code for code in plain if f"/{VERIFY_PATH}#" in code["text"]]
    assert large["text"] in [code["text"] for code in askew]
    assert edge_in_millimetres(large) >= LEAST_MILLIMETRES
    slip = read_slip(large["text"].partition("#")[2])
    assert slip.check(public_keys()).size == 41
    assert (slip.kind, slip.unit, slip.day) == ("notice.posted", cast.dongliu.village.code, notice.from_day)


def test_a_sheet_says_in_print_what_its_code_says(cast: Cast) -> None:
    notice = sealed_notice(cast)

    pdf = PdfReader(BytesIO(print_of(cast, notice)))

    text = "".join(pdf.pages[0].extract_text().split())
    assert len(pdf.pages) == 1
    for words in (f"（{cast.dongliu.village.code}）", "第2列各数相加50000", "表格2行", "这张纸自己能证明"):
        assert words in text


def test_a_sheet_printed_before_its_notice_is_in_the_log_says_so(cast: Cast, tmp_path: Path) -> None:
    notice = post(cast)

    [sheet] = pictures_of(print_of(cast, notice))

    assert [code["text"] for code in codes_in(sheet, to=tmp_path)[0]] == [
        f"http://testserver/notices/{notice.public_id}/"
    ]


def test_a_code_of_a_log_with_a_million_entries_keeps_to_its_bytes_and_is_read(cast: Cast, tmp_path: Path) -> None:
    rows = (("收入", "1234567.89", "12345678.90", "9999999.99"),) * 300
    wrong = post(cast)
    notice = sealed_notice(cast, corrects=wrong, sheet=Sheet(("项目", "收入", "支出", "结余"), rows))
    entry = publiclog.entry_of("notice.posted", notice.public_id)
    assert entry is not None
    slip = publiclog.slip_of(entry)
    assert slip is not None
    witnesses = tuple(Signed(f"{number:016x}", slip.log.signature) for number in range(5))
    origin = "wuxing.jianan.xuchang.gov.cn"

    long = replace(slip, origin=origin, index=999_998, size=1_000_000, path=(b"h" * 32,) * 20, witnesses=witnesses)
    text = slip_address(long)

    assert len(text.encode()) <= MOST_LETTERS == 1600
    assert len(read_slip(text.partition("#")[2]).witnesses) < 5
    [code] = read_back(text, tmp_path)
    assert code == text


def read_back(text: str, to: Path) -> list[str]:
    """Drawn as large as on the sheet, photographed and read."""
    page = b'#set page(paper: "a4")\n#image(bytes(sys.inputs.svg), format: "svg", width: 102mm)'
    pdf = typst.compile(page, format="pdf", sys_inputs={"svg": drawn(text).svg})
    return [code["text"] for code in codes_in(photographed(pictures_of(pdf)[0]), to=to)[0]]


def test_what_was_taken_out_has_no_code(cast: Cast) -> None:
    notice = sealed_notice(cast)
    entry = publiclog.entry_of("notice.posted", notice.public_id)
    assert entry is not None
    before = code_of(entry)

    after = code_of(publiclog.erase(entry=entry, because="按决定", at=NOW))

    assert (before is not None, after, code_of(None)) == (True, None, None)
