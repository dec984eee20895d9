"""A workbook comes in as a proposal, is compared, adopted or put aside; nobody else can, and nothing moves before."""

from datetime import UTC, date, datetime

import pytest

from fivestar.foundation.access import Actor
from fivestar.foundation.outcome import NotAllowed, NotSeen, Refused
from fivestar.standards import actions, queries
from fivestar.standards.models import Edition, EditionInForce, Proposal
from fivestar.standards.registers import changed
from fivestar.standards.task_rows import Remark
from tests.cast import NOW, TODAY, Cast
from tests.factories import in_force, shipped_rulebook
from tests.standards.test_workbook import drafts, edited


@pytest.fixture
def current(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Edition:
    monkeypatch.setattr(changed, "_entries", ())
    return in_force(cast, shipped_rulebook("rural-2023"))


def upload(cast: Cast, *, actor: Actor | None = None, threshold: str = "40") -> Proposal:
    return actions.upload_workbook(
        actor=actor or cast.organiser,
        district=cast.district,
        category="rural",
        table=edited(drafts("rural"), "R030", threshold=threshold),
        file_name="我区任务.xlsx",
        at=NOW,
    )


def test_an_uploaded_workbook_changes_nothing_yet(cast: Cast, current: Edition) -> None:
    proposal = upload(cast)

    assert (proposal.state, proposal.faults, proposal.notes) == ("open", [], [])
    assert queries.edition_in_force(cast.district, "rural", TODAY) == current
    assert Edition.objects.count() == 1
    changes = queries.difference_of(proposal, TODAY)
    assert changes is not None
    assert [line.id for line in changes.changed] == ["R030"]


def test_after_the_year_of_the_standards_a_workbook_is_for_the_year_of_its_day(cast: Cast, current: Edition) -> None:
    spring = datetime(2026, 3, 2, 1, tzinfo=UTC)
    proposal = actions.upload_workbook(
        actor=cast.organiser,
        district=cast.district,
        category="rural",
        table=drafts("rural"),
        file_name="我区任务.xlsx",
        at=spring,
    )

    actions.adopt(actor=cast.organiser, proposal=proposal, from_day=date(2026, 3, 2), at=spring)

    rows = EditionInForce.objects.order_by("from_day")
    assert [(row.edition.slug, row.edition.year, row.from_day, row.to_day) for row in rows] == [
        ("rural-2023", 2023, date(2023, 1, 1), date(2026, 3, 1)),
        ("rural-2026-990099-1", 2026, date(2026, 3, 2), None),
    ]


def test_adopting_ends_the_old_one_the_day_before(cast: Cast, current: Edition) -> None:
    proposal = upload(cast)

    actions.adopt(actor=cast.organiser, proposal=proposal, from_day=date(2023, 10, 1), at=NOW)

    rows = EditionInForce.objects.order_by("from_day")
    assert [(row.edition.slug, row.from_day, row.to_day) for row in rows] == [
        ("rural-2023", date(2023, 1, 1), date(2023, 9, 30)),
        ("rural-2023-990099-1", date(2023, 10, 1), None),
    ]
    assert proposal.state == "adopted"
    assert proposal.edition is not None
    assert proposal.edition.digest == proposal.digest
    assert proposal.edition.supersedes == current
    assert proposal.decided_by == cast.organiser.person_ref


def test_the_next_workbook_is_compared_with_the_adopted_one(cast: Cast, current: Edition) -> None:
    actions.adopt(actor=cast.organiser, proposal=upload(cast), from_day=date(2023, 9, 1), at=NOW)

    second = upload(cast, threshold="45")

    changes = queries.difference_of(second, TODAY)
    assert changes is not None
    assert [(line.id, line.changes[0].before[-4:], line.changes[0].after[-4:]) for line in changes.changed] == [
        ("R030", "40 %", "45 %")
    ]
    rulebook = queries.proposed_rulebook(second)
    assert rulebook is not None
    assert rulebook.edition.id == "rural-2023-990099-2"


def test_adopting_twice_is_refused_with_a_reason(cast: Cast, current: Edition) -> None:
    proposal = upload(cast)
    actions.adopt(actor=cast.organiser, proposal=proposal, from_day=date(2023, 10, 1), at=NOW)

    with pytest.raises(NotAllowed, match="已经处理过"):
        actions.adopt(actor=cast.organiser, proposal=proposal, from_day=date(2023, 11, 1), at=NOW)

    assert EditionInForce.objects.count() == 2


def test_a_day_that_does_not_fit_moves_nothing(cast: Cast, current: Edition) -> None:
    proposal = upload(cast)

    with pytest.raises(actions.UnableToPutInForce):
        actions.adopt(actor=cast.organiser, proposal=proposal, from_day=date(2025, 1, 1), at=NOW)

    proposal.refresh_from_db()
    assert (proposal.state, proposal.edition, Edition.objects.count()) == ("open", None, 1)


def test_a_workbook_with_faults_is_kept_with_them_and_cannot_be_adopted(cast: Cast, current: Edition) -> None:
    proposal = upload(cast, threshold="四成")

    assert [str(Remark(**fault)) for fault in proposal.faults] == ["阈值应为数字,现为“四成”"]
    assert [(fault["row"], fault["column"]) for fault in proposal.faults] == [(31, "阈值")]
    assert queries.yaml_of(proposal) == ""
    with pytest.raises(actions.UnableToAdopt, match="还有 1 处错误"):
        actions.adopt(actor=cast.organiser, proposal=proposal, from_day=date(2023, 10, 1), at=NOW)
    assert EditionInForce.objects.count() == 1


def test_a_withdrawn_one_stays_readable_and_cannot_be_adopted(cast: Cast, current: Edition) -> None:
    proposal = upload(cast)

    actions.withdraw_proposal(actor=cast.organiser, proposal=proposal, at=NOW)

    assert proposal.state == "withdrawn"
    assert queries.proposal(cast.organiser, proposal.public_id) == proposal
    with pytest.raises(NotAllowed, match="已经处理过"):
        actions.adopt(actor=cast.organiser, proposal=proposal, from_day=date(2023, 10, 1), at=NOW)


def test_without_an_edition_to_compare_with_it_is_refused(cast: Cast) -> None:
    with pytest.raises(actions.UnableToUpload, match="还没有施行中的标准"):
        upload(cast)

    assert Proposal.objects.count() == 0


@pytest.mark.parametrize("who", ["CLERK", "MANAGE", "LEAD", "TASKFORCE", "SUPPLY", "OWN", "outsider", "anyone"])
def test_nobody_else_uploads_sees_or_adopts(cast: Cast, current: Edition, who: str) -> None:
    actor = cast.everybody[who]
    proposal = upload(cast)

    assert queries.proposal(actor, proposal.public_id) is None
    assert list(queries.proposals(actor, cast.district)) == []
    with pytest.raises(Refused):
        upload(cast, actor=actor)
    with pytest.raises((NotSeen, NotAllowed)):
        actions.adopt(actor=actor, proposal=proposal, from_day=date(2023, 10, 1), at=NOW)
    with pytest.raises((NotSeen, NotAllowed)):
        actions.withdraw_proposal(actor=actor, proposal=proposal, at=NOW)

    proposal.refresh_from_db()
    assert (proposal.state, Proposal.objects.count(), EditionInForce.objects.count()) == ("open", 1, 1)
