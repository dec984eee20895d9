"""What notices count: one counter for each kind that a fact asks for. The wiring gives them to `facts.counters`."""

from fivestar.facts.counting import Counter
from fivestar.notices.kinds import KINDS
from fivestar.notices.queries import counting

COUNTERS = tuple(Counter(kind.fact, "公示记录", counting(kind)) for kind in KINDS if kind.fact is not None)
