"""What may be done with notices; one file for each."""

from fivestar.notices.actions.checking import (
    Signed,
    Spoken,
    UnableToAnswer,
    UnableToCheck,
    UnableToSettle,
    answer_objection,
    check_notice,
    enter_paper,
    settle_objection,
)
from fivestar.notices.actions.committee import UnableToSeat, UnableToSetBusy, seat_member, set_busy, unseat_member
from fivestar.notices.actions.enclosing import Brought
from fivestar.notices.actions.links import (
    IssuedLink,
    UnableToIssueLink,
    UnableToUseLink,
    check_by_link,
    forget_old_links,
    issue_link,
)
from fivestar.notices.actions.posting import (
    UnableToPost,
    UnableToWithdraw,
    post_notice,
    take_down_past,
    withdraw_notice,
)

__all__ = [
    "Brought",
    "IssuedLink",
    "Signed",
    "Spoken",
    "UnableToAnswer",
    "UnableToCheck",
    "UnableToIssueLink",
    "UnableToPost",
    "UnableToSeat",
    "UnableToSetBusy",
    "UnableToSettle",
    "UnableToUseLink",
    "UnableToWithdraw",
    "answer_objection",
    "check_by_link",
    "check_notice",
    "enter_paper",
    "forget_old_links",
    "issue_link",
    "post_notice",
    "seat_member",
    "set_busy",
    "settle_objection",
    "take_down_past",
    "unseat_member",
    "withdraw_notice",
]
