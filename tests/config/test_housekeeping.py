"""Traces of people are not kept longer than they are needed."""

from datetime import UTC, datetime, timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session

from fivestar.config.housekeeping import forget_traces

NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


def _attempt(name: str, at: datetime) -> None:
    attempt = AccessAttempt.objects.create(username=name, ip_address="192.0.2.1", failures_since_start=1)
    AccessAttempt.objects.filter(pk=attempt.pk).update(attempt_time=at)


@pytest.mark.django_db
def test_failed_sign_ins_are_forgotten_after_a_day() -> None:
    _attempt("yesterday", NOW - timedelta(hours=24, seconds=1))
    _attempt("this morning", NOW - timedelta(hours=23))

    forget_traces(NOW)

    assert list(AccessAttempt.objects.values_list("username", flat=True)) == ["this morning"]


@pytest.mark.django_db
def test_ended_sessions_are_forgotten_and_others_stay() -> None:
    Session.objects.create(session_key="ended", session_data="", expire_date=NOW - timedelta(seconds=1))
    Session.objects.create(session_key="open", session_data="", expire_date=NOW + timedelta(seconds=1))

    forget_traces(NOW)

    assert list(Session.objects.values_list("session_key", flat=True)) == ["open"]
