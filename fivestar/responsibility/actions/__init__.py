"""What may be done with posts, codes and devices; one file for each kind."""

from fivestar.responsibility.actions.posts import (
    UnableToAppoint,
    UnableToCreatePost,
    UnableToEndHolding,
    appoint,
    create_department,
    create_person,
    create_post,
    end_holding,
    open_account,
)

__all__ = [
    "UnableToAppoint",
    "UnableToCreatePost",
    "UnableToEndHolding",
    "appoint",
    "create_department",
    "create_person",
    "create_post",
    "end_holding",
    "open_account",
]
