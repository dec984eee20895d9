"""The two readings agree for policies and posts nobody has thought of."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fivestar.foundation.access import WHATEVER, Actor, Condition, Duty, Grant, Policy, Subject, Table
from fivestar.foundation.access.table import About
from fivestar.territory.models import Branch
from tests.cast import Cast

CATEGORIES = ("rural", "urban", "unknown", "outside")
DUTIES = (Duty.OWN, Duty.CLERK, Duty.ORGANISE)

# A branch's category stands for a department's name: a domain that the subject itself carries.
WITH_FIELD = Subject("territory.Branch", domains=(("facts", "category"),))
WITHOUT_FIELD = Subject("territory.Branch", path_field="village__path")

limits = st.none() | st.sampled_from(CATEGORIES)
conditions = st.builds(
    Condition,
    field=st.sampled_from(["category", "village__legal_form", "township__is_fictitious"]),
    among=st.lists(st.sampled_from(["rural", "urban", "village", "residents", True, False]), max_size=3).map(tuple),
    reason=st.just("条件不符"),
).filter(lambda condition: len({type(value) for value in condition.among}) < 2)
policies = st.builds(
    Policy,
    act=st.just("act"),
    subject=st.just("territory.Branch"),
    duties=st.frozensets(st.sampled_from(DUTIES)),
    reach=st.sampled_from(["over", "within", "touching", "anyone", "signed_in"]),
    domain=st.sampled_from([None, "facts"]),
    not_the_doer=st.sampled_from([None, "public_id", "village__public_id"]),
    only_if=st.lists(conditions, max_size=2).map(tuple),
    second_factor=st.booleans(),
).filter(lambda row: all(_fits(condition) for condition in row.only_if))


def _fits(condition: Condition) -> bool:
    """A yes/no field is compared with yes and no, a text with texts."""
    is_boolean = condition.field == "township__is_fictitious"
    return all(isinstance(value, bool) is is_boolean for value in condition.among)


def paths(cast: Cast) -> list[str]:
    units = (
        cast.nation,
        cast.city,
        cast.district,
        cast.liuxi,
        cast.zhuyuan,
        cast.villages["东柳"],
        cast.villages["竹园"],
    )
    return [unit.path for unit in units]


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_decide_and_visible_agree_on_random_rows_and_posts(cast: Cast, data: st.DataObject) -> None:
    subject = data.draw(st.sampled_from([WITH_FIELD, WITHOUT_FIELD]))
    table = Table(data.draw(st.lists(policies, min_size=1, max_size=4)), [subject])
    grants = st.builds(Grant, duty=st.sampled_from(DUTIES), path=st.sampled_from(paths(cast)), facts_department=limits)
    actor = Actor(
        account_id=data.draw(st.none() | st.just(1)),
        person_ref=data.draw(st.sampled_from(["", cast.dongliu.public_id, cast.villages["竹园"].public_id])),
        posts=tuple(data.draw(st.lists(grants, max_size=3))),
        has_second_factor=data.draw(st.booleans()),
        is_demonstration=data.draw(st.booleans()),
    )
    matters: list[About] = [WHATEVER, *CATEGORIES]
    about = data.draw(st.sampled_from([None, *matters] if subject is WITH_FIELD else matters))

    one_by_one = {branch.pk for branch in Branch.objects.all() if table.decide(actor, "act", branch, about=about)}
    listed = {branch.pk for branch in table.visible(actor, "act", Branch.objects.all(), about=about)}

    assert listed == one_by_one
