"""People, posts, the ways to sign in, and what is handed over when somebody leaves."""

from fivestar.responsibility.models.bodies import BodyMeeting, Dispatch, GroupFinding, Rhythm, Seat
from fivestar.responsibility.models.entry import DeviceKey, EntryCode, FailedEntry
from fivestar.responsibility.models.files import PostFile, StagedPost
from fivestar.responsibility.models.handover import Handover, ItemHandedOver, PostHandedOver
from fivestar.responsibility.models.people import Account, AccountManager, Department, Holding, Person, Post

__all__ = [
    "Account",
    "AccountManager",
    "BodyMeeting",
    "Department",
    "DeviceKey",
    "Dispatch",
    "EntryCode",
    "FailedEntry",
    "GroupFinding",
    "Handover",
    "Holding",
    "ItemHandedOver",
    "Person",
    "Post",
    "PostFile",
    "PostHandedOver",
    "Rhythm",
    "Seat",
    "StagedPost",
]
