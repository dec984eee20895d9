"""What the public log is told of notices: that one hung there, when, and the digest of what it said."""

from fivestar.engine import canon
from fivestar.foundation.clock import legal_day
from fivestar.foundation.publiclog import Earlier, Told
from fivestar.notices.models import Notice


def posted(notice: Notice) -> Told:
    """The notice's branch must be at hand. Title and text are in the digest only: they may name somebody."""
    document = {
        "title": notice.title,
        "basis": notice.basis,
        "body": notice.body,
        "table": notice.table,
        "place": notice.place,
    }
    return Told(
        kind="notice.posted",
        subject=notice.public_id,
        unit=notice.branch.village.code,
        canonical={
            "id": notice.public_id,
            "class": notice.kind,
            "from": notice.from_day.isoformat(),
            "to": notice.to_day.isoformat(),
            "corrects": notice.corrects.public_id if notice.corrects else None,
            "rows": len(notice.table.get("rows", [])),
            "document": canon.digest(document),
        },
    )


def withdrawn(notice: Notice) -> Told:
    """The reason is a person's own words: it stays on the page."""
    return Told(
        kind="notice.withdrawn",
        subject=notice.public_id,
        unit=notice.branch.village.code,
        canonical={"id": notice.public_id},
    )


def on_record() -> Earlier:
    """All of them, for the log that came later."""
    for notice in Notice.objects.select_related("branch__village", "corrects").order_by("id").iterator():
        yield posted(notice), legal_day(notice.posted_at)
        if notice.withdrawn_at is not None:
            yield withdrawn(notice), legal_day(notice.withdrawn_at)
