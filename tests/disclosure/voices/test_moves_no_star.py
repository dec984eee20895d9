"""However many voices there are, nothing from which a star is reckoned moves."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models

from fivestar.disclosure.voices import actions
from fivestar.disclosure.voices.models import Identity, KeptFrom, Picture, Slip, Voice, Word
from fivestar.foundation.audit.models import AuditEntry
from tests.cast import NOW, Cast
from tests.disclosure.voices.stories import say, spoken
from tests.rulebook.books import CATEGORIES, FACT_FILES, book, facts_in

OURS = (Slip, Voice, Word, KeptFrom, Picture, Identity, AuditEntry)


def everything_else() -> Iterator[tuple[str, list[dict[str, object]]]]:
    for model in apps.get_models():
        if model not in OURS:
            yield model._meta.label, sorted(_plain(model), key=repr)


def _plain(model: type[models.Model]) -> list[dict[str, object]]:
    return [{name: repr(value) for name, value in row.items()} for row in model._default_manager.values()]


@pytest.mark.django_db
def test_twenty_voices_heard_answered_and_disagreed_with_change_no_row_but_their_own(cast: Cast) -> None:
    before = dict(everything_else())

    for number in range(20):
        code, voice = spoken(cast, text=f"第 {number} 件：路灯坏了很久没有人修", matter="objection")
        actions.answer(actor=cast.clerk, voice=voice, text="修了", public_text="已经修好。", at=NOW)
        say(code, "yes")
        say(code, "disagrees")

    assert Voice.objects.filter(verdict="disagrees", published_on__isnull=False).count() == 20
    assert dict(everything_else()) == before


def test_no_fact_of_any_rulebook_is_derived_from_voices() -> None:
    told = [fact for file in FACT_FILES for fact in facts_in(file)]
    suspicious = [fact["id"] for fact in told if "voice" in repr(fact).lower() or "群众监督" in repr(fact)]

    assert {len(book(category).criteria) > 0 for category in CATEGORIES} == {True}
    assert suspicious == []
