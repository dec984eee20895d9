"""What may be done with notices; one file for each."""

from fivestar.notices.actions.posting import UnableToPost, UnableToWithdraw, post_notice, withdraw_notice

__all__ = ["UnableToPost", "UnableToWithdraw", "post_notice", "withdraw_notice"]
