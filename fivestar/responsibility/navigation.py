"""This room's entries in the navigation and beside the name of whoever is signed in."""

from fivestar.foundation.access import Actor, Duty
from fivestar.foundation.navigation import BranchEntry, Entry
from fivestar.foundation.outcome import N_


def _hands_out_codes(actor: Actor) -> bool:
    return any(grant.duty is Duty.CLERK for grant in actor.posts)


def _signs_in_by_code(actor: Actor) -> bool:
    return actor.is_signed_in and any(grant.duty in (Duty.OWN, Duty.HELPER) for grant in actor.posts)


def _signs_in_by_password(actor: Actor) -> bool:
    by_password = any(grant.duty not in (Duty.OWN, Duty.HELPER) for grant in actor.posts)
    return actor.is_signed_in and not actor.is_demonstration and by_password


NAVIGATION = (
    Entry("duties", N_("责任"), "duties", order=24, icon="people"),
    Entry("entry", N_("登录码"), "entry_posts", order=50, icon="user", for_whom=_hands_out_codes),
)
BRANCH_PAGES = (BranchEntry("duties", N_("五级责任"), "branch_duties", "people", lambda actor, branch: True),)
ACCOUNT = (
    Entry("devices", N_("我的设备"), "devices", order=10, takes_district=False, for_whom=_signs_in_by_code),
    Entry("second_factor", N_("二次验证"), "mfa_index", order=20, takes_district=False, for_whom=_signs_in_by_password),
    Entry(
        "password",
        N_("修改密码"),
        "account_change_password",
        order=30,
        takes_district=False,
        for_whom=_signs_in_by_password,
    ),
)
