"""The branches that aim high each have a department paired with them; nobody else has."""

from collections import Counter

from fivestar.demonstration.committees import MEMBERS, NEIGHBOURS
from fivestar.demonstration.people import PAIRED_AIMS
from fivestar.demonstration.places import TOLD_VILLAGE
from fivestar.foundation.access import Duty
from fivestar.responsibility.models import Holding, Post
from fivestar.responsibility.queries import chain_of, duty_holders
from fivestar.scorecards.models import Target
from fivestar.territory.models import Branch, Region
from fivestar.territory.queries import branches_of
from tests.demonstration.conftest import TODAY


def test_every_branch_that_aims_high_is_paired_with_one_department_and_no_other_is(district: Region) -> None:
    aiming = Target.objects.filter(is_current=True, level__in=PAIRED_AIMS).values_list("branch__path", flat=True)

    paired = Post.objects.filter(duty=Duty.SUPPORT.value)
    assert sorted(paired.values_list("path", flat=True)) == sorted(aiming)
    assert {post.title for post in paired} == {f"{post.department}帮建" for post in paired}
    assert len(aiming) > 1


def test_one_person_has_all_pairings_of_a_department(district: Region) -> None:
    holders = duty_holders(district, (Duty.SUPPORT,), TODAY)[Duty.SUPPORT]

    assert sum(len(one.posts) for one in holders) == Post.objects.filter(duty=Duty.SUPPORT.value).count()
    assert all(len({post.person for post in one.posts}) == 1 for one in holders)


def test_the_told_village_has_no_gap_in_its_five_levels(district: Region) -> None:
    told = Branch.objects.get(district=district, village__core=TOLD_VILLAGE[1])

    assert [(level.duty.value, len(level.posts)) for level in chain_of(told, TODAY)] == [
        ("LEAD", 1),
        ("GUIDE", 1),
        ("SUPPORT", 1),
        ("MANAGE", 1),
        ("OWN", 1),
    ]


def with_whole_committee(district: Region) -> list[str]:
    """The told village and its neighbours, whatever they aim at."""
    told = Branch.objects.get(district=district, village__core=TOLD_VILLAGE[1])
    of_the_township = list(branches_of(district).filter(township=told.township))
    beside = [branch for branch in of_the_township if branch.pk != told.pk][:NEIGHBOURS]
    return sorted(branch.path for branch in (told, *beside))


def heads(district: Region) -> list[str]:
    posts = Post.objects.filter(duty=Duty.SUPERVISE.value, title__endswith="主任")
    return sorted(posts.values_list("path", flat=True))


def test_a_committee_has_one_head_and_three_people(district: Region) -> None:
    whole = {path: heads(district).count(path) for path in with_whole_committee(district)}
    seats = Counter(Holding.objects.filter(post__duty=Duty.SUPERVISE.value).values_list("post__path", flat=True))

    assert len(whole) > 1
    assert set(whole.values()) == {1}
    assert {path: seats[path] for path in whole} == dict.fromkeys(whole, len(MEMBERS))
    assert {seats[path] for path in seats if path not in whole} <= {1}


def test_villages_that_aim_high_have_a_supervision_committee_and_the_highest_a_helper(district: Region) -> None:
    def held(duty: Duty) -> list[str]:
        return sorted(Holding.objects.filter(post__duty=duty.value).values_list("post__path", flat=True))

    def aiming(*levels: int) -> list[str]:
        there = Target.objects.filter(is_current=True, level__in=levels)
        return sorted(there.values_list("branch__path", flat=True))

    assert heads(district) == sorted({*aiming(5, 4), *with_whole_committee(district)})
    assert held(Duty.HELPER) == aiming(5)
    assert held(Duty.HELPER) != []
