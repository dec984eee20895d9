"""What the public log is told of notices: that one hung there, when, and the digest of what it said."""

from fivestar.engine import canon
from fivestar.foundation.clock import legal_day
from fivestar.foundation.publiclog import Earlier, Told
from fivestar.notices.figures import column_sums
from fivestar.notices.kinds import BY_ID
from fivestar.notices.models import Notice


def posted(notice: Notice) -> Told:
    """The notice's branch must be at hand. Title, text and enclosures are in the digest only."""
    document: dict[str, object] = {
        "title": notice.title,
        "basis": notice.basis,
        "body": notice.body,
        "table": notice.table,
        "place": notice.place,
    }
    if notice.digest_form > 1:
        document["topics"] = notice.topics
        document["files"] = [f"sha256:{one.sha256}" for one in notice.enclosures.all()]
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
            "figures": figures_of(notice),
            "rows": len(notice.table.get("rows", [])),
            "document": canon.digest(document),
        },
    )


def figures_of(notice: Notice) -> list[list[int | str]]:
    """None of a notice about persons: an amount beside a name is no business of a log that never forgets."""
    if notice.names_people or BY_ID[notice.kind].names_people:
        return []
    return column_sums(notice.table.get("head", []), notice.table.get("rows", []))


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
