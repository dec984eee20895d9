"""Who may do what with posts and devices.

Posts with their holders' names, devices and codes are the business of the offices above them. Of the posts that help a
branch everybody reads title and surname (`in_charge`), nothing more. A supervision committee is elected by the
villagers and entered by the township: no post of the branch stands in those rows.
"""

from fivestar.foundation.access import Condition, Duty, Policy, Subject
from fivestar.foundation.outcome import N_

_ORGANISE = frozenset({Duty.ORGANISE})
_CLERK = frozenset({Duty.CLERK})
_ABOVE = frozenset({Duty.ORGANISE, Duty.CLERK, Duty.MANAGE, Duty.LEAD, Duty.GUIDE})
_OF_BODIES = _ORGANISE | {Duty.TASKFORCE}
_SIT = frozenset({Duty.WORKGROUP, Duty.MEMBER, Duty.LEAD, Duty.GUIDE, Duty.MANAGE})
_ANSWERS = frozenset(
    {Duty.OWN, Duty.SUPPORT, Duty.MANAGE, Duty.CLERK, Duty.GUIDE, Duty.LEAD, Duty.SUPPLY, Duty.WORKGROUP}
)
_ENTERS_SUPERVISORS = frozenset({Duty.CLERK, Duty.MANAGE})
_A_SEAT = Condition("duty", (Duty.SUPERVISE.value,), N_("这不是监督委员会的席位"))
_FOR_VILLAGES = Condition("duty", (Duty.OWN.value, Duty.HELPER.value), N_("登录码只发给村(社区)党支部书记和代填人"))

SUBJECTS = (
    Subject("responsibility.Post", path_field="path", seen_by="responsibility.read_post"),
    Subject("responsibility.Department", path_field="district__path", seen_by="responsibility.read_body"),
    Subject("responsibility.Dispatch", path_field="branch__path", seen_by="responsibility.read_dispatch"),
    Subject("responsibility.GroupFinding", path_field="branch__path", seen_by="responsibility.read_finding"),
    Subject("responsibility.Handover", path_field="path", seen_by="responsibility.read_handover"),
    Subject("responsibility.DeviceKey", path_field="post__path", seen_by="responsibility.read_device"),
)

POLICIES = (
    Policy("responsibility.read_post", "responsibility.Post", duties=_ABOVE),
    # May he look at the list of a district's posts at all? Which posts stand on it `read_post` says.
    Policy("responsibility.read_posts", "territory.Region", duties=_ABOVE, reach="touching"),
    Policy("responsibility.appoint", "territory.Region", duties=_ORGANISE, second_factor=True),
    Policy("responsibility.appoint", "territory.Village", duties=_ORGANISE, second_factor=True),
    Policy("responsibility.appoint", "responsibility.Post", duties=_ORGANISE, second_factor=True),
    Policy("responsibility.end_holding", "responsibility.Post", duties=_ORGANISE, second_factor=True),
    Policy("responsibility.end_post", "responsibility.Post", duties=_ORGANISE, second_factor=True),
    Policy("responsibility.rename_post", "responsibility.Post", duties=_ORGANISE, second_factor=True),
    Policy("responsibility.read_supervisors", "territory.Village", duties=_ENTERS_SUPERVISORS | _ORGANISE),
    Policy("responsibility.seat_supervisor", "territory.Village", duties=_ENTERS_SUPERVISORS),
    Policy("responsibility.seat_supervisor", "territory.Village", duties=_ORGANISE, second_factor=True),
    Policy("responsibility.unseat_supervisor", "responsibility.Post", duties=_ENTERS_SUPERVISORS, only_if=(_A_SEAT,)),
    Policy(
        "responsibility.unseat_supervisor",
        "responsibility.Post",
        duties=_ORGANISE,
        only_if=(_A_SEAT,),
        second_factor=True,
    ),
    # Moving somebody gives what is open in his posts to others; the capsule says what went where.
    Policy("responsibility.move_person", "responsibility.Post", duties=_ORGANISE, second_factor=True),
    Policy("responsibility.read_handover", "responsibility.Handover", duties=_CLERK | _ORGANISE | {Duty.MANAGE}),
    # Who sits in which body everybody reads; who runs one sits in it (`actions.bodies`).
    Policy("responsibility.read_body", "responsibility.Department", reach="anyone"),
    Policy("responsibility.arrange_body", "responsibility.Department", duties=_ORGANISE, second_factor=True),
    Policy("responsibility.run_body", "responsibility.Department", duties=_OF_BODIES, second_factor=True),
    Policy("responsibility.run_body", "responsibility.Department", duties=_SIT, reach="touching"),
    # What a work group finds is the business of the village, of those above it and of those who help it.
    Policy("responsibility.read_dispatch", "responsibility.Dispatch", duties=_ANSWERS | _ORGANISE),
    Policy("responsibility.note_finding", "responsibility.Dispatch", duties=_ORGANISE, second_factor=True),
    Policy("responsibility.note_finding", "responsibility.Dispatch", duties=frozenset({Duty.WORKGROUP})),
    Policy("responsibility.read_finding", "responsibility.GroupFinding", duties=_ANSWERS | _ORGANISE),
    Policy("responsibility.settle_finding", "responsibility.GroupFinding", duties=_ORGANISE, second_factor=True),
    Policy("responsibility.settle_finding", "responsibility.GroupFinding", duties=_ANSWERS),
    # The clerk's page of a district lists the posts of her own township only (`issue_entry_code` below).
    Policy("responsibility.hand_out_codes", "territory.Region", duties=_CLERK, reach="touching"),
    Policy("responsibility.issue_entry_code", "responsibility.Post", duties=_CLERK, only_if=(_FOR_VILLAGES,)),
    Policy("responsibility.read_device", "responsibility.DeviceKey", duties=_CLERK | {Duty.OWN}),
    Policy("responsibility.revoke_device", "responsibility.DeviceKey", duties=_CLERK | {Duty.OWN}),
)
