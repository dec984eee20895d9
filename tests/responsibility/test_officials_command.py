"""A district's first official is added on the command line; a lost password or telephone is made good there."""

from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from click.testing import CliRunner, Result
from django.test import Client

from fivestar.cli.main import main
from fivestar.foundation.access import Duty
from fivestar.foundation.audit.models import AuditEntry
from fivestar.foundation.outcome import NotAllowed, NotSeen
from fivestar.responsibility import actions
from fivestar.responsibility.models import Account, Holding, Post
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


@pytest.mark.parametrize("duty", [Duty.WORKGROUP, Duty.MEMBER])
def test_heads_of_work_groups_and_members_of_the_leading_group_are_added_too(cast: Cast, duty: Duty) -> None:
    who = ["--unit", "990099", "--name", "王某", "--title", "副区长", "--password", "a long enough sentence"]

    result = CliRunner().invoke(main, ["add-official", "another", "--duty", duty.value, *who])

    assert result.exit_code == 0, result.output
    actor = actor_for(Account.objects.get(username="another"))
    assert [(grant.duty, grant.path) for grant in actor.posts] == [(duty, cast.district.path)]


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


def test_a_department_gets_somebody_who_supplies_its_facts_only(cast: Cast) -> None:
    who = [
        "--unit",
        "990099",
        "--duty",
        "SUPPLY",
        "--name",
        "李某",
        "--title",
        "数据员",
        "--password",
        "a long sentence",
    ]

    nameless = CliRunner().invoke(main, ["add-official", "supplier", *who])
    result = CliRunner().invoke(main, ["add-official", "supplier", *who, "--department", "区水利局"])

    assert (nameless.exit_code, result.exit_code) == (2, 0), result.output
    actor = actor_for(Account.objects.get(username="supplier"))
    assert [(grant.duty, grant.facts_department) for grant in actor.posts] == [(Duty.SUPPLY, "区水利局")]


def test_secretaries_come_from_a_table_and_twice_is_once(cast: Cast, tmp_path: Path) -> None:
    Holding.objects.filter(post__duty=Duty.OWN.value).delete()
    Post.objects.filter(duty=Duty.OWN.value, holdings=None, path=cast.xiliu.village.path).delete()
    codes = [cast.dongliu.village.code, cast.xiliu.village.code, "999999999999"]
    file = tmp_path / "secretaries.csv"
    file.write_text("code,name\n" + "".join(f"{code},张某\n" for code in codes), "utf-8")

    first = CliRunner().invoke(main, ["add-secretaries", str(file)])
    file.write_text(f"code,name\n{codes[0]},张某\n{codes[1]},王某\n", "utf-8")
    second = CliRunner().invoke(main, ["add-secretaries", str(file)])

    assert (first.exit_code, first.stdout) == (0, "共 3 行,任命 2 人,已在任 0 人\n")
    assert first.stderr == "第 4 行:没有编码为“999999999999”的支部\n"
    assert (second.exit_code, second.stdout) == (0, "共 2 行,任命 0 人,已在任 1 人\n")
    assert "现在有人" in second.stderr
    held = Holding.objects.filter(post__duty=Duty.OWN.value).order_by("post__path")
    assert sorted(held.values_list("person__name", "post__path")) == [
        ("张某", path) for path in sorted([cast.dongliu.village.path, cast.xiliu.village.path])
    ]
