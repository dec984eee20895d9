"""The dossier as its page tells it: words, gathered counts and what is shown, ready for the template."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from fivestar.scorecards.shapes import Basis, Card, Dossier, NextStar, Note, StarView, TaskView
from fivestar.scorecards.validity import validity_notes
from fivestar.standards import queries as standards

SHOWN_AT_ONCE = 6  # cards of what is missing; the rest is folded
SHOWN = ("unmet", "unknown", "pending", "met", "not_applicable")


@dataclass(frozen=True, slots=True)
class Shown:
    """A chip above the tasks: a verdict and how many tasks have it."""

    verdict: str
    count: int


@dataclass(frozen=True, slots=True)
class StarTasks:
    """A star with the tasks that are to be shown, by key task in the edition's order."""

    star: StarView
    groups: tuple[tuple[str, tuple[TaskView, ...]], ...]
    counts: tuple[Shown, ...]
    is_open: bool  # unfolded when the page opens

    @property
    def shown_count(self) -> int:
        return sum(len(tasks) for _, tasks in self.groups)


@dataclass(frozen=True, slots=True)
class DossierPage:
    """`card` is the card of the basis whose tasks the page judges."""

    basis: Basis
    card: Card | None
    other: Card | None  # the stated card, when it says something else
    show: str
    chips: tuple[Shown, ...]
    stars: tuple[StarTasks, ...]
    notes: dict[str, str]  # star id → words under the star
    wanting: tuple[TaskView, ...]  # what the nearest star lacks: unmet, then unknown, then 期内
    also: tuple[tuple[StarView, str], ...]  # the other stars that lack something, with how much, in their order
    total: int
    rulebook: str  # folder the verify command names
    cautions: tuple[Note, ...]  # what limits the whole answer

    @property
    def wanting_hidden(self) -> int:
        return max(0, len(self.wanting) - SHOWN_AT_ONCE)

    @classmethod
    def of(cls, dossier: Dossier, *, basis: Basis, show: str) -> DossierPage:
        show = show if show in SHOWN else ""
        tasks = [task for star in dossier.stars for task in star.tasks]
        return cls(
            basis=basis,
            card=dossier.stated if basis == "S" and dossier.stated is not None else dossier.confirmed,
            other=dossier.stated,
            show=show,
            chips=_counts(tasks),
            stars=tuple(_star_tasks(star, show) for star in dossier.stars),
            notes={star.id: note for star in dossier.stars if (note := _note(star))},
            wanting=_wanting(dossier.next_star),
            also=_also(dossier),
            total=len(tasks),
            rulebook=dossier.edition_slug or "",
            cautions=_cautions(dossier),
        )


def _cautions(dossier: Dossier) -> tuple[Note, ...]:
    digest = dossier.edition_digest
    return validity_notes([standards.rulebook_by_digest(digest)], dossier.on) if digest else ()


def _wanting(nearest: NextStar | None) -> tuple[TaskView, ...]:
    return (*nearest.missing, *nearest.open, *nearest.star.pending) if nearest else ()


def _also(dossier: Dossier) -> tuple[tuple[StarView, str], ...]:
    nearest = dossier.next_star.star.id if dossier.next_star else ""
    others = ((star, _note(star)) for star in dossier.stars if star.id != nearest and (star.missing or star.open))
    return tuple((star, note) for star, note in others if note)


def _counts(tasks: list[TaskView] | tuple[TaskView, ...]) -> tuple[Shown, ...]:
    found = ((verdict, sum(task.verdict == verdict for task in tasks)) for verdict in SHOWN)
    return tuple(Shown(verdict, count) for verdict, count in found if count)


def _star_tasks(star: StarView, show: str) -> StarTasks:
    groups: dict[str, list[TaskView]] = {}
    for task in star.tasks:
        if not show or task.verdict == show:
            groups.setdefault(task.key_task, []).append(task)
    return StarTasks(
        star=star,
        groups=tuple((key_task, tuple(tasks)) for key_task, tasks in groups.items()),
        counts=_counts(star.tasks),
        is_open=bool(show) and bool(groups),
    )


def _note(star: StarView) -> str:
    """“差 2 项”, “待核实 3”, “期内”; nothing for a star that is held."""
    if star.verdict == "met":
        return ""
    if star.missing:
        return ngettext("差 {n} 项", "差 {n} 项", len(star.missing)).format(n=len(star.missing))
    if star.open:
        return ngettext("待核实 {n}", "待核实 {n}", len(star.open)).format(n=len(star.open))
    if star.requires:
        return gettext("须先获{stars}").format(stars="、".join(star.requires))
    return ""
