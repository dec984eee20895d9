"""A workbook of posts: judged row by row, taken in once, and nobody is put out of a post by it."""

from datetime import date
from io import BytesIO

import pytest

from fivestar.foundation.access import Duty
from fivestar.foundation.outcome import NotAllowed, Refused
from fivestar.foundation.sheets import Cell, Sheet, write_xlsx
from fivestar.responsibility import actions
from fivestar.responsibility.models import Holding, Person, Post, PostFile, StagedPost
from tests.cast import NOW, TODAY, Cast, without_second_factor
from tests.pages import browser_of, table_of, words_of

HEAD = ("地方", "责任", "岗位", "部门", "姓名", "人员编号", "任职日期", "离任日期")
GOOD = ("西柳村委会", "直接", "西柳村党支部书记", "", "柳西", "", "2023-02-01", "")


def workbook(*rows: tuple[Cell, ...], head: tuple[str, ...] = HEAD) -> bytes:
    target = BytesIO()
    write_xlsx(target, (Sheet("岗位", head, rows),))
    return target.getvalue()


def brought(cast: Cast, *rows: tuple[Cell, ...]) -> PostFile:
    return actions.bring_posts(
        actor=cast.organiser, district=cast.district, name="岗位.xlsx", data=workbook(*rows), at=NOW
    )


def faults(file: PostFile) -> list[tuple[int, str, str]]:
    return [
        (fault["row"], fault["column"], fault["message_id"].format(**fault["values"]))
        for row in file.staged.filter(fault__isnull=False)
        for fault in row.fault or ()
    ]


def test_good_rows_become_posts_and_their_holders(cast: Cast) -> None:
    file = brought(
        cast,
        GOOD,
        ("990099001203", "直接", "石桥村党支部书记", "", "石生", "", date(2023, 2, 1), ""),
        ("西柳村委会", "帮建", "区农业农村局帮建", "区农业农村局", "罗新", "", "2023年3月1日", ""),
        ("990099001203", "帮建", "区农业农村局帮建", "区农业农村局", "罗新", "", "2023/3/1", ""),
        ("竹园街道", "LEAD", "竹园街道包乡领导", "", "", "", "2023-01-01", ""),
        ("", "成员", "区委书记", "", "程一", "", "2023-01-01", "2023-06-30"),
    )
    assert (file.rows, file.faults, file.known) == (6, 0, 0)

    actions.confirm_posts(actor=cast.organiser, file=file, at=NOW)

    held = Holding.objects.filter(person__name__in=["柳西", "石生", "罗新", "程一"]).order_by("pk")
    assert list(held.values_list("post__title", "post__path", "person__name", "from_day", "to_day")) == [
        ("西柳村党支部书记", cast.xiliu.path, "柳西", date(2023, 2, 1), None),
        ("石桥村党支部书记", cast.shiqiao.path, "石生", date(2023, 2, 1), None),
        ("区农业农村局帮建", cast.xiliu.path, "罗新", date(2023, 3, 1), None),
        ("区农业农村局帮建", cast.shiqiao.path, "罗新", date(2023, 3, 1), None),
        ("区委书记", cast.district.path, "程一", date(2023, 1, 1), date(2023, 6, 30)),
    ]
    assert Person.objects.filter(name="罗新").count() == 1
    assert Post.objects.get(title="竹园街道包乡领导").holdings.count() == 0
    file.refresh_from_db()
    assert (file.state, file.taken_in, StagedPost.objects.count()) == ("confirmed", 6, 0)


def test_a_title_or_name_that_is_computed_is_no_title_and_no_name(cast: Cast) -> None:
    file = brought(cast, ("西柳村委会", "直接", "=A2&B2", "", "=B9", "", "2023-02-01", ""))

    said = "这一格是公式，请改成算好的结果"
    assert sorted(faults(file)) == [(2, "姓名", said), (2, "岗位", said)]


def test_every_fault_says_its_row_and_column(cast: Cast) -> None:
    known = cast.persons["SUPPORT"]
    file = brought(
        cast,
        GOOD,
        ("西柳村委会", "直接", "西柳村党支部书记", "", "另一人", "", "2023-02-01", ""),
        ("无此村", "包办", "", "", "甲", "", "去年", ""),
        ("柳溪镇", "直接", "柳溪镇书记", "", "乙", "", "2023-02-01", ""),
        ("西柳村委会", "帮建", "帮建", "", "丙", "", "2023-02-01", "2023-01-31"),
        ("西柳村委会", "供数", "数据员", "区无此局", "丁", "", "2023-02-30", ""),
        ("东柳村委会", "直接", "东柳村党支部书记", "", "新书记", "", "2023-02-01", ""),
        ("竹园街道", "包乡", "竹园街道包乡领导", "", "罗平", "", "2023-02-01", ""),
        ("竹园街道", "指导", "组织部联系竹园", "", "罗平", "zzzzzzzzzzzz", "2023-02-01", ""),
    )

    assert faults(file) == [
        (3, "姓名", "第 2 行已经给这个岗位写了人,一个岗位只能有一个人"),
        (
            4,
            "责任",
            "没有“包办”这种责任，可以写：包乡、指导、帮建、具体、直接、组织部、乡镇干事、工作专班、供数、村务监督、代填、专项工作组、成员、纪检监察",
        ),
        (4, "地方", "本区没有叫“无此村”的乡镇（街道）或村（社区）"),
        (4, "岗位", "请写岗位名称,最多 60 个字"),
        (4, "任职日期", "日期“去年”读不懂,请写成 2023-09-15"),
        (5, "地方", "“直接”的岗位设在村（社区）"),
        (6, "部门", "“帮建”的岗位要写明部门"),
        (6, "离任日期", "离任日期早于任职日期 2023-02-01"),
        (7, "部门", "本区没有叫“区无此局”的部门"),
        (7, "任职日期", "日期“2023-02-30”读不懂,请写成 2023-09-15"),
        (8, "姓名", "岗位现在由柳青担任,请先办理移交"),
        (9, "人员编号", f"已经有人叫罗平(编号 {known.public_id}):同一个人请写编号,另一个人请写“新”"),
        (10, "人员编号", "没有编号为“zzzzzzzzzzzz”的罗平"),
    ]
    with pytest.raises(actions.UnableToTakeIn, match="还有 8 行有错"):
        actions.confirm_posts(actor=cast.organiser, file=file, at=NOW)
    assert not Person.objects.filter(name="柳西").exists()

    actions.confirm_posts(actor=cast.organiser, file=file, at=NOW, leave_out_faulty=True)
    assert Person.objects.filter(name="柳西").count() == 1


def test_places_and_duties_are_found_as_people_call_them(cast: Cast) -> None:
    file = brought(
        cast,
        ("西柳村", "直接责任", "西柳村党支部书记", "", "柳西", "", "2023-02-01", ""),
        ("柳溪镇石桥村", "直接责任", "石桥村党支部书记", "", "石生", "", "2023-02-01", ""),
    )

    assert faults(file) == []
    assert [row.village.name for row in file.staged.order_by("row") if row.village] == ["西柳村委会", "石桥村委会"]


def test_a_second_secretarys_post_is_refused_in_its_row(cast: Cast) -> None:
    file = brought(
        cast,
        ("东柳村", "直接", "东柳村第二书记", "", "", "", "2023-02-01", ""),
        GOOD,
        ("西柳村", "直接", "西柳村另一个书记", "", "", "", "2023-02-01", ""),
    )

    assert faults(file) == [
        (row, "岗位", f"这里已经有岗位“{other}”，书记岗位只设一个；换人请在那个岗位上任命或移交")
        for row, other in ((2, "东柳村党支部书记"), (4, "西柳村党支部书记"))
    ]


def test_the_same_person_by_number_and_another_of_the_same_name(cast: Cast) -> None:
    known = cast.persons["SUPPORT"]
    file = brought(
        cast,
        ("竹园街道", "包乡", "竹园街道包乡领导", "", "罗平", known.public_id, "2023-02-01", ""),
        ("竹园街道", "指导", "组织部联系竹园", "", "罗平", "新", "2023-02-01", ""),
    )

    actions.confirm_posts(actor=cast.organiser, file=file, at=NOW)

    assert Holding.objects.get(post__title="竹园街道包乡领导").person == known
    assert Holding.objects.get(post__title="组织部联系竹园").person != known
    assert Person.objects.filter(name="罗平").count() == 2


def test_what_is_there_already_is_known_and_the_same_file_twice_adds_nothing(cast: Cast) -> None:
    file = brought(cast, GOOD, ("东柳村委会", "直接", "东柳村党支部书记", "", "柳青", "", "2023-01-01", ""))
    assert (file.rows, file.faults, file.known) == (2, 0, 1)
    actions.confirm_posts(actor=cast.organiser, file=file, at=NOW)
    before = (Post.objects.count(), Person.objects.count(), Holding.objects.count())

    again = brought(cast, GOOD)
    assert (again.faults, again.known) == (0, 1)
    with pytest.raises(actions.UnableToTakeIn, match="没有可以入库的行"):
        actions.confirm_posts(actor=cast.organiser, file=again, at=NOW)

    assert (Post.objects.count(), Person.objects.count(), Holding.objects.count()) == before


def test_somebody_appointed_meanwhile_stays(cast: Cast) -> None:
    post = Post.objects.get(duty=Duty.HELPER)
    actions.end_holding(actor=cast.organiser, holding=post.holdings.get(), to_day=date(2023, 8, 31), at=NOW)
    file = brought(cast, GOOD, ("东柳村委会", "代填", "东柳村代填人", "", "新人", "", "2023-09-10", ""))
    actions.appoint(actor=cast.organiser, post=post, person=cast.persons["outsider"], from_day=date(2023, 9, 1), at=NOW)

    with pytest.raises(actions.UnableToTakeIn, match="第 3 行:岗位“东柳村代填人”现在有人"):
        actions.confirm_posts(actor=cast.organiser, file=file, at=NOW)

    assert not Person.objects.filter(name__in=["柳西", "新人"]).exists()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (workbook(("x",), head=("地方",)), "共 3 处问题"),
        (workbook(), "共 1 处问题"),
        (b"PK\x03\x04 broken", "共 1 处问题"),
        (b"", "共 1 处问题"),
    ],
)
def test_a_file_that_cannot_be_read_leaves_nothing(cast: Cast, data: bytes, reason: str) -> None:
    with pytest.raises(actions.UnreadableFile, match=reason):
        actions.bring_posts(actor=cast.organiser, district=cast.district, name="x.xlsx", data=data, at=NOW)

    assert PostFile.objects.count() == 0


def test_withdrawn_its_names_are_forgotten(cast: Cast) -> None:
    file = brought(cast, GOOD)

    actions.withdraw_posts(actor=cast.organiser, file=file, at=NOW)

    assert StagedPost.objects.count() == 0
    with pytest.raises(actions.UnableToTakeIn, match="已经入库或撤回"):
        actions.confirm_posts(actor=cast.organiser, file=file, at=NOW)


def test_only_the_organisation_department_brings_posts(cast: Cast) -> None:
    for actor in (cast.clerk, cast.manager, cast.taskforce):
        with pytest.raises(Refused):
            actions.bring_posts(actor=actor, district=cast.district, name="x.xlsx", data=workbook(GOOD), at=NOW)
    with pytest.raises(NotAllowed):
        actions.bring_posts(
            actor=without_second_factor(cast.organiser),
            district=cast.district,
            name="x.xlsx",
            data=workbook(GOOD),
            at=NOW,
        )
    assert PostFile.objects.count() == 0


def test_the_page_shows_faults_and_takes_the_rest_in(cast: Cast) -> None:
    browser = browser_of(cast, "ORGANISE")
    address = f"/d/{cast.district.code}/posts/import/"
    data = BytesIO(workbook(GOOD, ("无此村", "直接", "书记", "", "甲", "", "2023-02-01", "")))
    data.name = "岗位.xlsx"

    answer = browser.post(address, {"file": data}, follow=True)
    assert table_of(answer, 0) == [("3", "地方", "本区没有叫“无此村”的乡镇（街道）或村（社区）")]
    assert table_of(answer, 1)[0][5] == "柳西"
    file = PostFile.objects.get()
    done = browser.post(f"{address}{file.public_id}/confirm/", {"leave_out_faulty": "1"}, follow=True)

    assert "入库了 1 行" in words_of(done)
    assert browser.get(f"{address}template.xlsx").status_code == 200
    assert browser_of(cast, "CLERK").get(address).status_code == 403
    assert TODAY.isoformat() in words_of(browser.get(f"{address}{file.public_id}/"))
