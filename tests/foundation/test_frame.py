"""The frame of every page: navigation for whoever asks, refusals with their reason, and reports of browsers."""

import json
import logging

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import resolve

from fivestar.foundation import context
from fivestar.foundation.origin import origin_as_address, origin_of
from fivestar.foundation.outcome import Denied, NotAllowed
from fivestar.foundation.views import forbidden
from tests.cast import Cast
from tests.pages import browser_of

REPORT = {
    "csp-report": {
        "document-uri": "http://testserver/d/990099/wall/?q=secret",
        "blocked-uri": "https://evil.example/x.js?token=secret",
        "effective-directive": "script-src",
    }
}


def request_by(cast: Cast, who: str, path: str, rf: RequestFactory, **cookies: str) -> HttpRequest:
    request = rf.get(path)
    request.COOKIES.update(cookies)
    request.user = AnonymousUser()
    request.actor = cast.everybody[who]  # type: ignore[attr-defined]
    request.resolver_match = resolve(request.path)
    return request


def entries(page: dict[str, object]) -> list[tuple[str, bool]]:
    nav = page["nav"]
    assert isinstance(nav, list)
    return [(link.id, link.is_current) for link in nav]


def test_the_clerk_is_offered_codes_and_her_own_district(cast: Cast, rf: RequestFactory) -> None:
    page = context.page(request_by(cast, "CLERK", "/d/990099/entry/", rf))

    assert ("entry", True) in entries(page)
    assert [link.url for link in page["nav"] if link.id == "entry"] == ["/d/990099/entry/"]
    assert page["actor"] == cast.clerk


def test_the_public_is_offered_only_what_is_public(cast: Cast, rf: RequestFactory) -> None:
    page = context.page(request_by(cast, "anyone", "/d/990099/entry/", rf))

    public = ["wall", "projects", "standards", "search", "duties", "rechecks"]
    assert [link_id for link_id, _ in entries(page)] == ["district", *public]
    assert [link.id for link in page["nav_bar"]] == public
    assert [link.id for link in page["nav_tabs"]] == ["wall", "projects", "standards", "search"]
    assert [link.id for link in page["nav_tabs_more"]] == ["duties", "rechecks"]
    assert page["nav_more"] == []


def test_what_does_not_fit_in_a_bar_stands_behind_more_and_says_when_it_is_the_page(
    cast: Cast, rf: RequestFactory
) -> None:
    page = context.page(request_by(cast, "CLERK", "/d/990099/entry/", rf))

    assert [link.id for link in page["nav_bar"]] == ["today", "wall", "review", "import", "shortfalls"]
    assert [link.id for link in page["nav_more"]] == [
        *("meetings", "projects", "notices", "ledgers", "standards", "voices", "search"),
        *("duties", "rechecks", "alike", "joint_meetings", "witness", "entry"),
    ]
    assert [link.id for link in page["nav_tabs"]] == ["today", "wall", "review", "import"]
    assert page["nav_more_is_current"] is page["nav_tabs_more_is_current"] is True


def test_one_entry_too_many_still_stands_in_the_bar() -> None:
    links = [context.NavigationLink(str(number), "", "", "", is_current=False) for number in range(6)]

    assert [len(context.parted("bar", "more", links, 5)[name]) for name in ("bar", "more")] == [6, 0]
    assert [len(context.parted("bar", "more", links, 4)[name]) for name in ("bar", "more")] == [4, 2]


def test_a_page_can_say_which_district_it_belongs_to(cast: Cast, rf: RequestFactory) -> None:
    request = request_by(cast, "anyone", "/enter/", rf)
    without = context.page(request)

    context.show_district(request, "411003")

    assert [link_id for link_id, _ in entries(without)] == ["search"]
    assert [link.url for link in context.page(request)["nav"] if link.id == "wall"] == ["/d/411003/wall/"]


def test_an_actor_without_a_district_in_the_address_is_led_to_his_own(cast: Cast, rf: RequestFactory) -> None:
    page = context.page(request_by(cast, "OWN", "/enter/", rf))

    assert [link.url for link in page["nav"] if link.id == "wall"] == ["/d/990099/wall/"]


def test_beside_the_name_stand_ways_to_keep_ones_own_keys(cast: Cast, rf: RequestFactory) -> None:
    beside = {
        who: [link.id for link in context.page(request_by(cast, who, "/enter/", rf))["account_links"]]
        for who in ("OWN", "CLERK", "outsider", "anyone")
    }

    assert beside == {"OWN": ["devices"], "CLERK": ["second_factor", "password"], "outsider": [], "anyone": []}


def test_large_letters_are_a_cookie(cast: Cast, rf: RequestFactory) -> None:
    pages = [context.page(request_by(cast, "anyone", "/enter/", rf, fivestar_elder=value)) for value in ("1", "0")]

    assert [page["is_elder"] for page in pages] == [True, False]


def test_a_refusal_shows_its_reason_and_the_way_out(cast: Cast, rf: RequestFactory) -> None:
    request = request_by(cast, "ORGANISE", "/enter/", rf)
    refused = NotAllowed(Denied("涉及评星和标准的操作须先通过二次验证", remedy="second_factor"))

    answer = forbidden(request, refused)

    text = answer.content.decode()
    assert answer.status_code == 403
    assert "涉及评星和标准的操作须先通过二次验证" in text
    assert "/second-factor/?next=%2Fenter%2F" in text


def test_whoever_is_signed_out_is_led_to_the_sign_in_and_back(client: Client, cast: Cast) -> None:
    answer = client.get("/d/990099/review/?page=2")

    text = answer.content.decode()
    assert answer.status_code == 403
    assert "您还没有登录" in text
    assert "您现在的岗位不含这件事" not in text
    assert "/sign-in/?next=%2Fd%2F990099%2Freview%2F%3Fpage%3D2" in text


def test_after_a_form_was_sent_signed_out_the_way_back_is_not_the_forms_address(client: Client, cast: Cast) -> None:
    answer = client.post("/d/990099/review/rest/")

    assert answer.status_code == 403
    assert 'href="/sign-in/"' in answer.content.decode()
    assert "next=" not in answer.content.decode()


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/d/990099/review/rest/", "/d/990099/review/"),
        ("/d/990099/review/7/confirm/", "/d/990099/review/"),
        ("/elder/", "/"),
    ],
)
def test_a_forms_address_opened_like_a_page_leads_to_the_page_of_the_form(
    client: Client, cast: Cast, address: str, page: str
) -> None:
    answer = client.get(address, headers={"accept": "text/html"})

    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert "这个地址打不开" in answer.content.decode()
    assert f'<a class="btn btn-main" href="{page}">' in answer.content.decode()


@pytest.mark.parametrize(
    "address", ["/search/?q=%00", "/b/%00/", "/d/%00/", "/d/990099/entry/?q=%00", "/search/?%00=1"]
)
def test_an_address_with_a_nul_is_no_address(cast: Cast, address: str) -> None:
    assert browser_of(cast, "CLERK").get(address).status_code == 404


def test_a_form_with_a_nul_is_none_of_ours(cast: Cast) -> None:
    answer = browser_of(cast, "ORGANISE").post(
        "/i18n/setlang/", "language=%00", content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 404


def test_a_program_that_asks_the_wrong_way_gets_no_page(client: Client, cast: Cast) -> None:
    assert client.get("/answers/sync/", headers={"accept": "application/json"}).content == b""


def test_a_report_is_logged_without_query_strings_or_address(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "fivestar.foundation.views"):
        answer = client.post(
            "/csp-report/", json.dumps(REPORT), content_type="application/csp-report", REMOTE_ADDR="203.0.113.77"
        )

    assert answer.status_code == 204
    assert [record.getMessage() for record in caplog.records] == [
        "csp: script-src stopped evil.example/x.js on testserver/d/990099/wall/"
    ]


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"", 400), (b"[]", 400), (b"{}", 400), (b"\xff", 400), (b'{"csp-report": 1}', 400), (b"x" * 20_000, 413)],
)
@pytest.mark.django_db
def test_nonsense_instead_of_a_report_is_refused_and_not_logged(
    client: Client, caplog: pytest.LogCaptureFixture, body: bytes, status: int
) -> None:
    with caplog.at_level(logging.WARNING, "fivestar.foundation.views"):
        answer = client.post("/csp-report/", body, content_type="application/csp-report")

    assert answer.status_code == status
    assert [record for record in caplog.records if record.name == "fivestar.foundation.views"] == []


def test_a_report_cannot_forge_a_line_of_the_log(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    forged = {
        "csp-report": {
            "effective-directive": "x\nCRITICAL everything is lost",
            "blocked-uri": "[",
            "document-uri": None,
        }
    }

    with caplog.at_level(logging.WARNING, "fivestar.foundation.views"):
        client.post("/csp-report/", json.dumps({"csp-report": forged}), content_type="application/csp-report")

    assert ["\n" in record.getMessage() for record in caplog.records] == [False]


def test_pages_and_fragments_are_kept_apart_by_caches(client: Client, db: None) -> None:
    assert "HX-Request" in client.get("/enter/")["Vary"]


def test_an_origin_is_the_same_all_day_and_another_tomorrow(rf: RequestFactory) -> None:
    here, there = rf.get("/", REMOTE_ADDR="203.0.113.77"), rf.get("/", REMOTE_ADDR="203.0.113.78")

    assert origin_of(here) == origin_of(rf.get("/x", REMOTE_ADDR="203.0.113.77"))
    assert origin_of(here) != origin_of(there)
    assert "203.0.113.77" not in origin_as_address(here)


def test_only_our_own_proxy_is_believed(rf: RequestFactory, settings: pytest.FixtureRequest) -> None:
    forwarded = rf.get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="9.9.9.9, 203.0.113.77")
    direct, real = rf.get("/", REMOTE_ADDR="10.0.0.1"), rf.get("/", REMOTE_ADDR="203.0.113.77")

    assert origin_of(forwarded) == origin_of(direct)
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")  # type: ignore[attr-defined]
    assert origin_of(forwarded) == origin_of(real)
