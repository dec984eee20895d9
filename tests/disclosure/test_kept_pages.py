"""Pages are kept in memory, and every change of what stands on them is seen at the next request."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fivestar.disclosure.news import News, units_of
from fivestar.finance.models import Period
from fivestar.foundation import audit
from fivestar.foundation.access import SYSTEM
from fivestar.foundation.audit import feed
from fivestar.notices.actions import Spoken, answer_objection, check_notice, withdraw_notice
from fivestar.projects import actions as projects
from fivestar.responsibility.actions import end_holding
from fivestar.responsibility.models import Holding
from fivestar.scorecards.actions import rescore
from fivestar.territory.actions import rename
from fivestar.territory.models import Region
from tests.cast import NOW, TODAY, Cast
from tests.factories import in_force, shipped_standards, small_rulebook, small_standards
from tests.finance.stories import FIRST, with_collectives
from tests.finance.stories import kept as kept_ledger
from tests.finance.stories import published as published_ledger
from tests.notices.stories import post
from tests.projects.stories import publish, resolved
from tests.scorecards.stories import confirm, hold_party_star

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept")]

Read = Callable[[], str]


def asked(client: Client, address: str) -> str:
    return client.get(address).content.decode()


@pytest.fixture
def read(client: Client, cast: Cast) -> Read:
    """The page of 东柳 as a villager gets it."""
    address = f"/b/{cast.dongliu.public_id}/open/"
    return lambda: asked(client, address)


@pytest.fixture
def front(client: Client, cast: Cast) -> Read:
    address = f"/d/{cast.district.code}/open/"
    return lambda: asked(client, address)


def test_a_page_that_is_kept_costs_two_queries(client: Client, cast: Cast) -> None:
    shipped_standards(cast)
    for address in (f"/d/{cast.district.code}/open/", f"/b/{cast.dongliu.public_id}/open/"):
        first = client.get(address)
        with CaptureQueriesContext(connection) as captured:
            again = client.get(address)

        assert (again.content, again["ETag"]) == (first.content, first["ETag"])
        assert len(captured) == 2, [one["sql"] for one in captured]


def test_a_confirmed_fact_is_seen_at_once(cast: Cast, read: Read, front: Read) -> None:
    small_standards(cast)
    before, wall = read(), front()

    hold_party_star(cast)

    assert "已获：" not in before
    assert "已获：" in read()
    assert front() != wall


def test_a_fact_that_only_moves_a_figure_is_seen_too(cast: Cast, read: Read) -> None:
    small_standards(cast)
    confirm(cast, "collective_income", 3_200_000)
    assert "3.2 万元" in read()

    confirm(cast, "collective_income", 3_300_000)

    assert "3.3 万元" in read()


def test_a_notice_is_seen_when_posted_objected_to_answered_and_withdrawn(cast: Cast, read: Read) -> None:
    assert "三季度财务公开" not in read()
    notice = post(cast)
    assert "三季度财务公开" in read()

    objection = check_notice(
        actor=cast.supervisor, spoken=Spoken(notice, "支出里少了一张修路的发票", objects=True), at=NOW
    )
    assert "监督委员会有异议，等村里答复" in read()

    answer_objection(actor=cast.secretary, notice=notice, check=objection, answer="发票已补在公示后面。", at=NOW)
    assert "监督委员会有异议，村里答复了" in read()

    withdraw_notice(actor=cast.secretary, notice=notice, because="贴错了地方", at=NOW)
    assert "三季度财务公开" not in read()


def test_a_ledger_is_seen_when_published_and_not_before(cast: Cast, read: Read) -> None:
    shipped_standards(cast)
    with_collectives(cast)
    kept_ledger(cast, *FIRST)
    assert "40,499.50" not in read()

    published_ledger(cast)

    assert Period.objects.get().is_published
    assert "40,499.50" in read()


def test_a_project_is_seen_once_its_decision_is_published_and_so_is_its_end(cast: Cast, read: Read) -> None:
    project = resolved(cast)
    assert project.title not in read()

    publish(cast, project, "decision", date(2023, 6, 16))
    assert "实施中" in read()

    projects.withdraw_project(actor=cast.secretary, project=project, because="村民会议重新议过", at=NOW)
    assert "已撤回" in read()


def test_another_holder_is_seen_and_in_the_other_villages_too(client: Client, cast: Cast, read: Read) -> None:
    other = f"/b/{cast.xiliu.public_id}/open/"
    assert "柳溪镇党委书记（唐）" in read()
    assert "柳溪镇党委书记（唐）" in client.get(other).content.decode()

    holding = Holding.objects.get(person=cast.persons["MANAGE"])
    end_holding(actor=SYSTEM, holding=holding, to_day=TODAY - timedelta(days=1), at=NOW)

    assert "柳溪镇党委书记（未定）" in read()
    assert "柳溪镇党委书记（未定）" in client.get(other).content.decode()


def test_another_edition_is_seen(cast: Cast, read: Read) -> None:
    assert "还没有施行中的评星标准" in read()

    in_force(cast, small_rulebook("rural"), date(2023, 1, 1))
    rescore([cast.dongliu.pk], at=NOW)

    assert "还没有施行中的评星标准" not in read()


def test_a_new_day_is_seen_though_nobody_did_anything(cast: Cast, read: Read) -> None:
    post(cast)
    assert "公示中" in read() or "三季度财务公开" in read()

    Region.objects.filter(pk=cast.district.pk).update(own_date=date(2023, 9, 22))

    assert "三季度财务公开" not in read()


def test_another_name_is_seen(cast: Cast, read: Read, front: Read) -> None:
    assert "东柳村委会" in front()

    rename(actor=cast.organiser, village=cast.dongliu.village, name="东柳社区居委会", at=NOW)

    assert "东柳社区居委会" in front()
    assert "东柳社区居委会" in read()


def test_what_is_done_in_one_village_leaves_the_pages_of_others_alone(cast: Cast) -> None:
    news = News()
    before = [news.version(path) for path in (cast.dongliu.path, cast.xiliu.path, cast.district.path)]

    post(cast)

    after = [news.version(path) for path in (cast.dongliu.path, cast.xiliu.path, cast.district.path)]
    assert [new != old for old, new in zip(before, after, strict=True)] == [True, False, True]


def test_a_number_that_was_passed_over_is_heard_of_when_it_appears(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL gives out numbers before a transaction ends: the second may be seen before the first."""
    news, told_since = News(), feed.told_since
    before = news.version(cast.dongliu.path)
    late = audit.record(actor=SYSTEM, act="test.act", subject=cast.dongliu, changes={}, at=NOW)
    audit.record(actor=SYSTEM, act="test.act", subject=cast.xiliu, changes={}, at=NOW)
    with monkeypatch.context() as patch:
        patch.setattr(feed, "told_since", lambda *asked: [one for one in told_since(*asked) if one.pk != late.pk])
        assert news.version(cast.dongliu.path) == before

    assert news.version(cast.dongliu.path) != before


def test_units_of_a_path_are_itself_and_all_above() -> None:
    assert units_of("1.4.v17.") == ["1.", "1.4.", "1.4.v17."]


def test_a_page_that_has_not_changed_is_not_sent_again(client: Client, cast: Cast) -> None:
    address = f"/b/{cast.dongliu.public_id}/open/"
    first = client.get(address)

    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    post(cast)
    changed = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert changed.status_code == 200
    assert (first["Cache-Control"], "Last-Modified" in first) == ("no-cache", False)


def test_languages_and_sizes_of_type_are_kept_apart(client: Client, cast: Cast) -> None:
    address = f"/d/{cast.district.code}/open/"
    plain = client.get(address).content.decode()
    client.cookies["fivestar_elder"] = "1"
    large = client.get(address).content.decode()
    client.cookies["fivestar_language"] = "en"

    assert ('class="elder"' in plain, 'class="elder"' in large) == (False, True)
    assert '<html lang="en" class="elder">' in client.get(address).content.decode()


def test_what_somebody_adds_to_the_address_is_neither_kept_nor_shown(client: Client, cast: Cast) -> None:
    address = f"/d/{cast.district.code}/open/"

    assert client.get(f"{address}?from=abc").content == client.get(address).content
