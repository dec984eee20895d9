"""What may be done with standards: load an edition, put one in force, propose a workbook, adopt or withdraw it.

Errors

    Refused
    ├── UnableToPutInForce      the day does not fit; nothing has moved
    ├── UnableToAdopt           the proposal has faults, or a hurdle stands in the way
    ├── UnableToUpload          the file is no workbook of tasks at all
    └── ConflictingFact         an edition defines a fact otherwise than the catalogue
"""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction

from fivestar import engine
from fivestar.foundation import audit, publiclog
from fivestar.foundation.access import Actor, require
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_, Denied, Refused
from fivestar.foundation.sheets import Table
from fivestar.standards import catalogue, logged
from fivestar.standards.catalogue import ConflictingFact
from fivestar.standards.models import Edition, EditionInForce, Proposal
from fivestar.standards.queries import edition_in_force, proposed_rulebook, rulebook_of
from fivestar.standards.registers import changed, hurdles
from fivestar.standards.workbook import District, read_workbook
from fivestar.territory.queries import lock_region

if TYPE_CHECKING:
    from fivestar.territory.models import Region

__all__ = ["ConflictingFact"]


class UnableToPutInForce(Refused):
    """The edition cannot begin in this district on that day."""


class UnableToUpload(Refused):
    """There is nothing to compare the workbook with, or it is not one."""


class UnableToAdopt(Refused):
    """The proposal cannot become an edition."""


@transaction.atomic
def load_edition(*, actor: Actor, path: Path, at: datetime) -> Edition:
    """The edition in a rulebook folder, as a record. The same content twice is one edition.

    Raises engine.RulebookFaults when the folder is no sound rulebook.
    """
    return keep_edition(actor=actor, rulebook=engine.load(path), at=at)


def keep_edition(*, actor: Actor, rulebook: engine.Rulebook, at: datetime) -> Edition:
    """The record of a rulebook, made when its digest is new. The caller holds the transaction and has asked."""
    there = Edition.objects.filter(digest=rulebook.digest).first()
    if there is not None:
        return there
    catalogue.write(rulebook.facts.values())
    head = rulebook.edition
    edition = Edition.objects.create(
        slug=head.id,
        category=head.category,
        year=head.year,
        name=head.name,
        status=head.status,
        digest=rulebook.digest,
        document=engine.to_document(rulebook),
        valid_from=head.valid_from,
        valid_to=head.valid_to,
        supersedes=Edition.objects.filter(slug=head.supersedes).order_by("-id").first() if head.supersedes else None,
        created_at=at,
    )
    audit.record(
        actor=actor, act="standards.load_edition", subject=edition, changes={"digest": [None, edition.digest]}, at=at
    )
    return edition


@transaction.atomic
def put_in_force(*, actor: Actor, district: "Region", edition: Edition, from_day: date, at: datetime) -> EditionInForce:
    """Rates the district's branches of the edition's category by it from a day on; the one before ends the day before.

    An edition already planned for later keeps its day. Doing it twice changes nothing. Hurdles are the caller's to ask
    for: a district that starts has nothing yet that a question could be held against.
    """
    require(actor, "standards.put_in_force", district)
    return begin(actor=actor, district=district, edition=edition, from_day=from_day, at=at)


def hurdles_before(district: "Region", rulebook: engine.Rulebook, on: date) -> list[Denied]:
    """Every reason why the district may not be rated by the rulebook from a day on."""
    return [denied for hurdle in hurdles for denied in hurdle(district, rulebook, on)]


def begin(*, actor: Actor, district: "Region", edition: Edition, from_day: date, at: datetime) -> EditionInForce:
    """`put_in_force` for whoever has already been asked. The caller holds the transaction."""
    if not edition.valid_from <= from_day <= edition.valid_to:
        raise UnableToPutInForce(
            N_("{edition}的有效期是{first}至{last},不能从{day}起施行"),
            edition=edition.name,
            first=edition.valid_from.isoformat(),
            last=edition.valid_to.isoformat(),
            day=from_day.isoformat(),
        )
    # One at a time per district: the day ranges must not overlap.
    lock_region(district)
    rows = EditionInForce.objects.filter(district=district, category=edition.category)
    same_day = rows.filter(from_day=from_day).first()
    if same_day is not None and same_day.edition_id == edition.pk:
        return same_day
    if same_day is not None:
        raise UnableToPutInForce(N_("{day}起已定施行另一份标准,请另选一天"), day=from_day.isoformat())
    before = rows.filter(from_day__lt=from_day).order_by("-from_day").first()
    after = rows.filter(from_day__gt=from_day).order_by("from_day").first()
    day_before = from_day - timedelta(days=1)
    if before is not None and (before.to_day is None or before.to_day > day_before):
        before.to_day = day_before
        before.save(update_fields=["to_day"])
    in_force = EditionInForce.objects.create(
        district=district,
        category=edition.category,
        edition=edition,
        from_day=from_day,
        to_day=after.from_day - timedelta(days=1) if after else None,
    )
    audit.record(
        actor=actor,
        act="standards.put_in_force",
        subject=district,
        changes={"edition": [before.edition.digest if before else None, edition.digest], "from_day": from_day},
        at=at,
    )
    publiclog.record(**logged.in_force(in_force), at=at)
    for hear in changed:
        hear(district, edition.category, at)
    return in_force


@transaction.atomic
def upload_workbook(
    *, actor: Actor, district: "Region", category: str, table: Table, file_name: str, at: datetime
) -> Proposal:
    """The district's own tasks as a proposal: with its document, or with every fault and no document.

    It takes the facts of the edition in force on that day where a task is the same.
    """
    require(actor, "standards.upload", district)
    today = legal_day(at)
    current = edition_in_force(district, category, today)
    if current is None:
        raise UnableToUpload(N_("还没有施行中的标准可以对照,请先装入一份"))
    result = read_workbook(table, rulebook_of(current), District(district.code, district.name), on=today)
    proposal = Proposal.objects.create(
        district=district,
        category=category,
        file_name=file_name[:200],
        document=engine.to_document(result.rulebook) if result.rulebook else None,
        digest=result.rulebook.digest if result.rulebook else "",
        faults=[fault.as_json() for fault in result.faults],
        notes=[note.as_json() for note in result.notes],
        uploaded_by=actor.person_ref,
        uploaded_at=at,
    )
    changes: dict[str, Any] = {"digest": [None, proposal.digest], "faults": len(result.faults)}
    audit.record(actor=actor, act="standards.upload", subject=proposal, changes=changes, at=at)
    return proposal


@transaction.atomic
def adopt(*, actor: Actor, proposal: Proposal, from_day: date, at: datetime) -> EditionInForce:
    """Makes the proposal an edition and puts it in force from a day; the old one ends the day before."""
    locked = Proposal.objects.select_for_update().select_related("district").get(pk=proposal.pk)
    require(actor, "standards.adopt", locked)
    rulebook = proposed_rulebook(locked)
    if rulebook is None:
        raise UnableToAdopt(N_("这份表还有 {count} 处错误,改好后重新上传"), count=len(locked.faults))
    # Ahead of every record: what is refused here leaves no edition behind.
    for denied in hurdles_before(locked.district, rulebook, from_day):
        raise UnableToAdopt(denied.reason, **denied.values)
    edition = keep_edition(actor=actor, rulebook=rulebook, at=at)
    in_force = begin(actor=actor, district=locked.district, edition=edition, from_day=from_day, at=at)
    _decide(locked, actor, Proposal.State.ADOPTED, at, edition)
    audit.record(actor=actor, act="standards.adopt", subject=locked, changes={"state": ["open", "adopted"]}, at=at)
    proposal.refresh_from_db()
    return in_force


@transaction.atomic
def withdraw_proposal(*, actor: Actor, proposal: Proposal, at: datetime) -> None:
    """Puts a proposal aside; it stays readable and cannot be adopted any more."""
    locked = Proposal.objects.select_for_update().get(pk=proposal.pk)
    require(actor, "standards.withdraw", locked)
    _decide(locked, actor, Proposal.State.WITHDRAWN, at, None)
    audit.record(actor=actor, act="standards.withdraw", subject=locked, changes={"state": ["open", "withdrawn"]}, at=at)
    proposal.refresh_from_db()


def _decide(proposal: Proposal, actor: Actor, state: Proposal.State, at: datetime, edition: Edition | None) -> None:
    proposal.state, proposal.edition = state, edition
    proposal.decided_by, proposal.decided_at = actor.person_ref, at
    proposal.save(update_fields=["state", "edition", "decided_by", "decided_at"])
