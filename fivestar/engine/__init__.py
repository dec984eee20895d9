"""A rulebook and facts in, verdicts out. Pure Python: never imports Django."""
