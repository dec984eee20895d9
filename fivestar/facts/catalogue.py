"""The catalogue of facts as one frozen value, for whoever reads what people wrote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from fivestar.engine import FactDef
from fivestar.standards import queries as standards


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Definitions and keys by slug, and slugs by label where only one fact is called so."""

    facts: Mapping[str, FactDef]
    ids: Mapping[str, int]
    by_label: Mapping[str, str]

    def find(self, written: str) -> str | None:
        """The slug for a slug or a label."""
        text = written.strip()
        return text if text in self.facts else self.by_label.get(text)


def catalogue() -> Catalogue:
    """The catalogue as the database has it now."""
    rows = standards.catalogue()
    facts = {slug: msgspec.convert(row.definition, FactDef) for slug, row in rows.items()}
    labels: dict[str, list[str]] = {}
    for slug, fact in facts.items():
        labels.setdefault(fact.label, []).append(slug)
    return Catalogue(
        facts=facts,
        ids={slug: row.pk for slug, row in rows.items()},
        by_label={label: slugs[0] for label, slugs in labels.items() if len(slugs) == 1},
    )
