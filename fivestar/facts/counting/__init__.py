"""Facts that records made in the course of work count themselves: who counts what, and counting anew."""

from fivestar.facts.counting.counters import Counter, Counts, counters
from fivestar.facts.counting.recount import recount
from fivestar.facts.counting.rule import SOURCE, is_counted

__all__ = ["SOURCE", "Counter", "Counts", "counters", "is_counted", "recount"]
