"""What an edition would change before anybody adopts it: every branch of its category rated by both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from fivestar.engine import Rulebook, Value
from fivestar.engine.verdicts import WORD
from fivestar.facts import queries as facts
from fivestar.foundation.access import Actor, require
from fivestar.foundation.outcome import N_, NotSeen
from fivestar.scorecards.scoring import Answer, answers
from fivestar.scorecards.shapes import Effect, EffectLine, LevelCount
from fivestar.scorecards.standing import held, level_counts, names_of, targets_under
from fivestar.standards import queries as standards
from fivestar.standards import words
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.standards.models import Proposal
    from fivestar.territory.models import Branch

Values = Mapping[int, Mapping[str, Value]]


def effect_of(actor: Actor, proposal: Proposal) -> Effect:
    """By the confirmed facts held today. Raises NotSeen while the proposal has faults: there is nothing to rate by."""
    require(actor, "scorecards.read_effect", proposal.district)
    proposed = standards.proposed_rulebook(proposal)
    if proposed is None:
        raise NotSeen(N_("这份标准还有错误,改好后才能看影响"))
    today = territory.today_in(proposal.district)
    standing = standards.edition_in_force(proposal.district, proposal.category, today)
    branches = list(territory.branches_of(proposal.district).filter(category=proposal.category))
    ids = [branch.pk for branch in branches]
    proposed_values = _values(proposed, ids, today)
    after = answers(proposed, proposed_values, today)
    before: Mapping[int, Answer] = {}
    current = None
    if standing is not None:
        current = standards.rulebook_of(standing)
        before = answers(current, _values(current, ids, today), today)
    aims = Counter(targets_under([standing] if standing else []).filter(branch__in=ids).values_list("level", flat=True))
    return Effect(
        branch_count=len(branches),
        levels_before=_levels(before, aims),
        levels_after=_levels(after, aims),
        changed=tuple(_changed(branches, current, before, proposed, after)),
        new_facts=_new_facts(proposed, proposed_values),
        verdicts_before=_verdicts(before),
        verdicts_after=_verdicts(after),
    )


def _values(rulebook: Rulebook, branch_ids: Sequence[int], today: date) -> Values:
    return facts.year_values(branch_ids, facts=rulebook.facts, year=rulebook.edition.year, basis="C", as_at=today)


def _levels(found: Mapping[int, Answer], aims: Mapping[int, int]) -> tuple[LevelCount, ...]:
    counted = Counter(answer.level for answer in found.values())
    return tuple(LevelCount(*row) for row in level_counts(counted, aims))


def _verdicts(found: Mapping[int, Answer]) -> dict[str, int]:
    counted: Counter[str] = Counter({str(word): 0 for word in WORD})
    for answer in found.values():
        counted.update(answer.counts)
    return dict(counted)


def _changed(
    branches: Sequence[Branch],
    current: Rulebook | None,
    before: Mapping[int, Answer],
    proposed: Rulebook,
    after: Mapping[int, Answer],
) -> list[EffectLine]:
    """Branches with other stars or another level, in register order."""
    lines = []
    for branch in branches:
        old, new = before.get(branch.pk), after[branch.pk]
        had = held(current, old.stars) if current and old else set()
        has = held(proposed, new.stars)
        if old is not None and had == has and old.level == new.level:
            continue
        lines.append(
            EffectLine(
                public_id=branch.public_id,
                branch=branch.village.name,
                township=branch.township.name,
                level_before=old.level if old else None,
                level_after=new.level,
                gained=names_of(proposed, has - had),
                lost=names_of(current, had - has) if current else (),
            )
        )
    return lines


def _new_facts(proposed: Rulebook, values: Values) -> tuple[str, ...]:
    """Labels of the facts it asks for that no branch has any value of."""
    supplied = {key for known in values.values() for key in known}
    asked = dict.fromkeys(key.removeprefix("previous.") for key in proposed.keys)
    return tuple(
        words.label_of(proposed.facts[fact])
        for fact in asked
        if fact not in supplied and f"previous.{fact}" not in supplied
    )
