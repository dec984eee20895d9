"""Officials: a password, a lock-out that says until when, and a second factor before any power over ratings."""

import logging
import re
import time
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from axes.models import AccessAttempt
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from fivestar.foundation.access import Actor
from fivestar.responsibility.models import Account
from tests.cast import Cast

PASSWORD = "correct horse battery"
TOTP_PERIOD = 30


@pytest.fixture(autouse=True)
def fresh_counters() -> Iterator[None]:
    cache.clear()  # allauth counts wrong second factors there
    yield
    cache.clear()


@pytest.fixture
def organiser(cast: Cast) -> Account:
    account = cast.account("ORGANISE")
    account.set_password(PASSWORD)
    account.save()
    return account


def sign_in(client: Client, password: str = PASSWORD, login: str = "organise") -> int:
    return client.post("/sign-in/", {"login": login, "password": password}).status_code


def actor_in(client: Client) -> Actor:
    actor = client.get("/devices/").context["actor"]
    assert isinstance(actor, Actor)
    return actor


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // TOTP_PERIOD))


def set_up_second_factor(client: Client) -> str:
    """Through the pages, which ask for the password once more; the secret."""
    way = client.get("/account/second-factor/activate/")["Location"]
    client.post(way, {"password": PASSWORD})
    form = client.get("/account/second-factor/activate/").context["form"]
    answer = client.post("/account/second-factor/activate/", {"code": code_for(form.secret)})
    assert answer.status_code == 302, answer.context["form"].errors
    return str(form.secret)


def test_the_right_password_signs_in(organiser: Account) -> None:
    client = Client()

    assert sign_in(client) == 302
    assert actor_in(client).name == "宋岩"
    client.post("/sign-out/")
    assert client.get("/devices/")["Location"] == "/sign-in/"


def test_a_wrong_password_does_not_say_whether_the_account_exists(organiser: Account) -> None:
    known = Client().post("/sign-in/", {"login": "organise", "password": "wrong"})
    unknown = Client().post("/sign-in/", {"login": "nobody", "password": "wrong"})

    assert (known.status_code, unknown.status_code) == (200, 200)
    assert known.context["form"].errors == unknown.context["form"].errors


def test_the_sixth_try_is_locked_out_and_told_until_when_even_with_the_right_password(organiser: Account) -> None:
    client = Client()
    wrong = [sign_in(client, "wrong") for _ in range(5)]

    answer = client.post("/sign-in/", {"login": "organise", "password": PASSWORD})

    assert wrong[:4] == [200, 200, 200, 200]
    assert answer.status_code == 429
    until = answer.context["until"]
    assert isinstance(until, datetime)
    assert until == AccessAttempt.objects.get().attempt_time + timedelta(minutes=15)
    text = re.sub(r"\s+", "", answer.content.decode())
    assert timezone.localtime(until).strftime("%H:%M") in text
    assert client.get("/devices/")["Location"] == "/sign-in/"


def test_another_spelling_of_the_name_gives_no_more_tries(organiser: Account) -> None:
    client = Client()
    for login in ("organise", "Organise", "ORGANISE", "organisE", "ｏrganise"):
        sign_in(client, "wrong", login)

    assert client.post("/sign-in/", {"login": "ORGANISE", "password": PASSWORD}).status_code == 429


def test_trying_on_does_not_prolong_the_lock_out_and_it_ends_by_itself(organiser: Account) -> None:
    client = Client()
    for _ in range(5):
        sign_in(client, "wrong")
    until = client.post("/sign-in/", {"login": "organise", "password": "wrong"}).context["until"]

    again = client.post("/sign-in/", {"login": "organise", "password": "wrong"}).context["until"]

    assert again == until
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=15, seconds=1))
    cache.clear()
    assert sign_in(client) == 302


def test_one_locked_account_locks_nobody_else(cast: Cast, organiser: Account) -> None:
    other = cast.account("CLERK")
    other.set_password(PASSWORD)
    other.save()
    client = Client()
    for _ in range(6):
        sign_in(client, "wrong")

    assert sign_in(Client(), login="clerk") == 302


def test_no_address_is_kept_or_logged(organiser: Account, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        for _ in range(6):
            Client(REMOTE_ADDR="203.0.113.77").post("/sign-in/", {"login": "organise", "password": "wrong"})

    assert "203.0.113.77" not in str(list(AccessAttempt.objects.values()))
    assert "203.0.113.77" not in caplog.text


def test_nobody_signs_himself_up(cast: Cast) -> None:
    client = Client()

    assert [client.get(address).status_code for address in ("/accounts/signup/", "/sign-up/", "/signup/")] == [404] * 3


def test_setting_the_second_factor_up_gives_this_session_its_power(organiser: Account) -> None:
    client = Client()
    sign_in(client)
    assert actor_in(client).has_second_factor is False
    assert client.get("/second-factor/")["Location"] == "/account/second-factor/activate/"

    set_up_second_factor(client)

    assert actor_in(client).has_second_factor is True
    assert client.get("/second-factor/", {"next": "/devices/"})["Location"] == "/devices/"


def test_a_session_that_was_open_before_must_show_it_first(organiser: Account) -> None:
    before, client = Client(), Client()
    sign_in(before)
    sign_in(client)

    secret = set_up_second_factor(client)

    assert actor_in(before).has_second_factor is False
    way = before.get("/second-factor/", {"next": "/devices/"})["Location"]
    assert way == "/account/second-factor/show/?next=%2Fdevices%2F"
    cache.clear()  # the same half minute: forget that this code was used
    assert before.post(way, {"code": code_for(secret)})["Location"] == "/devices/"
    assert actor_in(before).has_second_factor is True


def test_with_a_second_factor_the_password_alone_signs_nobody_in(organiser: Account) -> None:
    first = Client()
    sign_in(first)
    secret = set_up_second_factor(first)
    cache.clear()
    client = Client()

    answer = client.post("/sign-in/", {"login": "organise", "password": PASSWORD})

    assert answer["Location"] == "/sign-in/second-factor/"
    assert client.get("/devices/")["Location"] == "/sign-in/"
    assert client.post("/sign-in/second-factor/", {"code": code_for(secret)}).status_code == 302
    assert actor_in(client).has_second_factor is True


def test_guessing_the_second_factor_is_stopped(organiser: Account) -> None:
    first = Client()
    sign_in(first)
    secret = set_up_second_factor(first)
    cache.clear()
    client = Client()
    sign_in(client)
    right = code_for(secret)
    wrong = "000000" if right != "000000" else "111111"
    for _ in range(5):
        client.post("/sign-in/second-factor/", {"code": wrong})

    answer = client.post("/sign-in/second-factor/", {"code": right})

    assert answer.status_code == 200
    assert answer.context["form"].errors != {}
    assert client.get("/devices/")["Location"] == "/sign-in/"


def test_a_strangers_next_address_is_not_followed(organiser: Account) -> None:
    client = Client()
    sign_in(client)
    set_up_second_factor(client)

    assert client.get("/second-factor/", {"next": "https://evil.example/"})["Location"] == "/"


def test_an_account_that_signs_in_by_code_never_gets_a_password(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.account("OWN"), backend="allauth.account.auth_backends.AuthenticationBackend")

    assert client.get("/account/password/").status_code == 404
    assert Authenticator.objects.count() == 0


def test_the_secret_of_a_second_factor_is_kept_encrypted(organiser: Account) -> None:
    client = Client()
    sign_in(client)

    secret = set_up_second_factor(client)

    assert secret not in str(list(Authenticator.objects.values()))
    assert Authenticator.objects.get(type="totp").wrap().validate_code(code_for(secret)) is True
