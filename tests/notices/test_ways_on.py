"""From a notice one comes on: to an objection, to the village, to the ledger; a member's link shows it whole."""

import re
from datetime import date

import pytest
from django.core.cache import cache

from fivestar.notices.models import Notice
from fivestar.notices.templatetags.sheet import with_links
from tests.cast import Cast
from tests.factories import shipped_standards
from tests.notices.committee import seat_three
from tests.notices.stories import post
from tests.pages import browser_of, text_of, words_of

LEDGER = "/b/abcdefgh1234/ledger/2023-Q2/"


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        (f"账目页 {LEDGER}，也可", f'账目页 <a href="{LEDGER}">{LEDGER}</a>，也可'),
        (f"见 {LEDGER}?book=ab12", f'见 <a href="{LEDGER}?book=ab12">{LEDGER}?book=ab12</a>'),
        (f"https://elsewhere.example{LEDGER}", f"https://elsewhere.example{LEDGER}"),
        ("<b>1 & 2</b>", "&lt;b&gt;1 &amp; 2&lt;/b&gt;"),
    ],
)
def test_a_page_of_the_ledger_can_be_followed_and_nothing_else(text: str, drawn: str) -> None:
    assert with_links(text) == drawn


@pytest.mark.django_db
def test_a_notice_leads_to_an_objection_and_to_the_village_and_to_the_ledger_it_names(cast: Cast) -> None:
    shipped_standards(cast)
    cache.clear()
    notice = post(cast, body=f"整本账在本村账目页 {LEDGER}，也可看打印件。")
    branch = cast.dongliu.public_id
    page = text_of(browser_of(cast, "").get(f"/notices/{notice.public_id}/"))
    way = f"/d/990099/open/voices/new/?about={branch}&amp;matter=objection&amp;notice={notice.public_id}"

    assert f'href="{way}">对这份公示提异议</a>' in page
    assert f'href="/b/{branch}/open/"' in page
    assert f'<a href="{LEDGER}">{LEDGER}</a>' in page
    assert browser_of(cast, "").get(way.replace("&amp;", "&")).status_code == 200


@pytest.mark.django_db
def test_a_members_link_shows_what_has_run_out_with_title_and_place(cast: Cast) -> None:
    shipped_standards(cast)
    cache.clear()
    seats = seat_three(cast)
    days = {"from_day": date(2023, 9, 5), "to_day": date(2023, 9, 11)}
    notice = post(cast, title="三季度补助名册", **days)
    Notice.objects.filter(pk=notice.pk).update(names_people=True)
    seat = f"/b/{cast.dongliu.public_id}/supervision/{seats[1].post_public_id}/link/"
    found = re.search(r"/check/([\w-]{20,})/", text_of(browser_of(cast, "CLERK").post(seat)))
    assert found is not None

    asked = words_of(browser_of(cast, "").get(f"/check/{found[1]}/"))

    assert [one for one in ("三季度补助名册", "村委会大门东侧公开栏", "18000元") if one not in asked] == []
    assert "内容不再显示" not in asked
    assert "三季度补助名册" not in text_of(browser_of(cast, "").get(f"/notices/{notice.public_id}/"))
