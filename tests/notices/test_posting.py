"""A notice is posted, counts itself, is corrected by another and withdrawn with a reason; what hung there stays."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from fivestar.evidence.models import Evidence
from fivestar.facts.models import Observation
from fivestar.foundation.audit.models import AuditEntry
from fivestar.foundation.clock import morning_of
from fivestar.foundation.outcome import NotAllowed
from fivestar.notices.actions import UnableToPost, UnableToWithdraw, withdraw_notice
from fivestar.notices.judging import MAX_COLUMNS, Sheet
from fivestar.notices.kinds import KINDS
from fivestar.notices.models import Notice
from fivestar.notices.queries import up_in_branch
from fivestar.standards.queries import catalogue
from tests.access.subjects import make_evidence
from tests.cast import NOW, TODAY, Cast
from tests.factories import shipped_standards
from tests.notices.stories import TOLD, post

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def standards(cast: Cast) -> None:
    shipped_standards(cast)


def counted(fact: str = "finance_disclosures") -> list[tuple[str, int, str, bool]]:
    rows = Observation.objects.filter(fact__slug=fact).order_by("id")
    return [(one.period, one.value, one.source, one.superseded_at is None) for one in rows]


def test_every_kind_counts_for_a_fact_that_records_supply() -> None:
    facts = catalogue()
    asked = {kind.fact for kind in KINDS if kind.fact is not None}

    assert {slug: facts[slug].definition["supplied_by"] for slug in asked} == dict.fromkeys(asked, "records")


def test_a_notice_is_kept_as_it_hangs_there_and_counted(cast: Cast) -> None:
    notice = post(cast, title="  三季度　财务公开 ")

    assert (notice.title, notice.basis, notice.body, notice.table) == (
        "三季度 财务公开",
        TOLD.basis,
        TOLD.body,
        {"head": ["项目", "金额"], "rows": [["收入", "32000元"], ["支出", "18000元"]]},
    )
    assert (notice.posted_by, notice.posted_as, notice.posted_at) == (cast.secretary.person_ref, "OWN", NOW)
    assert counted() == [("2023-Q3", 1, "系统记录:公示记录", True)]
    assert [(entry.act, entry.changes) for entry in AuditEntry.objects.order_by("-id")[:2]] == [
        ("facts.recount", {"finance_disclosures 2023-Q3": [None, 1]}),
        ("notices.post", {"kind": "finance", "from_day": "2023-09-15", "to_day": "2023-09-21", "files": []}),
    ]


def test_the_same_notice_sent_twice_hangs_there_once(cast: Cast) -> None:
    assert post(cast) == post(cast)

    assert (Notice.objects.count(), counted()) == (1, [("2023-Q3", 1, "系统记录:公示记录", True)])


def test_a_kind_no_task_asks_for_counts_for_nothing(cast: Cast) -> None:
    post(cast, kind="decision")

    assert (Notice.objects.count(), Observation.objects.count()) == (1, 0)


def test_a_projects_notice_told_later_with_an_earlier_day_leaves_the_figures_alone(cast: Cast) -> None:
    post(cast)
    post(cast, kind="decision", at=NOW - timedelta(days=60), from_day=date(2023, 7, 17), to_day=date(2023, 7, 20))

    assert counted() == [("2023-Q3", 1, "系统记录:公示记录", True)]


@pytest.mark.parametrize(
    ("wrong", "column", "said"),
    [
        ({"to_day": date(2023, 9, 14)}, "to_day", "公示到 2023-09-14 就结束了，比开始的 2023-09-15 还早"),
        ({"to_day": date(2024, 9, 15)}, "to_day", "一份公示最多贴 366 天"),
        ({"from_day": date(2023, 9, 16)}, "from_day", "2023-09-16 还没有到：贴出那天再记"),
        ({"from_day": date(2023, 8, 30)}, "from_day", "2023-08-30 太早：贴出后 15 天内补记，最早 2023-08-31"),
        (
            {"from_day": date(2023, 9, 10), "not_before": date(2023, 9, 12)},
            "from_day",
            "2023-09-10 太早：这件事 2023-09-12 才定下来",
        ),
        ({"place": " "}, "place", "请写贴在哪里"),
        ({"basis": ""}, "basis", "请写公示的依据"),
        ({"title": ""}, "title", "请写标题"),
        ({"title": "长" * 81}, "title", "最多 80 个字"),
        ({"body": "", "sheet": Sheet()}, "body", "正文和表格至少要有一样"),
        ({"sheet": Sheet((), (("收入",),))}, "table", "表格的第一行应是表头"),
        ({"sheet": Sheet(("项目", "金额"), (("收入",),))}, "table", "表格第 1 行有 1 格，表头有 2 格"),
        ({"sheet": Sheet(("列",) * (MAX_COLUMNS + 1), ())}, "table", "表格最多 10 列、300 行"),
        ({"kind": "estate"}, "kind", "这类支部没有“小区公共收益公开”"),
        ({"body": "首行\n张三 411003198802290017"}, "body", "第 2 行像是有身份证号（411…17），请先删去或遮住"),
        ({"title": "联系13903740000"}, "title", "第 1 行像是有手机号（139…00），请先删去或遮住"),
        (
            {"sheet": Sheet(("姓名", "卡号"), (("张三", "6222 0212 3456 7890 128"),))},
            "table",
            "表格第 2 行第 2 格像是有银行账号（622…28），请先删去或遮住",
        ),
        ({"body": "低保户住柳溪路12号"}, "body", "第 1 行像是有谁家的门牌（12），请先删去或遮住"),
        ({"place": "柳溪路12号门口"}, "place", "第 1 行像是有谁家的门牌（12），请先删去或遮住"),
        ({"body": "张三，一级残疾"}, "body", "第 1 行像是写了谁的病残情况（一级残疾），请先删去或遮住"),
        (
            {"sheet": Sheet(("姓名", "残疾类别", "家庭住址"), (("柳三婶", "精神一级", "3组15号"),))},
            "table",
            "表格第 2 行第 2 格像是写了谁的病残情况（精神一级），请先删去或遮住",
        ),
        (
            {"title": "低保金发放", "sheet": Sheet(("姓名", "金额"), (("张三", "500"),))},
            "table",
            "像是享受待遇的人员名单（1 人），只公开依规定该公开的：请看过再贴",
        ),
    ],
)
def test_what_cannot_hang_there_is_refused_with_its_field(
    cast: Cast, wrong: dict[str, Any], column: str, said: str
) -> None:
    with pytest.raises(UnableToPost) as refused:
        post(cast, **wrong)

    assert (refused.value.column, str(refused.value)) == (column, said)
    assert (Notice.objects.count(), Observation.objects.count()) == (0, 0)


def test_whoever_looked_lets_stand_what_is_likely_and_nothing_that_is_certain(cast: Cast) -> None:
    people = Sheet(("姓名", "补助金额"), (("柳三婶", "500"),))
    with pytest.raises(UnableToPost, match="身份证号"):
        post(cast, body="990099198802290028", sheet=people, looked_at=True)

    notice = post(cast, body="3组12号", sheet=people, looked_at=True)

    assert (list(Notice.objects.all()), notice.names_people) == ([notice], True)


def test_the_earliest_and_the_latest_day_are_allowed(cast: Cast) -> None:
    post(cast, from_day=date(2023, 8, 31), to_day=date(2024, 8, 30))
    post(cast, from_day=TODAY, to_day=TODAY, not_before=TODAY)

    assert [one.from_day for one in Notice.objects.order_by("id")] == [date(2023, 8, 31), TODAY]


def test_the_database_too_keeps_no_notice_that_ends_before_it_begins(cast: Cast) -> None:
    notice = post(cast)

    with pytest.raises(IntegrityError, match="a_notice_does_not_end_before_it_begins"), transaction.atomic():
        Notice.objects.filter(pk=notice.pk).update(to_day=date(2023, 9, 1))


def test_a_correction_stands_for_the_one_it_corrects_and_both_count_once(cast: Cast) -> None:
    wrong = post(cast)
    right = post(cast, corrects=wrong, body="更正：支出应为 18500 元。")

    wrong.refresh_from_db()
    assert (wrong.body, wrong.withdrawn_at, right.corrects) == (TOLD.body, None, wrong)
    assert up_in_branch(cast.outsider, cast.dongliu, TODAY) == [right]
    assert counted() == [("2023-Q3", 1, "系统记录:公示记录", True)]


def test_what_is_corrected_is_corrected_once_and_not_withdrawn_under_its_correction(cast: Cast) -> None:
    wrong = post(cast)
    right = post(cast, corrects=wrong, body="第一次更正")

    with pytest.raises(UnableToPost, match="已经有人更正过"):
        post(cast, corrects=wrong, body="第二次更正")
    with pytest.raises(UnableToWithdraw, match="先撤回更正的那一份"):
        withdraw_notice(actor=cast.secretary, notice=wrong, because="试试", at=NOW)
    withdraw_notice(actor=cast.secretary, notice=right, because="更正错了", at=NOW)

    assert up_in_branch(cast.outsider, cast.dongliu, TODAY) == [wrong]
    assert counted() == [("2023-Q3", 1, "系统记录:公示记录", True)]


def test_only_the_same_kind_of_the_same_branch_can_be_corrected_and_nothing_withdrawn(cast: Cast) -> None:
    finance = post(cast)

    with pytest.raises(UnableToPost, match="只能更正本支部同一类的公示"):
        post(cast, kind="affairs", corrects=finance)
    with pytest.raises(UnableToPost, match="只能更正本支部同一类的公示"):
        post(cast, actor=cast.clerk, branch=cast.xiliu, corrects=finance)
    withdraw_notice(actor=cast.secretary, notice=finance, because="贴错了", at=NOW)
    with pytest.raises(UnableToPost, match="重新贴一份"):
        post(cast, corrects=finance, body="更正")

    assert list(Notice.objects.all()) == [finance]


def test_a_withdrawn_notice_no_longer_counts_and_stays_to_be_read(cast: Cast) -> None:
    notice = post(cast)

    with pytest.raises(UnableToWithdraw, match="请写明为什么撤回"):
        withdraw_notice(actor=cast.secretary, notice=notice, because=" ", at=NOW)
    withdraw_notice(actor=cast.clerk, notice=notice, because="数字还没有审核", at=NOW)
    with pytest.raises(UnableToWithdraw, match="已经撤回"):
        withdraw_notice(actor=cast.secretary, notice=notice, because="再撤", at=NOW)

    kept = Notice.objects.get()
    assert (kept.body, kept.withdrawn_because, kept.withdrawn_by) == (
        TOLD.body,
        "数字还没有审核",
        cast.clerk.person_ref,
    )
    assert up_in_branch(cast.outsider, cast.dongliu, TODAY) == []
    assert [(value, stands) for _, value, _, stands in counted()] == [(1, False), (0, True)]


def test_the_reason_of_a_withdrawal_is_public_and_names_no_number(cast: Cast) -> None:
    notice = post(cast)

    with pytest.raises(UnableToWithdraw, match="像是有手机号（139…00）"):
        withdraw_notice(actor=cast.secretary, notice=notice, because="写了张三13903740000的电话", at=NOW)

    notice.refresh_from_db()
    assert (notice.withdrawn_at, notice.withdrawn_because) == (None, "")


def test_what_hung_its_days_hangs_there_no_more(cast: Cast) -> None:
    notice = post(cast)

    days = (TODAY - timedelta(days=1), TODAY, notice.to_day, notice.to_day + timedelta(days=1))

    assert [len(up_in_branch(cast.outsider, cast.dongliu, day)) for day in days] == [0, 1, 1, 0]


def test_it_refers_to_files_the_poster_may_read_and_to_no_others(cast: Cast) -> None:
    make_evidence(cast)
    from_here, of_another = (
        Evidence.objects.filter(branch=branch, state="kept").first() for branch in (cast.dongliu, cast.xiliu)
    )
    assert from_here is not None
    assert of_another is not None

    with pytest.raises(UnableToPost, match="不在这个支部的材料里"):
        post(cast, attachments=[of_another.public_id])
    notice = post(cast, attachments=[from_here.public_id, from_here.public_id])

    assert [one.file for one in notice.attachments.all()] == [from_here]
    assert Notice.objects.count() == 1


@pytest.mark.parametrize("who", ["outsider", "next_secretary", "supervisor", "manager", "supplier"])
def test_whoever_has_no_part_in_it_posts_nothing(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        post(cast, actor=getattr(cast, who))

    assert Notice.objects.count() == 0


@pytest.mark.parametrize(("who", "posted_as"), [("helper", "HELPER"), ("clerk", "CLERK"), ("organiser", "ORGANISE")])
def test_whoever_posts_for_the_secretary_is_shown_as_such(cast: Cast, who: str, posted_as: str) -> None:
    notice = post(cast, actor=getattr(cast, who))

    assert notice.posted_as == posted_as


def test_a_notice_told_after_later_ones_lowers_no_later_count(cast: Cast) -> None:
    """Told by a clock that is behind: of two who write at once, or of a demonstration whose date was set back."""
    post(cast, from_day=date(2023, 7, 3), to_day=date(2023, 7, 9), at=morning_of(date(2023, 7, 3)))

    behind = morning_of(date(2023, 6, 5))
    post(cast, title="二季度财务公开", from_day=date(2023, 6, 5), to_day=date(2023, 6, 12), at=behind)

    assert [(period, value) for period, value, _, is_current in counted() if is_current] == [
        ("2023-Q3", 1),
        ("2023-Q2", 1),
    ]


def test_a_notice_withdrawn_by_a_clock_that_is_behind_is_counted_no_more_and_the_others_stay(cast: Cast) -> None:
    behind = morning_of(date(2023, 7, 20))
    early = post(cast, from_day=date(2023, 7, 3), to_day=date(2023, 7, 9), at=morning_of(date(2023, 7, 3)))
    post(cast, title="九月财务公开")

    withdraw_notice(actor=cast.secretary, notice=early, because="写错了", at=behind)

    assert [(value, is_current) for _, value, _, is_current in counted()] == [(1, False), (2, False), (1, True)]
    (standing,) = Observation.objects.filter(fact__slug="finance_disclosures", superseded_at=None)
    assert standing.observed_on == TODAY
