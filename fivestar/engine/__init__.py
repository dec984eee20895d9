"""A rulebook and facts in, verdicts out. Pure Python: never imports Django.

    load, check             a rulebook from its folder, or every fault in it
    rate                    one branch (closures); rate_frame: many (Polars); plain.rate: the referee
    explain                 why, as values
    receipt, verify_receipt a result that anyone can recompute
"""

from fivestar.engine.cases import work
from fivestar.engine.closures import rate
from fivestar.engine.facts import FactDef, Value, value_problem
from fivestar.engine.faults import Fault, RulebookFaults, RuleFault
from fivestar.engine.loader import check, from_document, load, to_document
from fivestar.engine.rated import Outcome, Points, Rated
from fivestar.engine.rulebook import Cap, Case, Criterion, Edition, Rulebook, Star, Tier, Veto, Way
from fivestar.engine.verdicts import CODE, Verdict

__all__ = [
    "CODE",
    "Cap",
    "Case",
    "Criterion",
    "Edition",
    "FactDef",
    "Fault",
    "Outcome",
    "Points",
    "Rated",
    "RuleFault",
    "Rulebook",
    "RulebookFaults",
    "Star",
    "Tier",
    "Value",
    "Verdict",
    "Veto",
    "Way",
    "check",
    "from_document",
    "load",
    "rate",
    "to_document",
    "value_problem",
    "work",
]
