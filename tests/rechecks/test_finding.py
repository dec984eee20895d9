"""What is found counts, in order; what did not hold reopens its facts."""

from uuid import UUID

import pytest

from fivestar.facts.models import Observation
from fivestar.foundation.access import ANYONE
from fivestar.foundation.outcome import NotAllowed
from fivestar.rechecks.actions import UnableToFind, close_plan, record_finding, void_plan
from fivestar.rechecks.models import Finding, Pair, Plan
from fivestar.rechecks.queries import findable, notes_of, result, severity_of_reviewers
from fivestar.scorecards.models import Scorecard
from tests.cast import Cast
from tests.rechecks.stories import ON_THE_DAY, drawn, find, with_stars


def pair_of(plan: Plan, branch: str, criterion: str) -> Pair:
    return plan.pairs.get(branch__village__name=f"{branch}村委会", criterion=criterion)


def standing(branch_id: int) -> tuple[int, str]:
    card = Scorecard.objects.get(branch=branch_id, basis="C", is_current=True)
    return card.level, card.stars


def test_only_the_unbroken_beginning_of_the_list_counts_until_the_list_is_closed(cast: Cast) -> None:
    with_stars(cast)
    plan = drawn(cast, take=9)
    first, second, third, *_, last = plan.pairs.order_by("position")
    find(cast, first, "holds", number=1)
    find(cast, second, "holds", number=2)
    find(cast, last, "could_not", number=3, note="门锁着")

    before = result(ANYONE, plan)
    find(cast, third, "holds", number=4)
    after = result(ANYONE, plan)
    close_plan(actor=cast.organiser, plan=plan, at=ON_THE_DAY)
    at_last = result(ANYONE, plan)

    assert (before.counted, before.ahead, before.holds, before.taken) == (2, 1, 2, 9)
    assert (after.counted, after.ahead, after.most_wrong) == (3, 1, 667)
    assert (at_last.counted, at_last.holds, at_last.could_not, at_last.does_not) == (9, 3, 6, 0)
    assert at_last.most_wrong == 667  # everything was drawn: six of nine, none of it shown to be wrong


def test_everything_found_to_hold_leaves_no_room(cast: Cast) -> None:
    with_stars(cast)
    plan = drawn(cast, take=9)
    for number, pair in enumerate(plan.pairs.order_by("position")):
        find(cast, pair, "holds", number=number)

    told = result(ANYONE, plan)

    assert (told.most_wrong, told.most_stars, told.stars, told.stars_looked, told.stars_fell) == (0, 0, 4, 4, 0)
    assert [(one.star, one.taken, one.looked) for one in told.strata] == [("industry", 3, 3), ("party", 6, 6)]


def test_a_verdict_that_does_not_hold_reopens_its_facts_and_the_star_falls(cast: Cast) -> None:
    with_stars(cast)
    plan = drawn(cast, take=9)
    pair = pair_of(plan, "西柳", "T1")
    assert standing(pair.branch_id)[1][0] == "1"

    find(cast, pair, "does_not", number=1, note="书记空缺已有两个月")

    vacant = Observation.objects.filter(branch=pair.branch, fact__slug="vacant_days")
    assert [(one.basis, one.superseded_at is None, one.value) for one in vacant.order_by("id")] == [
        ("C", False, 0),
        ("S", True, 0),
    ]
    assert standing(pair.branch_id)[1][0] == "2"
    untouched = Observation.objects.filter(branch=pair.branch, fact__slug="members_meetings", superseded_at=None)
    assert {one.basis for one in untouched} == {"C"}


def test_the_same_finding_sent_twice_is_taken_once_even_after_the_list_was_closed(cast: Cast) -> None:
    with_stars(cast)
    plan = drawn(cast)
    pair = plan.pairs.order_by("position")[0]
    first = find(cast, pair, "holds", number=7)
    close_plan(actor=cast.organiser, plan=plan, at=ON_THE_DAY)

    again = find(cast, pair, "holds", number=7)

    assert (again.pk, Finding.objects.count()) == (first.pk, 1)
    with pytest.raises(UnableToFind, match="已经用在另一条"):
        find(cast, pair, "could_not", number=7, note="没人")
    with pytest.raises(UnableToFind, match="不在进行"):
        find(cast, pair, "holds", number=8)
    assert Finding.objects.count() == 1


def test_a_person_may_correct_himself_and_the_earlier_finding_is_kept(cast: Cast) -> None:
    with_stars(cast)
    plan = drawn(cast)
    pair = plan.pairs.order_by("position")[0]
    find(cast, pair, "could_not", number=1, note="没人在家")

    with pytest.raises(UnableToFind, match="在别处已经记过"):
        find(cast, pair, "holds", number=3)
    find(cast, pair, "holds", number=2, over=1)

    kept = Finding.objects.order_by("id").values_list("verdict", "superseded_at")
    assert list(kept) == [("could_not", ON_THE_DAY), ("holds", None)]
    assert result(ANYONE, plan).holds == 1


def test_of_several_people_any_fault_counts(cast: Cast) -> None:
    with_stars(cast)
    plan = drawn(cast)
    pair = plan.pairs.filter(branch=cast.branches["东柳"]).order_by("position").first()
    assert pair is not None
    for earlier in plan.pairs.filter(position__lt=pair.position):
        find(cast, earlier, "holds", number=100 + earlier.position)
    find(cast, pair, "holds", number=1, who="GUIDE")

    find(cast, pair, "does_not", number=2, note="账上没有")

    told = result(ANYONE, plan)
    assert (told.holds, told.does_not) == (pair.position - 1, 1)


def test_without_a_reason_nothing_is_recorded(cast: Cast) -> None:
    with_stars(cast)
    plan = drawn(cast)
    pair = plan.pairs.order_by("position")[0]

    for verdict, reason in (("does_not", "写一句为什么"), ("could_not", "写一句为什么"), ("perhaps", "请选")):
        with pytest.raises(UnableToFind, match=reason):
            record_finding(
                actor=cast.organiser, pair=pair, verdict=verdict, note=" ", client_id=UUID(int=1), at=ON_THE_DAY
            )

    assert Finding.objects.count() == 0


def test_a_void_list_takes_no_findings(cast: Cast) -> None:
    with_stars(cast)
    plan = drawn(cast)
    void_plan(actor=cast.organiser, plan=plan, reason="号码抄错", at=ON_THE_DAY)

    with pytest.raises(UnableToFind, match="不在进行"):
        find(cast, plan.pairs.order_by("position")[0], "holds", number=1)


def test_who_states_or_confirms_facts_never_rechecks_them(cast: Cast) -> None:
    with_stars(cast)
    plan = drawn(cast, take=9)
    pair = pair_of(plan, "东柳", "T1")

    for who in ("OWN", "HELPER", "CLERK", "SUPPLY", "MANAGE", "outsider"):
        with pytest.raises(NotAllowed):
            find(cast, pair, "holds", number=1, who=who)

    assert Finding.objects.count() == 0
    assert {one.star for one in findable(cast.taskforce, plan)} == {"industry"}
    assert {one.branch.township_id for one in findable(cast.actors["GUIDE"], plan)} == {cast.liuxi.pk}


def test_nobody_rechecks_what_he_confirmed_himself_though_he_may_correct_what_he_found(cast: Cast) -> None:
    with_stars(cast)
    Observation.objects.filter(fact__slug="vacant_days").update(recorded_by=cast.organiser.person_ref)
    plan = drawn(cast, take=9)

    with pytest.raises(UnableToFind, match="请由别人复核"):
        find(cast, pair_of(plan, "东柳", "T1"), "holds", number=1)
    assert Finding.objects.count() == 0
    find(cast, pair_of(plan, "东柳", "T2"), "does_not", number=2, note="记录不全")
    find(cast, pair_of(plan, "东柳", "T2"), "holds", number=3, over=2)

    assert list(Finding.objects.order_by("id").values_list("verdict", flat=True)) == ["does_not", "holds"]


def test_notes_are_for_those_concerned_and_severity_for_the_department(cast: Cast) -> None:
    with_stars(cast)
    plan = drawn(cast, take=9)
    pair = pair_of(plan, "东柳", "T1")
    find(cast, pair, "could_not", number=1, note="门锁着")

    assert notes_of(cast.secretary, plan) == {pair.pk: ["门锁着"]}
    assert notes_of(ANYONE, plan) == {}
    assert notes_of(cast.actors["next_clerk"], plan) == {}
    assert severity_of_reviewers(cast.organiser, cast.district) == []
    assert severity_of_reviewers(cast.clerk, cast.district) == []
