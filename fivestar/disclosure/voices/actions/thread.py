"""What is said within one voice, one after the other, each with a day and no hour."""

from __future__ import annotations

from datetime import date

from django.db.models import Max

from fivestar.disclosure.voices.models import Voice, Word


def say(voice: Voice, by: Word.By, kind: str, text: str, day: date) -> None:
    last = Word.objects.filter(voice=voice).aggregate(last=Max("number"))["last"] or 0
    Word.objects.create(voice=voice, number=last + 1, by=by, kind=kind, text=text, day=day)
