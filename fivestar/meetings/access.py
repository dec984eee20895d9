"""Who may record a meeting and read the record. What was discussed is the branch's business, not the public's."""

from fivestar.foundation.access import Duty, Policy, Subject

_RECORD = frozenset({Duty.OWN, Duty.HELPER, Duty.CLERK, Duty.ORGANISE})
_READ = _RECORD | {Duty.MANAGE, Duty.LEAD, Duty.GUIDE}

SUBJECTS = (
    Subject("meetings.Meeting", path_field="branch__path", seen_by="meetings.read"),
    Subject("meetings.MeetingFile", path_field="path", seen_by="meetings.change_file"),
)

POLICIES = (
    Policy("meetings.read", "territory.Branch", duties=_READ),
    Policy("meetings.record", "territory.Branch", duties=_RECORD),
    Policy("meetings.read", "meetings.Meeting", duties=_READ),
    Policy("meetings.withdraw", "meetings.Meeting", duties=_RECORD),
    # May he bring an export to this district's page at all? Each row is asked for by `meetings.record`.
    Policy("meetings.import", "territory.Region", duties=_RECORD, reach="touching"),
    Policy("meetings.change_file", "meetings.MeetingFile", duties=_RECORD),
)
