"""Current rows, scorecards and their history, targets, receipts and the wall."""
