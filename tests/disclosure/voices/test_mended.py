"""What a reader found who took the part of whoever is complained about, of an operator and of a backup."""

import io
import os
import tracemalloc
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from fivestar.disclosure.voices import actions, boxes, codes, jobs
from fivestar.disclosure.voices.actions import UnableToHandle
from fivestar.disclosure.voices.actions.filing import MAX_PICTURE_BYTES, MAX_PICTURES
from fivestar.disclosure.voices.flood import FREE, MOST
from fivestar.disclosure.voices.models import Identity, Slip, Voice
from fivestar.disclosure.voices.views import NOT_FOUND, flood
from fivestar.foundation.access import Duty
from fivestar.foundation.clock import held_at
from fivestar.foundation.middleware import MAX_REQUEST_BYTES
from fivestar.foundation.models import AuditEntry
from fivestar.responsibility.models import Post
from fivestar.scorecards.models import Scorecard
from fivestar.shortfalls.models import Shortfall
from fivestar.territory.models import Branch
from tests.cast import NOW, TODAY, Cast
from tests.disclosure.voices.stories import EVENING, NIGHT, appoint, discipline, open_box, put_in, say, spoken, voice_of
from tests.disclosure.voices.test_pages import follow, hidden
from tests.factories import shipped_standards

pytestmark = pytest.mark.django_db


def test_a_voice_never_goes_back_to_an_office_it_has_left(cast: Cast) -> None:
    discipline(cast)
    code, voice = spoken(cast)
    actions.step_aside(actor=cast.clerk, voice=voice, at=NOW)
    appoint(cast.persons["ORGANISE"], Duty.OWN)

    moved = actions.reroute()

    assert (moved, voice_of(code).office, voice_of(code).reached) == (1, "discipline", "discipline")


def test_what_nobody_could_hear_is_heard_once_an_office_is_there_again(cast: Cast) -> None:
    inspector = discipline(cast)
    code, voice = spoken(cast, "district", "")
    Post.objects.filter(duty=Duty.DISCIPLINE).update(valid_to="2023-01-02")
    actions.reroute()
    lost = voice_of(code)
    again = actions.reroute()
    Post.objects.filter(duty=Duty.DISCIPLINE).update(valid_to=None)

    found = actions.reroute()

    now = voice_of(code)
    assert (lost.state, lost.office, again, found) == ("nobody", "nobody", 0, 1)
    assert (now.state, now.office, now.due_on) == ("open", "discipline", TODAY + timedelta(days=30))
    actions.answer(actor=inspector, voice=voice, text="查了", public_text="", at=NOW)


def test_whoever_is_named_in_later_words_is_kept_from_it_from_then_on(cast: Cast) -> None:
    code, voice = spoken(cast)

    say(code, "words", "唐书记是他姐夫")

    assert [one.ref for one in voice_of(code).kept_from.all()] == [cast.persons["MANAGE"].ref]
    assert (actions.reroute(), voice_of(code).office) == (1, "organisation")
    assert voice.office == "township"


def test_no_copy_of_a_slip_opens_its_name_after_the_opening(cast: Cast) -> None:
    put_in(cast, name="柳三婶", contact="村东头")
    backup = Slip.objects.get()
    told = boxes.open_slip(bytes(backup.sealed)) or b""
    opening = {one.name: one for one in jobs.PERIODIC}["voices.open"]

    opening.run(NIGHT)

    identity = Identity.objects.get()
    assert ("柳三婶".encode() in told, "村东头".encode() in told) == (False, False)
    assert not boxes._day_file(backup.day).exists()
    assert boxes.open_name(b"x" * 40, backup.day) is None
    assert boxes.open_identity(bytes(identity.sealed), identity.key_name) == '{"name": "柳三婶", "contact": "村东头"}'


def test_the_days_key_stays_while_a_slip_of_that_day_waits(cast: Cast) -> None:
    put_in(cast, name="柳三婶")

    early = actions.destroy_day_keys(at=NIGHT)
    open_box()

    assert (early, Identity.objects.get().is_destroyed) == (0, False)
    assert actions.destroy_day_keys(at=NIGHT) == 1


def test_what_it_is_about_being_gone_it_is_heard_as_it_was_told(cast: Cast) -> None:
    code = put_in(cast)
    Branch.objects.filter(pk=cast.dongliu.pk).update(public_id="gone")

    opened = open_box()

    assert (opened, Slip.objects.count()) == (1, 0)
    assert (voice_of(code).office, voice_of(code).unit_name) == ("township", "东柳村委会")


def test_pictures_of_several_slips_never_lie_in_memory_together(cast: Cast) -> None:
    picture = io.BytesIO()
    Image.frombytes("RGB", (1400, 1400), os.urandom(1400 * 1400 * 3)).save(picture, "JPEG", quality=92)
    put_in(cast, pictures=(picture.getvalue(),) * 2)
    tracemalloc.start()
    open_box()
    one = tracemalloc.get_traced_memory()[1]
    for _ in range(4):
        put_in(cast, pictures=(picture.getvalue(),) * 2)
    tracemalloc.reset_peak()
    before = tracemalloc.get_traced_memory()[0]

    open_box()

    four = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()
    assert four < 1.5 * one


def test_three_permitted_pictures_pass_the_frame() -> None:
    assert MAX_PICTURES * MAX_PICTURE_BYTES + 2 * 1024**2 < MAX_REQUEST_BYTES


@pytest.mark.parametrize("words", ["柳溪路12号的住户反映属实", "三组15号门前已修", "电话 138.1234.5678"])
def test_public_words_with_a_house_or_a_number_are_refused(cast: Cast, words: str) -> None:
    code, voice = spoken(cast)

    with pytest.raises(UnableToHandle):
        actions.answer(actor=cast.clerk, voice=voice, text="改了", public_text=words, at=NOW)

    assert (voice_of(code).state, voice_of(code).public_text) == ("open", "")


def test_public_words_with_the_reporters_own_name_are_refused_and_the_try_is_audited(cast: Cast) -> None:
    code, voice = spoken(cast, name="柳三婶")

    with pytest.raises(UnableToHandle, match="有人名"):
        actions.answer(actor=cast.clerk, voice=voice, text="改了", public_text="柳三婶说得对", at=NOW)

    assert (voice_of(code).state, voice_of(code).public_text) == ("open", "")
    assert AuditEntry.objects.filter(act="voices.name_met").count() == 1


def test_a_matter_for_the_hotline_has_the_day_of_the_other_side_or_none(cast: Cast) -> None:
    code, voice = spoken(cast, matter="hotline")

    actions.pass_on(actor=cast.clerk, voice=voice, to="12345 热线", number="77", at=NOW)
    without = voice_of(code).due_on
    with pytest.raises(UnableToHandle, match="早于今天"):
        actions.pass_on(
            actor=cast.clerk, voice=voice, to="12345 热线", number="78", at=NOW, due_on=TODAY - timedelta(days=1)
        )
    refused = voice_of(code).passed_number
    actions.pass_on(actor=cast.clerk, voice=voice, to="12345 热线", number="77", at=NOW, due_on=TODAY)

    assert (without, refused, voice_of(code).due_on) == (None, "77", TODAY)


def test_a_public_answer_says_when_whoever_spoke_does_not_agree(client: Client, cast: Cast) -> None:
    code, voice = spoken(cast)
    actions.answer(actor=cast.clerk, voice=voice, text="改了", public_text="已经改好并公示。", at=NOW)
    say(code, "yes")
    front = f"/d/{cast.district.code}/open/voices/"
    agreed = client.get(front).content.decode()
    say(code, "disagrees")
    disagreed = client.get(front).content.decode()
    say(code, "reopen", "没有改")

    reopened = client.get(front).content.decode()

    seen = [
        ("已经改好" in page, "不认可这个答复" in page, "要求重办，正在" in page)
        for page in (agreed, disagreed, reopened)
    ]
    assert seen == [(True, False, False), (True, True, False), (True, False, True)]


def test_wrong_codes_sent_as_if_from_a_page_are_asked_the_sum_too(client: Client, cast: Cast) -> None:
    flood.forget()
    pages = [
        client.post(follow(cast), {"code": codes.new_code(), "do": "x", "seen": "y"}).content.decode()
        for _ in range(FREE["follow"] + 1)
    ]

    assert [NOT_FOUND in page for page in pages] == [True] * FREE["follow"] + [False]


def test_what_is_said_with_a_right_code_has_a_limit_too(client: Client, cast: Cast) -> None:
    flood.forget()
    code, _ = spoken(cast)
    with held_at(EVENING):
        seen = hidden(client.post(follow(cast), {"code": code}).content.decode())["seen"]
        statuses = [
            client.post(follow(cast), {"code": code, "seen": seen, "do": "words", "text": f"第 {n} 次说"}).status_code
            for n in range(MOST["follow"] + 2)
        ]

    assert statuses == [200] * MOST["follow"] + [429] * 2
    assert Slip.objects.count() == MOST["follow"]


def test_voices_never_lower_a_star(cast: Cast) -> None:
    """Many voices, late ones, unanswered ones: what is scored stays as it was, to the last field."""
    shipped_standards(cast)
    before = _scored()

    for _ in range(10):
        spoken(cast)
    Voice.objects.update(due_on="2023-09-01")
    actions.climb_overdue()

    assert len(before) > 0
    assert _scored() == before


def _scored() -> list[Any]:
    return [*Scorecard.objects.order_by("pk").values(), *Shortfall.objects.order_by("pk").values()]
