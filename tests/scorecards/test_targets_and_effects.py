"""What a branch aims at, what a file changed, and what other standards would change."""

import copy
from datetime import timedelta

import pytest

from fivestar import engine
from fivestar.facts.actions import confirm_import
from fivestar.foundation.access import ANYONE
from fivestar.foundation.clock import midnight_of
from fivestar.foundation.outcome import NotAllowed, NotSeen
from fivestar.scorecards import queries
from fivestar.scorecards.actions import UnableToSetTarget, set_target
from fivestar.scorecards.models import Scorecard, Target
from fivestar.standards.models import Proposal
from tests.cast import NOW, TODAY, Cast, without_second_factor
from tests.factories import in_force, small_document, small_standards
from tests.facts.tables import DONGLIU, XILIU, long, staged, vacant
from tests.scorecards.stories import hold_industry_star, hold_party_star

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _standards(cast: Cast) -> None:
    small_standards(cast)


def aim(cast: Cast, level: int = 2, stars: tuple[str, ...] = (), reason: str = "年初计划", **other: object) -> Target:
    given = {"actor": cast.organiser, "branch": cast.dongliu, "at": NOW, **other}
    return set_target(level=level, stars=stars, reason=reason, **given)  # type: ignore[arg-type]


def stricter() -> engine.Rulebook:
    """No vacancy at all."""
    document = copy.deepcopy(small_document())
    document["edition"]["id"] = "own-2023"
    document["stars"][0]["criteria"][0]["met_when"] = "vacant_days <= 0"
    return engine.from_document(document)


def test_a_target_replaces_the_one_before_it(cast: Cast) -> None:
    aim(cast, 1, ("party",))
    aim(cast, 2, ("industry", "party"), reason="上调")

    assert list(Target.objects.order_by("id").values_list("level", "stars", "is_current")) == [
        (1, ["party"], False),
        (2, ["party", "industry"], True),
    ]
    target = queries.dossier(ANYONE, cast.dongliu).target
    assert target is not None
    assert (target.level, [star.id for star in target.stars], target.reason) == (2, ["party", "industry"], "上调")


def test_a_target_set_before_eight_in_the_morning_bears_the_day_it_was_set_here(cast: Cast) -> None:
    aim(cast, at=midnight_of(TODAY) + timedelta(hours=2))

    target = queries.dossier(ANYONE, cast.dongliu).target
    assert target is not None
    assert target.set_at == TODAY


@pytest.mark.parametrize(
    ("level", "stars", "reason", "message"),
    [
        (0, (), "x", "目标应是 1 到 2 星"),
        (3, (), "x", "目标应是 1 到 2 星"),
        (1, ("civility",), "x", "没有“civility”这颗星"),
        (2, ("party",), "x", "目标是 2 星,却点了 1 颗星"),
        (1, (), " ", "请写明理由"),
    ],
)
def test_a_target_that_cannot_be_is_refused(
    cast: Cast, level: int, stars: tuple[str, ...], reason: str, message: str
) -> None:
    with pytest.raises(UnableToSetTarget, match=message):
        aim(cast, level, stars, reason)

    assert Target.objects.count() == 0


def test_a_branch_without_standards_has_no_target(cast: Cast) -> None:
    with pytest.raises(UnableToSetTarget, match="还没有适用的标准"):
        aim(cast, branch=cast.shagang)


@pytest.mark.parametrize("who", ["outsider", "clerk", "secretary", "manager"])
def test_only_the_organisation_department_sets_targets(cast: Cast, who: str) -> None:
    with pytest.raises((NotAllowed, NotSeen)):
        aim(cast, actor=getattr(cast, who))
    with pytest.raises(NotAllowed):
        aim(cast, actor=without_second_factor(cast.organiser))

    assert Target.objects.count() == 0


def test_a_target_outlives_the_edition_it_was_set_under(cast: Cast) -> None:
    aim(cast, 2)

    in_force(cast, stricter(), TODAY)

    cell = queries.wall(ANYONE, cast.district).blocks[0].cells[0]
    target = queries.dossier(ANYONE, cast.dongliu).target
    assert target is not None
    assert (cell.target_level, target.level) == (2, 2)


def test_what_other_standards_would_change_is_known_before_they_are_adopted(cast: Cast) -> None:
    hold_party_star(cast)
    hold_party_star(cast, cast.xiliu)
    hold_industry_star(cast, cast.xiliu)
    from_file = staged(cast, long(vacant(DONGLIU, 3)))
    confirm_import(actor=cast.organiser, batch=from_file, at=NOW)
    rulebook = stricter()
    proposal = Proposal.objects.create(
        district=cast.district,
        category="rural",
        file_name="自己的任务.xlsx",
        document=engine.to_document(rulebook),
        digest=rulebook.digest,
        uploaded_by="x",
        uploaded_at=NOW,
    )
    cards = list(Scorecard.objects.values_list("id", "digest"))

    effect = queries.effect_of(cast.organiser, proposal)

    assert effect.branch_count == 3
    assert [(line.branch, line.level_before, line.level_after, line.lost) for line in effect.changed] == [
        ("东柳村委会", 1, 0, ("支部过硬星",))
    ]
    assert {count.level: count.count for count in effect.levels_after} == {5: 0, 4: 0, 3: 0, 2: 1, 1: 0, 0: 2}
    assert (effect.verdicts_before["met"], effect.verdicts_after["met"]) == (7, 6)
    assert list(Scorecard.objects.values_list("id", "digest")) == cards
    with pytest.raises((NotAllowed, NotSeen)):
        queries.effect_of(cast.outsider, proposal)


def test_a_confirmed_file_names_the_branches_whose_stars_changed(cast: Cast) -> None:
    hold_party_star(cast)
    batch = staged(cast, long(vacant(DONGLIU, 99), vacant(XILIU, 3)))
    assert queries.outcomes_of(batch) == ()

    confirm_import(actor=cast.organiser, batch=batch, at=NOW + timedelta(days=2))

    (changed,) = [one for one in queries.outcomes_of(batch) if one.stars_before or one.stars_after]
    assert (changed.name, changed.level_before, changed.level_after, changed.stars_before, changed.stars_after) == (
        "东柳村委会",
        1,
        0,
        ("支部过硬星",),
        (),
    )
