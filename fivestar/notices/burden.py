"""What posting notices costs, for the burden ledger."""

from fivestar.facts.burden.registers import RecordSource
from fivestar.notices import queries

RECORD = "notice"

RECORD_SOURCES = (RecordSource(RECORD, queries.entered),)
