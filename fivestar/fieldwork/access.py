"""Who calls and holds joint meetings and reads what they decided; who records visits and reads what they found."""

from fivestar.foundation.access import ALL_DUTIES, Duty, Policy, Subject

_ORGANISE = frozenset({Duty.ORGANISE})
# Whoever may be given a duty reads the meetings; supervision committees and helpers are given none.
_READ = ALL_DUTIES - {Duty.SUPERVISE, Duty.HELPER}
# The pack tells of the whole district: offices of the district and the townships' heads.
_READ_PACK = frozenset({Duty.ORGANISE, Duty.TASKFORCE, Duty.GUIDE, Duty.LEAD, Duty.MANAGE, Duty.SUPPLY, Duty.MEMBER})
# A township asks by its secretary or, in its name, by its clerk; a village asks its township.
ASK = frozenset({Duty.ORGANISE, Duty.TASKFORCE, Duty.LEAD, Duty.MANAGE, Duty.CLERK, Duty.SUPPLY, Duty.GUIDE})
OF_TOWNSHIPS = frozenset({Duty.MANAGE, Duty.CLERK})
_VISIT = frozenset(
    {Duty.ORGANISE, Duty.TASKFORCE, Duty.LEAD, Duty.GUIDE, Duty.SUPPORT, Duty.MANAGE, Duty.WORKGROUP, Duty.CLERK}
)

SUBJECTS = (
    Subject("fieldwork.JointMeeting", path_field="district__path", seen_by="fieldwork.read_meeting"),
    Subject("fieldwork.Decision", path_field="meeting__district__path", seen_by="fieldwork.read_decision"),
    Subject("fieldwork.Visit", path_field="branch__path", seen_by="fieldwork.read_visit"),
    Subject("fieldwork.Tour", path_field="district__path", seen_by="fieldwork.read_route"),
)

POLICIES = (
    Policy("fieldwork.read", "territory.Region", duties=_READ, reach="touching"),
    Policy("fieldwork.call", "territory.Region", duties=_ORGANISE),
    Policy("fieldwork.ask", "territory.Region", duties=ASK, reach="touching"),
    Policy("fieldwork.read_meeting", "fieldwork.JointMeeting", duties=_READ, reach="touching"),
    Policy("fieldwork.read_pack", "fieldwork.JointMeeting", duties=_READ_PACK, reach="touching"),
    # Hold, call off, decide, decline: one office keeps the record.
    Policy("fieldwork.carry", "fieldwork.JointMeeting", duties=_ORGANISE),
    Policy("fieldwork.read_decision", "fieldwork.Decision", duties=_READ, reach="touching"),
    # The act asks further: only a holder of the post that owns it, or the office that keeps the record.
    Policy("fieldwork.close", "fieldwork.Decision", duties=_READ, reach="touching"),
    Policy("fieldwork.visit", "territory.Branch", duties=_VISIT),
    Policy("fieldwork.read_visits", "territory.Region", duties=_READ, reach="touching"),
    # Who answers for what was found there reads it: the posts over the village.
    Policy("fieldwork.read_visit", "fieldwork.Visit", duties=_READ),
    Policy("fieldwork.keep_visit", "fieldwork.Visit", duties=_VISIT),
    # A commitment nobody sees binds nobody: commitment, route and the file of the draw are everybody's.
    Policy("fieldwork.read_route", "fieldwork.Tour", reach="anyone"),
    Policy("fieldwork.tour", "territory.Region", duties=_ORGANISE, second_factor=True),
    # Judges, scores and bands. The act asks further: only who holds a judge's post scores, never his own township.
    Policy("fieldwork.read_tour", "fieldwork.Tour", duties=_READ, reach="touching"),
    Policy("fieldwork.carry_tour", "fieldwork.Tour", duties=_ORGANISE, second_factor=True),
)
