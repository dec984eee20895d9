"""Who may do what, and to which kinds of subject: the rows of every room, in one order."""

from fivestar.disclosure.voices import access as voices_access
from fivestar.evidence import access as evidence_access
from fivestar.facts import access as facts_access
from fivestar.facts.api import access as api_access
from fivestar.facts.burden import access as burden_access
from fivestar.facts.contests import access as contests_access
from fivestar.facts.gate import access as gate_access
from fivestar.facts.history import access as history_access
from fivestar.facts.review import access as review_access
from fivestar.fieldwork import access as fieldwork_access
from fivestar.finance import access as finance_access
from fivestar.foundation import access
from fivestar.foundation.publiclog import access as publiclog_access
from fivestar.meetings import access as meetings_access
from fivestar.notices import access as notices_access
from fivestar.projects import access as projects_access
from fivestar.rechecks import access as rechecks_access
from fivestar.responsibility import access as responsibility_access
from fivestar.scorecards import access as scorecards_access
from fivestar.shortfalls import access as shortfalls_access
from fivestar.standards import access as standards_access
from fivestar.territory import access as territory_access

# Who may do what, and to which kinds of subject.
access.subjects.fill(
    *publiclog_access.SUBJECTS,
    *territory_access.SUBJECTS,
    *responsibility_access.SUBJECTS,
    *standards_access.SUBJECTS,
    *evidence_access.SUBJECTS,
    *facts_access.SUBJECTS,
    *api_access.SUBJECTS,
    *gate_access.SUBJECTS,
    *contests_access.SUBJECTS,
    *meetings_access.SUBJECTS,
    *notices_access.SUBJECTS,
    *finance_access.SUBJECTS,
    *review_access.SUBJECTS,
    *scorecards_access.SUBJECTS,
    *shortfalls_access.SUBJECTS,
    *projects_access.SUBJECTS,
    *rechecks_access.SUBJECTS,
    *fieldwork_access.SUBJECTS,
    *voices_access.SUBJECTS,
)
access.policies.fill(
    *publiclog_access.POLICIES,
    *territory_access.POLICIES,
    *responsibility_access.POLICIES,
    *standards_access.POLICIES,
    *evidence_access.POLICIES,
    *facts_access.POLICIES,
    *api_access.POLICIES,
    *gate_access.POLICIES,
    *contests_access.POLICIES,
    *burden_access.POLICIES,
    *meetings_access.POLICIES,
    *notices_access.POLICIES,
    *finance_access.POLICIES,
    *review_access.POLICIES,
    *history_access.POLICIES,
    *scorecards_access.POLICIES,
    *shortfalls_access.POLICIES,
    *projects_access.POLICIES,
    *rechecks_access.POLICIES,
    *fieldwork_access.POLICIES,
    *voices_access.POLICIES,
)
