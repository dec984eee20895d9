"""A file is what its content says, is kept without place and author, and is refused when something in it could run."""

from io import BytesIO

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from fivestar.evidence.cleaning import MAX_BYTES, Unacceptable, clean, kind_of, office, pictures
from tests.evidence import made
from tests.evidence.made import SECRET


def refusal(data: bytes) -> str:
    with pytest.raises(Unacceptable) as caught:
        clean(data)
    return caught.value.message_id


def test_the_kind_is_read_from_the_content() -> None:
    given = [made.jpg(), made.png(), made.pdf(), made.docx(), made.xlsx()]

    assert [kind_of(data) for data in given] == ["jpg", "png", "pdf", "docx", "xlsx"]


def test_a_photograph_loses_place_author_maker_and_comment() -> None:
    given = made.jpg_of_a_telephone()
    assert given.count(SECRET.encode()) == 4

    kept = clean(given).data

    with Image.open(BytesIO(kept)) as picture:
        assert (picture.format, picture.size, dict(picture.getexif())) == ("JPEG", (640, 480), {})
        assert set(picture.info) == {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert SECRET.encode() not in kept


def test_a_photograph_stands_upright_though_its_exif_is_gone() -> None:
    kept = clean(made.jpg_of_a_telephone(orientation=6)).data

    with Image.open(BytesIO(kept)) as picture:
        assert picture.size == (480, 640)


def test_a_large_photograph_becomes_smaller_and_stays_readable() -> None:
    kept = clean(made.jpg(made.scene(size=(4000, 3000)))).data

    with Image.open(BytesIO(kept)) as picture:
        assert picture.size == (2560, 1920)


def test_a_png_loses_its_texts_and_keeps_what_shines_through() -> None:
    texts = PngInfo()
    texts.add_text("Author", SECRET)
    given = made.png(made.scene().convert("RGBA"), pnginfo=texts)
    assert SECRET.encode() in given

    kept = clean(given).data

    with Image.open(BytesIO(kept)) as picture:
        assert (picture.format, picture.mode, picture.info) == ("PNG", "RGBA", {})
    assert SECRET.encode() not in kept


def test_a_pdf_loses_its_author_and_keeps_its_page() -> None:
    given = made.pdf()
    assert PdfReader(BytesIO(given)).metadata is not None

    kept = clean(given).data

    reader = PdfReader(BytesIO(kept))
    assert (reader.metadata, len(reader.pages), len(reader.pages[0].images)) == (None, 1, 1)
    assert SECRET.encode() not in kept


def test_a_workbook_loses_its_author_and_can_still_be_read() -> None:
    given = made.xlsx()
    assert [name for name, part in made.parts_of(given).items() if SECRET.encode() in part] == [
        "xl/comments1.xml",
        "xl/media/image1.jpeg",
        "docProps/core.xml",
        "docProps/app.xml",
    ]

    kept = clean(given).data

    assert [name for name, part in made.parts_of(kept).items() if SECRET.encode() in part] == []
    book = CalamineWorkbook.from_filelike(BytesIO(kept))
    assert book.get_sheet_by_index(0).to_python() == [["土地流转"]]
    with Image.open(BytesIO(made.parts_of(kept)["xl/media/image1.jpeg"])) as picture:
        assert (picture.size, dict(picture.getexif())) == ((640, 480), {})


def test_a_document_loses_its_authors_and_keeps_its_words() -> None:
    kept = made.parts_of(clean(made.docx()).data)

    assert kept["word/document.xml"].decode() == (
        '<w:document><w:ins w:id="1" w:author=""><w:t>村规民约</w:t></w:ins></w:document>'
    )
    assert SECRET.encode() not in kept["docProps/core.xml"]


def test_cleaning_twice_changes_a_document_no_more() -> None:
    once = clean(made.docx()).data

    assert clean(once).data == once


OTHER_KIND = "只收 jpg、png、pdf、docx、xlsx；看的是文件内容，改名没有用"
OLD_OR_LOCKED = "这是加了密码的文件，或旧格式的 doc、xls；请去掉密码，另存为 docx、xlsx 或 pdf"
LOCKED = "文件加了密码，请去掉密码再上传"
NO_PICTURE = "图片打不开，可能已损坏"
BROKEN = "文件打不开，可能已损坏"
RUNS = "PDF 里有脚本、附件或会自动运行的内容，请另存或打印成 pdf 再上传"
MACROS = "文件里有宏或会自动运行的内容，请另存为不带宏的 docx、xlsx 或 pdf"
OBJECTS = "文件里嵌着别的文件或对象，请去掉再上传"
OUTSIDE = "文件里有从外面自动读取的内容，请断开链接再上传"
TWO_KINDS = "这个文件同时是两种格式，不能收"

_MACRO_TYPES = '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'


def _run(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def _outside(kind: str) -> str:
    link = f'<Relationship Type="x/{kind}" Target="http://a" TargetMode="External"/>'
    return f"<Relationships>{link}</Relationships>"


_TEMPLATE_LINK = _outside("attachedTemplate")
_WEB_LINK = _outside("hyperlink")


@pytest.mark.parametrize(
    ("data", "because"),
    [
        (b"", "文件是空的"),
        (b"MZ\x90\x00 not a picture", OTHER_KIND),
        (b"<svg onload='x'/>", OTHER_KIND),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLD_OR_LOCKED),
        (b"\xff\xd8\xff\xe0 broken", NO_PICTURE),
        (made.jpg()[:2000], NO_PICTURE),
        (b"%PDF-1.7 broken", BROKEN),
        (b"PK\x03\x04 broken", BROKEN),
        (made.pdf_that("locked"), LOCKED),
        (made.pdf_that("runs"), RUNS),
        (made.pdf_that("carries"), RUNS),
        (made.pdf_that("launches"), RUNS),
        (made.docx(**{"[Content_Types].xml": _MACRO_TYPES}), MACROS),
        (made.docx(**{"word/vbaProject.bin": b"x"}), MACROS),
        (made.docx(**{"word/a.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}), MACROS),
        (made.docx(**{"word/embeddings/a.xml": "<a/>"}), OBJECTS),
        (made.docx(**{"word/a.exe.bin": b"x"}), OBJECTS),
        (made.docx(**{"word/_rels/a.rels": _TEMPLATE_LINK}), OUTSIDE),
        (made.docx(**{"word/b.xml": "<w:instrText>DDEAUTO cmd</w:instrText>"}), OUTSIDE),
        (made.docx(**{"word/b.xml": _run("D") + _run("DEAUTO cmd")}), OUTSIDE),
        (made.docx(**{"word/b.xml": '<w:fldSimple w:instr=" IncludeText x"/>'}), OUTSIDE),
        (made.docx(**{"word/_rels/a.rels": _TEMPLATE_LINK.replace("External", "Extern&#97;l")}), OUTSIDE),
        (made.docx(**{"word/_rels/a.rels": _TEMPLATE_LINK.replace("http://a", "http://a>b")}), OUTSIDE),
        (made.docx(**{"word/_rels/a.rels": _TEMPLATE_LINK[:-5]}), BROKEN),
        (made.docx(**{"xl/sheet.xml": "<f>cmd|' /C calc'!A0</f>"}), OUTSIDE),
        (made.docx(**{"xl/sheet.xml": '<f>1+WEBSERVICE("http://a")</f>'}), OUTSIDE),
        (made.docx(**{"word/a.xml": "<a/>".encode("utf-16-le")}), BROKEN),
        (made.docx(**{"word/a.xml": '<?xml version="1.0" encoding="UTF-7"?><a/>'}), BROKEN),
        (made.docx(**{"[Content_Types].xml": _MACRO_TYPES.replace("macro", "m&#97;cro")}), MACROS),
        (made.docx(**{"../a.xml": "<a/>"}), BROKEN),
        (made.docx(**{"[Content_Types].xml": "<Types/>"}), OTHER_KIND),
        (made.jpg() + made.docx(), TWO_KINDS),
        (made.pdf() + made.docx(), TWO_KINDS),
        (made.jpg(comment=b"%PDF-1.7"), TWO_KINDS),
    ],
)
def test_what_cannot_be_kept_is_refused_with_the_reason(data: bytes, because: str) -> None:
    assert refusal(data) == because


def test_a_link_a_person_may_follow_is_no_reason_to_refuse() -> None:
    kept = made.parts_of(clean(made.docx(**{"word/_rels/document.xml.rels": _WEB_LINK})).data)

    assert kept["word/_rels/document.xml.rels"].decode() == _WEB_LINK


@pytest.mark.parametrize("part", [_run('HYPERLINK "http://a/database"'), "<f>SUM(A1:A9)</f>", '<f>A1&amp;"a|b"</f>'])
def test_a_field_and_a_sum_are_no_reason_to_refuse(part: str) -> None:
    assert made.parts_of(clean(made.docx(**{"word/b.xml": part})).data)["word/b.xml"].decode() == part


def test_a_file_over_twenty_megabytes_is_refused_unread() -> None:
    assert refusal(b"\xff\xd8\xff" + bytes(MAX_BYTES)) == "文件超过 {limit} MB"


def test_a_zip_bomb_is_refused_before_it_unpacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "MAX_UNPACKED", 100_000)

    assert refusal(made.docx(**{"word/a.xml": b"0" * 100_001})) == "文件展开以后太大，不能收"


def test_a_picture_of_too_many_points_is_refused_before_it_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MAX_POINTS", 640 * 480 - 1)

    assert refusal(made.png()) == "图片太大：{width} × {height} 点"


def test_what_hangs_behind_a_photograph_is_not_kept() -> None:
    assert SECRET.encode() not in clean(made.jpg() + SECRET.encode() * 100).data
