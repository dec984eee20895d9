"""What of the log is asked: heads, who witnessed them, proofs, an entry, and its slip for a printed sheet."""

from dataclasses import replace
from datetime import UTC
from typing import Any

from fivestar.foundation.access import Actor, visible
from fivestar.foundation.logtree import merkle
from fivestar.foundation.logtree.copies import Kept
from fivestar.foundation.logtree.heads import Head, SignedHead, moment
from fivestar.foundation.logtree.slips import MOST_BYTES, Signed, Slip
from fivestar.foundation.logtree.tiles import WIDTH
from fivestar.foundation.publiclog.models import LogEntry, LogHead, LogKey, LogTile, LogWitness, LogWitnessing
from fivestar.foundation.publiclog.sealing import kept_tiles, leaf_of

_KEY_DIGITS = slice(7, 23)  # behind `sha256:`, as many as a slip carries
_BYTES_A_WITNESS = 73


def latest_head(actor: Actor) -> LogHead | None:
    """None before the first sealing."""
    return visible(actor, "publiclog.read", LogHead.objects.select_related("key")).order_by("-size").first()


def head_of(actor: Actor, size: int) -> LogHead | None:
    return visible(actor, "publiclog.read", LogHead.objects.select_related("key")).filter(size=size).first()


def signed_head(row: LogHead) -> SignedHead:
    """Its key must be at hand."""
    return SignedHead(Head(row.origin, row.size, row.root, moment(row.at), row.key.name), row.signature)


def public_keys() -> dict[str, str]:
    """By name."""
    return dict(LogKey.objects.order_by("id").values_list("name", "public"))


def witnesses(actor: Actor) -> list[LogWitness]:
    """All that ever were, in the order of their units."""
    return list(visible(actor, "publiclog.read", LogWitness.objects.order_by("unit", "id")))


def witnessed(head: LogHead) -> list[LogWitnessing]:
    """Signatures under a head, each with its witness."""
    return list(head.witnessed.select_related("head", "witness").order_by("id"))


def witness_of(actor: Actor, unit: str) -> LogWitness | None:
    """The key a unit witnesses with now."""
    rows = visible(actor, "publiclog.read", LogWitness.objects.all())
    return rows.filter(unit=unit, ended_at=None).first()


def last_seen(witness: LogWitness) -> LogHead | None:
    """The head it signed last."""
    return LogHead.objects.select_related("key").filter(witnessed__witness=witness).order_by("-size").first()


def entry_of(kind: str, subject: str) -> LogEntry | None:
    """The entry that tells of it, sealed or waiting."""
    return LogEntry.objects.filter(kind=kind, subject=subject).first()


def inclusion_path(index: int, size: int) -> list[bytes]:
    return merkle.inclusion(kept_tiles(), index, size)


def consistency_path(first: int, second: int) -> list[bytes]:
    return merkle.consistency(kept_tiles(), first, second)


def tile_bytes(level: int, number: int) -> bytes:
    """As many hashes as there are."""
    row = LogTile.objects.filter(level=level, number=number).values_list("hashes", flat=True).first()
    return bytes(row) if row else b""


def bundle(number: int) -> list[Kept]:
    """Entries 256·number and on, as they stand."""
    rows = LogEntry.objects.filter(number__gte=number * WIDTH, number__lt=(number + 1) * WIDTH).order_by("number")
    return [
        Kept(
            leaf=leaf_of(row),
            salt=bytes(row.salt) if row.salt is not None else None,
            content=row.content.encode() if row.content is not None else None,
        )
        for row in rows
    ]


def slip_of(entry: LogEntry) -> Slip | None:
    """For a printed sheet: under the newest witnessed head that holds it, else under the newest of all.

    None while it waits for its place, and once its content was taken out. Witnesses go along as far as they fit.
    """
    if entry.number is None or entry.content is None or entry.salt is None:
        return None
    heads = LogHead.objects.select_related("key").filter(size__gt=entry.number).order_by("-size")
    head = heads.filter(witnessed__isnull=False).first() or heads.first()
    assert head is not None  # what has a place lies under a head
    bare = Slip(
        origin=head.origin,
        kind=entry.kind,
        unit=entry.unit,
        day=entry.day,
        salt=bytes(entry.salt),
        content=entry.content.encode(),
        index=entry.number,
        size=head.size,
        path=tuple(inclusion_path(entry.number, head.size)),
        at=head.at.astimezone(UTC),
        log=Signed(head.key.name[_KEY_DIGITS], head.signature),
    )
    room = max(0, MOST_BYTES - len(bare.to_bytes())) // _BYTES_A_WITNESS
    under = [Signed(one.witness.name[_KEY_DIGITS], one.signature) for one in witnessed(head)]
    return replace(bare, witnesses=tuple(under[:room]))


def witness_document(row: LogWitness) -> dict[str, Any]:
    """What is public of a witness: the township, never who registered it."""
    return {
        "ended": moment(row.ended_at) if row.ended_at else None,
        "key": row.name,
        "name": row.unit_name,
        "public": row.public,
        "registered": moment(row.registered_at),
        "unit": row.unit,
    }


def witnessing_document(row: LogWitnessing) -> dict[str, Any]:
    """Head and witness must be at hand."""
    return {"signature": row.signature, "size": row.head.size, "witness": row.witness.name}
