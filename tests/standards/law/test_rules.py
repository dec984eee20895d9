"""Which rule holds on a day: shipped, entered by the district, or none."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fivestar.foundation.access import ANYONE, Actor
from fivestar.foundation.audit.models import AuditEntry
from fivestar.foundation.outcome import NotAllowed
from fivestar.standards.law.actions import UnableToEnter, UnableToWithdraw, enter_rule, withdraw_rule
from fivestar.standards.law.queries import rule, rules_on
from fivestar.standards.law.shipped import read_file, shipped_rules
from fivestar.standards.law.values import Rule, Share
from fivestar.standards.models import LocalRule
from tests.cast import NOW, Cast, without_second_factor

PRESENT = "village.delegates.present"
IN_2026 = date(2026, 2, 1)
HALF = Share(True, 1, 2, of_due=True)
RULE = Rule(PRESENT, HALF, "村民代表", date(2026, 1, 1), None, "村民委员会组织法（测试）第一条", "测试用的条文")


def _enter(cast: Cast, actor: Actor | None = None, **other: Any) -> LocalRule:
    return enter_rule(actor=actor or cast.organiser, district=cast.district, rule=replace(RULE, **other), at=NOW)


def test_no_shipped_rule_reaches_beyond_2025_or_into_communities() -> None:
    assert {one.valid_to for one in shipped_rules()} == {date(2025, 12, 31)}
    assert {one.category for one in shipped_rules()} == {"village"}
    assert all(one.article and one.source for one in shipped_rules())


def test_a_rule_is_that_of_the_day() -> None:
    found = rule(PRESENT, on=date(2025, 12, 31))

    assert found is not None
    assert found.value == Share(is_strict=False, numerator=2, denominator=3, of_due=True)
    assert rule(PRESENT, on=IN_2026) is None
    assert rules_on("community", on=date(2023, 9, 15)) == {}


def test_what_the_district_entered_holds_from_its_day(cast: Cast) -> None:
    _enter(cast)

    found = rule(PRESENT, on=IN_2026, district=cast.district)
    assert found is not None
    assert (found.value, found.article, found.is_local) == (HALF, "村民委员会组织法（测试）第一条", True)
    assert list(rules_on("village", on=IN_2026, district=cast.district)) == ["delegates.present"]
    assert rule(PRESENT, on=IN_2026, district=cast.city) is None
    assert AuditEntry.objects.filter(act="standards.enter_rule").count() == 1


def test_a_local_rule_stands_before_the_shipped_one(cast: Cast) -> None:
    _enter(cast, id="village.members.notice", value=5, unit="天", valid_from=date(2023, 7, 1))

    found = rule("village.members.notice", on=date(2023, 9, 1), district=cast.district)
    before = rule("village.members.notice", on=date(2023, 6, 30), district=cast.district)
    assert found is not None
    assert before is not None
    assert (found.value, before.value) == (5, 3)


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ({"article": " "}, "请写明哪部法规、第几条，并抄录原文"),
        ({"source": ""}, "请写明哪部法规、第几条，并抄录原文"),
        ({"id": "village.mayor.present"}, "没有这一种规则"),
        ({"id": "elsewhere.members.present"}, "没有这一种规则"),
        ({"value": Share(True, 3, 2, of_due=True)}, "规则的内容不对：比例应不超过 1，天数应在 1 到 366 之间"),
        ({"value": 3}, "规则的内容不对：比例应不超过 1，天数应在 1 到 366 之间"),
        ({"valid_to": date(2025, 1, 1)}, "最后一天 {last} 在第一天 {first} 之前"),
    ],
)
def test_a_rule_without_its_source_or_with_a_wrong_value_is_refused(
    cast: Cast, told: dict[str, Any], message: str
) -> None:
    with pytest.raises(UnableToEnter) as refused:
        _enter(cast, **told)

    assert refused.value.message_id == message
    assert not LocalRule.objects.exists()
    assert not AuditEntry.objects.exists()


def test_two_rules_never_hold_on_one_day_until_the_older_is_withdrawn(cast: Cast) -> None:
    older = _enter(cast)
    with pytest.raises(UnableToEnter):
        _enter(cast, valid_from=date(2026, 6, 1))
    assert LocalRule.objects.count() == 1

    with pytest.raises(UnableToWithdraw):
        withdraw_rule(actor=cast.organiser, rule=older, because=" ", at=NOW)
    withdraw_rule(actor=cast.organiser, rule=older, because="抄错了条文", at=NOW)
    _enter(cast, valid_from=date(2026, 6, 1))

    assert rule(PRESENT, on=IN_2026, district=cast.district) is None
    assert rule(PRESENT, on=date(2026, 6, 1), district=cast.district) is not None


@pytest.mark.parametrize("who", ["clerk", "manager", "secretary", "outsider"])
def test_only_the_organisation_department_enters_rules(cast: Cast, who: str) -> None:
    for actor in (getattr(cast, who), ANYONE, without_second_factor(cast.organiser)):
        with pytest.raises(NotAllowed):
            _enter(cast, actor=actor)

    assert not LocalRule.objects.exists()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("id: village.members.weather, value: 'yes'", "no such rule"),
        ("id: village.members.present, value: most of them", "is no share"),
        ("id: village.members.present, value: at_least 3/2 of due", "is no share"),
        ("id: village.members.notice, value: '0'", "is no days"),
    ],
)
def test_a_file_with_a_wrong_rule_is_not_read(tmp_path: Path, line: str, said: str) -> None:
    file = tmp_path / "law.yaml"
    rest = "unit: '', valid_from: 2023-01-01, valid_to: null, article: a, source: b"
    file.write_text(f"format: 1\nrules:\n  - {{{line}, {rest}}}\n", encoding="utf-8")

    with pytest.raises(ValueError, match=said):
        read_file(file)


def test_a_file_in_which_a_rule_holds_twice_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "law.yaml"
    row = "id: village.merge, value: 'yes', unit: '', article: a, source: b"
    file.write_text(
        "format: 1\nrules:\n"
        f"  - {{{row}, valid_from: 2023-01-01, valid_to: null}}\n"
        f"  - {{{row}, valid_from: 2024-01-01, valid_to: 2024-12-31}}\n",
        encoding="utf-8",
    )

    with pytest.raises(ValueError, match="holds twice"):
        read_file(file)


@pytest.mark.parametrize("day", [date(9999, 12, 31), date(206, 1, 1)])
def test_a_first_day_nobody_can_mean_is_refused(cast: Cast, day: date) -> None:
    with pytest.raises(UnableToEnter, match="不像是真的"):
        _enter(cast, valid_from=day)

    assert LocalRule.objects.count() == 0


def test_what_must_be_disclosed_says_how_often_and_the_committee_how_many() -> None:
    day = date(2023, 9, 15)
    names = ("disclosure.affairs", "disclosure.finance", "disclosure.finance_busy", "supervision.least")

    found = [rule(f"village.{name}", on=day) for name in names]

    assert [one.value if one else None for one in found] == ["quarter", "quarter", "month", 3]
    assert rule("village.disclosure.finance", on=IN_2026) is None


def test_what_the_public_log_keeps_of_a_rule_is_nobodys(cast: Cast) -> None:
    with pytest.raises(UnableToEnter, match="像是有手机号（139…00）"):
        _enter(cast, source="第一条，联系人张三13903740000")
    assert LocalRule.objects.count() == 0
    made = _enter(cast)

    with pytest.raises(UnableToWithdraw, match="像是有手机号（139…00）"):
        withdraw_rule(actor=cast.organiser, rule=made, because="张三13903740000说不对", at=NOW)

    made.refresh_from_db()
    assert made.withdrawn_at is None
