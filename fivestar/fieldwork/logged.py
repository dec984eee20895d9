"""What the public log is told of observation tours: the commitment before, secret and route after."""

from fivestar.engine import canon
from fivestar.fieldwork.models import Tour
from fivestar.foundation.clock import legal_day
from fivestar.foundation.publiclog import Earlier, Told
from fivestar.foundation.sealing import TOURS


def committed(tour: Tour) -> Told:
    """The title is free text and stays on the page."""
    return Told(
        kind="tour.committed",
        subject=tour.public_id,
        unit=tour.district.code,
        canonical={
            "id": tour.public_id,
            "commitment": tour.commitment,
            "result_name": tour.result_name,
            "result_on": tour.result_on.isoformat(),
        },
    )


def drawn(tour: Tour) -> Told:
    """secret: null where the server's own secret has changed since and it can no longer be opened."""
    secret = TOURS.unseal(tour.secret_sealed)
    return Told(
        kind="tour.drawn",
        subject=tour.public_id,
        unit=tour.district.code,
        canonical={
            "id": tour.public_id,
            "commitment": tour.commitment,
            "result": tour.result_value,
            "secret": None if secret is None else secret.hex(),
            "drawn": canon.digest(list(tour.stops.order_by("position").values_list("code", flat=True))),
        },
    )


def on_record() -> Earlier:
    """All of them, for the log that came later."""
    for tour in Tour.objects.select_related("district").order_by("id"):
        yield committed(tour), legal_day(tour.committed_at)
        if tour.drawn_at is not None:
            yield drawn(tour), legal_day(tour.drawn_at)
