"""Everybody reads the whole ledger signed out; a clerk brings and publishes it; the village changes nothing."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from fivestar.finance.actions.entering import public_digest
from fivestar.finance.loading import Owner
from fivestar.finance.models import LedgerFile, Period
from fivestar.finance.sheet import read_file
from tests.cast import Cast
from tests.finance.stories import (
    FIRST,
    Q1,
    Q2,
    SECOND,
    XILIU,
    brought,
    closing,
    contract,
    kept,
    line,
    opening,
    published,
    workbook,
)
from tests.pages import browser_of, queries_of, table_of, text_of, words_of

pytestmark = pytest.mark.django_db
IMPORT = "/d/990099/ledgers/import/"


def ledger(cast: Cast) -> str:
    return f"/b/{cast.dongliu.public_id}/ledger/"


def test_a_clerk_brings_confirms_and_publishes_and_everybody_reads_each_line(cast: Cast) -> None:
    clerk = browser_of(cast, "CLERK")

    sent = clerk.post(IMPORT, {"file": SimpleUploadedFile("账.xlsx", workbook(FIRST))})
    preview = table_of(clerk.get(sent["Location"]))
    clerk.post(f"{sent['Location']}confirm/")
    assert browser_of(cast, "").get(f"{ledger(cast)}2023-Q1/").status_code == 404
    form = clerk.get(f"{ledger(cast)}2023-Q1/publish/")
    told = {"from_day": "2023-09-15", "to_day": "2023-09-24", "place": "公开栏"}
    done = clerk.post(f"{ledger(cast)}2023-Q1/publish/", told)

    assert preview == [
        (
            "东柳股份经济合作社 东柳村委会",
            "2023年第1季度",
            "2",
            "10,000.00",
            "32,000.00",
            "1,500.50",
            "40,499.50",
            "可以入库",
        )
    ]
    assert 'value="2023-09-24"' in text_of(form)
    assert (done.status_code, done["Location"]) == (302, f"{ledger(cast)}2023-Q1/")
    public = browser_of(cast, "").get(f"{ledger(cast)}2023-Q1/")
    assert table_of(public) == [
        ("01-12", "记-1", "坑塘承包费", "收入 发包及上交收入", "农户", "+ 32,000.00"),
        ("03-05", "记-2", "党报党刊", "支出 报刊费", "邮政网点（企业）", "− 1,500.50"),
    ]
    assert "期初余额 10,000.00 收入 + 32,000.00 支出 − 1,500.50 期末余额 40,499.50" in words_of(public)


def test_faults_stand_with_sheet_row_and_column_and_the_good_ones_can_be_kept(cast: Cast) -> None:
    clerk = browser_of(cast, "CLERK")
    rows = (*FIRST, opening("1", code=XILIU), closing("2", code=XILIU))

    sent = clerk.post(IMPORT, {"file": SimpleUploadedFile("账.xlsx", workbook(rows))})
    page = clerk.get(sent["Location"])
    clerk.post(f"{sent['Location']}confirm/")
    refused = Period.objects.count()
    clerk.post(f"{sent['Location']}confirm/", {"leave_out_faulty": "1"})

    assert table_of(page) == [("流水", "7", "金额（元）", "期末余额 2.00 元，应是期初加收入减支出 1.00 元")]
    assert (refused, Period.objects.count()) == (0, 1)
    assert "入库了 1 期账" in words_of(clerk.get(sent["Location"]))


def test_a_file_that_cannot_be_read_says_so_and_keeps_nothing(cast: Cast) -> None:
    answer = browser_of(cast, "CLERK").post(IMPORT, {"file": SimpleUploadedFile("账.csv", b"a,b\n1,2\n")})

    assert answer.status_code == 422
    assert len(table_of(answer)) == 9
    assert LedgerFile.objects.count() == 0


@pytest.mark.parametrize("who", ["", "OWN", "HELPER", "SUPERVISE", "MANAGE", "outsider"])
def test_the_village_and_others_reach_no_page_that_changes_a_ledger(cast: Cast, who: str) -> None:
    file = brought(cast, *SECOND)
    kept(cast, *FIRST)
    client = browser_of(cast, who)

    answers = [
        client.get(IMPORT),
        client.get(f"{IMPORT}template.xlsx"),
        client.post(IMPORT, {"file": SimpleUploadedFile("账.xlsx", workbook(FIRST))}),
        client.get(f"{IMPORT}{file.public_id}/"),
        client.post(f"{IMPORT}{file.public_id}/confirm/"),
        client.post(f"{IMPORT}{file.public_id}/withdraw/"),
        client.post(f"{ledger(cast)}2023-Q1/publish/", {}),
    ]

    assert all(answer.status_code in (403, 404) for answer in answers)
    assert LedgerFile.objects.get(pk=file.pk).state == "staged"
    assert not Period.objects.get().is_published


def test_before_it_is_public_the_offices_over_it_see_it_and_nobody_else(cast: Cast) -> None:
    kept(cast, *FIRST)
    page = f"{ledger(cast)}2023-Q1/"

    everybody = ("", "outsider", "next_clerk", "OWN", "SUPERVISE", "MANAGE", "CLERK")

    answers = [browser_of(cast, who).get(page).status_code for who in everybody]

    assert answers == [404, 404, 404, 200, 200, 200, 200]
    assert "还没有公开的账" in words_of(browser_of(cast, "").get(ledger(cast)))


def test_a_correction_leads_from_the_red_line_to_the_old_one_and_back(cast: Cast) -> None:
    kept(cast, *FIRST)
    published(cast)
    kept(
        cast,
        opening("40499.5", period=Q2),
        line("2023-04-08", "记-3", "-32000", period=Q2, corrects="记-1", summary="冲回"),
        closing("8499.5", period=Q2),
    )
    anyone = browser_of(cast, "")
    before = words_of(anyone.get(f"{ledger(cast)}2023-Q1/"))

    published(cast, Q2)

    assert "更正" not in before.replace("记错", "")
    assert "已由 2023年第2季度 记-3 更正" in words_of(anyone.get(f"{ledger(cast)}2023-Q1/"))
    later = anyone.get(f"{ledger(cast)}2023-Q2/")
    assert "更正 2023年第1季度 记-1" in words_of(later)
    assert table_of(later)[0][-1] == "− 32,000.00"


def test_the_downloaded_workbook_is_the_ledger_whose_digest_stands_on_the_page(cast: Cast) -> None:
    kept(cast, *FIRST, contracts=[contract(), contract("HT-2", related="是", tie="近亲属", usual_price="")])
    period = published(cast)

    book = browser_of(cast, "").get(f"{ledger(cast)}2023-Q1/ledger.xlsx").content
    (draft,) = read_file(book, "再来.xlsx").drafts

    told = draft.told()
    assert (draft.faults, told is not None) == ([], True)
    assert told is not None
    owner = Owner(cast.dongliu, period.book.collective)
    assert public_digest(owner, told) == period.digest
    assert period.digest in words_of(browser_of(cast, "").get(f"{ledger(cast)}2023-Q1/"))


def test_the_csv_has_every_line_with_both_balances_and_starts_no_formula(cast: Cast) -> None:
    odd = line("2023-03-05", "记-2", "1500.5", side="支出", head="报刊费", summary="@SUM(A1)")
    kept(cast, *FIRST[:2], odd, *FIRST[3:])
    published(cast)

    lines = browser_of(cast, "").get(f"{ledger(cast)}2023-Q1/ledger.csv").content.decode("utf-8-sig").splitlines()

    assert [one.split(",")[2:7] for one in lines] == [
        ["收支", "日期", "凭证号", "类别", "金额（元）"],
        ["期初余额", "", "", "", "10000.00"],
        ["收入", "2023-01-12", "记-1", "发包及上交收入", "32000.00"],
        ["支出", "2023-03-05", "记-2", "报刊费", "1500.50"],
        ["期末余额", "", "", "", "40499.50"],
    ]
    assert ",'@SUM(A1)," in lines[3]


def test_the_print_has_every_line_and_the_way_back(cast: Cast) -> None:
    kept(cast, *FIRST)
    period = published(cast)

    pdf = PdfReader(BytesIO(browser_of(cast, "").get(f"{ledger(cast)}2023-Q1/board.pdf").content))

    text = "".join("".join(page.extract_text() for page in pdf.pages).split())
    assert all(word in text for word in ("记-1", "记-2", "10,000.00", "40,499.50", "演示数据", period.digest))


@pytest.mark.parametrize("file", ["board.pdf", "ledger.csv", "ledger.xlsx"])
def test_files_of_a_period_are_asked_for_by_their_heads_alone(cast: Cast, file: str) -> None:
    kept(cast, *FIRST)
    published(cast)
    address = f"{ledger(cast)}2023-Q1/{file}"

    head, whole = browser_of(cast, "").head(address), browser_of(cast, "").get(address)

    assert (head.status_code, head["Content-Type"], head.content) == (200, whole["Content-Type"], b"")


def test_contracts_assets_and_debts_are_those_of_the_latest_public_period(cast: Cast) -> None:
    properties = [("990099001201", Q1, "村南坑塘", "坑塘水面", "12.5", "亩", "", "出租发包", "HT-1")]
    debts = [("990099001201", Q1, "债权", "农户", "", "往年承包费", "2000", "2021-01-01", "2022-12-31")]
    kept(cast, *FIRST, contracts=[contract(to_day="2023-10-31")], properties=properties, debts=debts)
    anyone = browser_of(cast, "")
    assert "还没有公开的账" in words_of(anyone.get(f"{ledger(cast)}contracts/"))

    published(cast)

    page = words_of(anyone.get(f"{ledger(cast)}contracts/"))
    assert "村南坑塘 HT-1 快到期" in page
    assert "单价 800.00/亩·年 · 收款 同类通常 800.00/亩·年" in page
    assert table_of(anyone.get(f"{ledger(cast)}property/")) == [
        ("村南坑塘", "坑塘水面", "12.5 亩", "—", "出租发包 · HT-1")
    ]
    assert table_of(anyone.get(f"{ledger(cast)}debts/")) == [
        ("往年承包费", "债权", "农户", "2,000.00", "2021-01-01", "2022-12-31 · 已过期")
    ]


def test_a_long_ledger_is_read_in_pages_that_are_small(cast: Cast) -> None:
    rows = [line("2023-01-12", f"记-{number}", "1") for number in range(1, 121)]
    kept(cast, opening("0"), *rows, closing("120"))
    published(cast)
    anyone = browser_of(cast, "")

    first, last = anyone.get(f"{ledger(cast)}2023-Q1/"), anyone.get(f"{ledger(cast)}2023-Q1/", {"page": "3"})

    assert (len(table_of(first)), len(table_of(last))) == (50, 20)
    assert len(first.content) < 100_000
    assert re.findall(r'href="(\?page=\d#lines)"', text_of(first)) == ["?page=2#lines"]


def test_the_template_has_the_headings_the_import_reads(cast: Cast) -> None:
    book = browser_of(cast, "CLERK").get(f"{IMPORT}template.xlsx").content

    answer = browser_of(cast, "CLERK").post(IMPORT, {"file": SimpleUploadedFile("空.xlsx", book)})

    assert [row[2] for row in table_of(answer)] == ["文件里没有数据行"]


def test_the_dossier_leads_there_for_everybody(cast: Cast) -> None:
    assert f'href="{ledger(cast)}"' in text_of(browser_of(cast, "").get(f"/b/{cast.dongliu.public_id}/"))


def test_pages_cost_the_same_queries_with_more_rows(cast: Cast) -> None:
    kept(cast, *FIRST, contracts=[contract(tie="近亲属", related="是")])
    published(cast)
    clerk = browser_of(cast, "CLERK")
    pages = [ledger(cast), f"{ledger(cast)}2023-Q1/", f"{ledger(cast)}contracts/", f"{ledger(cast)}questions/"]
    pages += ["/d/990099/ledgers/", IMPORT]
    one = [queries_of(clerk, page) for page in pages]

    rows = [line(f"2023-04-{number:02}", f"记-{number}", "5", period=Q2) for number in range(3, 9)]
    more = [contract(f"HT-{number}", period=Q2, tie="近亲属", related="是") for number in (1, 2, 3)]
    kept(cast, opening("40499.5", period=Q2), *rows, closing("40529.5", period=Q2), contracts=more)
    published(cast, Q2)
    for code in (XILIU, "990099001203"):
        kept(cast, opening("0", code=code), closing("0", code=code))

    pages[1] = f"{ledger(cast)}2023-Q2/"
    assert [queries_of(clerk, page) for page in pages] == one
