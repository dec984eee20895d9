"""Which feature hears, counts and shows for which: the one table that joins the rooms.

A lower room offers a typed register; only this file fills it. It is imported once, after Django is set up, by every
way into the program (`wsgi.py`, the command line, the tests), and a test prints the table into the docs.
"""

from datetime import timedelta

from fivestar.config.housekeeping import forget_traces
from fivestar.demonstration import frame as demonstration
from fivestar.demonstration import guide as demonstration_guide
from fivestar.demonstration.figures import district_figures, facts_of_the_figures
from fivestar.desk.burden_notes import branch_line, wall_aside
from fivestar.desk.guide import STATIONS as DESK_STATIONS
from fivestar.desk.navigation import NAVIGATION as DESK_NAVIGATION
from fivestar.disclosure.masking import for_readers_without_post
from fivestar.disclosure.navigation import BRANCH_PAGES as OPEN_BRANCH_PAGES
from fivestar.disclosure.navigation import OPEN_PAGE
from fivestar.disclosure.voices import access as voices_access
from fivestar.disclosure.voices import jobs as voices_jobs
from fivestar.disclosure.voices.navigation import NAVIGATION as VOICES_NAVIGATION
from fivestar.disclosure.voices.today import TODAY as VOICES_TODAY
from fivestar.evidence import access as evidence_access
from fivestar.evidence.guide import STATIONS as EVIDENCE_STATIONS
from fivestar.evidence.navigation import NAVIGATION as EVIDENCE_NAVIGATION
from fivestar.facts import access as facts_access
from fivestar.facts import jobs as facts_jobs
from fivestar.facts import registers as facts_registers
from fivestar.facts.api import access as api_access
from fivestar.facts.asking.frame import queue_addresses
from fivestar.facts.asking.guide import STATIONS as ASKING_STATIONS
from fivestar.facts.asking.navigation import BRANCH_PAGES as ASKING_BRANCH_PAGES
from fivestar.facts.asking.today import TODAY as ASKING_TODAY
from fivestar.facts.bulk.awaited import unknowns as facts_unknowns
from fivestar.facts.bulk.guide import STATIONS as BULK_STATIONS
from fivestar.facts.bulk.today import TODAY as BULK_TODAY
from fivestar.facts.burden import access as burden_access
from fivestar.facts.burden import registers as burden_registers
from fivestar.facts.consumers import consumers as facts_consumers
from fivestar.facts.contests import access as contests_access
from fivestar.facts.contests.today import TODAY as CONTESTS_TODAY
from fivestar.facts.counting import counters as fact_counters
from fivestar.facts.gate import access as gate_access
from fivestar.facts.gate.adoption import new_questions_at_the_gate
from fivestar.facts.gate.guide import STATIONS as GATE_STATIONS
from fivestar.facts.gate.today import TODAY as GATE_TODAY
from fivestar.facts.history import access as history_access
from fivestar.facts.navigation import NAVIGATION as FACTS_NAVIGATION
from fivestar.facts.review import access as review_access
from fivestar.facts.review.actions import return_reopened
from fivestar.facts.review.guide import STATIONS as REVIEW_STATIONS
from fivestar.facts.review.navigation import NAVIGATION as REVIEW_NAVIGATION
from fivestar.facts.review.today import TODAY as REVIEW_TODAY
from fivestar.fieldwork import access as fieldwork_access
from fivestar.fieldwork import logged as fieldwork_logged
from fivestar.fieldwork.guide import STATIONS as FIELDWORK_STATIONS
from fivestar.fieldwork.navigation import BRANCH_PAGES as FIELDWORK_BRANCH_PAGES
from fivestar.fieldwork.navigation import NAVIGATION as FIELDWORK_NAVIGATION
from fivestar.fieldwork.open_items import OPEN_ITEMS as FIELDWORK_OPEN_ITEMS
from fivestar.fieldwork.sections import decisions_of as fieldwork_decisions_of
from fivestar.fieldwork.sections import joint_meetings_of
from fivestar.fieldwork.today import TODAY as FIELDWORK_TODAY
from fivestar.finance import access as finance_access
from fivestar.finance import jobs as finance_jobs
from fivestar.finance.counters import COUNTERS as FINANCE_COUNTERS
from fivestar.finance.guide import STATIONS as FINANCE_STATIONS
from fivestar.finance.navigation import BRANCH_PAGES as FINANCE_BRANCH_PAGES
from fivestar.finance.navigation import NAVIGATION as FINANCE_NAVIGATION
from fivestar.finance.today import TODAY as FINANCE_TODAY
from fivestar.foundation import access, audit, context, guide, jobs, navigation, publiclog, today
from fivestar.foundation.once import forget_sent
from fivestar.foundation.publiclog import access as publiclog_access
from fivestar.meetings import access as meetings_access
from fivestar.meetings.burden import RECORD_SOURCES as MEETINGS_RECORD_SOURCES
from fivestar.meetings.counters import COUNTERS as MEETINGS_COUNTERS
from fivestar.meetings.guide import STATIONS as MEETINGS_STATIONS
from fivestar.meetings.navigation import BRANCH_PAGES as MEETINGS_BRANCH_PAGES
from fivestar.meetings.navigation import NAVIGATION as MEETINGS_NAVIGATION
from fivestar.notices import access as notices_access
from fivestar.notices import jobs as notices_jobs
from fivestar.notices import logged as notices_logged
from fivestar.notices.burden import RECORD_SOURCES as NOTICES_RECORD_SOURCES
from fivestar.notices.counters import COUNTERS as NOTICES_COUNTERS
from fivestar.notices.guide import STATIONS as NOTICES_STATIONS
from fivestar.notices.navigation import BRANCH_PAGES as NOTICES_BRANCH_PAGES
from fivestar.notices.navigation import NAVIGATION as NOTICES_NAVIGATION
from fivestar.notices.open_items import OPEN_ITEMS as NOTICES_OPEN_ITEMS
from fivestar.notices.today import TODAY as NOTICES_TODAY
from fivestar.projects import access as projects_access
from fivestar.projects.guide import STATIONS as PROJECTS_STATIONS
from fivestar.projects.navigation import BRANCH_PAGES as PROJECTS_BRANCH_PAGES
from fivestar.projects.navigation import NAVIGATION as PROJECTS_NAVIGATION
from fivestar.projects.open_items import OPEN_ITEMS as PROJECTS_OPEN_ITEMS
from fivestar.projects.queries import serving_links, start_address
from fivestar.projects.sections import blocked_of
from fivestar.projects.today import TODAY as PROJECTS_TODAY
from fivestar.rechecks import access as rechecks_access
from fivestar.rechecks import logged as rechecks_logged
from fivestar.rechecks.navigation import NAVIGATION as RECHECKS_NAVIGATION
from fivestar.rechecks.today import TODAY as RECHECKS_TODAY
from fivestar.responsibility import access as responsibility_access
from fivestar.responsibility import bodies as responsibility_bodies
from fivestar.responsibility import open_items as responsibility_open_items
from fivestar.responsibility.actions import forget_old_tries
from fivestar.responsibility.guide import STATIONS as RESPONSIBILITY_STATIONS
from fivestar.responsibility.navigation import ACCOUNT as RESPONSIBILITY_ACCOUNT
from fivestar.responsibility.navigation import BRANCH_PAGES as RESPONSIBILITY_BRANCH_PAGES
from fivestar.responsibility.navigation import NAVIGATION as RESPONSIBILITY_NAVIGATION
from fivestar.responsibility.own_items import OPEN_ITEMS as RESPONSIBILITY_OPEN_ITEMS
from fivestar.responsibility.today import TODAY as RESPONSIBILITY_TODAY
from fivestar.scorecards import access as scorecards_access
from fivestar.scorecards import actions as scorecards
from fivestar.scorecards import jobs as scorecards_jobs
from fivestar.scorecards import queries as scorecards_queries
from fivestar.scorecards import registers as scorecards_registers
from fivestar.scorecards.aims.today import TODAY as TARGETS_TODAY
from fivestar.scorecards.effect_views import LINK as EFFECT_LINK
from fivestar.scorecards.navigation import BRANCH_PAGES as SCORECARDS_BRANCH_PAGES
from fivestar.scorecards.navigation import NAVIGATION as SCORECARDS_NAVIGATION
from fivestar.scorecards.unknowns import facts_of_unknown_tasks
from fivestar.shortfalls import access as shortfalls_access
from fivestar.shortfalls import jobs as shortfalls_jobs
from fivestar.shortfalls import registers as shortfalls_registers
from fivestar.shortfalls.guide import STATIONS as SHORTFALLS_STATIONS
from fivestar.shortfalls.keeping import keep as keep_shortfalls
from fivestar.shortfalls.navigation import BRANCH_PAGES as SHORTFALLS_BRANCH_PAGES
from fivestar.shortfalls.navigation import NAVIGATION as SHORTFALLS_NAVIGATION
from fivestar.shortfalls.open_items import OPEN_ITEMS as SHORTFALLS_OPEN_ITEMS
from fivestar.shortfalls.sections import overdue_of
from fivestar.shortfalls.today import TODAY as SHORTFALLS_TODAY
from fivestar.standards import access as standards_access
from fivestar.standards import logged as standards_logged
from fivestar.standards import registers as standards_registers
from fivestar.standards.guide import STATIONS as STANDARDS_STATIONS
from fivestar.standards.links import proposal_links
from fivestar.standards.navigation import NAVIGATION as STANDARDS_NAVIGATION
from fivestar.standards.plan.sections import tasks_of as plan_tasks_of
from fivestar.territory import access as territory_access
from fivestar.territory import registers as territory_registers

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

# Branches of another category, other standards, other facts: what was reckoned for them is reckoned anew.
territory_registers.branches_changed.fill(scorecards.rescore)
standards_registers.changed.fill(scorecards.rescore_category)
# What a new edition would ask of the grassroots passes the gate as every question does.
standards_registers.hurdles.fill(new_questions_at_the_gate)
facts_registers.changed.fill(scorecards.rescore)
facts_registers.reopened.fill(return_reopened)

# What else needs a fact than the criteria in force, shown on the fact's page.
facts_consumers.fill(facts_of_the_figures)

# Records made in the course of work count themselves.
fact_counters.fill(*MEETINGS_COUNTERS, *NOTICES_COUNTERS, *FINANCE_COUNTERS)

# For want of which facts branches are 待核实, told to whoever supplies them.
facts_unknowns.fill(facts_of_unknown_tasks)

# What a file of facts changed, shown on its page.
facts_registers.batch_outcomes.fill(scorecards_queries.outcomes_of)

# Pages that belong to a district's own standards before they are adopted.
proposal_links.fill(EFFECT_LINK)

# Who hears that a branch carries another answer; notes on published figures beside the wall.
scorecards_registers.changed.fill(keep_shortfalls)
scorecards_registers.figures.fill(district_figures)

# Which projects serve a shortfall, and where one is started.
shortfalls_registers.helping.fill(serving_links)
shortfalls_registers.starting.fill(start_address)

# The burden ledger: beside the wall, on each dossier; records that somebody enters.
scorecards_registers.asides.fill(wall_aside)
scorecards_registers.branch_lines.fill(branch_line)

# Whoever is not signed in comes to the pages for villagers, and reads no count by which somebody could be recognised.
scorecards_registers.open_pages.fill(OPEN_PAGE)
scorecards_registers.for_readers.fill(for_readers_without_post)
burden_registers.record_sources.fill(*MEETINGS_RECORD_SOURCES, *NOTICES_RECORD_SOURCES)

# What is open in which post: for worklists, digests, and whoever moves somebody.
responsibility_open_items.open_items.fill(
    *RESPONSIBILITY_OPEN_ITEMS,
    *NOTICES_OPEN_ITEMS,
    *SHORTFALLS_OPEN_ITEMS,
    *PROJECTS_OPEN_ITEMS,
    *FIELDWORK_OPEN_ITEMS,
)

# What upper rooms show on the page of a task force or work group.
responsibility_bodies.body_sections.fill(
    plan_tasks_of, overdue_of, blocked_of, joint_meetings_of, fieldwork_decisions_of
)

# What each room had made public before there was a log of it (`fivestar log backfill`).
publiclog.earlier.fill(
    standards_logged.on_record, notices_logged.on_record, rechecks_logged.on_record, fieldwork_logged.on_record
)

# Work done again and again by `fivestar run-jobs`.
jobs.periodic.fill(
    # A row of the audit that is not sealed within seconds could still be changed unseen: sealing waits for no rescore.
    jobs.Periodic("audit.seal", timedelta(seconds=5), lambda now: audit.seal_pending(at=now), waits_for_none=True),
    jobs.Periodic(
        "publiclog.seal", timedelta(seconds=5), lambda now: publiclog.seal_pending(at=now), waits_for_none=True
    ),
    jobs.Periodic("jobs.forget_results", timedelta(days=1), jobs.forget_results),
    jobs.Periodic("traces.forget", timedelta(days=1), forget_traces),
    jobs.Periodic("forms.forget_sent", timedelta(days=1), forget_sent),
    jobs.Periodic("entry.forget_tries", timedelta(hours=1), lambda now: forget_old_tries(at=now)),
    *facts_jobs.PERIODIC,
    *notices_jobs.PERIODIC,
    *finance_jobs.PERIODIC,
    *scorecards_jobs.PERIODIC,
    *shortfalls_jobs.PERIODIC,
    *voices_jobs.PERIODIC,
)

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
