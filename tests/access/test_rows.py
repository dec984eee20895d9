"""What the rows themselves must keep to, whoever adds one."""

from fivestar.foundation import access
from fivestar.foundation.access import Duty, Policy, decide
from fivestar.responsibility.models import Post
from tests.cast import Cast

ROWS = tuple(access.policies)
OVER_RATINGS = ("standards", "scorecards", "territory", "responsibility")
POWERFUL = frozenset({Duty.ORGANISE, Duty.TASKFORCE})


def is_reading(row: Policy) -> bool:
    verb = row.act.partition(".")[2]
    return verb == "read" or verb.startswith("read_")


def test_no_row_stands_twice() -> None:
    assert [row.act for index, row in enumerate(ROWS) if row in ROWS[:index]] == []


def test_an_act_is_named_after_its_room() -> None:
    rooms = {
        "publiclog",
        "territory",
        "responsibility",
        "standards",
        "evidence",
        "facts",
        "meetings",
        "notices",
        "finance",
        "scorecards",
        "shortfalls",
        "projects",
        "rechecks",
        "fieldwork",
        "voices",
    }

    assert [row.act for row in ROWS if row.act.partition(".")[0] not in rooms] == []


def test_whoever_acts_on_ratings_or_standards_has_shown_a_second_factor() -> None:
    """Facts are confirmed daily by many and are checked by others; what they are measured by is not."""
    unguarded = [
        row.act
        for row in ROWS
        if row.act.partition(".")[0] in OVER_RATINGS
        and row.duties & POWERFUL
        and not is_reading(row)
        and not row.second_factor
    ]

    assert unguarded == []


def test_the_public_only_reads_and_moves_a_fictitious_date() -> None:
    acts = {row.act for row in ROWS if row.reach == "anyone" and not is_reading(row)}

    assert acts == {"territory.set_own_date"}


def test_being_signed_in_is_no_power() -> None:
    assert [row.act for row in ROWS if row.reach == "signed_in"] == []


def test_no_branch_post_sees_or_changes_the_posts_of_supervision(cast: Cast) -> None:
    supervision = Post.objects.get(duty=Duty.SUPERVISE)
    acts = [act for act, label in access.table().pairs() if label == "responsibility.Post"]

    allowed = [
        (act, who)
        for act in acts
        for who in ("OWN", "HELPER", "next_secretary")
        if decide(cast.actors[who], act, supervision)
    ]

    assert acts != []
    assert allowed == []
