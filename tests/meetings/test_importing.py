"""An export of another system: every fault at its row, taken in once, never twice what is on record."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fivestar.facts.models import Observation
from fivestar.foundation.sheets import Sheet, read_table, write_xlsx
from fivestar.meetings.actions import UnableToTakeIn, confirm_file
from fivestar.meetings.models import Meeting, MeetingFile, StagedMeeting
from fivestar.meetings.sheet import COLUMN_WORDS
from tests.cast import NOW, Cast
from tests.factories import small_standards
from tests.meetings.test_recording import record
from tests.pages import browser_of, table_of, text_of, words_of

pytestmark = pytest.mark.django_db
ADDRESS = "/d/990099/meetings/import/"
HEADER = ("支部代码", "会议类型", "召开时间", "应到人数", "实到人数", "会议主题", "主持人")
DONGLIU, XILIU, ZHUYUAN = "990099001201", "990099001202", "990099002001"
GOOD = (
    (DONGLIU, "党员大会", "2023-09-05 15:00", "38", "31", "发展党员", "某某"),
    (DONGLIU, "支部党员大会", "2023年8月9日", "38人", "３０", "讨论项目", ""),
    (XILIU, "支委会", "2023-09-06", "5", "5", "研究议题", ""),
)


@pytest.fixture(autouse=True)
def standards(cast: Cast) -> None:
    small_standards(cast)


def csv(*rows: tuple[str, ...], header: tuple[str, ...] = HEADER) -> SimpleUploadedFile:
    text = "\n".join(",".join(row) for row in (header, *rows))
    return SimpleUploadedFile("三会一课.csv", text.encode("gb18030"))


def brought(client: Client, *rows: tuple[str, ...], **more: Any) -> str:
    answer = client.post(ADDRESS, {"file": csv(*rows, **more)})
    assert answer.status_code == 302, words_of(answer)
    return str(answer["Location"])


def on_record() -> list[tuple[str, str, date, int, int]]:
    rows = Meeting.objects.filter(withdrawn_at=None).order_by("branch__village__code", "kind", "held_on")
    return list(rows.values_list("branch__village__code", "kind", "held_on", "present", "due"))


def counted() -> list[tuple[str, str, int]]:
    rows = Observation.objects.filter(superseded_at=None, basis="S").order_by("branch__village__code")
    return list(rows.values_list("branch__village__code", "period", "value"))


def test_a_clerk_takes_an_export_in_and_it_counts_itself(cast: Cast) -> None:
    clerk = browser_of(cast, "CLERK")

    file = brought(clerk, *GOOD)
    preview = table_of(clerk.get(file))
    assert on_record() == []
    clerk.post(f"{file}confirm/")

    assert preview == [
        ("2", "东柳村党支部", "支部党员大会", "2023-09-05", "31/38", "发展党员"),
        ("3", "东柳村党支部", "支部党员大会", "2023-08-09", "30/38", "讨论项目"),
        ("4", "西柳村党支部", "支部委员会", "2023-09-06", "5/5", "研究议题"),
    ]
    assert on_record() == [
        (DONGLIU, "members", date(2023, 8, 9), 30, 38),
        (DONGLIU, "members", date(2023, 9, 5), 31, 38),
        (XILIU, "committee", date(2023, 9, 6), 5, 5),
    ]
    assert counted() == [(DONGLIU, "2023-Q3", 2)]  # the small standards ask for no committee meetings
    assert "入库了 3 次会议" in words_of(clerk.get(file))


def test_every_fault_stands_at_its_row_and_nothing_is_kept(cast: Cast) -> None:
    clerk = browser_of(cast, "CLERK")
    file = brought(
        clerk,
        GOOD[0],
        GOOD[0],
        ("9900990012", "党员大会", "2023-09-05", "38", "31", "学习", ""),
        ("990099001999", "党员大会", "2023-09-05", "38", "31", "学习", ""),
        (ZHUYUAN, "党员大会", "2023-09-05", "38", "31", "学习", ""),
        (XILIU, "茶话会", "九月五日", "很多", "31", "学习", ""),
        (XILIU, "党小组会", "2023-09-05", "10", "11", "", ""),
        (XILIU, "党员大会", "2023-09-30", "38", "31", "学习", ""),
    )

    faults = table_of(clerk.get(file))
    clerk.post(f"{file}confirm/")

    known = words_of(clerk.get(file))
    assert [(row, column) for row, column, _ in faults] == [
        ("3", "日期"),
        ("4", "代码"),
        ("5", "代码"),
        ("6", "代码"),
        ("7", "会议类型"),
        ("7", "日期"),
        ("7", "应到"),
        ("8", "实到"),
        ("8", "党小组"),
        ("8", "议题"),
        ("9", "日期"),
    ]
    assert [said for _, _, said in faults if "茶话会" not in said] == [
        "与第 2 行重复：同一支部、同一类、同一天",
        "应是 12 位数字代码,现为“9900990012”",
        "本区名录里没有代码 990099001999",
        "这个支部不在您的岗位范围内",
        "日期应写成 2023-05-31,现为“九月五日”",
        "应填人数,现为“很多”",
        "实到人数应在 1 到应到人数 10 之间",
        "请填是第几党小组",
        "没有填议题",
        "日期 2023-09-30 还没有到",
    ]
    assert on_record() == []
    assert "略过 7 行有问题的，其余 1 次入库" in known


def test_the_faulty_rows_can_be_left_out(cast: Cast) -> None:
    clerk = browser_of(cast, "CLERK")
    file = brought(clerk, GOOD[0], (ZHUYUAN, "党员大会", "2023-09-05", "38", "31", "学习", ""))

    clerk.post(f"{file}confirm/", {"leave_out_faulty": "1"})

    assert on_record() == [(DONGLIU, "members", date(2023, 9, 5), 31, 38)]


def test_what_is_on_record_already_is_neither_a_fault_nor_counted_twice(cast: Cast) -> None:
    record(cast)
    clerk = browser_of(cast, "CLERK")

    file = brought(clerk, *GOOD)
    said = words_of(clerk.get(file))
    clerk.post(f"{file}confirm/")

    assert "可以入库 2 有问题 0 已经有了 1" in said
    assert counted() == [(DONGLIU, "2023-Q3", 2)]


def test_a_meeting_recorded_after_the_preview_is_not_taken_in_again(cast: Cast) -> None:
    clerk = browser_of(cast, "CLERK")
    file = brought(clerk, *GOOD)
    record(cast)

    clerk.post(f"{file}confirm/")

    assert MeetingFile.objects.get().taken_in == 2
    assert counted() == [(DONGLIU, "2023-Q3", 2)]


def test_a_file_is_taken_in_once_and_a_withdrawn_one_never(cast: Cast) -> None:
    clerk = browser_of(cast, "CLERK")
    first, second = brought(clerk, *GOOD), brought(clerk, *GOOD)

    clerk.post(f"{first}withdraw/")
    clerk.post(f"{second}confirm/")
    for file in MeetingFile.objects.all():
        with pytest.raises(UnableToTakeIn, match="已经入库或撤回了"):
            confirm_file(actor=cast.clerk, file=file, at=NOW)

    assert Meeting.objects.count() == 3
    assert StagedMeeting.objects.filter(file__state="withdrawn").count() == 0


def test_a_file_without_the_columns_says_which_are_missing(cast: Cast) -> None:
    answer = browser_of(cast, "CLERK").post(ADDRESS, {"file": csv(("东柳", "5"), header=("支部", "次数"))})

    assert answer.status_code == 422
    assert [row[2] for row in table_of(answer)] == [
        f"缺少“{column}”这一列" for column in ("代码", "会议类型", "日期", "应到", "实到", "议题")
    ]
    assert MeetingFile.objects.count() == 0


def test_a_workbook_with_real_dates_and_numbers_is_read(cast: Cast) -> None:
    target = BytesIO()
    rows = [(DONGLIU, "党小组会", "第二党小组", date(2023, 9, 5), 12, 11, "学习")]
    write_xlsx(target, [Sheet("会议", tuple(COLUMN_WORDS.values()), rows)])
    clerk = browser_of(cast, "CLERK")

    answer = clerk.post(ADDRESS, {"file": SimpleUploadedFile("会议.xlsx", target.getvalue())})
    clerk.post(f"{answer['Location']}confirm/")

    assert on_record() == [(DONGLIU, "group", date(2023, 9, 5), 11, 12)]
    assert Meeting.objects.get().group == 2


def test_the_template_has_the_headings_the_import_reads(cast: Cast) -> None:
    answer = browser_of(cast, "CLERK").get(f"{ADDRESS}template.xlsx")

    codes = read_table(BytesIO(answer.content), name="t.xlsx", sheet="支部代码")

    assert [row.cells[0] for row in codes.rows] == [branch.village.code for branch in cast.branches.values()]


def test_another_townships_clerk_sees_nothing_of_it(cast: Cast) -> None:
    file = brought(browser_of(cast, "CLERK"), *GOOD)
    other = browser_of(cast, "next_clerk")

    answers = [other.get(file), other.post(f"{file}confirm/"), other.post(f"{file}withdraw/")]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert MeetingFile.objects.get().state == "staged"
    assert file not in text_of(other.get(ADDRESS))


@pytest.mark.parametrize("who", ["", "outsider", "LEAD", "SUPERVISE"])
def test_whoever_records_no_meetings_brings_no_file(cast: Cast, who: str) -> None:
    answer = browser_of(cast, who).post(ADDRESS, {"file": csv(*GOOD)})

    assert answer.status_code == 403
    assert MeetingFile.objects.count() == 0
