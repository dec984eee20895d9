"""What the public log is told of draws of re-checks: the commitment before, secret and list after."""

from fivestar.engine import canon
from fivestar.foundation.clock import legal_day
from fivestar.foundation.publiclog import Earlier, Told
from fivestar.rechecks.models import Plan


def committed(plan: Plan) -> Told:
    return Told(
        kind="recheck.committed",
        subject=plan.public_id,
        unit=plan.district.code,
        canonical={
            "id": plan.public_id,
            "commitment": plan.commitment,
            "take": plan.take,
            "result_name": plan.result_name,
            "result_on": plan.result_on.isoformat(),
        },
    )


def drawn(plan: Plan) -> Told:
    """Pairs as they stand on its list; the file of the draw has the rest."""
    listed = [[stratum, item] for stratum, item in plan.pairs.order_by("position").values_list("stratum", "item")]
    return Told(
        kind="recheck.drawn",
        subject=plan.public_id,
        unit=plan.district.code,
        canonical={
            "id": plan.public_id,
            "commitment": plan.commitment,
            "result": plan.result_value,
            "secret": plan.secret,
            "drawn": canon.digest(listed),
        },
    )


def void(plan: Plan) -> Told:
    """The reason is a person's own words: it stays on the page."""
    return Told(
        kind="recheck.void",
        subject=plan.public_id,
        unit=plan.district.code,
        canonical={"id": plan.public_id, "commitment": plan.commitment},
    )


def on_record() -> Earlier:
    """All of them, for the log that came later."""
    for plan in Plan.objects.select_related("district").order_by("id"):
        yield committed(plan), legal_day(plan.committed_at)
        if plan.drawn_at is not None:
            yield drawn(plan), legal_day(plan.drawn_at)
        if plan.state == Plan.State.VOID and plan.ended_at is not None:
            yield void(plan), legal_day(plan.ended_at)
