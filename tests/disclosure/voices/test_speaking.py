"""Somebody speaks, comes back with the code, and is answered."""

import pytest

from fivestar.disclosure.voices import actions, codes, queries
from fivestar.disclosure.voices.actions import UnableToHandle
from fivestar.disclosure.voices.models import Slip, Voice, Word
from fivestar.foundation.outcome import NotSeen
from tests.cast import NOW, Cast
from tests.disclosure.voices.stories import NIGHT, TEXT, open_box, put_in, say, spoken, voice_of

pytestmark = pytest.mark.django_db


def test_a_voice_lies_in_the_letterbox_until_the_day_is_over(cast: Cast) -> None:
    code = put_in(cast)

    same_day = open_box(at=NIGHT.replace(day=2, hour=13))
    waiting = queries.standing_of(code)
    next_day = open_box()

    assert (same_day, next_day) == (0, 1)
    assert waiting == queries.Standing(None)
    assert list(Slip.objects.all()) == []
    voice = voice_of(code)
    assert (voice.text, voice.state, voice.office, voice.unit_name) == (TEXT, "open", "township", "东柳村委会")


def test_the_same_form_sent_twice_is_one_voice(cast: Cast) -> None:
    code = put_in(cast)

    put_in(cast, code=code)
    open_box()
    put_in(cast, code=code)
    open_box()

    assert Voice.objects.count() == 1


def test_answered_is_not_done_until_whoever_spoke_says_so(cast: Cast) -> None:
    code, voice = spoken(cast)
    actions.answer(actor=cast.clerk, voice=voice, text="已经核对，数目改正。", public_text="", at=NOW)
    answered = voice_of(code)

    say(code, "reopen", "还是两个数")

    again = voice_of(code)
    assert (answered.state, answered.due_on) == ("closed", None)
    assert (again.state, again.reopened, again.closed_on) == ("open", 1, None)
    assert again.due_on is not None
    assert [(one.by, one.kind, one.text) for one in Word.objects.filter(voice=again)] == [
        ("office", "answers", "已经核对，数目改正。"),
        ("reporter", "reopen", "还是两个数"),
    ]


def test_a_public_answer_appears_only_with_consent_to_its_very_words(cast: Cast) -> None:
    code, voice = spoken(cast)
    actions.answer(actor=cast.clerk, voice=voice, text="改了", public_text="账目已更正并重新公示。", at=NOW)
    before = queries.answers_in(cast.district)

    say(code, "yes")
    agreed = [one.public_text for one in queries.answers_in(cast.district)]
    say(code, "reopen", "没有贴出来")
    actions.answer(actor=cast.clerk, voice=voice_of(code), text="贴了", public_text="账目已于本月贴出。", at=NOW)

    assert before == []
    assert agreed == ["账目已更正并重新公示。"]
    assert queries.answers_in(cast.district) == []


@pytest.mark.parametrize(
    ("words", "because"),
    [
        ("村南那条路的款子公示了两次，已经更正", "照抄了反映人的原话"),
        ("唐敏已经批评了有关人员", "有人名"),
        ("请与 13912345678 联系", "手机号"),
    ],
)
def test_public_words_by_which_somebody_could_be_recognised_are_refused(cast: Cast, words: str, because: str) -> None:
    code, voice = spoken(cast)

    with pytest.raises(UnableToHandle, match=because):
        actions.answer(actor=cast.clerk, voice=voice, text="改了", public_text=words, at=NOW)

    assert (voice_of(code).state, Word.objects.count()) == ("open", 0)


def test_passed_on_with_number_and_day_it_stays_open(cast: Cast) -> None:
    code, voice = spoken(cast, matter="petition")

    actions.pass_on(actor=cast.clerk, voice=voice, to="区信访局", number="信 2023-117", at=NOW)

    now = voice_of(code)
    assert (now.state, now.passed_to, now.passed_number) == ("passed_on", "区信访局", "信 2023-117")
    assert str(now.due_on) == "2023-11-14"


def test_where_no_term_is_loaded_nothing_is_due(cast: Cast) -> None:
    _, voice = spoken(cast, matter="hotline")

    assert voice.due_on is None


def test_whoever_is_not_asked_handles_nothing(cast: Cast) -> None:
    code, voice = spoken(cast)
    others = [actor for who, actor in cast.everybody.items() if who not in ("CLERK", "MANAGE")]

    for actor in others:
        with pytest.raises(NotSeen):
            actions.answer(actor=actor, voice=voice, text="改了", public_text="", at=NOW)

    assert voice_of(code).state == "open"
    assert codes.read(codes.spoken(code).lower()) == code
