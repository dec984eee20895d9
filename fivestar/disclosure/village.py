"""What everybody may read of a village, gathered from the rooms below; asked as anybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fivestar.disclosure.masking import for_readers_without_post
from fivestar.disclosure.reasons import StarReason, star_reason
from fivestar.finance import pages as finance_pages
from fivestar.finance import queries as finance
from fivestar.foundation.access import ANYONE
from fivestar.notices import pages as notices_pages
from fivestar.notices import queries as notices
from fivestar.projects import money as projects_money
from fivestar.projects import pages as projects_pages
from fivestar.projects import queries as projects
from fivestar.scorecards import queries as scorecards
from fivestar.scorecards import registers

if TYPE_CHECKING:
    from datetime import date

    from fivestar.finance.pages import PeriodLine
    from fivestar.notices.models import Notice
    from fivestar.notices.pages import NoticeLine
    from fivestar.projects.money import Money
    from fivestar.projects.pages import Line
    from fivestar.scorecards.shapes import Dossier, Note
    from fivestar.territory.models import Branch


@dataclass(frozen=True, slots=True)
class Ledger:
    """The last public period of a ledger."""

    name: str
    line: PeriodLine


@dataclass(frozen=True, slots=True)
class OpenProject:
    """A project as it stands, and its money."""

    line: Line
    money: Money


@dataclass(frozen=True, slots=True)
class Village:
    """The page of one village. open_questions: of the supervision committee about contracts."""

    dossier: Dossier
    stars: tuple[StarReason, ...]
    notices: list[NoticeLine]
    ledgers: list[Ledger]
    open_questions: int
    projects: list[OpenProject]
    lines: list[Note]


def village_page(branch: Branch, today: date) -> Village:
    dossier = for_readers_without_post(ANYONE, scorecards.dossier(ANYONE, branch))
    return Village(
        dossier=dossier,
        stars=tuple(star_reason(star) for star in dossier.stars),
        notices=notices_pages.lines_of(_hanging(branch, today), today),
        ledgers=_ledgers(branch),
        open_questions=finance.questions_of(ANYONE, branch).filter(is_open=True).count(),
        projects=[
            OpenProject(projects_pages.line_of(one, today), projects_money.money_as_it_stands(one))
            for one in projects.projects_of(ANYONE, branch).prefetch_related("sources", "spendings", "deliberations")
        ],
        lines=[line for add in registers.branch_lines for line in add(branch, today)],
    )


def _hanging(branch: Branch, today: date) -> list[Notice]:
    return list(notices.up_on(notices.of_branch(ANYONE, branch), today).select_related("branch"))


def _ledgers(branch: Branch) -> list[Ledger]:
    found: dict[int, Ledger] = {}
    periods = list(finance.periods_of(ANYONE, branch))
    several = len({one.book_id for one in periods}) > 1
    for period in periods:
        if period.book_id not in found:
            line = finance_pages.period_line(period, several=several)
            found[period.book_id] = Ledger(finance_pages.name_of(period.book), line)
    return list(found.values())
