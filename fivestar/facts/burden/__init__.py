"""The burden ledger (减负账): what was asked of whom, the minutes it took, and the cells nobody had to fill."""
