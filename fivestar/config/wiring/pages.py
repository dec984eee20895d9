"""What stands around and leads to pages: navigation, the frame, the guided path, today's work."""

from fivestar.demonstration import frame as demonstration
from fivestar.demonstration import guide as demonstration_guide
from fivestar.desk.guide import STATIONS as DESK_STATIONS
from fivestar.desk.navigation import NAVIGATION as DESK_NAVIGATION
from fivestar.disclosure.navigation import BRANCH_PAGES as OPEN_BRANCH_PAGES
from fivestar.disclosure.proof.navigation import NAVIGATION as WITNESS_NAVIGATION
from fivestar.disclosure.voices.navigation import NAVIGATION as VOICES_NAVIGATION
from fivestar.disclosure.voices.today import TODAY as VOICES_TODAY
from fivestar.evidence.guide import STATIONS as EVIDENCE_STATIONS
from fivestar.evidence.navigation import NAVIGATION as EVIDENCE_NAVIGATION
from fivestar.facts.asking.frame import queue_addresses
from fivestar.facts.asking.guide import STATIONS as ASKING_STATIONS
from fivestar.facts.asking.navigation import BRANCH_PAGES as ASKING_BRANCH_PAGES
from fivestar.facts.asking.today import TODAY as ASKING_TODAY
from fivestar.facts.bulk.guide import STATIONS as BULK_STATIONS
from fivestar.facts.bulk.today import TODAY as BULK_TODAY
from fivestar.facts.contests.today import TODAY as CONTESTS_TODAY
from fivestar.facts.gate.guide import STATIONS as GATE_STATIONS
from fivestar.facts.gate.today import TODAY as GATE_TODAY
from fivestar.facts.navigation import NAVIGATION as FACTS_NAVIGATION
from fivestar.facts.review.guide import STATIONS as REVIEW_STATIONS
from fivestar.facts.review.navigation import NAVIGATION as REVIEW_NAVIGATION
from fivestar.facts.review.today import TODAY as REVIEW_TODAY
from fivestar.fieldwork.guide import STATIONS as FIELDWORK_STATIONS
from fivestar.fieldwork.navigation import BRANCH_PAGES as FIELDWORK_BRANCH_PAGES
from fivestar.fieldwork.navigation import NAVIGATION as FIELDWORK_NAVIGATION
from fivestar.fieldwork.today import TODAY as FIELDWORK_TODAY
from fivestar.finance.guide import STATIONS as FINANCE_STATIONS
from fivestar.finance.navigation import BRANCH_PAGES as FINANCE_BRANCH_PAGES
from fivestar.finance.navigation import NAVIGATION as FINANCE_NAVIGATION
from fivestar.finance.today import TODAY as FINANCE_TODAY
from fivestar.foundation import context, guide, navigation, today
from fivestar.meetings.guide import STATIONS as MEETINGS_STATIONS
from fivestar.meetings.navigation import BRANCH_PAGES as MEETINGS_BRANCH_PAGES
from fivestar.meetings.navigation import NAVIGATION as MEETINGS_NAVIGATION
from fivestar.notices.guide import STATIONS as NOTICES_STATIONS
from fivestar.notices.navigation import BRANCH_PAGES as NOTICES_BRANCH_PAGES
from fivestar.notices.navigation import NAVIGATION as NOTICES_NAVIGATION
from fivestar.notices.today import TODAY as NOTICES_TODAY
from fivestar.projects.guide import STATIONS as PROJECTS_STATIONS
from fivestar.projects.navigation import BRANCH_PAGES as PROJECTS_BRANCH_PAGES
from fivestar.projects.navigation import NAVIGATION as PROJECTS_NAVIGATION
from fivestar.projects.today import TODAY as PROJECTS_TODAY
from fivestar.rechecks.navigation import NAVIGATION as RECHECKS_NAVIGATION
from fivestar.rechecks.today import TODAY as RECHECKS_TODAY
from fivestar.responsibility.guide import STATIONS as RESPONSIBILITY_STATIONS
from fivestar.responsibility.navigation import ACCOUNT as RESPONSIBILITY_ACCOUNT
from fivestar.responsibility.navigation import BRANCH_PAGES as RESPONSIBILITY_BRANCH_PAGES
from fivestar.responsibility.navigation import NAVIGATION as RESPONSIBILITY_NAVIGATION
from fivestar.responsibility.today import TODAY as RESPONSIBILITY_TODAY
from fivestar.scorecards.aims.today import TODAY as TARGETS_TODAY
from fivestar.scorecards.navigation import BRANCH_PAGES as SCORECARDS_BRANCH_PAGES
from fivestar.scorecards.navigation import NAVIGATION as SCORECARDS_NAVIGATION
from fivestar.shortfalls.guide import STATIONS as SHORTFALLS_STATIONS
from fivestar.shortfalls.navigation import BRANCH_PAGES as SHORTFALLS_BRANCH_PAGES
from fivestar.shortfalls.navigation import NAVIGATION as SHORTFALLS_NAVIGATION
from fivestar.shortfalls.today import TODAY as SHORTFALLS_TODAY
from fivestar.standards.guide import STATIONS as STANDARDS_STATIONS
from fivestar.standards.navigation import NAVIGATION as STANDARDS_NAVIGATION

# The frame of every page: the main navigation, banners under the header, tools in it, and what those need.
navigation.navigation.fill(
    *SCORECARDS_NAVIGATION,
    *STANDARDS_NAVIGATION,
    *FACTS_NAVIGATION,
    *MEETINGS_NAVIGATION,
    *NOTICES_NAVIGATION,
    *FINANCE_NAVIGATION,
    *REVIEW_NAVIGATION,
    *SHORTFALLS_NAVIGATION,
    *PROJECTS_NAVIGATION,
    *RECHECKS_NAVIGATION,
    *EVIDENCE_NAVIGATION,
    *FIELDWORK_NAVIGATION,
    *VOICES_NAVIGATION,
    *WITNESS_NAVIGATION,
    *DESK_NAVIGATION,
    *RESPONSIBILITY_NAVIGATION,
)
navigation.branch_pages.fill(
    *RESPONSIBILITY_BRANCH_PAGES,
    *ASKING_BRANCH_PAGES,
    *MEETINGS_BRANCH_PAGES,
    *NOTICES_BRANCH_PAGES,
    *FINANCE_BRANCH_PAGES,
    *SCORECARDS_BRANCH_PAGES,
    *SHORTFALLS_BRANCH_PAGES,
    *PROJECTS_BRANCH_PAGES,
    *FIELDWORK_BRANCH_PAGES,
    *OPEN_BRANCH_PAGES,
)
navigation.account.fill(*RESPONSIBILITY_ACCOUNT)
context.banners.fill(*demonstration.BANNERS)
context.header_tools.fill(*demonstration.HEADER_TOOLS)
context.additions.fill(demonstration.demonstration_frame, queue_addresses)

# A demonstration's one-tap roles, and its guided path in the order in which it is walked.
guide.roles.fill(*demonstration_guide.ROLES)
guide.stations.fill(
    *demonstration_guide.STATIONS,
    *ASKING_STATIONS,
    *MEETINGS_STATIONS,
    *BULK_STATIONS,
    *EVIDENCE_STATIONS,
    *REVIEW_STATIONS,
    *DESK_STATIONS,
    *GATE_STATIONS,
    *RESPONSIBILITY_STATIONS,
    *STANDARDS_STATIONS,
    *SHORTFALLS_STATIONS,
    *PROJECTS_STATIONS,
    *NOTICES_STATIONS,
    *FINANCE_STATIONS,
    *FIELDWORK_STATIONS,
)

# 今日要办: what waits for somebody, room by room.
today.sources.fill(
    *RESPONSIBILITY_TODAY,
    *TARGETS_TODAY,
    *SHORTFALLS_TODAY,
    *PROJECTS_TODAY,
    *NOTICES_TODAY,
    *FINANCE_TODAY,
    *ASKING_TODAY,
    *BULK_TODAY,
    *REVIEW_TODAY,
    *CONTESTS_TODAY,
    *GATE_TODAY,
    *RECHECKS_TODAY,
    *FIELDWORK_TODAY,
    *VOICES_TODAY,
)
