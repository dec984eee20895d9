"""Which feature hears, counts and shows for which: the one table that joins the rooms.

A lower room offers a typed register; only this file fills it. It is imported once, after Django is set up, by every
way into the program (`wsgi.py`, the command line, the tests), and a test prints the table into the docs.
"""

from datetime import timedelta

from fivestar.config.housekeeping import forget_traces
from fivestar.foundation import access, audit, context, jobs, navigation
from fivestar.responsibility import access as responsibility_access
from fivestar.responsibility import pages as responsibility_pages
from fivestar.responsibility.actions import forget_old_tries
from fivestar.standards import access as standards_access
from fivestar.standards import registers as standards_registers
from fivestar.territory import access as territory_access
from fivestar.territory import registers as territory_registers

# Who may do what, and to which kinds of subject.
access.subjects.fill(
    *territory_access.SUBJECTS,
    *responsibility_access.SUBJECTS,
    *standards_access.SUBJECTS,
)
access.policies.fill(
    *territory_access.POLICIES,
    *responsibility_access.POLICIES,
    *standards_access.POLICIES,
)

# Branches of another category, and other standards: what was reckoned for them is reckoned anew.
territory_registers.branches_changed.fill()
standards_registers.changed.fill()

# Work done again and again by `fivestar run-jobs`.
jobs.periodic.fill(
    jobs.Periodic("audit.seal", timedelta(seconds=5), lambda now: audit.seal_pending(at=now)),
    jobs.Periodic("jobs.forget_results", timedelta(days=1), jobs.forget_results),
    jobs.Periodic("traces.forget", timedelta(days=1), forget_traces),
    jobs.Periodic("entry.forget_tries", timedelta(hours=1), lambda now: forget_old_tries(at=now)),
)

# The frame of every page: the main navigation, banners under the header, tools in it, and what those need.
navigation.navigation.fill(
    *responsibility_pages.NAVIGATION,
)
context.banners.fill()
context.header_tools.fill()
context.additions.fill()
