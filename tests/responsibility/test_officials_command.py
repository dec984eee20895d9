"""A district's first official is added on the command line; a lost password or telephone is made good there."""

import pytest
from allauth.mfa.models import Authenticator
from click.testing import CliRunner, Result
from django.test import Client

from fivestar.cli.main import main
from fivestar.foundation.access import Duty
from fivestar.foundation.audit.models import AuditEntry
from fivestar.foundation.outcome import NotAllowed, NotSeen
from fivestar.responsibility import actions
from fivestar.responsibility.models import Account, Holding
from fivestar.responsibility.queries import actor_for
from tests.cast import NOW, Cast


def add(password: str = "a long enough sentence", unit: str = "990099") -> Result:
    who = ["--unit", unit, "--duty", "ORGANISE", "--name", "王某", "--title", "组织科", "--password", password]
    return CliRunner().invoke(main, ["add-official", "first", *who])


def test_the_first_official_can_sign_in_and_appoint(cast: Cast) -> None:
    result = add()

    assert result.exit_code == 0, result.output
    actor = actor_for(Account.objects.get(username="first"))
    assert [(grant.duty, grant.path) for grant in actor.posts] == [(Duty.ORGANISE, cast.district.path)]


def test_what_is_wrong_is_said_and_nothing_is_left_behind(cast: Cast) -> None:
    before = (Account.objects.count(), Holding.objects.count())
    Account.objects.create_user("first")

    results = [add(unit="000000"), add(password="short"), add()]

    assert [result.exit_code for result in results] == [2, 2, 2]
    assert ["000000" in results[0].output, "--password" in results[1].output, "已有账号" in results[2].output] == [
        True
    ] * 3
    assert (Account.objects.count() - 1, Holding.objects.count()) == before


def test_a_lost_telephone_is_made_good_and_open_sessions_end(cast: Cast) -> None:
    add()
    account = Account.objects.get(username="first")
    Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={})
    session = Client()
    session.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")

    result = CliRunner().invoke(main, ["reset-official", "first", "--password", "another long sentence"])

    assert result.exit_code == 0, result.output
    account.refresh_from_db()
    assert account.check_password("another long sentence")
    assert Authenticator.objects.count() == 0
    assert session.get("/devices/")["Location"] == "/sign-in/"
    assert AuditEntry.objects.latest("id").act == "responsibility.reset_account"


def test_there_is_nothing_to_reset_where_there_is_no_password(cast: Cast) -> None:
    account = cast.account("OWN")
    Account.objects.filter(pk=account.pk).update(username="secretary")

    results = [
        CliRunner().invoke(main, ["reset-official", who, "--password", "another long sentence"])
        for who in ("secretary", "nobody")
    ]

    assert [result.exit_code for result in results] == [2, 2]
    account.refresh_from_db()
    assert account.has_usable_password() is False


def test_only_whoever_may_appoint_to_the_post_may_reset(cast: Cast) -> None:
    account = cast.account("CLERK")
    account.set_password("a long enough sentence")
    account.save()

    with pytest.raises(NotAllowed):
        actions.reset_account(actor=cast.manager, account=account, password="x" * 20, at=NOW)
    actions.reset_account(actor=cast.organiser, account=account, password="y" * 20, at=NOW)

    account.refresh_from_db()
    assert account.check_password("y" * 20)


def test_an_account_that_holds_nothing_is_nobodys_to_take_over(cast: Cast) -> None:
    account = cast.account("outsider")
    account.set_password("a long enough sentence")
    account.save()

    with pytest.raises(NotSeen):
        actions.reset_account(actor=cast.organiser, account=account, password="x" * 20, at=NOW)

    account.refresh_from_db()
    assert account.check_password("a long enough sentence")
