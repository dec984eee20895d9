"""Work of facts that need not be done while somebody waits. A job fetches and calls."""

from datetime import datetime, timedelta

from fivestar.facts.actions import continue_staging
from fivestar.facts.api.actions import forget_old_answers
from fivestar.facts.burden.form_times import fold_form_times
from fivestar.facts.queries import long_files
from fivestar.foundation.access import ANYONE, SYSTEM, Actor
from fivestar.foundation.jobs import Periodic
from fivestar.responsibility.queries import actor_as, person_by_ref
from fivestar.territory.queries import now_in


def read_long_files(_now: datetime) -> int:
    """Stages the long files that `receive_file` kept, with the rights their uploaders have now. How many.

    One that was interrupted is read again from the beginning.
    """
    batches = long_files()
    for batch in batches:
        at = now_in(batch.district)
        continue_staging(actor=_uploader(batch.uploaded_by), batch=batch, at=at)
    return len(batches)


def _uploader(ref: str) -> Actor:
    if ref == SYSTEM.person_ref:
        return SYSTEM
    person = person_by_ref(ref)
    return actor_as(person) if person else ANYONE


PERIODIC = (
    Periodic("facts.read_long_files", timedelta(seconds=3), read_long_files),
    Periodic("facts.forget_old_answers", timedelta(days=1), lambda now: forget_old_answers(at=now)),
    Periodic("facts.fold_form_times", timedelta(hours=1), fold_form_times),
)
