"""Who gave a name: sealed, opened with a reason, destroyed on its day, gone from every copy of the database."""

import pytest
from django.conf import settings

from fivestar.disclosure.voices import actions, boxes
from fivestar.disclosure.voices.actions import UnableToHandle
from fivestar.disclosure.voices.models import Identity
from fivestar.foundation.models import AuditEntry
from fivestar.foundation.outcome import NotSeen
from tests.cast import NOW, Cast, without_second_factor
from tests.disclosure.voices.stories import say, spoken, voice_of

pytestmark = pytest.mark.django_db
NAME, CONTACT = "柳三婶", "村东头第二家"


def test_each_look_has_a_reason_and_is_audited(cast: Cast) -> None:
    _, voice = spoken(cast, name=NAME, contact=CONTACT)
    sealed = bytes(Identity.objects.get().sealed)

    found = actions.open_identity(actor=cast.clerk, voice=voice, reason="上门核实", at=NOW)

    assert found == (NAME, CONTACT)
    assert NAME.encode() not in sealed
    looks = AuditEntry.objects.filter(act="voices.open_identity")
    assert [(one.actor, one.subject, one.changes) for one in looks] == [
        (cast.clerk.person_ref, voice.public_id, {"reason": [None, "上门核实"]})
    ]


def test_without_a_reason_or_the_office_nobody_looks(cast: Cast) -> None:
    _, voice = spoken(cast, name=NAME)
    _, anonymous = spoken(cast)

    with pytest.raises(UnableToHandle, match="为什么"):
        actions.open_identity(actor=cast.clerk, voice=voice, reason=" ", at=NOW)
    for actor, one in ((cast.organiser, voice), (cast.secretary, voice), (cast.clerk, anonymous)):
        with pytest.raises(NotSeen):
            actions.open_identity(actor=actor, voice=one, reason="核实", at=NOW)

    assert AuditEntry.objects.filter(act="voices.open_identity").count() == 0


def test_above_the_township_a_second_factor_is_asked_for(cast: Cast) -> None:
    _, voice = spoken(cast, "township", cast.liuxi.public_id, name=NAME)

    with pytest.raises(NotSeen):
        actions.open_identity(actor=without_second_factor(cast.organiser), voice=voice, reason="核实", at=NOW)

    assert actions.open_identity(actor=cast.organiser, voice=voice, reason="核实", at=NOW) == (NAME, "")


def test_on_its_day_the_key_is_destroyed_and_no_backup_opens_it(cast: Cast) -> None:
    code, voice = spoken(cast, name=NAME)
    backup = Identity.objects.get()
    actions.answer(actor=cast.clerk, voice=voice, text="改了", public_text="", at=NOW)
    closed = Identity.objects.get().destroy_on
    early = actions.destroy_identities()
    Identity.objects.update(destroy_on="2023-09-15")

    destroyed = actions.destroy_identities()

    assert (str(closed), early, destroyed) == ("2023-12-14", 0, 1)
    assert boxes.open_identity(bytes(backup.sealed), backup.key_name) is None
    with pytest.raises(UnableToHandle, match="已按期销毁"):
        actions.open_identity(actor=cast.clerk, voice=voice_of(code), reason="核实", at=NOW)


def test_asked_to_be_done_again_the_name_is_kept_for_it(cast: Cast) -> None:
    code, voice = spoken(cast, name=NAME)
    actions.answer(actor=cast.clerk, voice=voice, text="改了", public_text="", at=NOW)

    say(code, "reopen", "没有改")

    assert str(Identity.objects.get().destroy_on) == "2025-09-14"


def test_a_key_lies_outside_the_database_and_has_no_time(cast: Cast) -> None:
    spoken(cast, name=NAME)

    file = settings.VAR_DIR / "voices" / "keys" / Identity.objects.get().key_name
    assert (file.stat().st_mtime, oct(file.stat().st_mode & 0o777)) == (0, "0o600")
