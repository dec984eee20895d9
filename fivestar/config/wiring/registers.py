"""Which room hears, counts and does for which."""

from datetime import timedelta

from fivestar.config.housekeeping import forget_traces
from fivestar.demonstration.figures import district_figures, facts_of_the_figures
from fivestar.desk.burden_notes import branch_line, wall_aside
from fivestar.disclosure.masking import for_readers_without_post, receipt_for_readers, tasks_for_readers
from fivestar.disclosure.navigation import OPEN_PAGE
from fivestar.disclosure.navigation import ways_on as disclosure_ways_on
from fivestar.disclosure.voices import jobs as voices_jobs
from fivestar.facts import jobs as facts_jobs
from fivestar.facts import registers as facts_registers
from fivestar.facts.bulk.awaited import unknowns as facts_unknowns
from fivestar.facts.burden import registers as burden_registers
from fivestar.facts.consumers import consumers as facts_consumers
from fivestar.facts.counting import counters as fact_counters
from fivestar.facts.gate.adoption import new_questions_at_the_gate
from fivestar.facts.review.actions import return_reopened
from fivestar.fieldwork import logged as fieldwork_logged
from fivestar.fieldwork.open_items import OPEN_ITEMS as FIELDWORK_OPEN_ITEMS
from fivestar.fieldwork.sections import decisions_of as fieldwork_decisions_of
from fivestar.fieldwork.sections import joint_meetings_of
from fivestar.finance import jobs as finance_jobs
from fivestar.finance.counters import COUNTERS as FINANCE_COUNTERS
from fivestar.finance.disclosed import ledgers_begun
from fivestar.foundation import audit, jobs, publiclog
from fivestar.foundation.once import forget_sent
from fivestar.meetings.burden import RECORD_SOURCES as MEETINGS_RECORD_SOURCES
from fivestar.meetings.counters import COUNTERS as MEETINGS_COUNTERS
from fivestar.notices import jobs as notices_jobs
from fivestar.notices import logged as notices_logged
from fivestar.notices import registers as notices_registers
from fivestar.notices.burden import RECORD_SOURCES as NOTICES_RECORD_SOURCES
from fivestar.notices.counters import COUNTERS as NOTICES_COUNTERS
from fivestar.notices.open_items import OPEN_ITEMS as NOTICES_OPEN_ITEMS
from fivestar.projects.open_items import OPEN_ITEMS as PROJECTS_OPEN_ITEMS
from fivestar.projects.queries import serving_links, start_address
from fivestar.projects.sections import blocked_of
from fivestar.rechecks import logged as rechecks_logged
from fivestar.responsibility import bodies as responsibility_bodies
from fivestar.responsibility import open_items as responsibility_open_items
from fivestar.responsibility.actions import forget_old_tries
from fivestar.responsibility.own_items import OPEN_ITEMS as RESPONSIBILITY_OPEN_ITEMS
from fivestar.scorecards import actions as scorecards
from fivestar.scorecards import jobs as scorecards_jobs
from fivestar.scorecards import queries as scorecards_queries
from fivestar.scorecards import registers as scorecards_registers
from fivestar.scorecards.effect_views import LINK as EFFECT_LINK
from fivestar.scorecards.unknowns import facts_of_unknown_tasks
from fivestar.shortfalls import jobs as shortfalls_jobs
from fivestar.shortfalls import registers as shortfalls_registers
from fivestar.shortfalls.keeping import keep as keep_shortfalls
from fivestar.shortfalls.open_items import OPEN_ITEMS as SHORTFALLS_OPEN_ITEMS
from fivestar.shortfalls.sections import overdue_of
from fivestar.standards import logged as standards_logged
from fivestar.standards import registers as standards_registers
from fivestar.standards.links import proposal_links
from fivestar.standards.plan.sections import tasks_of as plan_tasks_of
from fivestar.territory import registers as territory_registers

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

# What a ledger hangs up when it is made public; nobody is asked for it a second time.
notices_registers.ledgers.fill(ledgers_begun)

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
notices_registers.ways_on.fill(disclosure_ways_on)
scorecards_registers.for_readers.fill(for_readers_without_post)
scorecards_registers.for_tasks.fill(tasks_for_readers)
scorecards_registers.for_receipts.fill(receipt_for_readers)
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
