"""The organisation department issues a token, which is seen once, and takes it back."""

import re

import pytest

from fivestar.facts.api.actions import UnableToIssue, issue_token
from fivestar.facts.api.queries import digest_of
from fivestar.facts.models import ApiToken
from fivestar.foundation.audit.models import AuditEntry
from fivestar.foundation.outcome import NotAllowed, NotSeen
from fivestar.responsibility.models import Department
from tests.cast import NOW, Cast
from tests.factories import small_standards
from tests.facts.api.stories import agriculture, hand_in, income, issued
from tests.pages import browser_of, queries_of, table_of, text_of, words_of

PAGE = "/d/990099/tokens/"


@pytest.fixture(autouse=True)
def standards(cast: Cast) -> None:
    small_standards(cast)


def test_the_page_says_what_a_token_is_before_there_is_one(cast: Cast) -> None:
    page = words_of(browser_of(cast, "ORGANISE").get(PAGE))

    assert "部门自己的系统凭令牌把本部门负责的数据直接报上来,不用人再填一遍" in page.replace("，", ",")
    assert "还没有发过令牌" in page
    assert "POST http://testserver/api/observations · 给开发人员的接口说明（OpenAPI）" in page
    assert "每次最多 5000 个数据，每分钟最多 60 次" in page


def test_a_new_token_is_shown_once_and_works(cast: Cast) -> None:
    organiser = browser_of(cast, "ORGANISE")

    answer = organiser.post(PAGE, {"department": agriculture(cast).pk, "label": "农经统计系统"})

    found = re.search(r'id="token-text">(fs_[\w-]{43})<', text_of(answer))
    assert found is not None
    text = found.group(1)
    assert answer["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert ApiToken.objects.get().digest == digest_of(text)
    assert text not in text_of(organiser.get(PAGE))
    assert hand_in(text, income()).status_code == 200
    assert [(entry.act, entry.changes) for entry in AuditEntry.objects.filter(act="facts.issue_token")] == [
        ("facts.issue_token", {"department": agriculture(cast).public_id})
    ]


def test_tokens_are_listed_with_their_last_use_and_taken_back(cast: Cast) -> None:
    given = issued(cast)
    organiser = browser_of(cast, "ORGANISE")
    assert [row[3:] for row in table_of(organiser.get(PAGE))] == [("还没有", "作废")]
    hand_in(given.text, income())
    assert table_of(organiser.get(PAGE))[0][3] != "还没有"

    answer = organiser.post(f"{PAGE}{given.token.public_id}/revoke/", follow=True)

    assert "令牌“农经统计系统”已作废" in text_of(answer)
    assert table_of(answer)[0][4].endswith("作废")
    assert hand_in(given.text, income(), key="two").status_code == 401


def test_taken_back_twice_is_taken_back_once(cast: Cast) -> None:
    given = issued(cast)
    organiser = browser_of(cast, "ORGANISE")

    for _ in range(2):
        organiser.post(f"{PAGE}{given.token.public_id}/revoke/")

    assert AuditEntry.objects.filter(act="facts.revoke_token").count() == 1


@pytest.mark.parametrize("who", ["", "SUPPLY", "CLERK", "LEAD"])
def test_nobody_else_sees_tokens_or_moves_them(cast: Cast, who: str) -> None:
    given = issued(cast)
    client = browser_of(cast, who)

    assert client.get(PAGE).status_code in {403, 404}
    assert client.post(PAGE, {"department": agriculture(cast).pk, "label": "x"}).status_code in {403, 404}
    assert client.post(f"{PAGE}{given.token.public_id}/revoke/").status_code == 404
    given.token.refresh_from_db()
    assert (ApiToken.objects.count(), given.token.revoked_at) == (1, None)


def test_a_department_of_another_district_gets_none(cast: Cast) -> None:
    elsewhere = Department.objects.create(district=cast.city, name="市农业农村局")

    with pytest.raises(UnableToIssue):
        issue_token(actor=cast.organiser, district=cast.district, department=elsewhere, label="x", at=NOW)
    answer = browser_of(cast, "ORGANISE").post(PAGE, {"department": elsewhere.pk, "label": "x"})

    assert (answer.status_code, ApiToken.objects.count()) == (422, 0)


def test_the_act_asks_who_it_is_too(cast: Cast) -> None:
    with pytest.raises((NotAllowed, NotSeen)):
        issue_token(actor=cast.supplier, district=cast.district, department=agriculture(cast), label="x", at=NOW)
    assert ApiToken.objects.count() == 0


def test_the_page_costs_the_same_with_more_tokens(cast: Cast) -> None:
    organiser = browser_of(cast, "ORGANISE")
    issued(cast)
    one = queries_of(organiser, PAGE)
    issued(cast)
    issued(cast)

    assert queries_of(organiser, PAGE) == one


def test_whoever_gives_out_tokens_finds_the_page_where_bulk_is(cast: Cast) -> None:
    assert PAGE in text_of(browser_of(cast, "ORGANISE").get("/d/990099/supply/"))
    assert PAGE not in text_of(browser_of(cast, "SUPPLY").get("/d/990099/supply/"))
