"""A township witnesses with a key of its own, nobody else in its place, and a head lacking it is seen to lack it."""

import pytest
from django.db import DatabaseError, transaction

from fivestar.foundation import publiclog
from fivestar.foundation.access import Actor
from fivestar.foundation.audit.models import AuditEntry
from fivestar.foundation.logtree import signing
from fivestar.foundation.logtree.signing import PrivateKey
from fivestar.foundation.outcome import NotAllowed, NotSeen
from fivestar.foundation.publiclog import reading
from fivestar.foundation.publiclog.models import LogHead, LogWitness, LogWitnessing
from tests.cast import NOW, Cast
from tests.foundation.publiclog.stories import sealed

pytestmark = pytest.mark.django_db
KEY = signing.new_key()


def registered(cast: Cast, key: PrivateKey = KEY) -> LogWitness:
    return publiclog.register_witness(actor=cast.clerk, unit=cast.liuxi, public=signing.public_text(key), at=NOW)


def signature(size: int, key: PrivateKey = KEY) -> str:
    head = LogHead.objects.select_related("key").get(size=size)
    return signing.sign(key, reading.signed_head(head).head.witness_message())


def test_a_township_signs_a_head_and_the_audit_says_so(cast: Cast) -> None:
    sealed(3)
    witness = registered(cast)

    made = publiclog.sign_head(actor=cast.manager, witness=witness, size=3, signature=signature(3), at=NOW)
    again = publiclog.sign_head(actor=cast.clerk, witness=witness, size=3, signature=signature(3), at=NOW)

    head = LogHead.objects.get()
    assert again == made
    assert [(one.witness.unit_name, one.head) for one in reading.witnessed(head)] == [("柳溪镇", head)]
    assert reading.last_seen(witness) == head
    acts = AuditEntry.objects.order_by("id").values_list("act", "subject", "changes")
    assert list(acts) == [
        ("publiclog.register_witness", witness.public_id, {"key": [None, witness.name]}),
        ("publiclog.sign_head", witness.public_id, {"size": 3}),
    ]


def test_a_head_without_witnesses_has_none(cast: Cast) -> None:
    sealed(3)
    witness = registered(cast)
    publiclog.sign_head(actor=cast.clerk, witness=witness, size=3, signature=signature(3), at=NOW)
    sealed(1, first=4)

    newest = reading.latest_head(cast.outsider)
    assert newest is not None
    assert (newest.size, reading.witnessed(newest)) == (4, [])


@pytest.mark.parametrize("who", ["organiser", "next_clerk", "secretary", "outsider"])
def test_nobody_else_witnesses_in_a_townships_place(cast: Cast, who: str) -> None:
    sealed(1)
    witness = registered(cast)
    actor: Actor = getattr(cast, who)

    with pytest.raises((NotAllowed, NotSeen)):
        publiclog.register_witness(actor=actor, unit=cast.liuxi, public=signing.public_text(signing.new_key()), at=NOW)
    with pytest.raises((NotAllowed, NotSeen)):
        publiclog.sign_head(actor=actor, witness=witness, size=1, signature=signature(1), at=NOW)
    with pytest.raises((NotAllowed, NotSeen)):
        publiclog.end_witness(actor=actor, witness=witness, at=NOW)

    assert LogWitness.objects.count() == 1
    assert LogWitnessing.objects.count() == 0
    witness.refresh_from_db()
    assert witness.ended_at is None


def test_a_signature_of_another_key_or_another_head_is_refused(cast: Cast) -> None:
    sealed(1)
    sealed(1, first=2)
    witness = registered(cast)

    for size, forged in ((2, signature(2, signing.new_key())), (2, signature(1)), (2, "sm2-sm3:AAAA"), (2, "")):
        with pytest.raises(publiclog.UnableToWitness, match="不是这把钥匙签的"):
            publiclog.sign_head(actor=cast.clerk, witness=witness, size=size, signature=forged, at=NOW)
    with pytest.raises(publiclog.UnableToWitness, match="没有 9 条"):
        publiclog.sign_head(actor=cast.clerk, witness=witness, size=9, signature=signature(2), at=NOW)

    assert LogWitnessing.objects.count() == 0


@pytest.mark.parametrize("public", ["", "ecdsa-p256:", "ecdsa-p256:AAAA", "sm2:AAAA", signing.public_text(KEY) + "A"])
def test_what_is_no_key_is_refused(cast: Cast, public: str) -> None:
    with pytest.raises(publiclog.UnableToWitness, match="不是见证用的公钥"):
        publiclog.register_witness(actor=cast.clerk, unit=cast.liuxi, public=public, at=NOW)

    assert LogWitness.objects.count() == 0


def test_a_township_has_one_key_and_an_ended_one_signs_no_more(cast: Cast) -> None:
    sealed(1)
    witness, other = registered(cast), signing.new_key()

    with pytest.raises(publiclog.UnableToWitness, match="柳溪镇已有一把"):
        registered(cast, other)
    publiclog.end_witness(actor=cast.clerk, witness=witness, at=NOW)
    with pytest.raises(publiclog.UnableToWitness, match="已经停用"):
        publiclog.sign_head(actor=cast.clerk, witness=witness, size=1, signature=signature(1), at=NOW)
    with pytest.raises(publiclog.UnableToWitness, match="登记过了"):
        registered(cast)

    assert reading.witness_of(cast.outsider, cast.liuxi.code) is None
    assert reading.witness_of(cast.outsider, cast.liuxi.code) != registered(cast, other)


def test_one_townships_key_and_signature_do_not_serve_another(cast: Cast) -> None:
    sealed(1)
    mine, signed = registered(cast), signature(1)
    publiclog.sign_head(actor=cast.clerk, witness=mine, size=1, signature=signed, at=NOW)
    public = signing.public_text(signing.new_key())

    with pytest.raises(publiclog.UnableToWitness, match="登记过了"):
        publiclog.register_witness(actor=cast.next_clerk, unit=cast.zhuyuan, public=mine.public, at=NOW)
    theirs = publiclog.register_witness(actor=cast.next_clerk, unit=cast.zhuyuan, public=public, at=NOW)
    with pytest.raises(publiclog.UnableToWitness, match="不是这把钥匙签的"):
        publiclog.sign_head(actor=cast.next_clerk, witness=theirs, size=1, signature=signed, at=NOW)

    assert list(LogWitnessing.objects.values_list("witness__unit_name", flat=True)) == ["柳溪镇"]


def test_the_database_keeps_keys_and_signatures_as_they_came(cast: Cast) -> None:
    sealed(1)
    witness = registered(cast)
    made = publiclog.sign_head(actor=cast.clerk, witness=witness, size=1, signature=signature(1), at=NOW)

    made.signature = "another"
    witness.public = "another"
    for row in (made, witness):
        with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
            row.save()
        with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
            type(row).objects.filter(pk=row.pk)._raw_delete("default")
