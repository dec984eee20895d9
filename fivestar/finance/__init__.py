"""The collective's ledger, as it is kept and as everybody reads it: every line, balances that carry over, contracts."""
