"""The branch proposes, its township puts forward, the district fixes; what is fixed is changed once, with a reason."""

from datetime import timedelta
from typing import Any

import pytest
from click.testing import CliRunner

from fivestar.cli.main import main
from fivestar.foundation.audit.models import AuditEntry
from fivestar.foundation.outcome import NotAllowed
from fivestar.scorecards.actions import UnableToSetTarget, set_target, withdraw_target
from fivestar.scorecards.aims.actions import (
    Aimed,
    UnableToEnterPlan,
    UnableToPropose,
    endorse_target,
    enter_plan,
    fix_target,
    propose_target,
)
from fivestar.scorecards.aims.queries import mark_of, reconciled
from fivestar.scorecards.models import Target, TargetPlan, TargetStep
from fivestar.standards.queries import edition_in_force
from tests.cast import NOW, TODAY, Cast
from tests.factories import small_standards
from tests.pages import browser_of, text_of, words_of

pytestmark = pytest.mark.django_db
ONE = Aimed(1, ("party",), "支部过硬先争到手")
TWO = Aimed(2, ("party", "industry"), "合作社已经起步")


@pytest.fixture(autouse=True)
def standards(cast: Cast) -> None:
    small_standards(cast)


def page(cast: Cast) -> str:
    return f"/b/{cast.dongliu.public_id}/target/"


def steps() -> list[tuple[str, int, str, bool]]:
    return list(TargetStep.objects.order_by("id").values_list("step", "level", "as_duty", "is_current"))


def plan_for(cast: Cast, **other: Any) -> TargetPlan:
    figures = {"rural": 3, "urban": 2, "levels": {2: 1, 1: 3}, "stars": {"party": 3, "industry": 2}, "source": "区方案"}
    return enter_plan(actor=cast.organiser, region=cast.district, at=NOW, **{**figures, **other})


def test_a_target_goes_from_branch_to_township_to_district(cast: Cast) -> None:
    propose_target(actor=cast.secretary, branch=cast.dongliu, aimed=TWO, at=NOW)
    endorse_target(actor=cast.manager, branch=cast.dongliu, aimed=ONE, at=NOW)
    target = fix_target(actor=cast.organiser, branch=cast.dongliu, aimed=ONE, at=NOW)

    assert steps() == [("proposed", 2, "OWN", False), ("endorsed", 1, "MANAGE", False)]
    assert (target.level, target.stars, target.reason, target.is_current) == (1, ["party"], ONE.reason, True)
    assert [(entry.act, entry.changes) for entry in AuditEntry.objects.order_by("-id")[:3]] == [
        ("scorecards.set_target", {"level": [None, 1], "stars": ["party"]}),
        ("scorecards.endorse_target", {"step": "endorsed", "level": 1, "stars": ["party"]}),
        ("scorecards.propose_target", {"step": "proposed", "level": 2, "stars": ["party", "industry"]}),
    ]


def test_another_proposal_starts_again(cast: Cast) -> None:
    propose_target(actor=cast.secretary, branch=cast.dongliu, aimed=TWO, at=NOW)
    endorse_target(actor=cast.manager, branch=cast.dongliu, aimed=TWO, at=NOW)

    propose_target(actor=cast.helper, branch=cast.dongliu, aimed=ONE, at=NOW)

    assert steps() == [("proposed", 2, "OWN", False), ("endorsed", 2, "MANAGE", False), ("proposed", 1, "HELPER", True)]


def test_a_township_has_nothing_to_put_forward_before_its_branch_proposed(cast: Cast) -> None:
    with pytest.raises(UnableToPropose, match="支部还没有申报"):
        endorse_target(actor=cast.manager, branch=cast.dongliu, aimed=TWO, at=NOW)

    assert steps() == []


@pytest.mark.parametrize(
    ("aimed", "said"),
    [
        (Aimed(3, (), "x"), "目标应是 1 到 2 星"),
        (Aimed(2, ("party",), "x"), "目标是 2 星,却点了 1 颗星"),
        (Aimed(1, ("civility",), "x"), "没有“civility”这颗星"),
        (Aimed(1, (), " "), "请写明理由"),
    ],
)
def test_what_cannot_be_a_target_cannot_be_proposed(cast: Cast, aimed: Aimed, said: str) -> None:
    with pytest.raises(UnableToPropose, match=said):
        propose_target(actor=cast.secretary, branch=cast.dongliu, aimed=aimed, at=NOW)

    assert steps() == []


def test_each_step_is_one_posts_and_nobody_elses(cast: Cast) -> None:
    for who in ("manager", "organiser", "supplier", "next_secretary", "outsider"):
        with pytest.raises(NotAllowed):
            propose_target(actor=getattr(cast, who), branch=cast.dongliu, aimed=TWO, at=NOW)
    propose_target(actor=cast.clerk, branch=cast.dongliu, aimed=TWO, at=NOW)
    for who in ("secretary", "clerk", "organiser", "outsider"):
        with pytest.raises(NotAllowed):
            endorse_target(actor=getattr(cast, who), branch=cast.dongliu, aimed=TWO, at=NOW)
    for who in ("secretary", "manager"):
        with pytest.raises(NotAllowed):
            fix_target(actor=getattr(cast, who), branch=cast.dongliu, aimed=TWO, at=NOW)

    assert (steps(), Target.objects.count()) == ([("proposed", 2, "CLERK", True)], 0)


def test_what_is_fixed_is_changed_once(cast: Cast) -> None:
    fix_target(actor=cast.organiser, branch=cast.dongliu, aimed=TWO, at=NOW)
    fix_target(actor=cast.organiser, branch=cast.dongliu, aimed=ONE, at=NOW + timedelta(days=1))

    for again in (
        lambda: fix_target(actor=cast.organiser, branch=cast.dongliu, aimed=TWO, at=NOW),
        lambda: withdraw_target(actor=cast.organiser, branch=cast.dongliu, reason="不创了", at=NOW),
    ):
        with pytest.raises(UnableToSetTarget, match="东柳村党支部：2023 年的目标已经改过一次，不能再改"):
            again()
    with pytest.raises(UnableToPropose, match="2023 年的目标已经改过一次"):
        propose_target(actor=cast.secretary, branch=cast.dongliu, aimed=TWO, at=NOW)

    assert list(Target.objects.order_by("id").values_list("level", "is_current")) == [(2, False), (1, True)]


def test_taken_back_and_set_again_is_the_one_change(cast: Cast) -> None:
    fix_target(actor=cast.organiser, branch=cast.dongliu, aimed=TWO, at=NOW)
    withdraw_target(actor=cast.organiser, branch=cast.dongliu, reason="录错了", at=NOW)
    fix_target(actor=cast.organiser, branch=cast.dongliu, aimed=ONE, at=NOW)

    with pytest.raises(UnableToSetTarget, match="已经改过一次"):
        fix_target(actor=cast.organiser, branch=cast.dongliu, aimed=TWO, at=NOW)


def test_a_target_taken_back_stays_on_the_page_with_the_reason(cast: Cast) -> None:
    fix_target(actor=cast.organiser, branch=cast.dongliu, aimed=TWO, at=NOW)
    for wrong in (" ", "长" * 301):
        with pytest.raises(UnableToSetTarget, match="写明理由"):
            withdraw_target(actor=cast.organiser, branch=cast.dongliu, reason=wrong, at=NOW)
    assert Target.objects.get().is_current

    withdraw_target(actor=cast.organiser, branch=cast.dongliu, reason="合作社散了", at=NOW + timedelta(days=1))

    (row,) = Target.objects.all()
    assert (row.is_current, row.withdrawn_by, row.withdrawn_at, row.withdrawn_because) == (
        False,
        cast.organiser.person_ref,
        NOW + timedelta(days=1),
        "合作社散了",
    )
    assert (
        "还没有定 2023-09-15 定过 2 星 支部过硬星、产业兴旺星 合作社已经起步 · 2023-09-16 收回 合作社散了"
        in words_of(browser_of(cast, "").get(page(cast)))
    )


def test_a_file_that_changes_a_target_a_second_time_is_refused_whole(cast: Cast, tmp_path: Any) -> None:
    fix_target(actor=cast.organiser, branch=cast.dongliu, aimed=TWO, at=NOW)
    fix_target(actor=cast.organiser, branch=cast.dongliu, aimed=ONE, at=NOW)
    file = tmp_path / "目标.csv"
    file.write_text("code,level,stars,reason\n990099001202,1,,补\n990099001201,2,,上调", encoding="utf-8")

    result = CliRunner().invoke(main, ["import-targets", str(file), "--district", "990099"])

    assert result.exit_code != 0
    assert "东柳村党支部：2023 年的目标已经改过一次，不能再改" in result.output
    assert list(Target.objects.filter(is_current=True).values_list("branch__name", "level")) == [("东柳村党支部", 1)]


def test_targets_are_set_against_the_plan_by_level_and_by_star_and_the_unplaced_are_named(cast: Cast) -> None:
    plan_for(cast)
    fix_target(actor=cast.organiser, branch=cast.dongliu, aimed=ONE, at=NOW)
    fix_target(actor=cast.organiser, branch=cast.xiliu, aimed=Aimed(1, (), "再看"), at=NOW)
    set_target(actor=cast.organiser, branch=cast.zhuyuan_branch, level=2, stars=[], reason="全争", at=NOW)

    told = reconciled(cast.district, TODAY)

    assert [(one.key, one.planned, one.set, one.difference) for one in told.levels] == [("2", 1, 1, 0), ("1", 3, 2, -1)]
    assert [(one.key, one.planned, one.set) for one in told.stars] == [("party", 3, 2), ("industry", 2, 1)]
    assert [branch.name for branch in told.unplaced] == ["石桥村党支部", "南门社区党支部"]
    assert (told.unnamed, told.counted) == (1, {"rural": 3, "urban": 2, "unknown": 1})
    assert [check.comes_out for check in told.plan_checks] == [False, True]
    # Of the three placed two name their stars, or can only aim at all of them: 1 + 2 by level, 3 by star.
    assert [(check.message_id.format(**check.values), check.comes_out) for check in told.now_checks] == [
        ("各级加起来 3 个，支部有 5 个，2 个没有定级", False),
        ("按级算 3 颗星，按星算 3 颗，相等", True),
    ]


def test_a_township_is_reckoned_by_itself(cast: Cast) -> None:
    fix_target(actor=cast.organiser, branch=cast.dongliu, aimed=ONE, at=NOW)

    told = reconciled(cast.zhuyuan, TODAY)

    assert (told.plan, told.now.placed, [branch.name for branch in told.unplaced]) == (
        None,
        0,
        ["竹园党支部", "南门社区党支部"],
    )


def test_a_newer_plan_stands_for_the_older_and_one_without_source_is_refused(cast: Cast) -> None:
    plan_for(cast)
    plan_for(cast, levels={2: 2})

    for wrong in ({"source": " "}, {"levels": {2: -1}}):
        with pytest.raises(UnableToEnterPlan):
            plan_for(cast, **wrong)
    with pytest.raises(UnableToEnterPlan, match="至少填一个数"):
        plan_for(cast, rural=None, urban=None, levels={}, stars={})
    with pytest.raises(NotAllowed):
        enter_plan(actor=cast.clerk, region=cast.district, rural=1, urban=None, levels={}, stars={}, source="x", at=NOW)

    assert [(one.levels, one.is_current) for one in TargetPlan.objects.order_by("id")] == [
        ({"2": 1, "1": 3}, False),
        ({"2": 2}, True),
    ]


def test_each_finds_his_step_on_the_branchs_page(cast: Cast) -> None:
    fields = {"level": "2", "stars": ["party", "industry"], "reason": "合作社已经起步"}
    edition = edition_in_force(cast.district, cast.dongliu.category, TODAY)
    assert edition is not None
    for who, act in (("OWN", "propose"), ("MANAGE", "endorse"), ("ORGANISE", "fix")):
        client = browser_of(cast, who)
        assert f'name="act" value="{act}"' in text_of(client.get(page(cast)))
        seen = mark_of(cast.dongliu, edition)
        assert client.post(page(cast), {**fields, "act": act, "seen": seen}).status_code == 302

    assert steps() == [("proposed", 2, "OWN", False), ("endorsed", 2, "MANAGE", False)]
    public = words_of(browser_of(cast, "").get(page(cast)))
    assert "现在的目标 2 星 支部过硬星、产业兴旺星 合作社已经起步" in public
    assert 'name="act"' not in text_of(browser_of(cast, "").get(page(cast)))


def test_what_is_on_its_way_is_not_public(cast: Cast) -> None:
    propose_target(actor=cast.secretary, branch=cast.dongliu, aimed=TWO, at=NOW)

    assert "合作社已经起步" in words_of(browser_of(cast, "MANAGE").get(page(cast)))
    for who in ("", "outsider", "next_secretary", "SUPPLY"):
        assert "合作社已经起步" not in words_of(browser_of(cast, who).get(page(cast)))
        assert browser_of(cast, who).post(page(cast), {"act": "endorse"}).status_code == 403
    assert browser_of(cast, "OWN").post(page(cast), {"act": "revoke"}).status_code == 404


def test_what_waits_is_shown_to_whoever_it_waits_for(cast: Cast) -> None:
    propose_target(actor=cast.secretary, branch=cast.dongliu, aimed=TWO, at=NOW)
    address = "/d/990099/targets/"

    assert "东柳村党支部 申报 2 星，等您审核" in words_of(browser_of(cast, "MANAGE").get(address))
    assert "等您" not in words_of(browser_of(cast, "ORGANISE").get(address))
    endorse_target(actor=cast.manager, branch=cast.dongliu, aimed=TWO, at=NOW)
    assert "等您" not in words_of(browser_of(cast, "MANAGE").get(address))
    assert "东柳村党支部 报来 2 星，等您定" in words_of(browser_of(cast, "ORGANISE").get(address))
    assert "等您" not in words_of(browser_of(cast, "").get(address))


def test_the_organisation_department_enters_the_plan_on_the_page(cast: Cast) -> None:
    address = "/d/990099/targets/"
    fields = {"rural": "3", "urban": "2", "level_2": "1", "level_1": "3", "star_party": "3", "star_industry": "2"}

    sent = browser_of(cast, "ORGANISE").post(address, {**fields, "source": "区方案（2023）"})
    refused = browser_of(cast, "CLERK").post(address, {**fields, "source": "x"})

    assert (sent.status_code, refused.status_code) == (302, 403)
    public = words_of(browser_of(cast, "").get(address))
    assert "2023 年计划 农村支部 3 个，名录里 3 个 城市社区支部 2 个，名录里 2 个 类别还不清楚的 1 个" in public
    assert "各级加起来 4 个，支部有 5 个，1 个没有定级 按级算 5 颗星，按星算 5 颗，相等" in public
    assert "没有定级的支部 5 个" in public


def test_the_reason_of_a_target_is_public_and_carries_nobodys_number(cast: Cast) -> None:
    aimed = Aimed(1, ("party",), "问张三13903740000")

    with pytest.raises(UnableToPropose, match="像是有手机号（139…00）"):
        propose_target(actor=cast.secretary, branch=cast.dongliu, aimed=aimed, at=NOW)
    with pytest.raises(UnableToSetTarget, match="像是有手机号（139…00）"):
        fix_target(actor=cast.organiser, branch=cast.dongliu, aimed=aimed, at=NOW)

    assert (TargetStep.objects.count(), Target.objects.count()) == (0, 0)
