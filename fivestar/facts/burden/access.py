"""Who may read the ledger. It counts questions and minutes, never a value: who is asked may see how much is asked."""

from fivestar.foundation.access import Policy

POLICIES = (
    Policy("facts.read_burden", "territory.Region", reach="anyone"),
    Policy("facts.read_burden", "territory.Branch", reach="anyone"),
)
