"""What the public log is told of draws of re-checks: the commitment before, secret and list after."""

from fivestar.foundation.clock import legal_day
from fivestar.foundation.publiclog import Earlier, Told, draws
from fivestar.rechecks.models import Plan

_OF = "recheck"


def committed(plan: Plan) -> Told:
    return draws.committed(plan, of=_OF, take=plan.take)


def drawn(plan: Plan) -> Told:
    """Pairs as they stand on its list."""
    listed = [[stratum, item] for stratum, item in plan.pairs.order_by("position").values_list("stratum", "item")]
    return draws.drawn(plan, of=_OF, secret=plan.secret, listed=listed)


def void(plan: Plan) -> Told:
    return draws.void(plan, of=_OF)


def on_record() -> Earlier:
    """All of them, for the log that came later."""
    for plan in Plan.objects.select_related("district").order_by("id"):
        yield committed(plan), legal_day(plan.committed_at)
        if plan.drawn_at is not None:
            yield drawn(plan), legal_day(plan.drawn_at)
        if plan.state == Plan.State.VOID and plan.ended_at is not None:
            yield void(plan), legal_day(plan.ended_at)
