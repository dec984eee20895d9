"""What other people's packages keep longer than it is needed: ended sessions, and who failed to sign in from where."""

from datetime import datetime, timedelta

from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.db import transaction

ATTEMPTS_KEPT = timedelta(days=1)  # a lock-out lasts a quarter of an hour


def forget_traces(now: datetime) -> None:
    """Delete sessions that ended, and the names and addresses of failed sign-ins older than a day."""
    with transaction.atomic():
        Session.objects.filter(expire_date__lt=now).delete()
        AccessAttempt.objects.filter(attempt_time__lt=now - ATTEMPTS_KEPT).delete()
