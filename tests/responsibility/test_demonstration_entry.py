"""One tap makes somebody of a demonstration of you, there and nowhere else."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from fivestar.foundation.access import ANYONE, Actor, actor_of, decide
from fivestar.responsibility import actions
from fivestar.responsibility.middleware import ActorMiddleware
from fivestar.responsibility.queries import Account
from tests.cast import NOW, Cast


def request_of(rf: RequestFactory) -> HttpRequest:
    request = rf.get("/")
    request.session = SessionStore()
    request.user = AnonymousUser()
    return request


def actor_seen(request: HttpRequest) -> Actor:
    ActorMiddleware(lambda _: HttpResponse())(request)
    return actor_of(request)


def test_one_tap_gives_the_posts_of_that_person_and_a_mark_instead_of_the_second_factor(
    cast: Cast, rf: RequestFactory, settings: pytest.FixtureRequest
) -> None:
    settings.IS_DEMONSTRATION = True  # type: ignore[attr-defined]
    request = request_of(rf)

    account = actions.enter_demonstration(request, cast.persons["ORGANISE"])

    actor = actor_seen(request)
    assert isinstance(account, Account)
    assert (actor.name, actor.has_second_factor, actor.is_demonstration) == ("宋岩", False, True)
    assert decide(actor, "territory.set_category", cast.dongliu)


def test_the_mark_is_worth_nothing_outside_the_mode(
    cast: Cast, rf: RequestFactory, settings: pytest.FixtureRequest
) -> None:
    settings.IS_DEMONSTRATION = True  # type: ignore[attr-defined]
    request = request_of(rf)
    actions.enter_demonstration(request, cast.persons["ORGANISE"])
    settings.IS_DEMONSTRATION = False  # type: ignore[attr-defined]

    actor = actor_seen(request)

    assert actor.is_demonstration is False
    assert not decide(actor, "territory.set_category", cast.dongliu)


def test_outside_the_mode_nobody_enters(cast: Cast, rf: RequestFactory, settings: pytest.FixtureRequest) -> None:
    settings.IS_DEMONSTRATION = False  # type: ignore[attr-defined]
    request = request_of(rf)

    with pytest.raises(actions.UnableToEnterDemonstration, match="只有演示版"):
        actions.enter_demonstration(request, cast.persons["ORGANISE"])

    assert dict(request.session.items()) == {}


def test_a_person_without_an_account_gets_one_without_a_password(
    cast: Cast, rf: RequestFactory, settings: pytest.FixtureRequest
) -> None:
    settings.IS_DEMONSTRATION = True  # type: ignore[attr-defined]
    person = actions.create_person(actor=cast.organiser, unit=cast.district, name="新人", at=NOW)

    account = actions.enter_demonstration(request_of(rf), person)

    assert account.has_usable_password() is False


def test_another_role_replaces_the_one_before(cast: Cast, rf: RequestFactory, settings: pytest.FixtureRequest) -> None:
    settings.IS_DEMONSTRATION = True  # type: ignore[attr-defined]
    request = request_of(rf)
    actions.enter_demonstration(request, cast.persons["ORGANISE"])

    actions.enter_demonstration(request, cast.persons["OWN"])

    assert actor_seen(request).name == "柳青"
    assert actor_seen(request_of(rf)) == ANYONE
