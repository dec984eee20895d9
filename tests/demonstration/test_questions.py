"""What departments would like to ask, and what a village thinks it should not be asked, in 柳河镇."""

from datetime import date

from fivestar.facts.contests.queries import answered_contests, open_contests
from fivestar.facts.gate.queries import questions
from fivestar.territory.models import Region


def test_one_question_waits_and_one_was_sent_back(district: Region) -> None:
    found = [(one.label, one.state, [finding["kind"] for finding in one.findings]) for one in questions(district)]

    assert found == [("村内大棚数", "waiting", []), ("全村常住农户有多少", "refused", ["held"])]


def test_one_contest_is_open_and_one_was_answered(district: Region) -> None:
    (open_one,), (answered,) = open_contests(district), answered_contests(district)

    assert (open_one.kind, open_one.fact.slug, open_one.due_on) == (
        "not_mine",
        "left_behind_children_visited",
        date(2023, 9, 22),
    )
    assert (answered.kind, answered.fact.slug, answered.outcome) == (
        "already_reported",
        "leading_industry_households",
        "upheld",
    )
    assert {one.branch.township.name for one in (open_one, answered)} == {"柳河镇"}
