"""The small card over a cell of the wall: which stars, what is missing, who is awaited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from fivestar.foundation.access import Actor, Duty, require
from fivestar.responsibility import queries as responsibility
from fivestar.scorecards import registers
from fivestar.scorecards.dossier import Known, cards_of, known_of
from fivestar.scorecards.shapes import HoverCard, TaskView
from fivestar.scorecards.standing import marks_of, targets_under
from fivestar.scorecards.task_view import task_view
from fivestar.standards import queries as standards
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.engine import Rulebook
    from fivestar.scorecards.models import Scorecard
    from fivestar.territory.models import Branch

NAMED = 2  # tasks named for each star
HELPERS = (Duty.LEAD, Duty.SUPPORT)  # the two who come from outside; all five stand in the dossier


def hover_card(actor: Actor, branch: Branch) -> HoverCard:
    """By confirmed facts."""
    require(actor, "scorecards.read", branch)
    chain = responsibility.chain_of(branch, territory.today_in(branch.district))
    helpers = tuple(level for level in chain if level.duty in HELPERS)
    card = cards_of(branch).get("C")
    if card is None:
        return HoverCard(branch.public_id, branch.village.name, None, None, None, (), (), (), helpers)
    rulebook = standards.rulebook_by_digest(card.edition.digest)
    known = known_of(branch, card, rulebook)
    target = targets_under([card.edition]).filter(branch=branch).first()
    tasks = {task.id: task for task in _tasks(actor, rulebook, card, known)}
    missing, waiting = [], []
    for star in rulebook.stars:
        why = known.explanation.stars[star.id]
        if why.missing:
            first = [tasks[one] for one in why.missing[:NAMED]]
            named = gettext(",").join(f"{task.name}{task.gap_words or ''}" for task in first)
            missing.append(
                gettext("{star}差 {count} 项:{tasks}").format(star=star.name, count=len(why.missing), tasks=named)
            )
        elif why.open:
            task = tasks[why.open[0]]
            waiting.append(
                gettext("{star}待核实 {count} 项:{reason}").format(
                    star=star.name, count=len(why.open), reason=task.unknown_reason or task.name
                )
            )
    return HoverCard(
        public_id=branch.public_id,
        name=branch.village.name,
        level=card.level,
        at_most=card.at_most,
        target_level=target.level if target else None,
        stars=marks_of(rulebook, card.stars),
        missing=tuple(missing),
        waiting=tuple(waiting),
        helpers=helpers,
    )


def _tasks(actor: Actor, rulebook: Rulebook, card: Scorecard, known: Known) -> tuple[TaskView, ...]:
    """Every one, though few are named: what may be said of one is decided over all."""
    codes = bytes(card.outcomes)
    tasks = tuple(
        task_view(rulebook, one, code, known.explanation, known.readings, known.stated)
        for one, code in zip(rulebook.criteria, codes, strict=True)
    )
    for for_reader in registers.for_tasks:
        tasks = for_reader(actor, tasks, card.as_at)
    return tasks
