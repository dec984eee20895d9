"""What the public log is told of observation tours: the commitment before, secret and route after."""

from fivestar.fieldwork.models import Tour
from fivestar.foundation.clock import legal_day
from fivestar.foundation.publiclog import Earlier, Told, draws
from fivestar.foundation.sealing import TOURS

_OF = "tour"


def committed(tour: Tour) -> Told:
    """The title is free text and stays on the page."""
    return draws.committed(tour, of=_OF)


def drawn(tour: Tour) -> Told:
    """secret: null where the server's own secret has changed since and it can no longer be opened."""
    secret = TOURS.unseal(tour.secret_sealed)
    route = list(tour.stops.order_by("position").values_list("code", flat=True))
    return draws.drawn(tour, of=_OF, secret=None if secret is None else secret.hex(), listed=route)


def on_record() -> Earlier:
    """All of them, for the log that came later."""
    for tour in Tour.objects.select_related("district").order_by("id"):
        yield committed(tour), legal_day(tour.committed_at)
        if tour.drawn_at is not None:
            yield drawn(tour), legal_day(tour.drawn_at)
