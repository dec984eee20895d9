"""Published, a period is public as a whole and for good, and hangs on the board as a notice that counts itself."""

import json
import re
from dataclasses import replace

import pytest
from django.http import HttpResponse

from fivestar.facts.models import Observation
from fivestar.finance.actions import UnableToPublish, publish_period
from fivestar.finance.models import Line, Period
from fivestar.foundation.access import Duty
from fivestar.foundation.audit.models import AuditEntry
from fivestar.foundation.outcome import NotAllowed, NotSeen
from fivestar.foundation.publiclog.models import LogEntry
from fivestar.notices.actions import withdraw_notice
from fivestar.notices.models import Notice
from tests.cast import NOW, TODAY, Cast
from tests.finance.stories import (
    FIRST,
    PLACE,
    Q1,
    Q2,
    SECOND,
    ZHUYUAN,
    closing,
    kept,
    line,
    opening,
    published,
)
from tests.pages import browser_of

pytestmark = pytest.mark.django_db


def counted(fact: str) -> list[tuple[str, str, int, str]]:
    rows = Observation.objects.filter(fact__slug=fact, superseded_at=None).order_by("branch", "period")
    return list(rows.values_list("branch__village__code", "period", "value", "basis"))


def test_a_published_quarter_hangs_on_the_board_by_heads_and_counts_as_a_disclosure(cast: Cast) -> None:
    kept(cast, *FIRST)

    period = published(cast)

    notice = Notice.objects.get()
    assert (period.is_published, period.notice) == (True, notice)
    assert (notice.kind, notice.title, notice.basis, notice.posted_as) == (
        "finance",
        "2023年第一季度集体财务公开",
        "《农村集体经济组织财务公开规定》（农经发〔2011〕13号）",
        "CLERK",
    )
    assert notice.table["rows"] == [
        ["期初余额", "", "", "10,000.00"],
        ["发包及上交收入", "收入", "1", "32,000.00"],
        ["报刊费", "支出", "1", "1,500.50"],
        ["收入合计", "", "", "32,000.00"],
        ["支出合计", "", "", "1,500.50"],
        ["期末余额", "", "", "40,499.50"],
    ]
    assert f"/b/{cast.dongliu.public_id}/ledger/2023-Q1/" in notice.body
    assert counted("finance_disclosures") == [(cast.dongliu.village.code, "2023-Q3", 1, "S")]
    (entry,) = AuditEntry.objects.filter(act="finance.publish")
    assert entry.changes == {"published": [False, True], "digest": period.digest, "notice": notice.public_id}
    logged = LogEntry.objects.get(kind="ledger.published")
    assert json.loads(logged.content) == {
        "id": period.public_id,
        "period": "2023-Q1",
        "opening": 1_000_000,
        "closing": 4_049_950,
        "lines": 2,
        "document": period.digest,
        "day": "2023-09-15",
    }


def test_a_quarter_is_published_after_the_ones_before_it(cast: Cast) -> None:
    kept(cast, *FIRST, *SECOND)

    with pytest.raises(UnableToPublish, match="请先公开 2023-Q1"):
        published(cast, Q2)
    assert (Notice.objects.count(), Period.objects.filter(is_published=True).count()) == (0, 0)

    published(cast, Q1)
    published(cast, Q2)

    assert Period.objects.filter(is_published=True).count() == 2


def test_a_quarter_is_published_once_and_again_only_when_its_notice_came_down(cast: Cast) -> None:
    kept(cast, *FIRST)
    first = published(cast).notice

    with pytest.raises(UnableToPublish, match="已经公开了"):
        published(cast)
    assert first is not None
    withdraw_notice(actor=cast.clerk, notice=first, because="贴错了地方", at=NOW)
    again = published(cast).notice

    assert again is not None
    assert again.pk != first.pk
    assert [one.withdrawn_at is None for one in Notice.objects.order_by("pk")] == [False, True]


def test_a_notice_that_cannot_hang_there_leaves_the_ledger_as_it_was(cast: Cast) -> None:
    kept(cast, *FIRST)
    period = Period.objects.get()

    with pytest.raises(UnableToPublish) as refused:
        publish_period(actor=cast.clerk, period=period, from_day=TODAY, to_day=TODAY, place="", at=NOW)

    assert refused.value.column == "place"
    assert (Period.objects.get().is_published, Notice.objects.count()) == (False, 0)


def test_a_communitys_common_income_is_published_as_such(cast: Cast) -> None:
    rows = (
        opening("0", code=ZHUYUAN),
        line("2023-02-01", "公-1", "6000", code=ZHUYUAN, head="停车收入", party="无对方"),
        closing("6000", code=ZHUYUAN),
    )
    clerk = replace(cast.next_clerk)
    cast.actors["CLERK"] = clerk
    kept(cast, *rows)

    publish_period(actor=clerk, period=Period.objects.get(), from_day=TODAY, to_day=TODAY, place=PLACE, at=NOW)

    assert Notice.objects.values_list("kind", "title").get() == ("estate", "2023年第一季度小区公共收益公开")
    assert counted("estate_income_disclosures") == [(ZHUYUAN, "2023-Q3", 1, "S")]
    branch = Period.objects.get().branch
    ledger = section_of(browser_of(cast, "").get(f"/b/{branch.public_id}/open/"), "h-ledger")
    assert ledger.startswith("小区公共收益")
    assert ledger.endswith("单位：元。 看整本账 · 合同 · 资产资源 · 债权债务")


def section_of(page: HttpResponse, heading: str) -> str:
    """The words of the section under a heading."""
    found = re.search(rf'<section[^>]*aria-labelledby="{heading}">(.*?)</section>', page.content.decode(), re.DOTALL)
    assert found
    return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split())


@pytest.mark.parametrize("who", ["secretary", "helper", "supervisor", "manager", "next_clerk", "outsider"])
def test_nobody_else_publishes(cast: Cast, who: str) -> None:
    kept(cast, *FIRST)

    with pytest.raises((NotAllowed, NotSeen)):
        publish_period(
            actor=getattr(cast, who), period=Period.objects.get(), from_day=TODAY, to_day=TODAY, place=PLACE, at=NOW
        )

    assert not Period.objects.get().is_published


def test_no_branch_post_stands_in_a_row_that_changes_a_ledger() -> None:
    from fivestar.finance.access import POLICIES

    changing = [row for row in POLICIES if row.act != "finance.read"]

    assert {duty for row in changing for duty in row.duties} == {
        Duty.CLERK,
        Duty.MANAGE,  # types what the committee signed
        Duty.ORGANISE,
        Duty.SUPERVISE,
    }


def months(cast: Cast, year: int, *, leave_out: int = 0) -> list[object]:
    """Every month of a year with 5,000 yuan of contracting, 1,000 of land compensation, 100 of operations."""
    rows: list[object] = []
    balance = 0
    for month in range(1, 13):
        text = f"{year}-{month:02}"
        if month == leave_out:
            break
        rows.append(opening(str(balance), period=text))
        rows.append(line(f"{text}-05", f"{month}-1", "5000", period=text))
        rows.append(line(f"{text}-06", f"{month}-2", "1000", period=text, head="征占土地补偿款"))
        rows.append(line(f"{text}-07", f"{month}-3", "100", period=text, head="其他收入"))
        balance += 6100
        rows.append(closing(str(balance), period=text))
    return rows


def publish_all(cast: Cast) -> None:
    for period in Period.objects.order_by("first"):
        publish_period(actor=cast.clerk, period=period, from_day=TODAY, to_day=TODAY, place=PLACE, at=NOW)


def test_a_whole_published_year_says_the_income_so_that_nobody_is_asked(cast: Cast) -> None:
    kept(cast, *months(cast, 2022))
    assert counted("collective_income") == []

    publish_all(cast)

    code = cast.dongliu.village.code
    assert counted("collective_income") == [(code, "2022", 12 * 510_000, "S")]
    assert counted("operating_income") == [(code, "2022", 12 * 500_000, "S")]


def test_a_year_with_a_month_missing_says_nothing(cast: Cast) -> None:
    kept(cast, *months(cast, 2022, leave_out=12))

    publish_all(cast)

    assert counted("collective_income") == []
    assert Line.objects.count() == 33
