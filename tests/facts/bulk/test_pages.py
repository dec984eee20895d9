"""The pages for bulk: each sees its own part; what is pasted goes the way of every file."""

from io import BytesIO

import pytest

from fivestar.facts.models import ImportBatch, Observation
from fivestar.foundation.sheets import read_table
from tests.cast import Cast
from tests.factories import small_standards
from tests.facts.tables import DONGLIU, XILIU
from tests.pages import browser_of, queries_of, text_of, words_of

ADDRESS = "/d/990099/supply/"
PASTE = f"{ADDRESS}paste/?of=township"
HEAD = "代码\t村(社区)\t乡镇(街道)\t有发展计划 2023 是/否\t书记空缺天数 2023 天"


@pytest.fixture(autouse=True)
def standards(cast: Cast) -> None:
    small_standards(cast)


def pasted(*lines: str, seen: int = 0) -> dict[str, object]:
    return {"grid": "\n".join((HEAD, *lines)), "source": "乡镇台账", "observed_on": "2023-09-10", "seen": seen}


def test_a_clerk_sees_the_two_parts_that_are_hers(cast: Cast) -> None:
    assert words_of(browser_of(cast, "CLERK").get(ADDRESS)) == (
        "录入数据 成批填报"
        " 只列您这个岗位负责的数据项和支部。下载模板填好再传，或者从自己的表里复制、直接粘贴。"
        " 数据属于哪一天所在的期间 换期间"
        " 乡镇（街道）上报的数据 2 个数据项，3 个支部 · 上报，待核实 有哪些数据项，觉得不该问的点一下"
        " 点了以后公开答复，答复以前不催。 质疑和答复"
        " 有发展计划 2023 已报过 不归我报 没必要 书记空缺天数 2023 已报过 不归我报 没必要"
        " 下载模板 粘贴表格"
        " 村（社区）报告的数据 3 个数据项，3 个支部 · 上报，待核实"
        " 有哪些数据项 支部党员大会次数 2023-Q3 农户数 2023 入社农户数 2023 下载模板 粘贴表格"
    )


def test_another_day_is_about_other_periods(cast: Cast) -> None:
    page = words_of(browser_of(cast, "CLERK").get(f"{ADDRESS}?on=2022-12-31"))

    assert "您的岗位不负责给本区供数" in page  # no edition was in force then
    assert "支部党员大会次数 2023-Q1" in words_of(browser_of(cast, "CLERK").get(f"{ADDRESS}?on=2023-02-01"))
    for strange in ("2099-01-01", "1066-10-14", "昨天"):
        assert "支部党员大会次数 2023-Q3" in words_of(browser_of(cast, "CLERK").get(f"{ADDRESS}?on={strange}"))


def test_the_workbook_is_named_for_its_supplier_and_day(cast: Cast) -> None:
    answer = browser_of(cast, "SUPPLY").get(f"{ADDRESS}template.xlsx?of=department:区农业农村局&on=2023-06-30")

    assert answer["Content-Disposition"] == (
        "attachment; filename*=utf-8''990099-%E5%8C%BA%E5%86%9C%E4%B8%9A%E5%86%9C%E6%9D%91%E5%B1%80-2023-06-30.xlsx"
    )
    assert len(read_table(BytesIO(answer.content), name="t.xlsx").rows) == 5


@pytest.mark.parametrize("who", ["", "outsider", "LEAD", "SUPERVISE"])
def test_whoever_supplies_nothing_is_told_who_does(cast: Cast, who: str) -> None:
    client = browser_of(cast, who)

    assert client.get(ADDRESS).status_code == 403
    assert client.get(f"{ADDRESS}template.xlsx?of=township").status_code == 404
    assert client.post(PASTE, pasted(f"{DONGLIU}\t\t\t是\t")).status_code == 404
    assert ImportBatch.objects.count() == 0


def test_another_supplier_s_part_is_not_there(cast: Cast) -> None:
    clerk = browser_of(cast, "CLERK")

    assert clerk.get(f"{ADDRESS}template.xlsx?of=department:区农业农村局").status_code == 404
    assert clerk.get(f"{ADDRESS}paste/?of=").status_code == 404


def test_the_field_begins_with_the_header_and_a_line_a_branch(cast: Cast) -> None:
    page = text_of(browser_of(cast, "CLERK").get(PASTE))

    begin = page.index("<textarea")
    lines = page[page.index(">", begin) + 1 : page.index("</textarea>", begin)].strip("\n").split("\n")
    assert lines == [
        HEAD,
        f"{DONGLIU}\t东柳村委会\t柳溪镇\t\t",
        f"{XILIU}\t西柳村委会\t柳溪镇\t\t",
        "990099001203\t石桥村委会\t柳溪镇\t\t",
    ]


def test_what_is_pasted_is_staged_and_confirmed_like_a_file(cast: Cast) -> None:
    clerk = browser_of(cast, "CLERK")
    form = pasted(f"{DONGLIU}\t东柳村委会\t柳溪镇\t是\t３", f"{XILIU}\t西柳\t柳溪镇\t\t")

    answer = clerk.post(PASTE, form)
    clerk.post(f"{answer['Location']}confirm/")

    assert list(Observation.objects.order_by("fact__slug").values_list("fact__slug", "value", "source", "basis")) == [
        ("has_plan", 1, "乡镇台账", "S"),
        ("vacant_days", 3, "乡镇台账", "S"),
    ]


def test_pasted_twice_is_one_batch(cast: Cast) -> None:
    clerk = browser_of(cast, "CLERK")

    first, second = (clerk.post(PASTE, pasted(f"{DONGLIU}\t\t\t是\t3"))["Location"] for _ in range(2))

    assert first == second
    assert ImportBatch.objects.count() == 1


def test_wrong_cells_are_mended_where_those_of_a_file_are(cast: Cast) -> None:
    clerk = browser_of(cast, "CLERK")

    batch = clerk.post(PASTE, pasted(f"{DONGLIU}\t\t\t大概\t5万", "411003001001\t\t\t是\t"))["Location"]

    page = words_of(clerk.get(batch))
    assert "应填“是”或“否”,现为“大概”" in page
    assert "单位应是“天”,现为“5万”,请只填数字" in page
    assert "411003001001 不是本区的代码(本区以 990099 开头)" in page
    assert Observation.objects.count() == 0


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"grid": "x\ty\n1\t2", "source": "台账", "observed_on": "2023-09-10", "seen": 0}, "不认识“x”这一列"),
        ({**pasted(), "grid": HEAD}, "文件里没有数据行"),
        ({**pasted(f"{DONGLIU}\t\t\t是\t"), "source": ""}, "这个字段是必填项"),
        ({**pasted(f"{DONGLIU}\t\t\t是\t"), "observed_on": "昨天"}, "输入一个有效的日期"),
    ],
    ids=["no header", "no lines", "no source", "no day"],
)
def test_what_cannot_be_read_says_so_and_is_given_back(cast: Cast, form: dict[str, object], said: str) -> None:
    answer = browser_of(cast, "CLERK").post(PASTE, form)

    assert answer.status_code == 422
    assert said in words_of(answer)
    assert str(form["grid"]).split("\t")[0] in text_of(answer)
    assert ImportBatch.objects.count() == 0


def test_the_pages_cost_the_same_for_one_branch_and_for_three(cast: Cast) -> None:
    one, three = browser_of(cast, "OWN"), browser_of(cast, "CLERK")
    address = f"{ADDRESS}paste/?of=village"

    assert queries_of(one, address) == queries_of(three, address) - 1  # the clerk's other part is asked for too
