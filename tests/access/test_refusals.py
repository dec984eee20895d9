"""A refusal says what to do about it; what may not be seen is not found."""

import pytest

from fivestar.foundation.access import (
    SYSTEM,
    WHATEVER,
    Condition,
    Duty,
    Policy,
    Subject,
    Table,
    decide,
    path_and_above,
    require,
)
from fivestar.foundation.outcome import NotAllowed, NotSeen
from fivestar.responsibility.models import Post
from tests.cast import Cast, without_second_factor

BRANCH = "territory.Branch"


def table(row: Policy, *domains: tuple[str, str]) -> Table:
    return Table([row], [Subject(BRANCH, domains=domains)])  # type: ignore[arg-type]


def test_a_post_reaches_its_unit_and_all_beneath(cast: Cast) -> None:
    rows = table(Policy("act", BRANCH, duties=frozenset({Duty.CLERK})))

    assert bool(rows.decide(cast.clerk, "act", cast.dongliu)) is True
    assert bool(rows.decide(cast.next_clerk, "act", cast.dongliu)) is False


def test_without_second_factor_the_way_to_it_is_shown(cast: Cast) -> None:
    denied = decide(without_second_factor(cast.organiser), "territory.set_category", cast.dongliu)

    assert not denied
    assert (denied.reached, denied.remedy) == (True, "second_factor")
    assert decide(cast.organiser, "territory.set_category", cast.dongliu)


def test_the_doer_does_not_judge_his_own_work(cast: Cast) -> None:
    rows = table(Policy("act", BRANCH, duties=frozenset({Duty.CLERK}), not_the_doer="public_id"))
    cast.dongliu.public_id = cast.clerk.person_ref

    denied = rows.decide(cast.clerk, "act", cast.dongliu)

    assert str(denied) == "自己办的事须由他人来定"


def test_a_state_that_does_not_fit_gives_its_own_reason(cast: Cast) -> None:
    rows = table(Policy("act", BRANCH, reach="anyone", only_if=(Condition("category", ("urban",), "只限城市社区"),)))

    assert str(rows.decide(cast.outsider, "act", cast.dongliu)) == "只限城市社区"
    assert bool(rows.decide(cast.outsider, "act", cast.nanmen)) is True


def test_a_post_limited_to_a_department_acts_for_no_other(cast: Cast) -> None:
    rows = table(Policy("act", BRANCH, duties=frozenset({Duty.SUPPLY}), domain="facts"))

    answers = [
        bool(rows.decide(cast.supplier, "act", cast.dongliu, about=about))
        for about in ("区农业农村局", "区民政局", WHATEVER)
    ]

    assert answers == [True, False, True]


def test_saying_nothing_of_the_department_is_a_fault_of_the_program(cast: Cast) -> None:
    rows = table(Policy("act", BRANCH, duties=frozenset({Duty.SUPPLY}), domain="facts"))

    with pytest.raises(LookupError, match="say about"):
        rows.decide(cast.supplier, "act", cast.dongliu)


def test_an_act_without_a_row_is_a_fault_of_the_program(cast: Cast) -> None:
    with pytest.raises(LookupError, match="no policy row"):
        decide(SYSTEM, "no.such_act", cast.dongliu)


def test_a_condition_may_not_name_an_empty_value() -> None:
    with pytest.raises(ValueError, match="empty value"):
        Condition("ended_on", (None,), "")


def test_what_may_be_seen_is_refused_with_a_reason_and_what_may_not_is_not_found(cast: Cast) -> None:
    post = Post.objects.get(title="东柳村党支部书记")

    require(cast.clerk, "responsibility.issue_entry_code", post)
    with pytest.raises(NotAllowed):
        require(cast.manager, "responsibility.issue_entry_code", post)  # sees the post, does not hand out codes
    with pytest.raises(NotSeen):
        require(cast.next_clerk, "responsibility.issue_entry_code", post)
    with pytest.raises(NotSeen):
        require(cast.outsider, "responsibility.issue_entry_code", post)


def test_a_path_names_all_units_it_leads_through() -> None:
    assert path_and_above("1.4.9.v17.") == ("1.", "1.4.", "1.4.9.", "1.4.9.v17.")
    assert path_and_above("1.") == ("1.",)
