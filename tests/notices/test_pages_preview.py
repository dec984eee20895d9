"""Before something hangs there everything personal in it is shown masked; what was typed is kept nowhere."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from fivestar.foundation.audit.models import AuditEntry
from fivestar.foundation.sheets import Sheet, write_xlsx
from fivestar.notices.actions import withdraw_notice
from fivestar.notices.judging import Sheet as Judged
from fivestar.notices.models import Notice
from fivestar.notices.preview import places_in, without_personal
from tests.cast import NOW, Cast
from tests.factories import shipped_standards
from tests.notices.stories import post
from tests.notices.test_pages import FIELDS, address
from tests.pages import browser_of, text_of, words_of

pytestmark = pytest.mark.django_db
NUMBER, MASKED = "990099198802290028", "9900**********0028"
LIST = f"姓名\t身份证号\t补助金额（元）\n张三\t{NUMBER}\t600\n李四\t990099198802290010\t300"


@pytest.fixture(autouse=True)
def standards(cast: Cast) -> None:
    shipped_standards(cast)


def send(cast: Cast, **other: object) -> HttpResponse:
    answer = browser_of(cast, "OWN").post(f"{address(cast)}?kind=affairs", {**FIELDS, **other})
    assert isinstance(answer, HttpResponse)
    return answer


def posted_after_look(cast: Cast, choice: str, **other: object) -> HttpResponse:
    """Sent, looked at, and sent again as the page that came back has it."""
    shown = send(cast, **other)
    return send(cast, **{**other, "privacy": choice, "shown": shown.context["form"].data["shown"]})


def test_a_list_with_identity_numbers_is_shown_masked_and_does_not_hang_there_yet(cast: Cast) -> None:
    answer = send(cast, title="低保名单", table=LIST, body=f"联系人电话１３９０３７４００００，{NUMBER}")

    page = text_of(answer)
    assert answer.status_code == 200
    assert "里面有个人信息，还没有贴出" in page
    assert "身份证号 表格，第 2 行第 2 格（身份证号） → 9900**********0028" in words_of(answer)
    assert "电话号码 正文，第 1 行 → 139****0000 身份证号 正文，第 1 行 → 9900**********0028" in words_of(answer)
    assert NUMBER not in page
    assert "１３９０３７４００００" not in page
    assert "照原样贴出" not in page
    assert Notice.objects.count() == 0


def test_the_masked_text_is_posted_and_the_original_is_in_no_record(cast: Cast) -> None:
    secretary, where = browser_of(cast, "OWN"), f"{address(cast)}?kind=affairs"
    sent = {**FIELDS, "title": "低保名单", "table": LIST}
    shown = secretary.post(where, sent)
    masked = shown.context["form"]["table"].value()

    mark = shown.context["form"].data["shown"]
    answer = secretary.post(where, {**sent, "table": masked, "privacy": "mask", "shown": mark})

    notice = Notice.objects.get()
    assert answer.status_code == 302
    assert notice.table["rows"] == [["张三", MASKED, "600"], ["李四", "9900**********0010", "300"]]
    assert notice.names_people
    kept = [str(row.changes) for row in AuditEntry.objects.all()] + [str(vars(notice))]
    assert [one for one in kept if NUMBER in one or "990099198802290010" in one] == []


@pytest.mark.parametrize("choice", ["mask", "keep", ""])
def test_an_identity_number_is_never_posted_unmasked_whatever_is_pressed(cast: Cast, choice: str) -> None:
    answer = send(cast, table=LIST, privacy=choice)

    assert (answer.status_code, Notice.objects.count()) == (200, 0)
    assert NUMBER not in text_of(answer)


@pytest.mark.parametrize(
    ("choice", "body"),
    [("keep", "王家在3组12号，合同 410003202309150012"), ("mask", "王家在3组*号，合同 4100**********0012")],
)
def test_what_is_not_certain_is_posted_as_whoever_looked_at_it_says(cast: Cast, choice: str, body: str) -> None:
    typed = "王家在3组12号，合同 410003202309150012"
    shown = send(cast, body=typed)
    assert (shown.status_code, "照原样贴出" in text_of(shown), typed in text_of(shown)) == (200, True, True)

    posted_after_look(cast, choice, body=typed)

    notice = Notice.objects.get()
    assert (notice.body, notice.names_people) == (body, choice == "keep")


def test_what_was_changed_after_the_look_is_shown_before_it_is_kept(cast: Cast) -> None:
    seen = send(cast, body="王家在3组12号").context["form"].data["shown"]

    changed = send(cast, body="王家在3组12号，李家在3组15号", privacy="keep", shown=seen)

    assert (changed.status_code, Notice.objects.count()) == (200, 0)
    assert words_of(changed).count("住址门牌 正文，第 1 行 → *") == 2
    again = changed.context["form"].data["shown"]
    assert again != seen
    kept = send(cast, body="王家在3组12号，李家在3组15号\r\n", privacy="keep", shown=again)
    assert (kept.status_code, Notice.objects.get().body) == (302, "王家在3组12号，李家在3组15号")


def test_a_list_of_people_is_looked_at_before_it_is_posted_masked(cast: Cast) -> None:
    seen = send(cast, body="王家在3组12号").context["form"].data["shown"]

    changed = send(cast, title="低保名单", table="姓名\t金额\n张三\t600", privacy="mask", shown=seen)

    assert (changed.status_code, Notice.objects.count()) == (200, 0)
    assert "享受待遇的人员名单 表格，共 1 行，只公开依规定该公开的" in words_of(changed)


def test_a_list_and_illnesses_in_running_text_are_shown_before_it_is_posted(cast: Cast) -> None:
    answer = send(cast, title="低保金发放", body="张三，一级残疾，每月500元；李四 肺癌 300元", table="")

    assert (answer.status_code, Notice.objects.count()) == (200, 0)
    assert "病残情况 正文，第 1 行 → *** 病残情况 正文，第 1 行 → *** 享受待遇的人员名单 正文，共 2 行" in words_of(
        answer
    )


def test_a_table_comes_from_a_file_and_its_faults_are_told_with_their_rows(cast: Cast) -> None:
    def file(*rows: list[object]) -> SimpleUploadedFile:
        target = BytesIO()
        write_xlsx(target, [Sheet("表", ["项目", "金额"], list(rows))])
        return SimpleUploadedFile("收支.xlsx", target.getvalue())

    csv = SimpleUploadedFile("收支.csv", "项目,金额\n收入,=1+1\n支出,18000,多的\n".encode())
    wrong = send(cast, table="", file=csv)
    assert (wrong.status_code, Notice.objects.count()) == (422, 0)
    assert "第 3 行：这一行比表头多 1 格" in words_of(wrong)
    send(cast, table="", file=file(["收入", 32000], ["支出", 18000.5]))

    assert Notice.objects.get().table == {"head": ["项目", "金额"], "rows": [["收入", "32000"], ["支出", "18000.5"]]}


def test_what_names_people_is_shown_while_it_hangs_and_afterwards_only_that_it_hung(cast: Cast) -> None:
    list_of = {"title": "张三等人困难补助", "basis": "张三的申请", "place": "张三家门口"}
    posted_after_look(cast, "keep", **list_of, table="姓名\t补助金额\n张三\t600")
    notice = Notice.objects.get()
    page, reader = f"/notices/{notice.public_id}/", browser_of(cast, "")
    assert "张三" in words_of(reader.get(page))

    type(cast.district).objects.filter(pk=cast.district.pk).update(own_date="2023-09-22")

    assert "张三" not in text_of(reader.get(page))
    assert "sha256:" in words_of(reader.get(page))
    assert "村务（居务）公开（内容不再显示）" in words_of(reader.get(page))
    assert "张三" not in text_of(reader.get(address(cast)))
    assert "村务（居务）公开（内容不再显示）" in words_of(reader.get(address(cast)))
    assert reader.get(f"{page}board.pdf").status_code == 404
    assert "张三" in words_of(browser_of(cast, "OWN").get(page))


@pytest.mark.parametrize("how", ["withdrawn", "corrected"])
def test_a_list_of_people_that_was_wrong_comes_down_at_once(cast: Cast, how: str) -> None:
    wrong = post(cast, kind="honours", title="光荣榜：柳三婶", body="表扬柳三婶", sheet=Judged())
    if how == "withdrawn":
        withdraw_notice(actor=cast.secretary, notice=wrong, because="贴错了人", at=NOW)
    else:
        right = post(cast, kind="honours", title="光荣榜", body="表扬柳四婶", sheet=Judged(), corrects=wrong)
        assert "柳三婶" not in text_of(browser_of(cast, "").get(f"/notices/{right.public_id}/"))

    page, reader = f"/notices/{wrong.public_id}/", browser_of(cast, "")

    assert "柳三婶" not in text_of(reader.get(page))
    assert "柳三婶" not in text_of(reader.get(address(cast)))
    assert reader.get(f"{page}board.pdf").status_code == 404
    assert "柳三婶" in words_of(browser_of(cast, "OWN").get(page))


@pytest.mark.parametrize(("ticked", "still_read"), [({}, True), ({"personal": "yes"}, False)])
def test_whoever_withdraws_what_names_somebody_by_mistake_takes_its_words_down(
    cast: Cast, ticked: dict[str, str], still_read: bool
) -> None:
    notice = post(cast, kind="affairs", body="柳三婶家欠水费")
    page = f"/notices/{notice.public_id}/"

    browser_of(cast, "OWN").post(f"{page}withdraw/", {"because": "不该贴", **ticked})

    assert ("柳三婶" in words_of(browser_of(cast, "").get(page))) == still_read
    entry = AuditEntry.objects.filter(act="notices.withdraw").get()
    assert entry.changes == {"withdrawn": [False, True], **({} if still_read else {"names_people": [False, True]})}


def test_masking_the_fields_leaves_nothing_certain_and_is_the_same_when_done_again() -> None:
    texts = {**{name: FIELDS[name] for name in ("title", "basis", "body", "place")}, "table": LIST}

    once = without_personal(texts, everything=True)

    assert without_personal(once, everything=True) == once
    assert [one for one in places_in(once) if one.is_certain] == []
    assert without_personal({**texts, "table": FIELDS["table"]}, everything=True) == {**texts, "table": FIELDS["table"]}
