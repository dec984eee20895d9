"""On an English page only data is Chinese: names, texts of the rulebook, what a file says."""

import json
import re
from html.parser import HTMLParser

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponseBase
from django.test import Client

from fivestar.responsibility.models import Holding, Post
from tests.cast import Cast
from tests.factories import small_document, small_standards
from tests.pages import browser_of, text_of

HAN = re.compile(r"[\u3400-\u9fff]+")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SAID = ("title", "aria-label", "placeholder", "alt", "data-label", "value")
FILE = (
    "代码,数据项,期间,数值,数据日期,来源\n"
    "990099001201,农户数,2023,358,2023-08-31,台账\n"
    "990099001201,入社农户数,2023,大概,2023-08-31,台账\n"
)
UNITS = "次分户天万元个人是否%"


class Reader(HTMLParser):
    """Collects what is said outside elements marked as Chinese; attributes that are read out count too."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, bool]] = []
        self.said: list[str] = []

    @property
    def is_chinese(self) -> bool:
        return any(chinese for _, chinese in self.open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        marked = dict(attrs).get("lang", "") == "zh-CN"
        if not (marked or self.is_chinese):
            self.said += [value or "" for name, value in attrs if name in SAID]
        if tag not in VOID:
            self.open.append((tag, marked or tag in {"script", "style"}))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self.is_chinese:
            self.said.append(data)


def left_in_chinese(answer: HttpResponseBase, data: str) -> list[str]:
    """Chinese words of a page that no data explains."""
    reader = Reader()
    reader.feed(text_of(answer))
    words = {word for text in reader.said for word in HAN.findall(text)}
    return sorted(word for word in words if word not in data and not set(word) <= set(UNITS))


@pytest.fixture
def data(cast: Cast) -> str:
    """Everything that is Chinese because somebody wrote it so."""
    small_standards(cast)
    names = [region.name for region in (cast.district, cast.liuxi, cast.zhuyuan)]
    names += [f"{branch.name} {branch.village.name}" for branch in cast.branches.values()]
    names += [person.name for person in cast.persons.values()]
    names += [post.title for post in Post.objects.all()]
    documents = [json.dumps(small_document(category), ensure_ascii=False) for category in ("rural", "urban")]
    return "\n".join([*names, *documents, FILE, "手机"])


def english(cast: Cast, who: str) -> Client:
    return browser_of(cast, who, language="en")


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("", "/search/"),
        ("", "/search/?q=东柳"),
        ("", "/search/?q=dl"),
        ("", "/search/?q=zz"),
        ("", "/d/990099/"),
        ("", "/d/990099/wall/"),
        ("", "/d/990099/wall/?star=party"),
        ("", "/d/990099/standards/"),
        ("", "/d/990099/standards/?q=T4"),
        ("", "/d/990099/standards/?q=zz"),
        ("", "/d/990099/standards/?on=2020-01-01"),
        ("", "/d/990099/standards/compare/"),
        ("", "/d/990099/import/"),
        ("", "/sign-in/"),
        ("", "/enter/"),
        ("", "/enter/ABCDEFGH/"),
        ("", "/nowhere/"),
        ("outsider", "/d/990099/import/"),
        ("CLERK", "/d/990099/import/"),
        ("CLERK", "/d/990099/entry/"),
        ("CLERK", "/d/990099/entry/?q=zz"),
        ("CLERK", "/devices/"),
        ("OWN", "/d/990099/import/"),
        ("ORGANISE", "/d/990099/standards/proposals/"),
        ("ORGANISE", "/account/second-factor/"),
        ("ORGANISE", "/account/password/"),
    ],
)
def test_a_page_is_english_but_for_its_data(cast: Cast, data: str, who: str, address: str) -> None:
    answer = english(cast, who).get(address)

    assert '<html lang="en"' in text_of(answer)
    asked = re.sub(r".*q=", "", address)
    assert left_in_chinese(answer, data + asked) == []


def test_a_dossier_is_english_but_for_its_data(cast: Cast, data: str) -> None:
    assert left_in_chinese(english(cast, "").get(f"/b/{cast.dongliu.public_id}/"), data) == []
    assert left_in_chinese(english(cast, "OWN").get(f"/b/{cast.dongliu.public_id}/?basis=stated"), data) == []


def test_an_import_is_english_from_its_faults_to_its_result(cast: Cast, data: str) -> None:
    client = english(cast, "ORGANISE")
    file = SimpleUploadedFile("facts.csv", FILE.encode())
    batch = client.post("/d/990099/import/", {"file": file, "basis": "C"})["Location"]
    pages = [client.get(batch)]
    client.post(f"{batch}confirm/", {"leave_out_faulty": "1"})
    pages += [client.get(batch), client.get("/d/990099/import/")]
    unreadable = SimpleUploadedFile("facts.csv", "代码,甲\n1,2".encode())
    pages.append(client.post("/d/990099/import/", {"file": unreadable, "basis": "C"}))

    assert [left_in_chinese(page, data + "甲") for page in pages] == [[], [], [], []]


def test_a_code_is_handed_out_in_english(cast: Cast, data: str) -> None:
    client = english(cast, "CLERK")
    post = Holding.objects.get(person=cast.persons["OWN"]).post.public_id

    pages = [client.get(f"/entry/{post}/"), client.post(f"/entry/{post}/issue/", {"label": ""})]
    pages.append(client.get(f"/entry/{post}/"))

    assert [left_in_chinese(page, data) for page in pages] == [[], [], []]


def test_own_standards_are_english_from_faults_to_effect(cast: Cast, data: str) -> None:
    client = english(cast, "ORGANISE")
    template = client.get("/d/990099/standards/proposals/template-rural.xlsx").content
    file = SimpleUploadedFile("tasks.xlsx", template)
    address = client.post("/d/990099/standards/proposals/", {"category": "rural", "file": file})["Location"]
    faulty = SimpleUploadedFile("tasks.csv", "编号,类别\nR1,农村".encode())
    wrong = client.post("/d/990099/standards/proposals/", {"category": "rural", "file": faulty})["Location"]

    pages = [client.get(address), client.get(f"{address}effect/"), client.get(wrong)]

    headings = "编号 类别 星 重点任务 任务 评星标准 类型 比较 阈值 单位 佐证 牵头单位 频次 数据由谁提供 来源 佐证理由"
    assert [left_in_chinese(page, data + headings) for page in pages] == [[], [], []]
