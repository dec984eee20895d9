"""What another edition changes: tasks added, removed and changed, how stars are won, and which facts are asked.

Pure: two rulebooks in, frozen values out. Tasks are told by their id: with another name it is one task changed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from fivestar.engine import Criterion, FactDef, Rulebook, Star
from fivestar.foundation.outcome import N_
from fivestar.standards import words


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task that only one of the editions has."""

    id: str
    name: str
    star: str
    words: str


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed, `label` a message id."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A task (or star) that both editions have, and what is different about it."""

    id: str
    name: str
    star: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact that only one of the editions asks for."""

    slug: str
    label: str
    supplied_by: str


@dataclass(frozen=True, slots=True)
class EditionDifference:
    """From an edition to another. `same` counts the tasks in which nothing changed."""

    added: tuple[TaskLine, ...]
    removed: tuple[TaskLine, ...]
    changed: tuple[Changed, ...]
    stars: tuple[Changed, ...]
    facts_added: tuple[FactLine, ...]
    facts_removed: tuple[FactLine, ...]
    same: int

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.removed or self.changed or self.stars)


Say = Callable[[Criterion, Mapping[str, FactDef]], str]


def _points(criterion: Criterion, facts: Mapping[str, FactDef]) -> str:
    if isinstance(criterion.points, int):
        return str(criterion.points)
    return ";".join(f"{words.text_in_words(tier.when, facts)}:{tier.points}" for tier in criterion.tiers)


def _veto(criterion: Criterion) -> str:
    if criterion.veto is None:
        return ""
    return (criterion.veto.basis or "—") if criterion.veto.on else words.verdict_word("not_applicable")


TASK_FIELDS: tuple[tuple[str, Say], ...] = (
    (N_("任务"), lambda criterion, _: criterion.name),
    (N_("重点任务"), lambda criterion, _: criterion.key_task),
    (N_("评星标准"), lambda criterion, _: criterion.text),
    (N_("达标条件"), words.condition_in_words),
    (N_("适用条件"), words.applies_in_words),
    (N_("分值"), _points),
    (N_("一票否决"), lambda criterion, _: _veto(criterion)),
    (N_("佐证"), lambda criterion, _: criterion.evidence or ""),
    (N_("佐证理由"), lambda criterion, _: criterion.evidence_reason or ""),
    (N_("牵头单位"), lambda criterion, _: criterion.lead_dept),
    (N_("频次"), lambda criterion, _: words.frequency_word(criterion.frequency)),
    (N_("数据由谁提供"), lambda criterion, _: words.supplier_word(criterion.supplied_by)),
    (N_("来源"), lambda criterion, _: criterion.source),
)


def difference(old: Rulebook, new: Rulebook) -> EditionDifference:
    """What changes from the old edition to the new one, in the new one's order."""
    before, after = _tasks(old), _tasks(new)
    shared = [task for task in after if task in before]
    changed = [line for task in shared if (line := _changed(before[task], after[task], old, new))]
    return EditionDifference(
        added=tuple(_line(*after[task], new) for task in after if task not in before),
        removed=tuple(_line(*before[task], old) for task in before if task not in after),
        changed=tuple(changed),
        stars=tuple(_star_changes(old, new)),
        facts_added=_facts_only_in(new, old),
        facts_removed=_facts_only_in(old, new),
        same=len(shared) - len(changed),
    )


def _tasks(rulebook: Rulebook) -> dict[str, tuple[Star, Criterion]]:
    return {criterion.id: (star, criterion) for star in rulebook.stars for criterion in star.criteria}


def _line(star: Star, criterion: Criterion, rulebook: Rulebook) -> TaskLine:
    return TaskLine(criterion.id, criterion.name, star.name, words.condition_in_words(criterion, rulebook.facts))


def _changed(
    before: tuple[Star, Criterion], after: tuple[Star, Criterion], old: Rulebook, new: Rulebook
) -> Changed | None:
    changes = [Change(N_("星"), before[0].name, after[0].name)] if before[0].name != after[0].name else []
    for label, say in TASK_FIELDS:
        was, now = say(before[1], old.facts), say(after[1], new.facts)
        if was != now:
            changes.append(Change(label, was, now))
    return Changed(after[1].id, after[1].name, after[0].name, tuple(changes)) if changes else None


def _star_changes(old: Rulebook, new: Rulebook) -> list[Changed]:
    before = {star.id: star for star in old.stars}
    found = []
    for star in new.stars:
        was = before.pop(star.id, None)
        changes = _star_difference(was, star)
        if changes:
            found.append(Changed(star.id, star.name, star.name, tuple(changes)))
    gone = [Changed(star.id, star.name, star.name, (Change(N_("星"), star.name, ""),)) for star in before.values()]
    return found + gone


def _star_difference(was: Star | None, star: Star) -> list[Change]:
    if was is None:
        return [Change(N_("星"), "", star.name)]
    pairs = (
        (N_("星"), was.name, star.name),
        (N_("得星办法"), words.won_by_in_words(was), words.won_by_in_words(star)),
        (N_("先决条件"), "、".join(was.requires), "、".join(star.requires)),
    )
    return [Change(label, before, after) for label, before, after in pairs if before != after]


def _facts_only_in(rulebook: Rulebook, other: Rulebook) -> tuple[FactLine, ...]:
    return tuple(
        FactLine(fact.id, words.label_of(fact), words.supplier_word(fact.supplied_by))
        for fact in rulebook.facts.values()
        if fact.id not in other.facts
    )
