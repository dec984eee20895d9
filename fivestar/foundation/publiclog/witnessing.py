"""A township registers the key its browser made, signs heads with it, and ends it when the browser is lost.

The private half is never seen here: it cannot leave that browser. Signing a head means: the browser itself followed the
proof that the log grew out of the head it signed last.
"""

from datetime import datetime
from typing import Protocol

from django.db import models, transaction

from fivestar.foundation import audit
from fivestar.foundation.access import Actor, require
from fivestar.foundation.logtree import signing
from fivestar.foundation.logtree.signing import BadKey, BadSignature
from fivestar.foundation.outcome import N_, Refused
from fivestar.foundation.publiclog.models import LogHead, LogWitness, LogWitnessing
from fivestar.foundation.publiclog.reading import signed_head


class UnableToWitness(Refused):
    """No key, a key that is there already, an ended one, no such head, or a signature that is none."""


class Unit(Protocol):
    """A township, of a room above."""

    code: str
    name: str
    path: str


@transaction.atomic
def register_witness(*, actor: Actor, unit: Unit, public: str, at: datetime) -> LogWitness:
    """public: `ecdsa-p256:…` as `log.js` writes it. One key at a time: the one before is ended first."""
    assert isinstance(unit, models.Model)
    require(actor, "publiclog.register_witness", unit)
    try:
        name = signing.key_id(public)
    except BadKey:
        raise UnableToWitness(N_("这不是见证用的公钥")) from None
    if LogWitness.objects.filter(unit=unit.code, ended_at=None).exists():
        raise UnableToWitness(N_("{unit}已有一把见证的钥匙；换浏览器先停用旧的"), unit=unit.name)
    if LogWitness.objects.filter(name=name).exists():
        raise UnableToWitness(N_("这把钥匙已经登记过了，请重新生成"))
    made = LogWitness.objects.create(
        unit=unit.code,
        unit_name=unit.name,
        path=unit.path,
        name=name,
        public=public,
        registered_by=actor.person_ref,
        registered_at=at,
    )
    _record(actor, "publiclog.register_witness", made, {"key": [None, name]}, at)
    return made


@transaction.atomic
def sign_head(*, actor: Actor, witness: LogWitness, size: int, signature: str, at: datetime) -> LogWitnessing:
    """Keeps a signature that holds. The same head again is the one on record."""
    locked = LogWitness.objects.select_for_update().get(pk=witness.pk)
    require(actor, "publiclog.sign_head", locked)
    if locked.ended_at is not None:
        raise UnableToWitness(N_("这把钥匙已经停用"))
    head = LogHead.objects.select_related("key").filter(size=size).first()
    if head is None:
        raise UnableToWitness(N_("日志没有 {size} 条时的日志头"), size=size)
    there = LogWitnessing.objects.filter(head=head, witness=locked).first()
    if there is not None:
        return there
    try:
        signing.check(locked.public, signed_head(head).head.witness_message(), signature)
    except BadSignature:
        raise UnableToWitness(N_("签名不是这把钥匙签的")) from None
    made = LogWitnessing.objects.create(head=head, witness=locked, signature=signature, signed_at=at)
    _record(actor, "publiclog.sign_head", locked, {"size": size}, at)
    return made


@transaction.atomic
def end_witness(*, actor: Actor, witness: LogWitness, at: datetime) -> LogWitness:
    """No further head is signed with it; what it signed stays."""
    locked = LogWitness.objects.select_for_update().get(pk=witness.pk)
    require(actor, "publiclog.end_witness", locked)
    if locked.ended_at is not None:
        raise UnableToWitness(N_("这把钥匙已经停用"))
    locked.ended_by, locked.ended_at = actor.person_ref, at
    locked.save(update_fields=["ended_by", "ended_at"])
    _record(actor, "publiclog.end_witness", locked, {"ended": [False, True]}, at)
    return locked


def _record(actor: Actor, act: str, witness: LogWitness, changes: dict[str, object], at: datetime) -> None:
    audit.record(actor=actor, act=act, subject=witness, changes=changes, at=at)
