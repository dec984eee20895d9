"""Files made for the stories: pictures with traces in them, documents with authors, and ones that must be refused."""

from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter
from PIL import Image, ImageDraw
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

SECRET = "HE-YUAN-WAI"  # the author nobody may find again
_MAKER, _AUTHOR, _PLACE = 0x010F, 0x013B, 0x8825


def scene(seed: int = 1, size: tuple[int, int] = (640, 480)) -> Image.Image:
    """A picture with plenty on it, another for each seed; the same seed draws the same one."""
    picture = Image.new("RGB", size, "#8aa")
    draw = ImageDraw.Draw(picture)
    number = seed * 7919
    for step in range(24):
        number = (number * 1103515245 + 12345 + step) % 2**31
        left, top = number % size[0], number // 977 % size[1]
        wide, high = 40 + number // 31 % 160, 40 + number // 101 % 160
        colour = (number % 251, number // 7 % 251, number // 49 % 251)
        draw.rectangle((left, top, left + wide, top + high), fill=colour)
    return picture


def jpg(picture: Image.Image | None = None, **more: Any) -> bytes:
    out = BytesIO()
    (picture or scene()).save(out, "JPEG", **more)
    return out.getvalue()


def jpg_of_a_telephone(picture: Image.Image | None = None, orientation: int = 1) -> bytes:
    """With maker, author, place and a comment."""
    exif = Image.Exif()
    exif[_MAKER], exif[_AUTHOR], exif[0x0112] = f"{SECRET} phone", SECRET, orientation
    exif.get_ifd(_PLACE).update({1: "N", 2: (34.0, 1.0, 2.0), 3: "E", 4: (113.0, 50.0, 9.0)})
    return jpg(picture, exif=exif, comment=SECRET.encode(), xmp=f"<x>{SECRET}</x>".encode())


def png(picture: Image.Image | None = None, **more: Any) -> bytes:
    out = BytesIO()
    (picture or scene()).save(out, "PNG", **more)
    return out.getvalue()


def pdf(picture: Image.Image | None = None, **more: Any) -> bytes:
    """A page with a picture on it, with an author."""
    out = BytesIO()
    (picture or scene()).save(out, "PDF", author=SECRET, title=SECRET, **more)
    return out.getvalue()


def pdf_that(change: str) -> bytes:
    """`locked`, `runs` (a script), `carries` (a file inside) or `launches` (a program)."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf())))
    if change == "locked":
        writer.encrypt("secret", algorithm="RC4-128")
    elif change == "carries":
        writer.add_attachment("tables.csv", b"a,b")
    else:
        kind, key = {"runs": ("/JavaScript", "/JS"), "launches": ("/Launch", "/F")}[change]
        action = {NameObject("/S"): NameObject(kind), NameObject(key): TextStringObject("app.alert('hello');")}
        writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): DictionaryObject(action)})
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def xlsx() -> bytes:
    out = BytesIO()
    book = xlsxwriter.Workbook(out)
    book.set_properties({"author": SECRET, "company": SECRET, "manager": SECRET})
    sheet = book.add_worksheet("合同")
    sheet.write(0, 0, "土地流转")
    sheet.write_comment(0, 0, "看过", {"author": SECRET})
    sheet.insert_image(2, 0, "photo.jpg", {"image_data": BytesIO(jpg_of_a_telephone())})
    book.close()
    return out.getvalue()


def docx(text: str = "村规民约", /, **members: str | bytes) -> bytes:
    """A small document; `members` adds or replaces parts (`word/x.xml` → content)."""
    types = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types><Override PartName="/word/document.xml" '
        f'ContentType="{types}.document.main+xml"/></Types>',
        "_rels/.rels": "<Relationships/>",
        "docProps/core.xml": f"<cp:coreProperties><dc:creator>{SECRET}</dc:creator></cp:coreProperties>",
        "word/document.xml": f'<w:document><w:ins w:id="1" w:author="{SECRET}"><w:t>{text}</w:t></w:ins></w:document>',
        **members,
    }
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def parts_of(package: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(package)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}
