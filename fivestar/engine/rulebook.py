"""A rulebook: one edition of the standards, its stars, their criteria and the facts they need. Frozen throughout."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal

import msgspec

from fivestar.engine import canon
from fivestar.engine.facts import FactDef, Frequency, Level
from fivestar.engine.tree import Node, keys_in

FORMAT = 1


class Tier(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """So many points when the condition holds; the first tier that holds counts."""

    when: str
    points: int


class Veto(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Off: not applicable and never counted. On: must be met, and a text says on what basis."""

    on: bool
    basis: str | None = None


class Criterion(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """One task of a star. `met_when` and `applies_when` are conditions of the rule language."""

    id: str
    key_task: str
    name: str
    text: str
    met_when: str
    applies_when: str | None = None
    accrues: bool = False
    points: int | tuple[Tier, ...] | None = None
    must: bool = False
    veto: Veto | None = None
    evidence: str | None = None
    evidence_reason: str | None = None
    lead_dept: str
    co_depts: tuple[str, ...] = ()
    frequency: Frequency
    supplied_by: Level
    source: str

    @property
    def is_off(self) -> bool:
        return self.veto is not None and not self.veto.on

    @property
    def decides_alone(self) -> bool:
        """In a star won by share or points: unmet loses the star whatever the others say."""
        return self.must or (self.veto is not None and self.veto.on)

    @property
    def tiers(self) -> tuple[Tier, ...]:
        return self.points if isinstance(self.points, tuple) else ()

    def conditions(self) -> tuple[str, ...]:
        """Every condition text of this criterion."""
        texts = (self.applies_when, self.met_when, *(tier.when for tier in self.tiers))
        return tuple(text for text in texts if text is not None)


class Way(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """How a star is won other than by all: a share [n, d] of the counted criteria, or at least so many points."""

    share: tuple[int, int] | None = None
    points: int | None = None


class Star(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    id: str
    name: str
    short: str
    name_en: str | None = None
    won_by: Literal["all"] | Way = "all"
    requires: tuple[str, ...] = ()
    source: str
    criteria: tuple[Criterion, ...]

    @property
    def way(self) -> Way:
        """`all` is neither share nor points."""
        return self.won_by if isinstance(self.won_by, Way) else Way()


class LevelRule(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """`count`: the level is the number of stars held."""

    rule: Literal["count"]
    source: str


class Cap(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """When the condition holds the level is at most so much; unknown caps what is certain, not what is possible."""

    id: str
    when: str
    at_most: int
    source: str


class Edition(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    id: str
    name: str
    name_en: str | None = None
    category: Literal["rural", "urban"]
    year: int
    status: Literal["draft", "official"]
    source: str
    valid_from: date
    valid_to: date
    supersedes: str | None = None
    level: LevelRule
    caps: tuple[Cap, ...] = ()


class Case(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """A branch worked by hand. Facts not named are unknown; `facts_from` starts from an earlier case's facts."""

    name: str
    as_at: date
    facts: dict[str, int | bool | str | None] = {}
    facts_from: str | None = None
    veto_on: tuple[str, ...] = ()
    requires: dict[str, tuple[str, ...]] = {}
    expect: dict[str, int | bool | str]


@dataclass(frozen=True, eq=False)
class Rulebook:
    """A checked rulebook. `facts` are those its conditions use; `trees` holds every condition's tree by its text.

    Two rulebooks are the same when their digests are: the worked cases do not count.
    """

    edition: Edition
    facts: dict[str, FactDef]
    stars: tuple[Star, ...]
    cases: tuple[Case, ...]
    trees: Mapping[str, Node] = field(repr=False)

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        return tuple(criterion for star in self.stars for criterion in star.criteria)

    @cached_property
    def document(self) -> dict[str, Any]:
        """The rulebook as plain JSON values, without its cases: what the digest is taken of."""
        return {
            "format": FORMAT,
            "edition": msgspec.to_builtins(self.edition),
            "facts": [msgspec.to_builtins(fact) for fact in self.facts.values()],
            "stars": [msgspec.to_builtins(star) for star in self.stars],
        }

    @cached_property
    def digest(self) -> str:
        return canon.digest(self.document)

    @cached_property
    def catalogue_digest(self) -> str:
        """Digest of the fact definitions alone: what a packed row of facts is read with."""
        return canon.digest(self.document["facts"])

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Every value that can be asked for: `name` or `previous.name`, each once, in order of use."""
        texts = [text for criterion in self.criteria for text in criterion.conditions()]
        texts += [cap.when for cap in self.edition.caps]
        return tuple(dict.fromkeys(key for text in texts for key in keys_in(self.trees[text])))

    def star(self, star_id: str) -> Star:
        return next(star for star in self.stars if star.id == star_id)

    def with_changes(
        self, *, veto_on: Iterable[str] = (), requires: Mapping[str, Iterable[str]] | None = None
    ) -> "Rulebook":
        """The same rulebook with some vetoes switched on or other prerequisites: for worked cases and rehearsals."""
        on = set(veto_on)
        others = requires or {}
        stars = tuple(
            msgspec.structs.replace(
                star,
                requires=tuple(others.get(star.id, star.requires)),
                criteria=tuple(
                    _switched_on(criterion) if criterion.id in on else criterion for criterion in star.criteria
                ),
            )
            for star in self.stars
        )
        return Rulebook(self.edition, self.facts, stars, self.cases, self.trees)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rulebook) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)


def _switched_on(criterion: Criterion) -> Criterion:
    basis = (criterion.veto and criterion.veto.basis) or "—"
    return msgspec.structs.replace(criterion, veto=Veto(on=True, basis=basis))
