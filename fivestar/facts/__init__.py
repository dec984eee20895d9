"""Ask once: facts observed, with basis, period, source and date."""
