"""Which room hears, counts and shows for which: the one table that joins the rooms.

A lower room offers a typed register; only this package fills it. It is imported once, after Django is set up, by every
way into the program (`wsgi.py`, the command line, the tests), and a test prints the table into the docs.
"""

from fivestar.config.wiring import pages, powers, registers  # noqa: F401 -- importing fills
