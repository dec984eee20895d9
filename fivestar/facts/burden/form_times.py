"""A form's own time: from being shown to being sent, told by the form, kept without a person.

A page puts `{% form_clock %}` into its form; the view gives what comes back to `note_form_time`. A phone that was
without signal sends the seconds it counted itself. Neither is asked of anybody who does not send a form.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import Count, F, Max, Sum

from fivestar.facts.models import FormTime, QuestionMinutes
from fivestar.foundation.clock import legal_day

OPENED = "form_opened"
SECONDS = "form_seconds"
LONGEST_SECONDS = 30 * 60
"""What was open longer was left lying: it says nothing about the form. A drafted length."""

_SALT = "fivestar.facts.burden.form"


def opened_at(now: datetime) -> str:
    """What a form carries, signed: the moment it was shown. now: the machine's time."""
    return Signer(salt=_SALT).sign(str(int(now.timestamp())))


def note_form_time(*, form: str, sent: Mapping[str, object], now: datetime, at: datetime) -> int | None:
    """Keeps how long a form was open; the seconds, or None when it does not say or was left lying.

    form: `fact:<slug>` or `record:<kind>`. sent: what came back. now: the machine's time; at: the district's, for the
    month. Called after the act, so that a refused form is not counted.
    """
    seconds = _seconds(sent, now)
    if seconds is None:
        return None
    FormTime.objects.create(form=form, seconds=seconds, month=legal_day(at).isoformat()[:7])
    return seconds


@transaction.atomic
def fold_form_times(_now: datetime) -> int:
    """Adds the single times to what was measured of their kind, and forgets them. How many."""
    newest = FormTime.objects.aggregate(newest=Max("pk"))["newest"]
    if newest is None:
        return 0
    times = FormTime.objects.filter(pk__lte=newest)
    sums = list(times.values("form").annotate(count=Count("pk"), seconds=Sum("seconds")).order_by("form"))
    for one in sums:
        QuestionMinutes.objects.get_or_create(form=one["form"])
        QuestionMinutes.objects.filter(form=one["form"]).update(
            measured_count=F("measured_count") + one["count"], measured_seconds=F("measured_seconds") + one["seconds"]
        )
    times.delete()
    return sum(one["count"] for one in sums)


def _seconds(sent: Mapping[str, object], now: datetime) -> int | None:
    told, signed = str(sent.get(SECONDS, "")), str(sent.get(OPENED, ""))
    if told.isascii() and told.isdecimal():
        seconds = int(told[:9])
    else:
        try:
            seconds = int(now.timestamp()) - int(Signer(salt=_SALT).unsign(signed))
        except (BadSignature, ValueError):
            return None
    return seconds if 1 <= seconds <= LONGEST_SECONDS else None
