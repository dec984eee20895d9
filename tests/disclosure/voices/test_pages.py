"""The pages on which anybody speaks, and those of the office."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fivestar.disclosure.voices import actions
from fivestar.disclosure.voices.models import Picture, Slip, Voice
from fivestar.disclosure.voices.views import flood
from fivestar.foundation.access import Actor
from fivestar.foundation.clock import held_at
from tests.cast import NOW, Cast
from tests.disclosure.voices.stories import EVENING, TEXT, discipline, open_box, say, spoken, voice_of
from tests.evidence.made import jpg_of_a_telephone
from tests.notices.stories import post

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_new_day() -> None:
    flood.forget()


def page_of(cast: Cast, about: str = "branch", public_id: str | None = None) -> str:
    ours = cast.dongliu.public_id if public_id is None else public_id
    return f"/d/{cast.district.code}/open/voices/new/?about={about}&id={ours}"


def follow(cast: Cast) -> str:
    return f"/d/{cast.district.code}/open/voices/follow/"


def hidden(html: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', html))


def sends(client: Client, address: str, **told: Any) -> Any:
    """Fills in the form that comes, in the evening."""
    with held_at(EVENING):
        form = hidden(client.get(address).content.decode())
        fields = {name: form[name] for name in ("code", "mark")}
        return client.post(address, {**fields, "matter": "problem", "text": TEXT, **told})


def shown_code(page: Any) -> str:
    found = re.search(r"<code>([^<]+)</code>", page.content.decode())
    assert found
    return found[1]


def of(who: Actor, cast: Cast) -> Client:
    client = Client()
    account = next((p.account for p in cast.persons.values() if p.account and p.account.pk == who.account_id), None)
    assert account is not None
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_somebody_speaks_and_comes_back_without_a_name_a_session_or_a_cookie(client: Client, cast: Cast) -> None:
    sent = sends(client, page_of(cast))
    code = shown_code(sent)
    waiting = client.post(follow(cast), {"code": code})
    open_box()
    standing = client.post(follow(cast), {"code": code.lower().replace("-", " ")})

    assert (sent.status_code, waiting.status_code, standing.status_code) == (200, 200, 200)
    assert "还在信箱里" in waiting.content.decode()
    assert "东柳村委会" in standing.content.decode()
    assert TEXT not in standing.content.decode()
    assert client.cookies == {}
    assert {page["Cache-Control"] for page in (sent, waiting, standing)} == {"no-store"}


def test_a_form_without_files_is_read_as_browsers_send_it(client: Client, cast: Cast) -> None:
    code, _ = spoken(cast)

    page = client.post(follow(cast), f"code={code}", content_type="application/x-www-form-urlencoded")

    assert page.status_code == 200


def test_a_form_of_another_site_is_refused(client: Client, cast: Cast) -> None:
    with held_at(EVENING):
        form = hidden(client.get(page_of(cast)).content.decode())
        told = {"code": form["code"], "mark": form["mark"], "matter": "problem", "text": TEXT}
        statuses = [
            client.post(page_of(cast), told, headers={"Origin": "https://example.org"}).status_code,
            client.post(page_of(cast), told, headers={"Origin": "null"}).status_code,
            client.post(page_of(cast), told, headers={"Referer": "https://example.org/x"}).status_code,
            client.post(page_of(cast), {**told, "code": "0" * 20}).status_code,
        ]
        before = Slip.objects.count()
        client.post(page_of(cast), told, headers={"Origin": "http://testserver"})

    assert statuses == [403, 403, 403, 422]
    assert (before, Slip.objects.count()) == (0, 1)


def test_refusals_write_no_line_in_any_log(client: Client, cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    client.post(follow(cast), {"code": "XXXX"})
    client.post(page_of(cast), {"text": ""})
    client.post(page_of(cast), {}, headers={"Origin": "https://example.org"})

    assert caplog.records == []


def test_words_of_discipline_are_asked_about_once_and_never_moved_silently(client: Client, cast: Cast) -> None:
    with held_at(EVENING):
        form = hidden(client.get(page_of(cast)).content.decode())
        told = {"code": form["code"], "mark": form["mark"], "matter": "problem", "text": "补贴被截留了一半"}
        asked = client.post(page_of(cast), told)
        again = client.post(page_of(cast), {**told, "hinted": hidden(asked.content.decode())["hinted"]})
    open_box()

    assert (asked.status_code, again.status_code) == (422, 200)
    assert Voice.objects.values_list("matter", "office").get() == ("problem", "township")


def test_whoever_is_ticked_never_hears_of_it(client: Client, cast: Cast) -> None:
    with held_at(EVENING):
        html = client.get(page_of(cast)).content.decode()
    ticks = {
        title: value for value, title in re.findall(r'name="named" value="(\w+)"[^>]*> <span>([^<]+)</span>', html)
    }
    sends(client, page_of(cast), named=[ticks["柳溪镇党建干事 安"]])
    open_box()

    voice = Voice.objects.get()
    assert voice.office == "organisation"
    assert [one.ref for one in voice.kept_from.all()] == [cast.clerk.person_ref]


INJECTED = "<script>alert(1)</script>{{ 7|add:7 }}{% url 'x' %}' OR 1=1 --"


def test_what_is_written_into_any_field_comes_back_as_text(cast: Cast) -> None:
    client = Client()
    sent = sends(client, page_of(cast), text=INJECTED, name=INJECTED[:40], contact=INJECTED[:60])
    open_box()
    voice = Voice.objects.get()
    clerk = of(cast.clerk, cast)
    address = f"/d/{cast.district.code}/voices/{voice.public_id}/"
    clerk.post(address, {"do": "ask", "text": INJECTED})
    clerk.post(address, {"do": "pass_on", "to": INJECTED[:60], "number": INJECTED[:40]})
    clerk.post(address, {"do": "answer", "text": INJECTED, "public_text": "<b>改了</b>"})
    pages = [
        clerk.get(address),
        clerk.post(address, {"do": "identity", "reason": "核实"}),
        client.post(follow(cast), {"code": shown_code(sent), "do": "reopen", "text": INJECTED}),
        client.get(f"/d/{cast.district.code}/open/voices/new/", {"q": INJECTED}),
        client.get(f"/d/{cast.district.code}/open/voices/new/", {"about": INJECTED}),
        client.post(follow(cast), {"code": INJECTED}),
    ]

    assert [page.status_code for page in pages] == [200, 200, 200, 200, 404, 422]
    assert [page for page in pages if "<script>alert" in page.content.decode()] == []
    assert [page for page in pages if "<b>改了" in page.content.decode()] == []


@pytest.mark.parametrize(
    "data",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<!doctype html><script>alert(1)</script>",
        b"%PDF-1.4\n",
        b"\xff\xd8\xff damaged",
        b"",
    ],
)
def test_what_is_no_picture_is_refused_and_nothing_is_stored(client: Client, cast: Cast, data: bytes) -> None:
    sent = sends(client, page_of(cast), pictures=SimpleUploadedFile("x.jpg", data, content_type="image/jpeg"))

    assert sent.status_code == 422
    assert Slip.objects.count() == 0


def test_a_picture_is_kept_without_place_time_and_name(client: Client, cast: Cast) -> None:
    given = jpg_of_a_telephone()
    sent = sends(client, page_of(cast), pictures=SimpleUploadedFile("张三家门口.jpg", given, content_type="image/jpeg"))
    open_box()

    assert sent.status_code == 200, sent.content.decode()
    voice = Voice.objects.get()
    address = f"/d/{cast.district.code}/voices/{voice.public_id}/pictures/1/"

    kept = bytes(Picture.objects.get().data)
    assert b"Exif" in given
    assert (b"Exif" in kept, "张三".encode() in kept) == (False, False)
    assert of(cast.clerk, cast).get(address).content == kept
    assert [of(one, cast).get(address).status_code for one in (cast.secretary, cast.organiser)] == [404, 404]


def test_of_a_voice_that_is_not_his_nobody_learns_that_it_exists(cast: Cast) -> None:
    discipline(cast)
    _, village = spoken(cast)
    _, township = spoken(cast, "township", cast.liuxi.public_id)
    _, district = spoken(cast, "district", "")
    list_of = f"/d/{cast.district.code}/voices/"

    ids = [one.public_id for one in (village, township, district)]
    addresses = [list_of, *(f"{list_of}{one}/" for one in (*ids, "aaaaaaaaaaaa"))]
    readers = {"own": cast.secretary, "clerk": cast.clerk, "organiser": cast.organiser}

    seen = {who: [of(actor, cast).get(address).status_code for address in addresses] for who, actor in readers.items()}

    assert seen == {
        "own": [404, 404, 404, 404, 404],
        "clerk": [200, 200, 404, 404, 404],
        "organiser": [200, 404, 200, 404, 404],
    }


def test_the_list_costs_the_same_with_one_and_with_three(
    cast: Cast, django_assert_max_num_queries: Any, django_assert_num_queries: Any
) -> None:
    clerk, address = of(cast.clerk, cast), f"/d/{cast.district.code}/voices/"
    spoken(cast)
    clerk.get(address)
    with django_assert_max_num_queries(20) as first:
        clerk.get(address)
    for _ in range(2):
        spoken(cast)

    with django_assert_num_queries(len(first.captured_queries)):
        page = clerk.get(address).content.decode()

    assert page.count("东柳村委会") == 3


def test_the_front_says_how_and_never_how_many(client: Client, cast: Cast) -> None:
    for _ in range(3):
        spoken(cast)

    page = client.get(f"/d/{cast.district.code}/open/voices/").content.decode()

    assert "东柳" not in page
    assert "规则待录入" in page


def test_whoever_reports_the_same_sees_nothing_of_the_first(client: Client, cast: Cast) -> None:
    code, first = spoken(cast, name="张某", contact="村口")
    actions.answer(actor=cast.clerk, voice=first, text="改了", public_text="账目已更正。", at=NOW)
    say(code, "yes")
    address = f"/d/{cast.district.code}/open/voices/new/?also={first.public_id}"
    with held_at(EVENING):
        page = client.get(address).content.decode()
    sent = sends(client, address)
    open_box()
    second = voice_of(shown_code(sent).replace("-", ""))

    assert (TEXT in page, "张某" in page) == (False, False)
    assert (second.linked_to, second.path) == (first, first.path)


def test_an_objection_names_its_notice_and_one_that_is_not_the_villages_is_not_there(
    client: Client, cast: Cast
) -> None:
    notice = post(cast)
    address = f"{page_of(cast)}&matter=objection&notice={notice.public_id}"
    form = client.get(address).content.decode()
    taken = sends(client, address, matter="objection")
    open_box()
    voice = Voice.objects.get()

    unknown = client.get(f"{page_of(cast)}&notice=zzzzzzzzzzzz").status_code
    foreign = client.get(f"{page_of(cast, 'district', '')}&notice={notice.public_id}").status_code

    assert (notice.title in form, notice.title in taken.content.decode()) == (True, True)
    assert (voice.notice, unknown, foreign) == (notice.public_id, 404, 404)
