"""What recording meetings costs, for the burden ledger."""

from fivestar.facts.burden.registers import RecordSource
from fivestar.meetings import queries

RECORD = "meeting"

RECORD_SOURCES = (RecordSource(RECORD, queries.entered),)
