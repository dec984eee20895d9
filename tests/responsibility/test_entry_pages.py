"""The clerk hands out a code, the secretary's telephone stays signed in, and nobody else gets anywhere."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from fivestar.foundation import clock
from fivestar.responsibility.cookies import NAME
from fivestar.responsibility.models import DeviceKey, EntryCode, Holding, Post
from tests.cast import Cast

NOW = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
CountQueries = Callable[[int], AbstractContextManager[object]]


@pytest.fixture(autouse=True)
def machine_time() -> Iterator[None]:
    with clock.held_at(NOW):
        yield


def post_of(cast: Cast, who: str) -> Post:
    return Holding.objects.get(person=cast.persons[who]).post


def browser_of(cast: Cast, who: str, *, checks_forms: bool = False) -> Client:
    client = Client(enforce_csrf_checks=checks_forms)
    client.force_login(cast.account(who), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def issue(cast: Cast) -> str:
    """The code as the clerk's page shows it."""
    answer = browser_of(cast, "CLERK").post(f"/entry/{post_of(cast, 'OWN').public_id}/issue/", {"label": "手机"})
    assert answer.status_code == 200
    found = re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}", answer.content.decode())
    assert found
    return found.group()


def signed_in_telephone(cast: Cast) -> Client:
    telephone = Client()
    answer = telephone.post("/enter/", {"code": issue(cast)})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    return telephone


def test_from_the_clerks_list_to_a_telephone_that_stays_signed_in(cast: Cast) -> None:
    clerk = browser_of(cast, "CLERK")
    post = post_of(cast, "OWN")

    listed = clerk.get("/d/990099/entry/")
    issued = clerk.post(f"/entry/{post.public_id}/issue/", {"label": "手机"})

    assert [line.post.title for line in listed.context["lines"]] == ["东柳村党支部书记", "东柳村代填人"]
    assert issued.context["link"] == f"http://testserver/enter/{issued.context['issued'].code}/"
    assert "<svg" in issued.content.decode()
    assert "style=" not in issued.context["qr_svg"]
    assert issued["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"

    telephone = Client()
    entered = telephone.post("/enter/", {"code": issued.context["issued"].spelt_out})

    cookie = entered.cookies[NAME]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 180 * 24 * 3600)
    devices = telephone.get("/devices/")
    assert [device.label for device in devices.context["devices"]] == ["手机"]
    assert devices.context["actor"].person_ref == cast.persons["OWN"].ref


def test_the_cookie_is_secure_wherever_sessions_are(cast: Cast, settings: pytest.FixtureRequest) -> None:
    settings.SESSION_COOKIE_SECURE = True  # type: ignore[attr-defined]

    entered = Client().post("/enter/", {"code": issue(cast)})

    assert entered.cookies[NAME]["secure"] is True


def test_a_preview_of_the_link_uses_nothing_up(cast: Cast) -> None:
    code = issue(cast).replace("-", "")
    preview, telephone = Client(), Client()

    seen = [preview.get(f"/enter/{code}/"), preview.head(f"/enter/{code}/"), preview.get(f"/enter/{code}/")]

    assert [answer.status_code for answer in seen] == [200, 405, 200]
    assert [NAME in answer.cookies for answer in seen] == [False, False, False]
    assert EntryCode.objects.filter(used_at__isnull=True).count() == 1
    assert telephone.post("/enter/", {"code": code}).status_code == 302
    assert DeviceKey.objects.count() == 1


def test_a_replayed_code_is_refused_with_a_reason(cast: Cast) -> None:
    code = issue(cast)
    Client().post("/enter/", {"code": code})

    replayed = Client().post("/enter/", {"code": code})

    assert replayed.status_code == 400
    assert replayed.context["form"].errors == {"code": ["登录码不对、已用过或已过期,请向乡镇干事再要一个"]}
    assert NAME not in replayed.cookies
    assert DeviceKey.objects.count() == 1


def test_after_ten_wrong_tries_the_page_asks_to_wait(cast: Cast) -> None:
    code = issue(cast)
    guesser = Client()
    for _ in range(10):
        guesser.post("/enter/", {"code": "2222-2222"})

    answer = guesser.post("/enter/", {"code": code})

    assert answer.status_code == 429
    assert answer.context["form"].errors == {"code": ["输错次数过多,请 15 分钟后再试"]}
    assert DeviceKey.objects.count() == 0


def test_an_empty_form_says_what_is_missing(cast: Cast) -> None:
    answer = Client().post("/enter/", {"code": ""})

    assert answer.status_code == 400
    assert answer.context["form"].errors == {"code": ["请输入乡镇干事给您的登录码"]}


@pytest.mark.parametrize("address", ["/entry/{post}/issue/", "/entry/{post}/revoke/", "/enter/", "/devices/x/revoke/"])
def test_a_forged_form_is_refused(cast: Cast, address: str) -> None:
    clerk = browser_of(cast, "CLERK", checks_forms=True)

    answer = clerk.post(address.format(post=post_of(cast, "OWN").public_id), {"code": "ABCDEFGH"})

    assert answer.status_code == 403
    assert (EntryCode.objects.count(), DeviceKey.objects.count()) == (0, 0)


@pytest.mark.parametrize("who", ["next_clerk", "outsider", "OWN", "SUPERVISE"])
def test_a_clerk_of_another_township_finds_nothing(cast: Cast, who: str) -> None:
    stranger = browser_of(cast, who)
    post = post_of(cast, "OWN").public_id

    answers = [
        stranger.get(f"/entry/{post}/"),
        stranger.post(f"/entry/{post}/issue/"),
        stranger.post(f"/entry/{post}/revoke/"),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert EntryCode.objects.count() == 0


def test_her_own_list_shows_her_own_township_only(cast: Cast) -> None:
    listed = browser_of(cast, "next_clerk").get("/d/990099/entry/")

    assert [line.post.title for line in listed.context["lines"]] == ["竹园社区党支部书记"]


@pytest.mark.parametrize("who", ["MANAGE", "ORGANISE"])
def test_who_sees_the_post_but_hands_out_no_codes_is_told_so(cast: Cast, who: str) -> None:
    answer = browser_of(cast, who).get(f"/entry/{post_of(cast, 'OWN').public_id}/")

    assert answer.status_code == 403
    assert "您现在的岗位不含这件事" in answer.content.decode()


def test_the_public_is_offered_nothing(cast: Cast) -> None:
    answers = [Client().get("/d/990099/entry/"), Client().get(f"/entry/{post_of(cast, 'OWN').public_id}/")]

    assert [answer.status_code for answer in answers] == [403, 404]
    assert Client().get("/devices/")["Location"] == "/sign-in/"


def test_the_clerk_signs_a_lost_telephone_out_and_it_is_out_at_once(cast: Cast) -> None:
    telephone = signed_in_telephone(cast)
    device = DeviceKey.objects.get()

    answer = browser_of(cast, "CLERK").post(f"/devices/{device.public_id}/revoke/")

    assert answer["Location"] == f"/entry/{device.post.public_id}/"
    assert telephone.get("/devices/")["Location"] == "/sign-in/"


def test_the_secretary_signs_the_other_telephone_out_and_stays_himself(cast: Cast) -> None:
    first, second = signed_in_telephone(cast), signed_in_telephone(cast)
    lost = DeviceKey.objects.order_by("id").first()
    assert lost is not None

    answer = second.post(f"/devices/{lost.public_id}/revoke/")

    assert answer["Location"] == "/devices/"
    assert first.get("/devices/")["Location"] == "/sign-in/"
    assert second.get("/devices/").status_code == 200


@pytest.mark.parametrize("who", ["next_clerk", "next_secretary", "outsider"])
def test_nobody_else_signs_a_device_out(cast: Cast, who: str) -> None:
    telephone = signed_in_telephone(cast)

    answer = browser_of(cast, who).post(f"/devices/{DeviceKey.objects.get().public_id}/revoke/")

    assert answer.status_code == 404
    assert telephone.get("/devices/").status_code == 200


def test_signing_out_on_the_telephone_ends_its_key(cast: Cast) -> None:
    telephone = signed_in_telephone(cast)
    key = telephone.cookies[NAME].value

    telephone.post("/sign-out/")

    assert DeviceKey.objects.filter(revoked_at__isnull=True).count() == 0
    thief = Client()
    thief.cookies[NAME] = key
    assert thief.get("/devices/")["Location"] == "/sign-in/"


def test_the_telephone_is_signed_in_for_180_days_and_not_longer(cast: Cast) -> None:
    telephone = signed_in_telephone(cast)

    with clock.held_at(NOW + timedelta(days=179, hours=23)):
        before = telephone.get("/devices/")
    with clock.held_at(NOW + timedelta(days=180)):
        after = telephone.get("/devices/")

    assert (before.status_code, after["Location"]) == (200, "/sign-in/")


def test_using_a_device_leaves_no_track(cast: Cast) -> None:
    telephone = signed_in_telephone(cast)
    before = list(DeviceKey.objects.values())

    with clock.held_at(NOW + timedelta(days=3)):
        telephone.get("/devices/")

    assert list(DeviceKey.objects.values()) == before
    assert {field.name for field in DeviceKey._meta.get_fields()} == {
        "id", "public_id", "account", "post", "digest", "label", "issued_by", "issued_on", "expires_at", "revoked_at",
    }  # fmt: skip


def test_somebody_elses_session_in_that_browser_ends_when_a_code_is_used(cast: Cast) -> None:
    browser = browser_of(cast, "MANAGE")

    browser.post("/enter/", {"code": issue(cast)})

    assert browser.get("/devices/").context["actor"].person_ref == cast.persons["OWN"].ref


def test_a_device_has_no_second_factor_and_no_power_over_ratings(cast: Cast) -> None:
    telephone = signed_in_telephone(cast)

    actor = telephone.get("/devices/").context["actor"]

    assert (actor.has_second_factor, actor.is_demonstration) == (False, False)


def test_the_list_costs_the_same_with_one_post_and_with_three(
    cast: Cast, django_assert_num_queries: CountQueries
) -> None:
    next_clerk, clerk = browser_of(cast, "next_clerk"), browser_of(cast, "CLERK")
    post = post_of(cast, "HELPER")
    Post.objects.create(
        duty="HELPER", title="西柳村代填人", district=post.district, village=cast.villages["西柳"],
        path=cast.villages["西柳"].path, valid_from=post.valid_from,
    )  # fmt: skip

    with django_assert_num_queries(9):  # session, account, person, holdings, district; posts, holders, devices, codes
        assert len(next_clerk.get("/d/990099/entry/").context["lines"]) == 1
    with django_assert_num_queries(9):
        assert len(clerk.get("/d/990099/entry/").context["lines"]) == 3


def test_a_village_is_found_by_name_and_initials(cast: Cast) -> None:
    clerk = browser_of(cast, "CLERK")

    found = [clerk.get("/d/990099/entry/", {"q": text}).context["lines"] for text in ("东柳", "dl", "没有")]

    assert [len(lines) for lines in found] == [2, 2, 0]


def test_the_way_to_ones_devices_stands_under_every_page(cast: Cast) -> None:
    signed_in, stranger = signed_in_telephone(cast).get("/search/"), Client().get("/search/")

    link = '<a href="/devices/">我的设备</a>'
    assert [link in page.content.decode() for page in (signed_in, stranger)] == [True, False]
