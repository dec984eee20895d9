"""From the commitment to the list, and the public file that lets a stranger make it again."""

import json
from datetime import timedelta

import pytest
from django.test import override_settings

from fivestar.foundation.access import ANYONE
from fivestar.foundation.audit.models import AuditEntry
from fivestar.foundation.draw import NotYetDrawn, verify_draw
from fivestar.foundation.outcome import NotAllowed
from fivestar.rechecks.actions import (
    UnableToCarry,
    UnableToCommit,
    add_witness,
    close_plan,
    commit_plan,
    draw_plan,
    void_plan,
)
from fivestar.rechecks.models import Pair, Plan
from fivestar.rechecks.queries import draw_file, plans
from fivestar.territory.actions import merge, recode
from tests.cast import NOW, TODAY, Cast, without_second_factor
from tests.rechecks.stories import LOTTERY, ON_THE_DAY, RESULT_ON, committed, drawn, with_stars


def test_the_frame_is_every_met_pair_by_star_held_or_open(cast: Cast) -> None:
    with_stars(cast)

    plan = committed(cast)

    strata = [(one["id"], one["take"], one["items"]) for one in plan.frame["strata"]]
    assert strata == [
        ("rural.industry.held", 2, [f"990099001201.{criterion}" for criterion in ("T3", "T4", "T5")]),
        ("rural.party.held", 4, [f"99009900120{n}.{criterion}" for n in (1, 2, 3) for criterion in ("T1", "T2")]),
    ]
    assert (plan.frame_pairs, plan.frame_stars, plan.take) == (9, 4, 6)
    assert "secret" not in json.dumps(plan.frame)


def test_a_stranger_makes_the_draw_again_from_the_public_file(cast: Cast) -> None:
    with_stars(cast)
    plan = committed(cast)
    noted = draw_file(ANYONE, plan)["commitment"]
    with pytest.raises(NotYetDrawn):
        verify_draw(draw_file(ANYONE, plan))
    add_witness(actor=cast.organiser, plan=plan, who="村民代表", number="0417", at=NOW)

    draw_plan(actor=cast.organiser, plan=plan, result="03 11 16 21 28 33 07", at=ON_THE_DAY)

    file = json.loads(json.dumps(draw_file(ANYONE, plan)))
    assert verify_draw(file) is None
    assert (file["commitment"], len(file["draw"]), Pair.objects.count()) == (noted, 6, 6)
    assert verify_draw({**file, "draw": file["draw"][::-1]}) is not None


def test_the_result_must_be_of_a_later_day_and_only_one_draw_waits(cast: Cast) -> None:
    with_stars(cast)
    with pytest.raises(UnableToCommit, match="晚于今天"):
        commit_plan(actor=cast.organiser, district=cast.district, take=6, result_name=LOTTERY, result_on=TODAY, at=NOW)
    committed(cast)

    with pytest.raises(UnableToCommit, match="已有一次抽签"):
        committed(cast)

    assert Plan.objects.count() == 1


def test_where_nothing_is_met_there_is_nothing_to_draw(cast: Cast) -> None:
    with pytest.raises(UnableToCommit, match="没有可抽的"):
        committed(cast)

    assert list(plans(ANYONE, cast.district)) == []


def test_a_secret_is_chosen_by_nobody_but_in_a_fictitious_district(cast: Cast) -> None:
    with_stars(cast)
    cast.district.is_fictitious, cast.district.own_date = False, None

    with pytest.raises(UnableToCommit, match="随机产生"):
        commit_plan(
            actor=cast.organiser,
            district=cast.district,
            take=6,
            result_name=LOTTERY,
            result_on=RESULT_ON,
            at=NOW,
            rehearsed_secret=bytes(32),
        )

    assert Plan.objects.count() == 0


def test_nobody_draws_before_the_day_nor_adds_a_witness_on_it(cast: Cast) -> None:
    with_stars(cast)
    plan = committed(cast)

    with pytest.raises(UnableToCarry, match="还不能抽"):
        draw_plan(actor=cast.organiser, plan=plan, result="1", at=ON_THE_DAY - timedelta(days=1))
    with pytest.raises(UnableToCarry, match="不能再加"):
        add_witness(actor=cast.organiser, plan=plan, who="村民代表", number="1", at=ON_THE_DAY)
    with pytest.raises(UnableToCarry, match="只写数字"):
        draw_plan(actor=cast.organiser, plan=plan, result="3、11", at=ON_THE_DAY)
    with pytest.raises(UnableToCarry, match="位数字"):
        add_witness(actor=cast.organiser, plan=plan, who="村民代表", number="1 2", at=NOW)

    plan.refresh_from_db()
    assert (plan.state, plan.result_value, plan.witnesses.count(), Pair.objects.count()) == ("committed", "", 0, 0)
    assert plan.result_on == RESULT_ON


def test_what_was_drawn_is_not_drawn_again(cast: Cast) -> None:
    with_stars(cast)
    plan = drawn(cast)
    before = draw_file(ANYONE, plan)

    with pytest.raises(UnableToCarry, match="不在这一步"):
        draw_plan(actor=cast.organiser, plan=plan, result="1 2", at=ON_THE_DAY)

    assert draw_file(ANYONE, plan) == before


def test_a_void_draw_stays_listed_with_its_reason_and_its_file(cast: Cast) -> None:
    with_stars(cast)
    plan = drawn(cast)
    with pytest.raises(UnableToCarry, match="写明原因"):
        void_plan(actor=cast.organiser, plan=plan, reason=" ", at=ON_THE_DAY)

    void_plan(actor=cast.organiser, plan=plan, reason="见证人的号码抄错了", at=ON_THE_DAY)

    again = commit_plan(
        actor=cast.organiser,
        district=cast.district,
        take=6,
        result_name=LOTTERY,
        result_on=RESULT_ON + timedelta(days=9),
        at=ON_THE_DAY,
    )
    file = draw_file(ANYONE, plan)
    assert list(plans(ANYONE, cast.district)) == [again, plan]
    assert (file["state"], file["reason"], verify_draw(file)) == ("void", "见证人的号码抄错了", None)


def test_only_the_organisation_department_with_a_second_factor_carries_a_draw(cast: Cast) -> None:
    with_stars(cast)
    plan = committed(cast)

    for who in ("TASKFORCE", "CLERK", "outsider"):
        with pytest.raises(NotAllowed):
            close_plan(actor=cast.actors[who], plan=plan, at=NOW)
    with pytest.raises(NotAllowed):
        void_plan(actor=without_second_factor(cast.organiser), plan=plan, reason="不要了", at=NOW)

    plan.refresh_from_db()
    assert plan.state == "committed"


def test_every_step_is_in_the_audit_without_the_secret_and_without_anybodys_own_words(cast: Cast) -> None:
    with_stars(cast)
    plan = drawn(cast)
    close_plan(actor=cast.organiser, plan=plan, at=ON_THE_DAY)
    void_plan(actor=cast.organiser, plan=committed(cast), reason="王某说抄错了", at=NOW)

    steps = AuditEntry.objects.filter(act__startswith="rechecks.").order_by("id")

    said = [entry.act.removeprefix("rechecks.") for entry in steps]
    assert said == ["commit", "witness", "draw", "close", "commit", "void"]
    changes = json.dumps([entry.changes for entry in steps], ensure_ascii=False)
    assert (draw_file(ANYONE, plan)["secret"] in changes, "王某" in changes) == (False, False)


def test_a_village_merged_since_the_commitment_stays_on_the_list_beside_the_one_it_became_part_of(cast: Cast) -> None:
    with_stars(cast)
    plan = committed(cast, take=9)
    merge(actor=cast.organiser, village=cast.villages["石桥"], into=cast.villages["西柳"], at=NOW)

    draw_plan(actor=cast.organiser, plan=plan, result="1", at=ON_THE_DAY)

    there = Pair.objects.order_by("branch", "criterion").values_list("branch", "criterion")
    assert list(there.filter(branch__in=[cast.xiliu, cast.shiqiao])) == [
        (branch.pk, criterion) for branch in (cast.xiliu, cast.shiqiao) for criterion in ("T1", "T2")
    ]
    assert verify_draw(draw_file(ANYONE, plan)) is None


@pytest.mark.parametrize("is_drawn_before", [True, False])
def test_a_village_that_got_another_code_is_spelt_as_it_was_committed_to(cast: Cast, *, is_drawn_before: bool) -> None:
    with_stars(cast)
    plan = drawn(cast, take=9) if is_drawn_before else committed(cast, take=9)

    recode(actor=cast.organiser, village=cast.villages["石桥"], code="990099001299", at=ON_THE_DAY)

    if not is_drawn_before:
        draw_plan(actor=cast.organiser, plan=plan, result="1", at=ON_THE_DAY)
    assert verify_draw(draw_file(ANYONE, plan)) is None
    assert Pair.objects.filter(branch=cast.shiqiao, item__startswith="990099001203.").count() == 2


def test_the_secret_of_a_draw_outlives_the_servers_key(cast: Cast) -> None:
    with_stars(cast)
    plan = drawn(cast)

    with override_settings(SECRET_KEY="another key than the one it was sealed with"):
        assert verify_draw(draw_file(ANYONE, plan)) is None
