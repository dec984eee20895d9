"""Somebody brings a file, mends its rows on the page and confirms it; whoever has no such post moves nothing."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from fivestar.facts.models import ImportBatch, Observation, StagedRow
from fivestar.facts.template import HEADINGS
from fivestar.foundation.sheets import read_table
from fivestar.scorecards.models import Scorecard
from tests.cast import Cast
from tests.factories import small_standards
from tests.pages import browser_of, queries_of, table_of, words_of

ADDRESS = "/d/990099/import/"
NO_FACT = "表头里没有任何数据项:请用“代码、数据项、期间、数值”这几列,或者一列一个数据项"
NO_WORKBOOK = "不是可读的 Excel 工作簿:没有传完、已损坏,或者只是改了后缀"
HEADER = "代码,数据项,期间,数值,数据日期,来源"
GOOD = ("990099001201,农户数,2023,358,2023-08-31,台账", "990099001201,入社农户数,2023,120,2023-08-31,台账")
BAD = (
    "990099001201,有发展计划,2023,大概有,2023-08-31,台账",
    "99009900120,农户数,2023,200,2023-08-31,台账",
    "990099001202,没有这项,2023,5,2023-08-31,台账",
)


@pytest.fixture(autouse=True)
def standards(cast: Cast) -> None:
    small_standards(cast)


def csv(*rows: str, header: str = HEADER, name: str = "8月台账.csv", encoding: str = "utf-8") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, "\n".join((header, *rows)).encode(encoding))


def bring(client: Client, *rows: str, file: SimpleUploadedFile | None = None, **more: Any) -> HttpResponse:
    answer = client.post(ADDRESS, {"file": file or csv(*rows), "basis": "C", **more})
    assert isinstance(answer, HttpResponse)
    return answer


def staged(client: Client, *rows: str) -> str:
    """The address of a batch that was just brought."""
    answer = bring(client, *rows)
    assert answer.status_code == 302, words_of(answer)
    return answer["Location"]


def row_address(batch: str, number: int) -> str:
    return f"{batch}rows/{StagedRow.objects.get(row=number).pk}/"


def test_the_page_says_what_to_do_before_the_first_file(cast: Cast) -> None:
    assert words_of(browser_of(cast, "ORGANISE").get(ADDRESS)) == (
        "录入数据 一次上传一个文件，先核对，改好再确认；确认以前什么都不变。"
        " 成批填报 下载模板 1 上传 2 核对、改好 3 确认"
        " 数据文件 xlsx、csv（UTF-8 或 GB18030）或 parquet，不超过 20 MB"
        " 这些数据 已核实：直接影响作战图和星级"
        " 文件里没有期间、来源或日期这几列？在这里填"
        " 期间 例如 2023、2023-Q3、2023-09；文件里有就不填 数据日期 这些数是哪一天的；文件里有就不填"
        " 数据来源 例如 区农业农村局年报；文件里有就不填 上传并核对"
        " 文件怎么写 一行一个数。第一行是列名，这样写： 代码 数据项 期间 数值 数据日期 来源"
        " 990099… 村集体经济收入 2023 5.2 万元 2023-08-31 区农业农村局"
        " 代码是村（社区）的 12 位代码；在表格软件里请把这一列设成文本。"
        " 也可以一列一个数据项：第一列是代码，其余列名是数据项名称，期间在表单里填。"
        " 是否类填“是”“否”；金额写明单位，不写按数据项的单位算。"
        " 以前的文件 还没有上传过文件 先下载模板，填好再传上来。"
    )


def test_three_wrong_rows_are_mended_on_the_page_and_the_star_changes(cast: Cast) -> None:
    organiser = browser_of(cast, "ORGANISE")
    batch = staged(organiser, *GOOD, *BAD)

    page = words_of(organiser.get(batch))
    assert "可以入库 2 有问题 3 不要的 0" in page
    assert "第 4 行 代码 990099001201 东柳村党支部 数据项 有发展计划 期间 2023" in page
    assert "数值 应填“是”或“否”,现为“大概有”" in page
    assert "代码 应是 12 位数字代码,现为“99009900120”" in page
    assert "数据项 没有“没有这项”这个数据项" in page
    organiser.post(row_address(batch, 4), {"v-value": "是", "mend": ""})
    organiser.post(row_address(batch, 5), {"v-branch": "990099001202", "mend": ""})
    organiser.post(row_address(batch, 6), {"leave_out": ""})
    page = words_of(organiser.get(batch))
    assert "可以入库 4 有问题 0 不要的 1" in page
    assert page.endswith("确认入库 4 个数据 撤回这个文件 确认后，涉及的支部当场重新评星。")
    assert Observation.objects.count() == 0
    organiser.post(f"{batch}confirm/")

    assert words_of(organiser.get(batch)).endswith(
        "已入库 4 个数据，涉及 2 个支部，都已重新评星。 没有支部的星级因此变化。 继续录入"
    )
    assert Observation.objects.count() == 4
    card = Scorecard.objects.get(branch=cast.dongliu, basis="C", until__isnull=True)
    assert (card.level, card.met) == (0, 2)


def test_the_result_names_the_branch_whose_star_was_won(cast: Cast) -> None:
    organiser = browser_of(cast, "ORGANISE")
    batch = staged(
        organiser,
        *GOOD,
        "990099001201,有发展计划,2023,是,2023-08-31,台账",
        "990099001201,村集体经济收入,2023,5.2万元,2023-08-31,年报",
    )

    organiser.post(f"{batch}confirm/")

    page = words_of(organiser.get(batch))
    assert page.endswith(
        "星级有变化的支部 支部 乡镇（街道） 原来 现在 变化 东柳村委会 柳溪镇 ? 待核实 1 一星 获得 产业兴旺星 继续录入"
    )


def test_a_row_that_is_still_wrong_says_so_and_stays(cast: Cast) -> None:
    organiser = browser_of(cast, "ORGANISE")
    batch = staged(organiser, *GOOD, BAD[0])

    answer = organiser.post(row_address(batch, 4), {"v-value": "也许", "mend": ""}, follow=True)

    assert "第 4 行还有问题，没有改好。" in answer.content.decode()
    assert "应填“是”或“否”,现为“也许”" in words_of(answer)
    assert ImportBatch.objects.get().faults == 1


def test_confirming_is_refused_while_rows_are_wrong(cast: Cast) -> None:
    organiser = browser_of(cast, "ORGANISE")
    batch = staged(organiser, *GOOD, BAD[0])

    answer = organiser.post(f"{batch}confirm/", follow=True)

    assert "还有 1 行有错,请先改好或略过" in answer.content.decode()
    assert (ImportBatch.objects.get().state, Observation.objects.count()) == ("staged", 0)


def test_the_wrong_rows_can_be_left_out_all_at_once(cast: Cast) -> None:
    organiser = browser_of(cast, "ORGANISE")
    batch = staged(organiser, *GOOD, *BAD)

    assert "略过 3 个有问题的，其余 2 个入库" in words_of(organiser.get(batch))
    organiser.post(f"{batch}confirm/", {"leave_out_faulty": "1"})

    assert (ImportBatch.objects.get().state, Observation.objects.count()) == ("confirmed", 2)


def test_a_file_is_confirmed_once(cast: Cast) -> None:
    organiser = browser_of(cast, "ORGANISE")
    batch = staged(organiser, *GOOD)
    organiser.post(f"{batch}confirm/")

    answer = organiser.post(f"{batch}confirm/", follow=True)

    assert "这批数据已经入库,不能再改" in answer.content.decode()
    assert Observation.objects.count() == 2


def test_a_withdrawn_file_leaves_nothing(cast: Cast) -> None:
    organiser = browser_of(cast, "ORGANISE")
    batch = staged(organiser, *GOOD)

    answer = organiser.post(f"{batch}withdraw/", follow=True)

    assert words_of(answer).endswith("这个文件已撤回 里面的数据从来没有入库，什么都没有改动。 上传别的文件")
    assert (Observation.objects.count(), StagedRow.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (csv(), [("—", "—", "文件里没有数据行")]),
        (csv("1,2", header="代码,甲"), [("1", "甲", "不认识“甲”这一列"), ("1", "数据项", NO_FACT)]),
        (SimpleUploadedFile("坏.csv", b"\xff\xfe\x00\x81\xff"), [("1", "—", "编码既不是 UTF-8 也不是 GB18030")]),
        (SimpleUploadedFile("假.xlsx", b"PK\x03\x04 not a workbook"), [("—", "—", NO_WORKBOOK)]),
    ],
    ids=["no rows", "unknown column", "encoding", "no workbook"],
)
def test_a_file_that_cannot_be_read_says_where_and_keeps_nothing(
    cast: Cast, file: SimpleUploadedFile, said: list[tuple[str, ...]]
) -> None:
    file.seek(0)
    answer = bring(browser_of(cast, "ORGANISE"), file=file)

    assert answer.status_code == 422
    assert "这个文件读不了，什么都没有导入 请按下面改好文件，再上传一次。 行 列 哪里不对" in words_of(answer)
    assert table_of(answer) == said
    assert ImportBatch.objects.count() == 0


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"basis": "C"}, "数据文件"),
        (
            {"file": SimpleUploadedFile("照片.jpg", b"x"), "basis": "C"},
            "这种文件读不了：照片.jpg。请另存为 xlsx 或 csv 再上传。",
        ),
        ({"file": SimpleUploadedFile("空.csv", b""), "basis": "C"}, "所提交的是空文件。"),
        ({"file": SimpleUploadedFile("a.csv", b"x"), "basis": "X"}, "X"),
        ({"file": SimpleUploadedFile("a.csv", b"x"), "basis": "C", "observed_on": "昨天"}, "数据日期"),
    ],
    ids=["no file", "picture", "empty", "no basis", "no day"],
)
def test_a_form_that_is_not_filled_in_says_what_is_missing(cast: Cast, form: dict[str, Any], said: str) -> None:
    answer = browser_of(cast, "ORGANISE").post(ADDRESS, form)

    assert answer.status_code == 422
    assert said in words_of(answer)
    assert re.search(r'class="field__fault"', answer.content.decode())
    assert ImportBatch.objects.count() == 0


def test_a_chinese_spreadsheet_encoding_is_read_and_named(cast: Cast) -> None:
    organiser = browser_of(cast, "ORGANISE")

    batch = bring(organiser, file=csv(*GOOD, encoding="gb18030"))["Location"]

    assert "按 GB18030 读取" in words_of(organiser.get(batch))
    assert ImportBatch.objects.get().faults == 0


def test_columns_that_the_file_lacks_are_given_in_the_form(cast: Cast) -> None:
    organiser = browser_of(cast, "ORGANISE")
    file = csv("990099001201,358,120", header="代码,农户数,入社农户数")

    batch = bring(organiser, file=file, period="2023", source="半年台账", observed_on="2023-06-30")["Location"]
    organiser.post(f"{batch}confirm/")

    found = Observation.objects.order_by("value").values_list("value", "period", "source", "observed_on__month")
    assert list(found) == [(120, "2023", "半年台账", 6), (358, "2023", "半年台账", 6)]


def test_a_secretary_may_only_state(cast: Cast) -> None:
    secretary = browser_of(cast, "OWN")

    page = words_of(secretary.get(ADDRESS))
    answer = secretary.post(ADDRESS, {"file": csv(*GOOD), "basis": "C"})

    assert "上报：还没有核实，只影响“按报告看”" in page
    assert "已核实：直接影响作战图和星级" not in page
    assert answer.status_code == 422
    assert ImportBatch.objects.count() == 0


@pytest.mark.parametrize("who", ["", "outsider", "LEAD", "SUPERVISE"])
def test_whoever_has_no_such_post_is_told_who_has_and_moves_nothing(cast: Cast, who: str) -> None:
    client = browser_of(cast, who)

    shown, tried = client.get(ADDRESS), bring(client, *GOOD)

    assert (shown.status_code, tried.status_code) == (403, 403)
    assert "您的岗位不负责给本区供数" in words_of(shown)
    assert ImportBatch.objects.count() == 0


def test_another_townships_clerk_does_not_see_the_file(cast: Cast) -> None:
    batch = staged(browser_of(cast, "ORGANISE"), *GOOD)
    other = browser_of(cast, "next_clerk")
    before = list(StagedRow.objects.values())

    answers = [
        other.get(batch),
        other.post(f"{batch}confirm/"),
        other.post(f"{batch}withdraw/"),
        other.post(row_address(batch, 2), {"v-value": "1", "mend": ""}),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404, 404]
    assert (ImportBatch.objects.get().state, list(StagedRow.objects.values())) == ("staged", before)


def test_a_forged_form_changes_nothing(cast: Cast) -> None:
    batch = staged(browser_of(cast, "ORGANISE"), *GOOD)
    forger = browser_of(cast, "ORGANISE", checks_forms=True)

    answer = forger.post(f"{batch}confirm/")

    assert answer.status_code == 403
    assert "这次提交没有被接受" in words_of(answer)
    assert Observation.objects.count() == 0


def test_another_districts_address_does_not_show_the_file(cast: Cast) -> None:
    organiser = browser_of(cast, "ORGANISE")
    batch = staged(organiser, *GOOD)

    assert organiser.get(batch.replace("990099", "411003")).status_code == 404


def test_a_long_file_is_read_by_a_job_and_the_page_can_be_left(cast: Cast) -> None:
    organiser = browser_of(cast, "ORGANISE")
    batch = staged(organiser, *GOOD)
    ImportBatch.objects.update(state="staging", rows_read=1200, rows_total=5000)

    html = organiser.get(batch).content.decode()

    assert "正在读取，可以离开这一页" in html
    assert "已读 1200 行，共 5000 行" in html
    assert '<progress class="progress-line" value="1200" max="5000"' in html
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in html
    assert 'hx-trigger="every 2s"' in html


def test_the_template_is_what_the_page_reads(cast: Cast) -> None:
    answer = browser_of(cast, "").get(f"{ADDRESS}template.xlsx")

    facts = read_table(BytesIO(answer.content), name="t.xlsx", sheet="有哪些数据项")
    assert [row.cells[0] for row in facts.rows] == [
        "支部党员大会次数",
        "村集体经济收入",
        "农户数",
        "入社农户数",
        "有发展计划",
        "书记空缺天数",
    ]
    codes = read_table(BytesIO(answer.content), name="t.xlsx", sheet="支部代码")
    assert [row.cells[0] for row in codes.rows] == [branch.village.code for branch in cast.branches.values()]
    filled = csv(
        GOOD[0].replace(",2023-08-31", ",户,2023-08-31").replace("201,", "201,东柳,"), header=",".join(HEADINGS)
    )
    assert bring(browser_of(cast, "ORGANISE"), file=filled).status_code == 302
    assert ImportBatch.objects.get().faults == 0


def test_a_fragment_is_the_same_page_without_its_frame(cast: Cast) -> None:
    organiser = browser_of(cast, "ORGANISE")
    batch = staged(organiser, *GOOD)

    fragment = organiser.get(batch, headers={"hx-request": "true"})

    assert fragment.content.decode().strip().startswith('<div id="batch"')
    assert "HX-Request" in fragment["Vary"]


def test_the_pages_cost_the_same_queries_with_more_rows(cast: Cast) -> None:
    organiser = browser_of(cast, "ORGANISE")
    one = staged(organiser, GOOD[0], BAD[0])
    few = queries_of(organiser, one), queries_of(organiser, ADDRESS)

    other = staged(organiser, *GOOD, "990099001202,农户数,2023,9,2023-08-31,台账", *BAD)
    staged(organiser, *GOOD)

    assert (queries_of(organiser, other), queries_of(organiser, ADDRESS)) == few
