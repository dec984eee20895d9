"""How much a token may ask for, and what an idempotency key looks like."""

import re
from datetime import datetime, timedelta

VALUES_A_REQUEST = 5_000
REQUESTS_A_MINUTE = 60
BODY_BYTES = 2_000_000  # 5,000 values with long sources; more is refused before it is read
FAULTS_SAID = 200
RECEIPTS_KEPT = timedelta(days=30)
MINUTES_KEPT = timedelta(days=1)

_KEY = re.compile(r"[\x21-\x7e]{1,64}")


def is_key(text: str) -> bool:
    """1 to 64 printable characters without spaces; a UUID is fine."""
    return _KEY.fullmatch(text) is not None


def may_ask(asked_this_minute: int) -> bool:
    """The request itself is counted already."""
    return asked_this_minute <= REQUESTS_A_MINUTE


def minute_of(now: datetime) -> datetime:
    return now.replace(second=0, microsecond=0)


def seconds_to_wait(now: datetime) -> int:
    """Until the next minute begins: 1 to 60."""
    return 60 - now.second
