"""整改: a measure, an owner, a date. 销号: the confirmed fact, and a person who did not do it. Open again by itself."""

from datetime import date, timedelta

import pytest

from fivestar.foundation.audit.models import AuditEntry
from fivestar.foundation.clock import morning_of
from fivestar.foundation.outcome import NotAllowed, NotSeen, Refused
from fivestar.responsibility import actions as responsibility
from fivestar.responsibility.models import Holding
from fivestar.responsibility.open_items import open_on
from fivestar.scorecards.actions import rescore
from fivestar.shortfalls import actions
from fivestar.shortfalls.models import Shortfall
from fivestar.shortfalls.queries import may_strike_off, to_strike_off
from fivestar.shortfalls.today import items_for, to_take_up
from tests.cast import NOW, TODAY, Cast
from tests.factories import small_standards
from tests.scorecards.stories import confirm
from tests.shortfalls.stories import DUE, have_income, lack_income, of, post_of, taken_up

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=5)
TYPED = ("measure", "owner", "due_on", "planned_by", "struck_off_by", "struck_off_at", "version")


@pytest.fixture(autouse=True)
def _standards(cast: Cast) -> None:
    small_standards(cast)


def typed() -> list[tuple[object, ...]]:
    return list(Shortfall.objects.order_by("pk").values_list(*TYPED))


def acts() -> list[str]:
    return list(AuditEntry.objects.filter(act__startswith="shortfalls.").order_by("pk").values_list("act", flat=True))


def test_somebody_takes_it_up_and_it_is_on_the_owners_list(cast: Cast) -> None:
    shortfall = taken_up(cast, lack_income(cast))

    owner = post_of(cast)
    assert (shortfall.state, shortfall.owner, shortfall.due_on) == ("rectifying", owner, DUE)
    assert [(item.kind, item.subject_id, item.due_on) for item in open_on([owner.pk], NOW)] == [
        ("shortfalls", shortfall.public_id, DUE)
    ]
    assert acts() == ["shortfalls.plan"]


def test_what_nobody_took_up_waits_for_the_branchs_own_secretary(cast: Cast) -> None:
    shortfall = lack_income(cast)

    assert [(item.title, item.url, item.place) for item in to_take_up(cast.secretary, NOW)] == [
        (
            "1 项没达标，还没定措施、谁负责和时限",
            f"/b/{cast.dongliu.public_id}/shortfalls/",
            "东柳村委会",
        )
    ]
    assert list(to_take_up(cast.manager, NOW)) == []
    taken_up(cast, shortfall)
    assert list(to_take_up(cast.secretary, NOW)) == []


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ({"measure": "  "}, "请写明怎么整改，不超过 {most} 字"),
        ({"measure": "长" * 301}, "请写明怎么整改，不超过 {most} 字"),
        ({"due_on": TODAY - timedelta(days=1)}, "时限应在今天以后、一年以内"),
        ({"due_on": date(2025, 1, 1)}, "时限应在今天以后、一年以内"),
        ({"seen": 7}, "刚才别人改过这一项，请看清现在的内容再改"),
    ],
)
def test_what_is_no_plan_is_refused(cast: Cast, told: dict[str, object], message: str) -> None:
    shortfall = lack_income(cast)
    before = typed()

    with pytest.raises(actions.UnableToPlan) as refused:
        taken_up(cast, shortfall, **told)  # type: ignore[arg-type]

    assert refused.value.message_id == message
    assert (typed(), acts()) == (before, [])


def test_a_post_that_has_nothing_to_do_with_the_branch_cannot_own(cast: Cast) -> None:
    shortfall = lack_income(cast)
    before = typed()

    for who in ("next_secretary", "SUPERVISE", "HELPER"):
        with pytest.raises(actions.UnableToPlan, match="不管这个支部"):
            taken_up(cast, shortfall, owner=post_of(cast, who))

    assert typed() == before


def test_an_empty_post_cannot_own(cast: Cast) -> None:
    shortfall = lack_income(cast)
    Holding.objects.filter(post=post_of(cast)).update(to_day=TODAY - timedelta(days=1))
    post = post_of(cast)

    with pytest.raises(Refused):
        taken_up(cast, shortfall, actor=cast.manager, owner=post)

    assert typed()[0][:3] == ("", None, None)


@pytest.mark.parametrize(
    ("who", "error"),
    [("outsider", NotSeen), ("next_secretary", NotSeen), ("supervisor", NotAllowed), ("supplier", NotAllowed)],
)
def test_who_may_not_plan(cast: Cast, who: str, error: type[Exception]) -> None:
    shortfall = lack_income(cast)
    before = typed()

    with pytest.raises(error):
        taken_up(cast, shortfall, actor=getattr(cast, who))

    assert typed() == before


def test_a_task_force_plans_for_its_own_star_only(cast: Cast) -> None:
    shortfall = lack_income(cast)  # of the star 产业兴旺
    other = Shortfall.objects.get(branch=cast.dongliu, criterion="T1")

    taken_up(cast, shortfall, actor=cast.taskforce)
    with pytest.raises(NotAllowed):
        taken_up(cast, other, actor=cast.taskforce)

    assert acts() == ["shortfalls.plan"]


def test_what_is_met_needs_no_plan(cast: Cast) -> None:
    taken_up(cast, lack_income(cast))
    shortfall = have_income(cast, at=LATER)

    with pytest.raises(actions.UnableToPlan, match="现在不缺"):
        taken_up(cast, shortfall, at=LATER)


def test_nobody_strikes_off_before_the_fact_says_so(cast: Cast) -> None:
    shortfall = taken_up(cast, lack_income(cast))
    before = typed()

    with pytest.raises(NotAllowed, match="核实过的数据还没有达标"):
        actions.strike_off(actor=cast.manager, shortfall=shortfall, note="", at=NOW)

    assert (typed(), acts()) == (before, ["shortfalls.plan"])


def test_whoever_planned_or_owns_it_does_not_strike_it_off(cast: Cast) -> None:
    taken_up(cast, lack_income(cast), actor=cast.clerk, owner=post_of(cast, "MANAGE"))
    shortfall = have_income(cast, at=LATER)
    before = typed()
    assert shortfall.state == "reached"

    with pytest.raises(NotAllowed, match="自己办的事须由他人来定"):
        actions.strike_off(actor=cast.clerk, shortfall=shortfall, note="", at=LATER)
    with pytest.raises(actions.UnableToStrikeOff, match="自己负责整改的"):
        actions.strike_off(actor=cast.manager, shortfall=shortfall, note="", at=LATER)
    with pytest.raises(NotAllowed):
        actions.strike_off(actor=cast.secretary, shortfall=shortfall, note="", at=LATER)

    assert (typed(), acts()) == (before, ["shortfalls.plan"])
    asked = {who: may_strike_off(actor, shortfall, TODAY) for who, actor in cast.everybody.items()}
    assert {who for who, may in asked.items() if may} == {"LEAD", "GUIDE", "ORGANISE", "TASKFORCE"}
    assert {who for who, actor in cast.everybody.items() if to_strike_off(actor, LATER).exists()} == {
        who for who, may in asked.items() if may
    }


def test_whoever_once_planned_it_does_not_strike_it_off_though_another_saved_it_since(cast: Cast) -> None:
    shortfall = taken_up(cast, lack_income(cast), actor=cast.clerk)
    taken_up(cast, shortfall, actor=cast.secretary)
    have_income(cast)

    with pytest.raises(actions.UnableToStrikeOff, match="自己定过措施的"):
        actions.strike_off(actor=cast.clerk, shortfall=shortfall, note="", at=LATER)

    assert Shortfall.objects.get(pk=shortfall.pk).struck_off_at is None


def test_what_somebody_wrote_stays_out_of_the_audit_and_carries_nobodys_number(cast: Cast) -> None:
    shortfall = lack_income(cast)
    with pytest.raises(actions.UnableToPlan, match="像是有手机号"):
        taken_up(cast, shortfall, measure="找柳大 13903740000 办")
    taken_up(cast, shortfall, measure="柳大家先入股")

    (entry,) = AuditEntry.objects.filter(act="shortfalls.plan")
    assert "柳大" not in str(entry.changes)
    assert entry.changes["is_another_measure"] is True


def test_somebody_else_strikes_it_off_and_it_is_done(cast: Cast) -> None:
    taken_up(cast, lack_income(cast))
    shortfall = have_income(cast, at=LATER)
    assert [(item.title, item.url) for item in items_for(cast.manager, LATER)] == [
        ("1 项已达标，等您看过销号", "/d/990099/shortfalls/?state=reached")
    ]

    shortfall = actions.strike_off(actor=cast.manager, shortfall=shortfall, note="看过账", at=LATER)

    assert (shortfall.state, shortfall.struck_off_by) == ("struck_off", cast.manager.person_ref)
    assert open_on([post_of(cast).pk], LATER) == []
    assert list(items_for(cast.manager, LATER)) == []
    with pytest.raises(NotAllowed, match="已经销号了"):
        actions.strike_off(actor=cast.leader, shortfall=shortfall, note="", at=LATER)
    assert acts() == ["shortfalls.plan", "shortfalls.strike_off"]


def test_what_nobody_took_up_is_done_when_the_fact_says_so(cast: Cast) -> None:
    lack_income(cast)

    confirm(cast, "collective_income", 5_000_000, at=LATER)

    assert not Shortfall.objects.filter(branch=cast.dongliu, criterion="T3").exists()
    assert list(items_for(cast.manager, LATER)) == []


def test_it_opens_again_by_itself_with_its_owner(cast: Cast) -> None:
    taken_up(cast, lack_income(cast))
    shortfall = have_income(cast, at=LATER)
    actions.strike_off(actor=cast.manager, shortfall=shortfall, note="看过账", at=LATER)

    shortfall = lack_income(cast, at=NOW + timedelta(days=9))

    assert (shortfall.state, shortfall.falls, shortfall.struck_off_by, shortfall.struck_off_note) == (
        "rectifying",
        1,
        "",
        "",
    )
    assert [item.subject_id for item in open_on([post_of(cast).pk], LATER)] == [shortfall.public_id]
    entry = AuditEntry.objects.get(act="shortfalls.open_again")
    assert (entry.actor, entry.changes) == ("system", {"was_struck_off": True})


def test_opened_again_after_its_owner_left_the_nearest_post_answers(cast: Cast) -> None:
    taken_up(cast, lack_income(cast))
    shortfall = have_income(cast, at=LATER)
    actions.strike_off(actor=cast.manager, shortfall=shortfall, note="", at=LATER)
    holding = post_of(cast).holdings.get()
    responsibility.end_holding(
        actor=cast.organiser, holding=holding, to_day=TODAY + timedelta(days=6), at=NOW + timedelta(days=6)
    )

    shortfall = lack_income(cast, at=morning_of(TODAY + timedelta(days=9)))

    assert shortfall.owner == post_of(cast, "SUPPORT")
    assert shortfall.state == "rectifying"


def test_nobody_leaves_while_his_shortfalls_have_no_owner(cast: Cast) -> None:
    shortfall = taken_up(cast, lack_income(cast))
    holding = post_of(cast).holdings.get()

    with pytest.raises(Refused):
        responsibility.end_holding(actor=cast.organiser, holding=holding, to_day=TODAY, at=NOW)
    actions.hand_over(actor=cast.organiser, subject_ids=[shortfall.public_id], to=post_of(cast, "MANAGE"), at=NOW)
    responsibility.end_holding(actor=cast.organiser, holding=holding, to_day=TODAY, at=NOW)

    shortfall.refresh_from_db()
    assert shortfall.owner == post_of(cast, "MANAGE")
    assert acts() == ["shortfalls.plan", "shortfalls.hand_over"]


def test_data_that_came_in_time_end_an_unknown_one_and_pace_keeps_it_so(cast: Cast) -> None:
    taken_up(cast, of(cast.dongliu, "T2"), measure="补记会议")
    for quarter in (1, 2):
        confirm(cast, "members_meetings", 1, period=f"2023-Q{quarter}", day=date(2023, 3 * quarter, 10), at=LATER)
    shortfall = of(cast.dongliu, "T2")
    assert (shortfall.verdict, shortfall.state) == ("pending", "reached")

    shortfall = actions.strike_off(actor=cast.manager, shortfall=shortfall, note="", at=LATER)

    assert shortfall.state == "struck_off"


def test_what_nobody_asks_any_more_is_done_by_itself(cast: Cast) -> None:
    shortfall = taken_up(cast, lack_income(cast))
    cast.dongliu.category = "outside"
    cast.dongliu.save()

    rescore([cast.dongliu.pk], at=LATER)

    shortfall.refresh_from_db()
    assert shortfall.state == "gone"
    assert open_on([post_of(cast).pk], LATER) == []
    with pytest.raises(NotAllowed):
        actions.strike_off(actor=cast.manager, shortfall=shortfall, note="", at=LATER)
