"""What a ledger will hang up, its branch is not asked for; where it is kept too seldom, it is."""

from datetime import date

import pytest

from fivestar.finance.disclosed import ledgers_begun
from fivestar.foundation.clock import morning_of
from fivestar.notices.actions import set_busy
from fivestar.notices.today import to_post
from tests.cast import NOW, Cast
from tests.factories import shipped_standards
from tests.finance.stories import FIRST, kept, with_collectives
from tests.pages import browser_of, words_of

pytestmark = pytest.mark.django_db
IN_TIME = date(2023, 9, 16)
AFFAIRS, FINANCE = "贴三季度村务（居务）公开", "贴三季度财务公开"
BY_LEDGER = "账目公开时一并贴出，支部不用另贴。"


@pytest.fixture(autouse=True)
def standards(cast: Cast) -> None:
    shipped_standards(cast)
    with_collectives(cast)


def asked(cast: Cast) -> list[str]:
    return [one.title for one in to_post(cast.secretary, morning_of(IN_TIME))]


def test_the_secretary_is_asked_until_the_ledger_begins_then_no_more(cast: Cast) -> None:
    assert (ledgers_begun([cast.dongliu.pk]), asked(cast)) == ({}, [AFFAIRS, FINANCE])

    kept(cast, *FIRST)

    assert ledgers_begun([cast.dongliu.pk]) == {(cast.dongliu.pk, "finance"): "quarter"}
    assert asked(cast) == [AFFAIRS]


def test_another_villages_ledger_spares_nobody(cast: Cast) -> None:
    kept(cast, *FIRST)

    assert ledgers_begun([cast.xiliu.pk]) == {}


def test_where_the_rule_asks_each_month_a_ledger_of_quarters_does_not_do(cast: Cast) -> None:
    kept(cast, *FIRST)
    set_busy(actor=cast.clerk, branch=cast.dongliu, is_busy=True, because="征地补偿款到账", at=NOW)

    assert asked(cast) == [AFFAIRS, "贴9月财务公开"]


def test_the_page_of_what_is_due_says_who_hangs_it_up(cast: Cast) -> None:
    page = f"/b/{cast.dongliu.public_id}/disclosures/"
    assert BY_LEDGER not in words_of(browser_of(cast, "OWN").get(page))

    kept(cast, *FIRST)

    mine = words_of(browser_of(cast, "OWN").get(page))
    assert mine.count(BY_LEDGER) == 1
    assert mine.count("贴一份") == 1
