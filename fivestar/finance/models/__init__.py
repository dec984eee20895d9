"""Ledgers: a book per unit, its periods with every line, what stood at a period's end, files, questions."""

from fivestar.finance.models.files import LedgerFile, StagedLedger
from fivestar.finance.models.ledger import Book, Line, Period
from fivestar.finance.models.questions import Question
from fivestar.finance.models.stock import Contract, Debt, Property

__all__ = ["Book", "Contract", "Debt", "LedgerFile", "Line", "Period", "Property", "Question", "StagedLedger"]
