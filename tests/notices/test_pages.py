"""Everybody reads what hangs on the board; the secretary posts on the phone; the print carries the way back."""

import re
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from fivestar.notices.actions import withdraw_notice
from fivestar.notices.models import Notice
from tests.cast import NOW, Cast
from tests.factories import shipped_standards
from tests.notices.stories import post
from tests.pages import browser_of, queries_of, text_of, words_of

pytestmark = pytest.mark.django_db
FIELDS = {
    "title": "三季度财务公开",
    "basis": "村务监督委员会 9 月 14 日审核",
    "body": "现将本村三季度收支公开如下。\n有不清楚的请到村委会问。",
    "table": "项目\t金额\n收入\t32000元\n支出\t18000元\n",
    "from_day": "2023-09-15",
    "to_day": "2023-09-21",
    "place": "村委会大门东侧公开栏",
}


@pytest.fixture(autouse=True)
def standards(cast: Cast) -> None:
    shipped_standards(cast)


def address(cast: Cast) -> str:
    return f"/b/{cast.dongliu.public_id}/notices/"


def test_the_secretary_posts_one_and_everybody_reads_it(cast: Cast) -> None:
    secretary = browser_of(cast, "OWN")

    opened = secretary.get("/d/990099/notices/")
    assert (opened.status_code, opened["Location"]) == (302, address(cast))
    form = text_of(secretary.get(address(cast), {"kind": "finance"}))
    assert 'value="2023-09-15"' in form
    sent = secretary.post(f"{address(cast)}?kind=finance", FIELDS)

    notice = Notice.objects.get()
    assert (sent.status_code, sent["Location"]) == (302, f"/notices/{notice.public_id}/")
    assert notice.table == {"head": ["项目", "金额"], "rows": [["收入", "32000元"], ["支出", "18000元"]]}
    public = words_of(browser_of(cast, "").get(f"/notices/{notice.public_id}/"))
    assert public == (
        "东柳村党支部 · 公示 财务公开 · 公示中，还有 6 天 三季度财务公开"
        " 现将本村三季度收支公开如下。 有不清楚的请到村委会问。"
        " 项目 金额 收入 32000元 支出 18000元 依据 村务监督委员会 9 月 14 日审核 公示时间 2023-09-15 至 2023-09-21"
        " 贴在哪里 村委会大门东侧公开栏 谁贴的 书记贴出"
        " 监督委员会核对 监督委员会 1 人中有 0 人核对过 对这份公示提异议 群众公开页 打印一份贴公开栏"
    )


def test_a_table_typed_with_bars_is_read_too(cast: Cast) -> None:
    browser_of(cast, "OWN").post(f"{address(cast)}?kind=finance", {**FIELDS, "table": "项目 | 金额\n收入｜32000元"})

    assert Notice.objects.get().table == {"head": ["项目", "金额"], "rows": [["收入", "32000元"]]}


def test_the_kinds_offered_are_those_of_the_branch_and_not_the_projects(cast: Cast) -> None:
    def kinds_on(who: str, page: str) -> list[str]:
        return re.findall(r'href="\?kind=(\w+)#post"', text_of(browser_of(cast, who).get(page)))

    assert kinds_on("OWN", address(cast)) == ["affairs", "finance", "households", "honours", "party", "other"]
    urban = f"/b/{cast.zhuyuan_branch.public_id}/notices/"
    assert kinds_on("next_secretary", urban) == ["affairs", "estate", "party", "other"]
    assert kinds_on("", address(cast)) == []
    assert browser_of(cast, "OWN").post(f"{address(cast)}?kind=decision", FIELDS).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"to_day": "2023-09-01"}, "公示到 2023-09-01 就结束了，比开始的 2023-09-15 还早"),
        ({"place": ""}, "这个字段是必填项。"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_hangs_there(
    cast: Cast, wrong: dict[str, str], said: str
) -> None:
    answer = browser_of(cast, "OWN").post(f"{address(cast)}?kind=finance", {**FIELDS, **wrong})

    assert answer.status_code == 422
    assert re.findall(r'class="field__fault"[^>]*>(.*?)</p>', text_of(answer)) == [said]
    assert Notice.objects.count() == 0


def test_a_correction_starts_from_what_hung_there_and_says_what_it_corrects(cast: Cast) -> None:
    wrong = post(cast)
    secretary = browser_of(cast, "OWN")

    form = text_of(secretary.get(address(cast), {"correct": wrong.public_id}))
    assert "收入 | 32000元" in form
    secretary.post(f"{address(cast)}?correct={wrong.public_id}", {**FIELDS, "body": "更正：支出应为 18500 元。"})

    right = Notice.objects.get(corrects=wrong)
    assert "这份公示已经更正" in words_of(browser_of(cast, "").get(f"/notices/{wrong.public_id}/"))
    assert "更正 三季度财务公开" in words_of(browser_of(cast, "").get(f"/notices/{right.public_id}/"))
    board = words_of(browser_of(cast, "").get(address(cast)))
    assert re.findall("公示中|已更正", board) == ["公示中", "已更正"]


def test_a_withdrawn_one_is_read_with_its_reason_and_printed_no_more(cast: Cast) -> None:
    notice = post(cast)
    page = f"/notices/{notice.public_id}/"
    secretary = browser_of(cast, "OWN")

    secretary.post(f"{page}withdraw/", {"because": ""})
    assert "请写明为什么撤回" in words_of(secretary.get(page), "body")
    secretary.post(f"{page}withdraw/", {"because": "数字还没有审核"})

    assert "这份公示已经撤回 数字还没有审核" in words_of(browser_of(cast, "").get(page))
    assert browser_of(cast, "").get(f"{page}board.pdf").status_code == 404


@pytest.mark.parametrize("who", ["", "outsider", "next_secretary", "MANAGE", "SUPERVISE"])
def test_whoever_has_no_part_in_it_reads_and_changes_nothing(cast: Cast, who: str) -> None:
    notice = post(cast)
    client = browser_of(cast, who)

    page = client.get(f"/notices/{notice.public_id}/")
    tried = client.post(f"{address(cast)}?kind=finance", FIELDS)
    back = client.post(f"/notices/{notice.public_id}/withdraw/", {"because": "试试"})

    assert (page.status_code, tried.status_code, back.status_code) == (200, 404, 403)
    assert "撤回" not in words_of(page)
    assert [one.withdrawn_at for one in Notice.objects.all()] == [None]


def test_the_print_is_one_page_with_the_words_of_the_board(cast: Cast) -> None:
    notice = post(cast)

    answer = browser_of(cast, "").get(f"/notices/{notice.public_id}/board.pdf")
    asked = browser_of(cast, "").head(f"/notices/{notice.public_id}/board.pdf")

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert (asked.status_code, asked["Content-Type"], asked.content) == (200, "application/pdf", b"")
    pdf = PdfReader(BytesIO(answer.content))
    text = "".join(pdf.pages[0].extract_text().split())
    assert len(pdf.pages) == 1
    for words in (
        "三季度财务公开",
        "现将本村三季度收支公开如下。",
        "32000元",
        "2023年9月15日至2023年9月21日",
        "演示数据",
    ):
        assert words in text
    assert f"/notices/{notice.public_id}/" in text


def test_the_district_shows_what_hangs_today_and_the_clerk_chooses_a_branch(cast: Cast) -> None:
    post(cast)
    withdraw_notice(actor=cast.clerk, notice=post(cast, branch=cast.xiliu, actor=cast.clerk), because="错", at=NOW)
    post(cast, branch=cast.shiqiao, actor=cast.clerk, from_day=date(2023, 9, 1), to_day=date(2023, 9, 14))

    public = words_of(browser_of(cast, "").get("/d/990099/notices/"))
    clerk = text_of(browser_of(cast, "CLERK").get("/d/990099/notices/"))

    assert "正在公示 1 份" in public
    assert "东柳村党支部" in public
    assert "西柳村党支部" not in public
    assert f'href="/b/{cast.xiliu.public_id}/notices/"' in clerk


@pytest.mark.parametrize("page", ["/d/990099/notices/", "branch"])
def test_the_lists_cost_the_same_queries_with_more_notices(cast: Cast, page: str) -> None:
    clerk = browser_of(cast, "CLERK")
    page = address(cast) if page == "branch" else page
    for past in (date(2023, 9, 1), date(2023, 9, 2)):
        post(cast, from_day=past, to_day=past) if past.day == 1 else post(cast)
    one = queries_of(clerk, page)

    for number in range(2, 5):
        post(cast, title=f"第{number}份")
        post(cast, title=f"第{number}份", from_day=date(2023, 9, number), to_day=date(2023, 9, number))

    assert queries_of(clerk, page) == one


def test_the_dossier_leads_there_for_everybody(cast: Cast) -> None:
    assert f'href="{address(cast)}"' in text_of(browser_of(cast, "").get(f"/b/{cast.dongliu.public_id}/"))
