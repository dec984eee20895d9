"""Files that hang with a notice: cleaned, looked through by whoever posts, down with the paper."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from fivestar.engine import canon
from fivestar.foundation.audit.models import AuditEntry
from fivestar.foundation.sheets import Sheet, write_xlsx
from fivestar.notices import logged
from fivestar.notices.actions import Brought, UnableToPost, take_down_past, withdraw_notice
from fivestar.notices.judging import MAX_FILE_BYTES, MAX_FILES
from fivestar.notices.models import Enclosure, Notice
from fivestar.notices.queries import enclosure_for
from tests.cast import NOW, TODAY, Cast
from tests.factories import shipped_standards
from tests.notices.stories import post
from tests.notices.test_pages import FIELDS, address
from tests.pages import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def standards(cast: Cast) -> None:
    shipped_standards(cast)


def picture(maker: str = "拍照的张三") -> bytes:
    drawn, traces = BytesIO(), Image.Exif()
    traces[0x010F] = maker
    Image.new("RGB", (64, 48), "white").save(drawn, "JPEG", exif=traces)
    return drawn.getvalue()


def workbook() -> bytes:
    made = BytesIO()
    write_xlsx(made, [Sheet("表", ("姓名",), [])])
    return made.getvalue()


def stored() -> list[str]:
    store = storages["evidence"]
    return sorted(store.listdir("notices/2023")[1]) if store.exists("notices/2023") else []


def with_file(cast: Cast, *files: Brought, **other: Any) -> Notice:
    brought = files or (Brought("收支明细.jpg", picture()),)
    return post(cast, enclosed=brought, is_looked_through=other.pop("is_looked_through", True), **other)


def read(notice: Notice) -> Any:
    return Client().get(reverse("notice_file", args=[notice.public_id, notice.enclosures.get().public_id]))


def test_everybody_opens_the_cleaned_copy_and_who_looked_is_on_record(cast: Cast) -> None:
    notice = with_file(cast)

    answer = read(notice)
    kept = notice.enclosures.get()
    assert (answer.status_code, answer["Content-Type"], answer["X-Content-Type-Options"]) == (
        200,
        "image/jpeg",
        "nosniff",
    )
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "张三".encode() not in answer.content
    assert (kept.looked_through_by, kept.looked_through_at) == (cast.secretary.person_ref, NOW)
    assert AuditEntry.objects.get(act="notices.post").changes["looked_through"] == [kept.public_id]


def test_the_digest_in_the_log_covers_files_and_topics_and_an_earlier_form_stays_as_it_was(cast: Cast) -> None:
    notice = with_file(cast)
    document = {name: getattr(notice, name) for name in ("title", "basis", "body", "table", "place", "topics")}
    files = [f"sha256:{notice.enclosures.get().sha256}"]

    assert logged.posted(notice)["canonical"]["document"] == canon.digest({**document, "files": files})
    notice.digest_form = 1
    del document["topics"]
    assert logged.posted(notice)["canonical"]["document"] == canon.digest(document)


@pytest.mark.parametrize(
    ("files", "looked", "column", "said"),
    [
        ([Brought("a.jpg", picture())], False, "looked_through", "系统查不了"),
        (
            [Brought("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>")],
            True,
            "enclosed",
            "只收",
        ),
        ([Brought("a.jpg", b"<!doctype html><script>alert(1)</script>")], True, "enclosed", "只收"),
        ([Brought("a.xlsx", workbook())], True, "enclosed", "附件只收 jpg、png、pdf"),
        ([Brought("a.jpg", b"")], True, "enclosed", "文件是空的"),
        ([Brought("a.jpg", b"0" * (MAX_FILE_BYTES + 1))], True, "enclosed", "文件超过 8 MB"),
        ([Brought("a.jpg", picture())] * (MAX_FILES + 1), True, "enclosed", "附件最多 5 份"),
    ],
)
def test_what_cannot_hang_there_is_refused_and_nothing_is_kept(
    cast: Cast, files: list[Brought], looked: bool, column: str, said: str
) -> None:
    before = stored()

    with pytest.raises(UnableToPost, match=said) as refused:
        with_file(cast, *files, is_looked_through=looked)

    assert (refused.value.column, Notice.objects.count(), Enclosure.objects.count()) == (column, 0, 0)
    assert stored() == before


def test_it_comes_down_on_the_day_by_the_job_and_for_a_read_past_it(cast: Cast) -> None:
    notice = with_file(cast)
    last = notice.to_day
    key = notice.enclosures.get().public_id

    assert enclosure_for(cast.outsider, notice, key, last) is not None
    assert enclosure_for(cast.outsider, notice, key, last + timedelta(days=1)) is None
    assert enclosure_for(cast.secretary, notice, key, last + timedelta(days=1)) is not None

    assert Enclosure.objects.get().is_public
    Notice.objects.filter(pk=notice.pk).update(from_day=TODAY - timedelta(days=9), to_day=TODAY - timedelta(days=3))
    take_down_past()
    assert not Enclosure.objects.get().is_public


@pytest.mark.parametrize("how", ["withdrawn", "corrected"])
def test_withdrawn_or_corrected_nobody_outside_opens_it(cast: Cast, how: str) -> None:
    notice = with_file(cast)

    if how == "withdrawn":
        withdraw_notice(actor=cast.secretary, notice=notice, because="附件传错了", at=NOW)
    else:
        post(cast, corrects=notice, body="更正")

    assert read(notice).status_code == 404
    assert not Enclosure.objects.get().is_public


def test_the_same_sent_twice_hangs_there_once_and_another_file_makes_another(cast: Cast) -> None:
    first = with_file(cast)

    assert with_file(cast) == first
    with_file(cast, Brought("另一张.jpg", picture("别人")))

    assert (Notice.objects.count(), Enclosure.objects.count()) == (2, 2)


def test_the_form_asks_the_poster_to_look_and_says_why(cast: Cast) -> None:
    def send(**other: object) -> Any:
        file = SimpleUploadedFile("收支明细.jpg", picture())
        return browser_of(cast, "OWN").post(f"{address(cast)}?kind=affairs", {**FIELDS, "enclosed": [file], **other})

    refused = send()
    assert (refused.status_code, Notice.objects.count()) == (422, 0)
    assert "图片和扫描件里的字系统查不了" in refused.content.decode()

    assert send(looked_through="on").status_code == 302
    page = Client().get(reverse("notice", args=[Notice.objects.get().public_id])).content.decode()
    assert "收支明细.jpg" in page
