"""A district's first official is added on the command line."""

from click.testing import CliRunner, Result

from fivestar.cli.main import main
from fivestar.foundation.access import Duty
from fivestar.responsibility.models import Account, Holding
from fivestar.responsibility.queries import actor_for
from tests.cast import Cast


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
