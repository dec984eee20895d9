"""A rulebook and facts in, verdicts out. Pure Python: never imports Django.

- `load`, `check`: a rulebook from its folder, or every fault in it.
- `rate`: one branch (closures). `rate_frame`: many (Polars). `plain.rate`: the referee.
- `explain`: why, as values. `receipt`, `verify_receipt`: a result that anyone can recompute.
"""

from fivestar.engine.cases import work
from fivestar.engine.closures import rate
from fivestar.engine.explain import Explanation, Step, WhyCriterion, WhyStar, explain
from fivestar.engine.facts import FactDef, Value, value_problem
from fivestar.engine.faults import Fault, RulebookFaults, RuleFault
from fivestar.engine.frames import rate_frame
from fivestar.engine.loader import check, from_document, load, to_document
from fivestar.engine.rated import Outcome, Points, Rated
from fivestar.engine.receipts import Difference, receipt, receipt_digest, verify_receipt
from fivestar.engine.rulebook import Cap, Case, Criterion, Edition, Rulebook, Star, Tier, Veto, Way
from fivestar.engine.verdicts import CODE, Verdict
from fivestar.engine.withheld import belongs, keys_of, not_reckoned, withhold

__all__ = [
    "CODE",
    "Cap",
    "Case",
    "Criterion",
    "Difference",
    "Edition",
    "Explanation",
    "FactDef",
    "Fault",
    "Outcome",
    "Points",
    "Rated",
    "RuleFault",
    "Rulebook",
    "RulebookFaults",
    "Star",
    "Step",
    "Tier",
    "Value",
    "Verdict",
    "Veto",
    "Way",
    "WhyCriterion",
    "WhyStar",
    "belongs",
    "check",
    "explain",
    "from_document",
    "keys_of",
    "load",
    "not_reckoned",
    "rate",
    "rate_frame",
    "receipt",
    "receipt_digest",
    "to_document",
    "value_problem",
    "verify_receipt",
    "withhold",
    "work",
]
