"""Names, codes, categories, merges and the fictitious day: what moves, what stays, who may."""

from datetime import date

import pytest

from fivestar.foundation.access import ANYONE, SYSTEM
from fivestar.foundation.audit.models import AuditEntry
from fivestar.foundation.clock import held_at, morning_of
from fivestar.foundation.outcome import NotAllowed, NotSeen
from fivestar.foundation.sheets import Row, Table
from fivestar.territory import actions, queries
from fivestar.territory.models import Branch, FormerCode, FormerName, Village
from fivestar.territory.registers import branches_changed
from tests.cast import NOW, TODAY, Cast, without_second_factor

Told = list[list[int]]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    heard: Told = []
    monkeypatch.setattr(branches_changed, "_entries", (lambda branch_ids, at: heard.append(list(branch_ids)),))
    return heard


def test_a_category_is_set_and_heard_of(cast: Cast, told: Told) -> None:
    actions.set_category(actor=cast.organiser, branch=cast.shagang, category=Branch.Category.OUTSIDE, at=NOW)

    assert Branch.objects.get(pk=cast.shagang.pk).category == "outside"
    assert told == [[cast.shagang.pk]]
    entry = AuditEntry.objects.get(act="territory.set_category")
    assert (entry.subject, entry.changes) == (cast.shagang.public_id, {"category": ["unknown", "outside"]})


def test_the_same_category_again_is_nothing(cast: Cast, told: Told) -> None:
    actions.set_category(actor=cast.organiser, branch=cast.dongliu, category=Branch.Category.RURAL, at=NOW)

    assert (told, AuditEntry.objects.count()) == ([], 0)


@pytest.mark.parametrize("who", ["CLERK", "MANAGE", "OWN", "TASKFORCE", "SUPPLY", "outsider", "anyone"])
def test_nobody_else_sets_a_category(cast: Cast, told: Told, who: str) -> None:
    with pytest.raises((NotAllowed, NotSeen)):
        actions.set_category(actor=cast.everybody[who], branch=cast.shagang, category=Branch.Category.RURAL, at=NOW)

    assert (Branch.objects.get(pk=cast.shagang.pk).category, told) == ("unknown", [])


def test_without_a_second_factor_no_category_is_set(cast: Cast, told: Told) -> None:
    with pytest.raises(NotAllowed, match="二次验证"):
        actions.set_category(
            actor=without_second_factor(cast.organiser), branch=cast.shagang, category=Branch.Category.RURAL, at=NOW
        )

    assert told == []


def test_a_file_of_categories_names_the_rows_it_leaves_out(cast: Cast, told: Told) -> None:
    rows = [
        ("990099002203", "城市社区"),
        ("990099001201", "农村"),
        ("990099001299", "农村"),
        ("990099001202", "乡下"),
        ("990099001203", ""),
    ]
    table = Table("c.csv", ("code", "category"), [Row(number, row) for number, row in enumerate(rows, start=2)])

    report = actions.import_categories(actor=cast.organiser, table=table, at=NOW)

    assert (report.rows, report.changed) == (5, 1)
    assert [(one.row, str(one)) for one in report.unplaced] == [
        (4, "没有编码为“990099001299”的支部"),
        (5, "类别“乡下”不是农村、城市社区、不在创建范围、待核实之一"),
        (6, "缺少类别"),
    ]
    assert told == [[cast.shagang.pk]]


def test_a_clerks_file_of_categories_moves_nothing(cast: Cast, told: Told) -> None:
    table = Table("c.csv", ("code", "category"), [Row(2, ("990099002203", "农村"))])

    report = actions.import_categories(actor=cast.clerk, table=table, at=NOW)

    assert (report.changed, len(report.unplaced), told) == (0, 1, [])


def test_a_new_name_keeps_the_old_one_with_its_day(cast: Cast) -> None:
    village = cast.villages["东柳"]

    actions.rename(actor=cast.organiser, village=village, name="东柳社区居委会", at=NOW)

    village.refresh_from_db()
    assert (village.name, village.legal_form) == ("东柳社区居委会", "residents")
    assert Branch.objects.get(village=village).name == "东柳社区党支部"
    assert list(FormerName.objects.values_list("name", "until")) == [("东柳村委会", TODAY)]


@pytest.mark.parametrize(("name", "message"), [("", "请填写新名称"), (" 东柳村委会 ", "新名称与现名称相同")])
def test_no_name_and_the_same_name_are_refused(cast: Cast, name: str, message: str) -> None:
    with pytest.raises(actions.UnableToRename, match=message):
        actions.rename(actor=cast.organiser, village=cast.villages["东柳"], name=name, at=NOW)

    assert FormerName.objects.count() == 0


def test_a_new_code_keeps_the_old_one(cast: Cast) -> None:
    actions.recode(actor=cast.organiser, village=cast.villages["东柳"], code="990099001018", at=NOW)

    assert list(FormerCode.objects.values_list("code", "until")) == [("990099001201", TODAY)]
    for code in ("990099001018", "990099001201"):
        assert queries.branch_by_code(code) == cast.dongliu


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("990099", "不是12位数字"),
        ("990099002018", "不在柳溪镇之下"),
        ("990099001202", "已有村"),
    ],
)
def test_a_code_that_is_none_lies_elsewhere_or_is_taken_is_refused(cast: Cast, code: str, message: str) -> None:
    with pytest.raises(actions.UnableToRecode, match=message):
        actions.recode(actor=cast.organiser, village=cast.villages["东柳"], code=code, at=NOW)

    assert FormerCode.objects.count() == 0


def test_a_merged_village_ends_and_hands_its_names_over(cast: Cast, told: Told) -> None:
    actions.rename(actor=SYSTEM, village=cast.villages["西柳"], name="新柳村委会", at=NOW)

    actions.merge(actor=cast.organiser, village=cast.villages["西柳"], into=cast.villages["东柳"], at=NOW)

    gone = Village.objects.get(code="990099001202")
    assert (gone.merged_into, gone.ended_on) == (cast.villages["东柳"], TODAY)
    assert Branch.objects.get(village=gone).ended_on == TODAY
    assert queries.branch_by_code("990099001202") == cast.dongliu
    names = FormerName.objects.filter(village=cast.villages["东柳"]).order_by("name").values_list("name", flat=True)
    assert list(names) == ["新柳村委会", "西柳村委会"]
    assert cast.xiliu not in queries.branches_of(cast.district)
    assert told == [[cast.xiliu.pk]]


def test_what_was_merged_before_follows(cast: Cast, told: Told) -> None:
    west, east, stone = (cast.villages[name] for name in ("西柳", "东柳", "石桥"))
    actions.merge(actor=SYSTEM, village=west, into=east, at=NOW)
    actions.merge(actor=SYSTEM, village=east, into=stone, at=NOW)

    assert Village.objects.get(pk=west.pk).merged_into == stone
    assert queries.branch_by_code("990099001202") == cast.shiqiao


def test_a_village_is_not_merged_into_itself_nor_into_one_that_ended(cast: Cast, told: Told) -> None:
    west, east, stone = (cast.villages[name] for name in ("西柳", "东柳", "石桥"))
    with pytest.raises(actions.UnableToMerge, match="不能并入自己"):
        actions.merge(actor=SYSTEM, village=west, into=west, at=NOW)
    actions.merge(actor=SYSTEM, village=west, into=east, at=NOW)
    with pytest.raises(actions.UnableToMerge, match="西柳村委会已于2023-09-15撤销"):
        actions.merge(actor=SYSTEM, village=stone, into=Village.objects.get(pk=west.pk), at=NOW)

    assert Village.objects.get(pk=stone.pk).ended_on is None


def test_a_fictitious_district_lives_at_its_own_day(cast: Cast) -> None:
    with held_at(morning_of(date(2030, 2, 3))):
        assert queries.today_in(cast.district) == TODAY
        assert queries.today_in(cast.liuxi) == TODAY
        assert queries.today_in(cast.province) == date(2030, 2, 3)
        assert queries.now_in(cast.liuxi) == morning_of(TODAY)


def test_anyone_may_press_the_day_on_and_two_presses_move_it_twice(cast: Cast) -> None:
    for _ in range(2):
        actions.advance_own_date(actor=ANYONE, region=cast.district, days=7, at=NOW)

    assert queries.today_in(cast.district) == date(2023, 9, 29)
    assert AuditEntry.objects.filter(act="territory.set_own_date").count() == 2


def test_a_real_region_has_no_day_of_its_own(cast: Cast) -> None:
    with pytest.raises(actions.UnableToSetOwnDate):
        actions.set_own_date(actor=SYSTEM, region=cast.nation, day=TODAY, at=NOW)
    with pytest.raises(actions.UnableToSetOwnDate):
        actions.advance_own_date(actor=SYSTEM, region=cast.nation, days=1, at=NOW)


def test_production_has_no_day_of_its_own(cast: Cast, settings: object) -> None:
    settings.IS_PRODUCTION = True  # type: ignore[attr-defined]

    with pytest.raises(actions.UnableToSetOwnDate):
        actions.set_own_date(actor=SYSTEM, region=cast.district, day=date(2024, 1, 1), at=NOW)

    assert queries.today_in(cast.district) == TODAY


def test_lists_are_in_register_order(cast: Cast) -> None:
    assert list(queries.townships_of(cast.district)) == [cast.liuxi, cast.zhuyuan]
    assert [branch.village.code[-6:] for branch in queries.branches_of(cast.district)] == [
        "001201",
        "001202",
        "001203",
        "002001",
        "002002",
        "002203",
    ]
    assert queries.branches_under(cast.nation).count() == 6
    assert queries.branches_under(cast.liuxi).count() == 3
    assert list(queries.districts()) == [cast.district]
