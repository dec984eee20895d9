"""What may be done with posts, codes, devices and sessions; one file for each."""

from fivestar.responsibility.actions.accounts import UnableToReset, reset_account
from fivestar.responsibility.actions.entry import (
    Entered,
    IssuedCode,
    TooManyTries,
    UnableToEnter,
    UnableToIssueCode,
    enter_with_code,
    forget_old_tries,
    issue_entry_code,
    revoke_device,
    revoke_entry_codes,
)
from fivestar.responsibility.actions.moves import LeftWithoutOwner, Move, UnableToMove, move_person
from fivestar.responsibility.actions.owning import UnableToOwn, take_owner
from fivestar.responsibility.actions.posts import (
    UnableToAppoint,
    UnableToCreatePost,
    UnableToEndHolding,
    UnableToEndPost,
    appoint,
    create_department,
    create_person,
    create_post,
    end_holding,
    end_post,
    open_account,
    settle_official,
    settle_secretary,
)
from fivestar.responsibility.actions.session import (
    DEMONSTRATION_MARK,
    UnableToEnterDemonstration,
    enter_demonstration,
)

__all__ = [
    "DEMONSTRATION_MARK",
    "Entered",
    "IssuedCode",
    "LeftWithoutOwner",
    "Move",
    "TooManyTries",
    "UnableToAppoint",
    "UnableToCreatePost",
    "UnableToEndHolding",
    "UnableToEndPost",
    "UnableToEnter",
    "UnableToEnterDemonstration",
    "UnableToIssueCode",
    "UnableToMove",
    "UnableToOwn",
    "UnableToReset",
    "appoint",
    "create_department",
    "create_person",
    "create_post",
    "end_holding",
    "end_post",
    "enter_demonstration",
    "enter_with_code",
    "forget_old_tries",
    "issue_entry_code",
    "move_person",
    "open_account",
    "reset_account",
    "revoke_device",
    "revoke_entry_codes",
    "settle_official",
    "settle_secretary",
    "take_owner",
]
