"""Reads of the standards: which edition holds where and when, as a rulebook, as a page, and against another."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec
from django.db import connection
from django.db.models import Q, QuerySet

from fivestar import engine
from fivestar.foundation.access import Actor, visible
from fivestar.foundation.writing import marks
from fivestar.standards.difference import EditionDifference, difference
from fivestar.standards.models import Edition, EditionInForce, Fact, Proposal
from fivestar.standards.rulebook_text import as_text, as_zip

if TYPE_CHECKING:
    from fivestar.territory.models import Region

__all__ = ["EditionDifference", "difference"]

CATEGORY_ORDER = ("rural", "urban")

# Written out: every statement of a fact waits for it.
_IN_FORCE = """
    SELECT held.district_id, held.category, edition.id, edition.public_id, edition.digest, edition.year
    FROM standards_editioninforce held JOIN standards_edition edition ON edition.id = held.edition_id
    WHERE held.district_id IN ({districts}) AND held.from_day <= %s AND (held.to_day IS NULL OR held.to_day >= %s)
"""


@dataclass(frozen=True, slots=True)
class Ruling:
    """An edition as far as rating by it needs the database: its rulebook is kept by `digest`."""

    pk: int
    public_id: str
    digest: str
    year: int


def edition_in_force(district: "Region", category: str, on: date) -> Edition | None:
    """The edition a district rates a category by on a day. Its document is left in the database."""
    return editions_in_force([district.pk], on).get((district.pk, category))


def editions_in_force(district_ids: Iterable[int], on: date) -> dict[tuple[int, str], Edition]:
    """(district id, category) → edition in force on a day, for many districts in one query."""
    rows = (
        EditionInForce.objects.filter(Q(to_day__isnull=True) | Q(to_day__gte=on), from_day__lte=on)
        .filter(district__in=district_ids)
        .select_related("edition")
        .defer("edition__document")
    )
    return {(row.district_id, row.category): row.edition for row in rows}


def rulings(district_ids: Iterable[int], on: date) -> dict[tuple[int, str], Ruling]:
    """What `editions_in_force` says, no more than is needed to rate by it."""
    ids = list(district_ids)
    if not ids:
        return {}
    day = connection.ops.adapt_datefield_value(on)
    with connection.cursor() as cursor:
        cursor.execute(_IN_FORCE.format(districts=marks(ids)), [*ids, day, day])
        return {(district, category): Ruling(*edition) for district, category, *edition in cursor}


def editions_of(district: "Region", category: str) -> list[Edition]:
    """The editions that are, were or will be in force in a district, the newest first, each once."""
    return list(dict.fromkeys(row.edition for row in in_force_history(district, category)))


def in_force_history(district: "Region", category: str) -> QuerySet[EditionInForce]:
    """Which editions held from when to when, the newest first."""
    return (
        EditionInForce.objects.filter(district=district, category=category)
        .select_related("edition")
        .defer("edition__document")
        .order_by("-from_day")
    )


def edition_before(district: "Region", category: str, edition: Edition) -> Edition | None:
    """The edition this one followed: what was in force before it here, otherwise what it says it supersedes."""
    history = in_force_history(district, category)
    began = history.filter(edition=edition).order_by("from_day").first()
    before = history.filter(from_day__lt=began.from_day).first() if began else None
    return before.edition if before else edition.supersedes


def edition_by_public_id(public_id: str) -> Edition | None:
    return Edition.objects.filter(public_id=public_id).first()


def edition_by_digest(digest: str) -> Edition | None:
    return Edition.objects.filter(digest=digest).first()


def rulebook_of(edition: Edition) -> engine.Rulebook:
    """The edition as a rulebook, kept by digest; no query when this process has met it."""
    return rulebook_by_digest(edition.digest)


@lru_cache(maxsize=64)
def rulebook_by_digest(digest: str) -> engine.Rulebook:
    """Raises Edition.DoesNotExist."""
    return engine.from_document(Edition.objects.values_list("document", flat=True).get(digest=digest))


def catalogue() -> dict[str, Fact]:
    """Slug → fact, in the order of packed rows."""
    return {fact.slug: fact for fact in Fact.objects.order_by("order")}


def catalogue_slugs() -> tuple[str, ...]:
    """The facts in the order of packed rows, without their definitions."""
    return tuple(Fact.objects.order_by("order").values_list("slug", flat=True))


def fact_definition(fact: Fact) -> engine.FactDef:
    """A row of the catalogue as the engine knows it."""
    return msgspec.convert(fact.definition, engine.FactDef)


def proposals(actor: Actor, district: "Region") -> QuerySet[Proposal]:
    """The workbooks of a district that an actor may see, the newest first; documents are left in the database."""
    return visible(actor, "standards.read_proposal", Proposal.objects.filter(district=district)).defer("document")


def proposal(actor: Actor, public_id: str) -> Proposal | None:
    """None also when the actor may not see it."""
    there = Proposal.objects.select_related("district", "edition")
    return visible(actor, "standards.read_proposal", there).filter(public_id=public_id).first()


def proposed_rulebook(proposal: Proposal) -> engine.Rulebook | None:
    """The proposal as a rulebook; None while it has faults."""
    return None if proposal.document is None else engine.from_document(proposal.document)


def difference_of(proposal: Proposal, on: date) -> EditionDifference | None:
    """What the proposal changes against the edition in force on a day; None without one or while it has faults."""
    return difference_between(edition_in_force(proposal.district, proposal.category, on), proposed_rulebook(proposal))


def difference_between(current: Edition | None, proposed: engine.Rulebook | None) -> EditionDifference | None:
    """The same of what has been read already."""
    if current is None or proposed is None:
        return None
    return difference(rulebook_of(current), proposed)


def yaml_of(proposal: Proposal) -> str:
    """The generated rulebook as text; empty while it has faults."""
    proposed = proposed_rulebook(proposal)
    return as_text(proposed) if proposed else ""


def yaml_zip(proposal: Proposal) -> bytes:
    """The generated rulebook as a folder in a zip, for `fivestar check`; empty while it has faults."""
    proposed = proposed_rulebook(proposal)
    return as_zip(proposed) if proposed else b""
