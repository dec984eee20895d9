"""What the public log is told of standards: which edition is in force since when, and which rules were entered."""

from fivestar.engine import canon
from fivestar.foundation.clock import legal_day
from fivestar.foundation.publiclog import Earlier, Told
from fivestar.standards.models import EditionInForce, LocalRule


def in_force(row: EditionInForce) -> Told:
    """The rulebook itself is public; the digest says which."""
    begins = row.from_day.isoformat()
    return Told(
        kind="edition.in_force",
        subject=f"{row.district.code}.{row.category}.{begins}",
        unit=row.district.code,
        canonical={"category": row.category, "edition": row.edition.digest, "from": begins},
    )


def rule_entered(rule: LocalRule) -> Told:
    return Told(
        kind="rule.entered",
        subject=rule.public_id,
        unit=rule.district.code,
        canonical={
            "id": rule.public_id,
            "rule": f"{rule.category}.{rule.name}",
            "value": rule.value,
            "unit": rule.unit,
            "from": rule.valid_from.isoformat(),
            "to": rule.valid_to.isoformat() if rule.valid_to else None,
            "article": rule.article,
            "source": canon.digest(rule.source),
        },
    )


def rule_withdrawn(rule: LocalRule) -> Told:
    return Told(
        kind="rule.withdrawn", subject=rule.public_id, unit=rule.district.code, canonical={"id": rule.public_id}
    )


def on_record() -> Earlier:
    """All of them, for the log that came later. An edition counts from the day it is in force."""
    for row in EditionInForce.objects.select_related("district", "edition").order_by("id"):
        yield in_force(row), row.from_day
    for rule in LocalRule.objects.select_related("district").order_by("id"):
        yield rule_entered(rule), legal_day(rule.entered_at)
        if rule.withdrawn_at is not None:
            yield rule_withdrawn(rule), legal_day(rule.withdrawn_at)
