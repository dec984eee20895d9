"""What must hold of every meeting, whatever the figures."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from fivestar.projects.decisions import Held, Past, Votes, faults, is_resolved, judge, next_step
from fivestar.projects.steps import BY_ID, NEEDED, ORDER
from fivestar.standards.law.values import Rule, Share
from tests.projects.test_worked_meetings import rules_of

TODAY = date(2023, 9, 15)
RULES = rules_of("village", TODAY)
STEPS = [(step.id, body) for step in BY_ID.values() for body in step.bodies]


@st.composite
def meetings(draw: st.DrawFn) -> Held:
    step, body = draw(st.sampled_from(STEPS))
    favour, against, abstained, spoilt, kept = (draw(st.integers(0, 60)) for _ in range(5))
    by_paper = draw(st.booleans())
    votes = Votes(favour, against, abstained, spoilt if by_paper else 0, kept if by_paper else 0)
    due = max(1, votes.total) + draw(st.integers(0, 80))
    held_on = TODAY - timedelta(days=draw(st.integers(0, 100)))
    notified_on = held_on - timedelta(days=draw(st.integers(0, 20)))
    return Held(step, body, held_on, due, votes.total, votes, by_paper, ("王一", "李二"), notified_on)


def before(held: Held) -> tuple[Past, ...]:
    steps = ORDER[: ORDER.index(held.step)]
    return (Past(steps, held.held_on - timedelta(days=1), "carried"),) if steps else ()


def shares() -> st.SearchStrategy[Share]:
    parts = st.tuples(st.integers(1, 20), st.integers(1, 20)).filter(lambda pair: pair[0] <= pair[1])
    either = st.booleans()
    return st.builds(lambda strict, pair, due: Share(strict, pair[0], pair[1], due), either, parts, either)


@given(meetings())
def test_one_more_who_comes_and_is_in_favour_never_makes_a_lawful_step_unlawful(held: Held) -> None:
    if judge(held, RULES).outcome != "carried" or held.present == held.due:
        return
    more = replace(held, present=held.present + 1, votes=replace(held.votes, favour=held.votes.favour + 1))

    assert faults(more, RULES, before(held), TODAY) == faults(held, RULES, before(held), TODAY)
    assert judge(more, RULES).outcome == "carried"


@given(meetings(), shares(), shares())
def test_the_same_holds_of_any_shares_a_district_may_enter(held: Held, present: Share, favour: Share) -> None:
    rules = {**RULES}
    for part, share in (("present", present), ("favour", favour)):
        name = f"{held.body}.{part}"
        rules[name] = Rule(f"village.{name}", share, "", TODAY, None, "条", "文")
    if judge(held, rules).outcome != "carried" or held.present == held.due:
        return
    more = replace(held, present=held.present + 1, votes=replace(held.votes, favour=held.votes.favour + 1))

    assert judge(more, rules).outcome == "carried"


@given(meetings())
def test_a_vote_moved_from_against_to_favour_never_harms(held: Held) -> None:
    if judge(held, RULES).outcome != "carried" or not held.votes.against:
        return
    votes = replace(held.votes, favour=held.votes.favour + 1, against=held.votes.against - 1)

    assert judge(replace(held, votes=votes), RULES).outcome == "carried"


@given(meetings(), st.integers(1, 30))
def test_an_earlier_call_never_makes_a_lawful_meeting_unlawful(held: Held, days: int) -> None:
    if faults(held, RULES, before(held), TODAY) or held.notified_on is None:
        return
    earlier = replace(held, notified_on=held.notified_on - timedelta(days=days))

    assert faults(earlier, RULES, before(held), TODAY) == ()


@given(meetings(), st.data())
def test_without_a_needed_rule_nothing_counts(held: Held, data: st.DataObject) -> None:
    lost = data.draw(st.sampled_from(NEEDED[held.body]))
    rules = {name: rule for name, rule in RULES.items() if name != lost}

    assert judge(held, rules).outcome == "pending"


@given(meetings())
def test_a_meeting_is_judged_the_same_by_hands_and_by_paper(held: Held) -> None:
    if held.votes.spoilt or held.votes.kept:
        return

    assert judge(replace(held, by_paper=True), RULES) == judge(replace(held, by_paper=False), RULES)


@given(st.lists(st.sampled_from(["carried", "rejected", "too_few", "pending"]), min_size=4, max_size=4))
def test_a_project_is_resolved_only_when_all_four_carried(outcomes: list[str]) -> None:
    past = [
        Past((step,), TODAY, outcome)  # type: ignore[arg-type]
        for step, outcome in zip(ORDER, outcomes, strict=True)
    ]

    assert is_resolved(past) == (outcomes == ["carried"] * 4)
    assert not is_resolved(past) or next_step(past) is None
