"""A register comes in once however often it is imported; what cannot be placed is named; nothing is guessed."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest

from fivestar.foundation.access import SYSTEM
from fivestar.foundation.audit.models import AuditEntry
from fivestar.foundation.outcome import NotAllowed, NotSeen
from fivestar.foundation.sheets import Row, Table, read_table
from fivestar.territory import actions, intake
from fivestar.territory.actions import ImportReport
from fivestar.territory.models import Branch, FormerName, Region, Village
from fivestar.territory.registers import branches_changed
from tests.cast import NOW, Cast

REGISTER = Path(__file__).resolve().parents[2] / "fivestar" / "demonstration" / "data" / "committees_411003.csv"
HEADER = ("code", "name", "township_code", "township")
HE = "411003101"
ROWS = (
    (f"{HE}001", "老庄陈居委会", HE, "五女店镇"),
    (f"{HE}201", "霍庄村委会", HE, "五女店镇"),
    ("411003106202", "霍庄村委会", "411003106", "灵井镇"),
)


def table(*rows: Sequence[object], header: Sequence[str] = HEADER) -> Table:
    return Table("register.csv", tuple(header), [Row(number, list(row)) for number, row in enumerate(rows, start=2)])


def take_in(
    *rows: Sequence[object], header: Sequence[str] = HEADER, at: datetime = NOW, **more: object
) -> ImportReport:
    return actions.import_register(actor=SYSTEM, table=table(*rows, header=header), at=at, **more)  # type: ignore[arg-type]


def villages() -> list[tuple[str, str, str | None]]:
    return list(Village.objects.order_by("code").values_list("code", "name", "ended_on"))


def test_a_register_makes_regions_villages_and_branches(db: None) -> None:
    report = take_in(*ROWS, region_names={"41": "河南省", "4110": "许昌市", "411003": "建安区"})

    assert report == ImportReport(rows=3, new=3)
    regions = list(Region.objects.order_by("code").values_list("code", "kind", "name", "short_name", "parent__code"))
    assert regions == [
        ("41", "province", "河南省", "河南", "CN"),
        ("4110", "city", "许昌市", "许昌", "41"),
        ("411003", "district", "建安区", "建安", "4110"),
        ("411003101", "township", "五女店镇", "五女店", "411003"),
        ("411003106", "township", "灵井镇", "灵井", "411003"),
        ("CN", "nation", "全国", "全国", None),
    ]
    branches = Branch.objects.select_related("village", "township").order_by("village__code")
    assert [(one.name, one.category, one.village.legal_form, one.village.initials) for one in branches] == [
        ("老庄陈党支部", "unknown", "residents", "lzc"),
        ("霍庄村党支部", "unknown", "village", "hz"),
        ("霍庄村党支部", "unknown", "village", "hz"),
    ]
    assert [one.path for one in branches] == [f"{one.township.path}v{one.village_id}." for one in branches]
    assert [one.village.path for one in branches] == [one.path for one in branches]


def test_twice_is_once(db: None) -> None:
    take_in(*ROWS)
    before = list(Village.objects.values()), list(Branch.objects.values()), list(Region.objects.values())

    report = take_in(*ROWS)

    assert report == ImportReport(rows=3, unchanged=3, unnamed_regions=3)
    assert (list(Village.objects.values()), list(Branch.objects.values()), list(Region.objects.values())) == before


def test_the_real_register_of_the_district_has_454_committees(db: None) -> None:
    report = actions.import_register(actor=SYSTEM, table=read_table(REGISTER), at=NOW)

    assert (report.rows, report.new, report.unplaced, report.questions) == (454, 454, (), ())
    assert Region.objects.filter(kind="township").count() == 18
    assert Branch.objects.filter(category="unknown").count() == 454


def test_a_dry_run_reports_the_same_and_writes_nothing(db: None) -> None:
    rows = (*ROWS, ("411", "x", "", ""))

    dry = take_in(*rows, dry_run=True)

    assert (Village.objects.count(), Region.objects.count(), AuditEntry.objects.count()) == (0, 0, 0)
    assert (dry.new, dry.unplaced) == (3, take_in(*rows).unplaced)


def test_small_chunks_make_no_difference(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "CHUNK", 2)
    told: list[tuple[int, int]] = []

    report = take_in(*ROWS, progress=lambda done, total: told.append((done, total)))

    assert (report.new, told) == (3, [(2, 3), (3, 3)])


def test_the_national_register_without_names_of_townships_comes_in(db: None) -> None:
    header = ("code", "name", "streetCode", "provinceCode", "cityCode", "areaCode")
    report = take_in(
        ("110101001001", "多福巷社区居委会", "110101001", "11", "1101", "110101"),
        ("441900003001", "岗贝社区居委会", "441900003", "44", "4419", "441900"),
        header=header,
    )

    assert (report.new, report.unnamed_regions) == (2, 8)
    assert list(Region.objects.filter(kind="district").values_list("code", "name")) == [
        ("110101", "110101"),
        ("441900", "441900"),
    ]


def test_a_name_learnt_later_replaces_the_bare_code(db: None) -> None:
    take_in(*ROWS)

    report = take_in(*ROWS, region_names={"411003": "建安区"})

    assert report.unnamed_regions == 2
    assert Region.objects.get(code="411003").name == "建安区"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (("4110031010", "某村委会", "", ""), "编码“4110031010”不是12位数字"),
        (("41100310120X", "某村委会", "", ""), "编码“41100310120X”不是12位数字"),
        (("991003101201", "", "", ""), "缺少名称"),
        (("001003101201", "某村委会", "", ""), "编码“001003101201”的前两位不是省级代码"),
        (("411003101209", "某村委会", "411003102", ""), "乡镇编码“411003102”不是编码“411003101209”的前9位"),
        ((f"{HE}201", "某村委会", "", ""), f"编码“{HE}201”在第3行已经出现"),
    ],
)
def test_a_row_that_cannot_be_placed_is_named_and_the_others_go_in(db: None, row: tuple[str, ...], reason: str) -> None:
    report = take_in(*ROWS, row)

    assert [(one.row, one.code, str(one)) for one in report.unplaced] == [(5, row[0], reason)]
    assert (report.new, Village.objects.count()) == (3, 3)


def test_a_code_that_a_spreadsheet_wrote_as_a_number_is_read(db: None) -> None:
    assert take_in((411003101201.0, "霍庄村委会", 411003101.0, "五女店镇")).new == 1
    assert villages() == [("411003101201", "霍庄村委会", None)]


@pytest.mark.parametrize(
    ("header", "rows", "message"),
    [
        (("code", "township"), [("1", "2")], "缺少“name”列"),
        (("name", "township"), [("1", "2")], "缺少“code”列"),
        (HEADER, [], "文件里没有数据行"),
    ],
)
def test_a_file_that_is_no_register_is_refused(
    db: None, header: tuple[str, ...], rows: list[tuple[str, ...]], message: str
) -> None:
    with pytest.raises(actions.UnreadableRegister, match=message):
        take_in(*rows, header=header)

    assert Region.objects.count() == 0


def test_a_renamed_village_keeps_its_former_name(db: None) -> None:
    take_in(*ROWS)

    report = take_in((f"{HE}201", "霍庄社区居委会", HE, "五女店镇"))

    assert (report.renamed, report.unchanged) == (1, 0)
    village = Village.objects.get(code=f"{HE}201")
    assert (village.name, village.core, village.legal_form) == ("霍庄社区居委会", "霍庄", "residents")
    assert village.branch.name == "霍庄社区党支部"
    assert list(FormerName.objects.values_list("village__code", "name", "until")) == [
        (f"{HE}201", "霍庄村委会", date(2023, 9, 15))
    ]


def test_a_branch_named_by_hand_keeps_its_name(db: None) -> None:
    take_in(*ROWS)
    Branch.objects.filter(village__code=f"{HE}201").update(name="霍庄联合党支部")

    take_in((f"{HE}201", "新霍庄村委会", HE, "五女店镇"))

    assert Branch.objects.get(village__code=f"{HE}201").name == "霍庄联合党支部"


def test_a_new_code_under_a_known_name_is_asked_about_and_held_back(db: None) -> None:
    take_in(*ROWS)

    report = take_in((f"{HE}018", "霍庄社区居委会", HE, "五女店镇"))

    assert [
        (one.row, one.code, one.name, one.township, one.known_code, one.known_name) for one in report.questions
    ] == [(2, f"{HE}018", "霍庄社区居委会", "五女店镇", f"{HE}201", "霍庄村委会")]
    assert (report.new, Village.objects.count()) == (0, 3)


def test_answered_as_another_village_it_goes_in(db: None) -> None:
    take_in(*ROWS)

    report = take_in((f"{HE}018", "霍庄社区居委会", HE, "五女店镇"), as_new=frozenset({f"{HE}018"}))

    assert (report.new, report.questions) == (1, ())


def test_answered_as_the_same_village_it_keeps_both_codes(db: None) -> None:
    take_in(*ROWS)
    actions.recode(actor=SYSTEM, village=Village.objects.get(code=f"{HE}201"), code=f"{HE}018", at=NOW)

    report = take_in((f"{HE}018", "霍庄村委会", HE, "五女店镇"))

    assert (report.unchanged, report.questions) == (1, ())


def test_two_committees_of_one_name_in_the_same_file_are_two(db: None) -> None:
    report = take_in(*ROWS, (f"{HE}019", "霍庄居委会", HE, "五女店镇"))

    assert (report.new, report.questions) == (4, ())


def test_absent_villages_stay_unless_their_end_is_wanted(db: None) -> None:
    take_in(*ROWS)

    assert (take_in(*ROWS[1:]).absent, Village.objects.filter(ended_on__isnull=True).count()) == (1, 3)

    report = take_in(*ROWS[1:], ends_absent=True)

    assert (report.absent, report.ended) == (1, 1)
    assert villages()[0] == (f"{HE}001", "老庄陈居委会", date(2023, 9, 15))
    assert Branch.objects.get(village__code=f"{HE}001").ended_on == date(2023, 9, 15)


def test_only_districts_of_the_file_are_looked_at_for_absent_ones(db: None) -> None:
    take_in(*ROWS)

    report = take_in(("110101001001", "多福巷社区居委会", "110101001", ""), ends_absent=True)

    assert (report.ended, Village.objects.filter(ended_on__isnull=True).count()) == (0, 4)


def test_an_ended_village_that_is_listed_again_returns(db: None) -> None:
    take_in(*ROWS)
    take_in(*ROWS[1:], ends_absent=True)

    report = take_in(*ROWS)

    assert (report.returned, report.unchanged) == (1, 2)
    assert Branch.objects.filter(ended_on__isnull=True).count() == 3


def test_a_merged_village_does_not_come_back_by_an_old_register(db: None) -> None:
    take_in(*ROWS)
    old, into = Village.objects.get(code=f"{HE}201"), Village.objects.get(code=f"{HE}001")
    actions.merge(actor=SYSTEM, village=old, into=into, at=NOW)

    report = take_in(*ROWS)

    assert [str(one) for one in report.unplaced] == [f"编码“{HE}201”的村(社区)已并入别处"]
    assert report.unchanged == 2


def test_a_category_column_sets_categories_and_is_heard_of(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[list[int]] = []
    monkeypatch.setattr(branches_changed, "_entries", (lambda branch_ids, at: told.append(sorted(branch_ids)),))
    header = (*HEADER, "category")
    rows = [(*row, category) for row, category in zip(ROWS, ("城市社区", "rural", ""), strict=True)]

    report = take_in(*rows, header=header)

    assert report.categorised == 2
    branches = list(Branch.objects.order_by("village__code"))
    assert [branch.category for branch in branches] == ["urban", "rural", "unknown"]
    assert told == [sorted(branch.pk for branch in branches[:2])]
    assert take_in(*rows, header=header).categorised == 0


def test_a_wrong_category_is_named(db: None) -> None:
    report = take_in((*ROWS[0], "城里"), header=(*HEADER, "category"))

    assert [str(one) for one in report.unplaced] == ["类别“城里”不是农村、城市社区、不在创建范围、待核实之一"]


def test_an_import_is_one_line_in_the_audit(db: None) -> None:
    take_in(*ROWS)

    entry = AuditEntry.objects.get(act="territory.import_register")
    assert (entry.subject, entry.actor) == (Region.objects.get(code="411003").public_id, "system")
    assert (entry.changes["rows"], entry.changes["new"]) == (3, 3)


def test_fictitious_codes_make_fictitious_regions(db: None) -> None:
    take_in(("990001001001", "云溪居委会", "990001001", "云溪街道"))

    assert set(Region.objects.exclude(code="CN").values_list("is_fictitious", flat=True)) == {True}
    assert not Region.objects.get(code="CN").is_fictitious


@pytest.mark.parametrize("who", ["CLERK", "OWN", "outsider", "anyone"])
def test_nobody_but_the_organisation_department_takes_a_register_in(cast: Cast, who: str) -> None:
    row = ("990099001209", "新村委会", "990099001", "柳溪镇")

    with pytest.raises((NotAllowed, NotSeen)):
        actions.import_register(actor=cast.everybody[who], table=table(row), at=NOW)

    assert Village.objects.count() == 6


def test_the_organisation_department_reaches_its_own_district_only(cast: Cast) -> None:
    own = ("990099001209", "新村委会", "990099001", "柳溪镇")
    other = ("990001001001", "云溪居委会", "990001001", "云溪街道")

    assert actions.import_register(actor=cast.organiser, table=table(own), at=NOW).new == 1
    with pytest.raises((NotAllowed, NotSeen)):
        actions.import_register(actor=cast.organiser, table=table(other), at=NOW)

    assert Village.objects.count() == 7


def test_the_number_of_queries_does_not_grow_with_the_rows(db: None, django_assert_max_num_queries: object) -> None:
    rows = [(f"411003101{number:03}", f"第{number}村委会", HE, "五女店镇") for number in range(200, 390)]

    with django_assert_max_num_queries(40):  # type: ignore[operator]
        take_in(*rows)
