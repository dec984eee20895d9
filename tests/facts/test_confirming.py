"""A staged file becomes observations in one transaction, once; whoever may not changes nothing."""

from datetime import timedelta

import pytest
from django.db import connection

from fivestar.facts import confirming
from fivestar.facts.actions import (
    UnableToConfirm,
    UnableToMend,
    UnableToWithdraw,
    confirm_import,
    leave_out_row,
    mend_row,
    withdraw_import,
)
from fivestar.facts.models import ImportBatch, Observation, StagedRow
from fivestar.foundation.audit.models import AuditEntry
from fivestar.foundation.outcome import NotAllowed, NotSeen
from fivestar.scorecards.models import Scorecard
from tests.cast import NOW, Cast
from tests.factories import small_standards
from tests.facts.tables import DONGLIU, SHIQIAO, XILIU, faults, long, record, staged, vacant

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _standards(cast: Cast) -> None:
    small_standards(cast)


def met(cast: Cast) -> list[tuple[str, int]]:
    """Confirmed criteria met, by branch of 柳溪镇."""
    cards = Scorecard.objects.filter(basis="C", is_current=True, branch__township=cast.liuxi)
    return list(cards.order_by("branch__village__code").values_list("branch__village__code", "met"))


def test_confirming_writes_the_rows_and_rescores_their_branches(cast: Cast) -> None:
    batch = staged(cast, long(vacant(DONGLIU, 0), vacant(XILIU, 31)))

    confirm_import(actor=cast.organiser, batch=batch, at=NOW)

    assert record() == [(DONGLIU, "vacant_days", "2023", 0, "C"), (XILIU, "vacant_days", "2023", 31, "C")]
    assert met(cast) == [(DONGLIU, 1), (XILIU, 0), (SHIQIAO, 0)]
    assert (batch.state, batch.observations_made, batch.branches_touched) == ("confirmed", 2, 2)
    one = Observation.objects.get(branch=cast.dongliu)
    assert (one.source, one.observed_on.isoformat(), one.recorded_at, one.recorded_by, one.batch) == (
        "乡镇台账",
        "2023-09-10",
        NOW,
        cast.organiser.person_ref,
        batch,
    )


def test_a_second_time_is_refused_with_the_reason_and_moves_nothing(cast: Cast) -> None:
    batch = staged(cast, long(vacant(DONGLIU, 0)))
    confirm_import(actor=cast.organiser, batch=batch, at=NOW)
    before = (record(), AuditEntry.objects.count())

    with pytest.raises(UnableToConfirm, match="这批数据已经入库"):
        confirm_import(actor=cast.organiser, batch=batch, at=NOW)
    with pytest.raises(UnableToWithdraw, match="这批数据已经入库"):
        withdraw_import(actor=cast.organiser, batch=batch, at=NOW)
    with pytest.raises(UnableToMend, match="这批数据已经入库"):
        mend_row(actor=cast.organiser, row=batch.staged.get(), values={"value": "5"}, at=NOW)

    assert (record(), AuditEntry.objects.count()) == before


def test_rows_with_faults_must_be_mended_or_left_out_first(cast: Cast) -> None:
    batch = staged(cast, long(vacant(DONGLIU, 0), vacant(XILIU, "很多")))

    with pytest.raises(UnableToConfirm, match="还有 1 行有错"):
        confirm_import(actor=cast.organiser, batch=batch, at=NOW)
    assert record() == []

    mended = mend_row(actor=cast.organiser, row=batch.staged.get(row=3), values={"value": "12"}, at=NOW)
    confirm_import(actor=cast.organiser, batch=batch, at=NOW)

    assert mended.fault is None
    assert record() == [(DONGLIU, "vacant_days", "2023", 0, "C"), (XILIU, "vacant_days", "2023", 12, "C")]


def test_a_row_mended_wrongly_keeps_its_new_fault(cast: Cast) -> None:
    batch = staged(cast, long(vacant("990099001999", "很多")))

    row = mend_row(actor=cast.organiser, row=batch.staged.get(), values={"branch": DONGLIU}, at=NOW)

    assert [fault["column"] for fault in row.fault or ()] == ["value"]
    assert row.raw == {
        "branch": DONGLIU,
        "fact": "vacant_days",
        "period": "2023",
        "value": "很多",
        "observed_on": "2023-09-10",
        "source": "乡镇台账",
    }


def test_mending_a_row_frees_the_one_that_repeated_it(cast: Cast) -> None:
    batch = staged(cast, long(vacant(DONGLIU, 1), vacant(DONGLIU, 2)))

    mend_row(actor=cast.organiser, row=batch.staged.get(row=2), values={"branch": XILIU}, at=NOW)

    assert faults(batch) == []
    assert ImportBatch.objects.get(pk=batch.pk).faults == 0


def test_a_row_mended_into_another_is_a_duplicate(cast: Cast) -> None:
    batch = staged(cast, long(vacant(DONGLIU, 1), vacant(XILIU, 2)))

    mend_row(actor=cast.organiser, row=batch.staged.get(row=3), values={"branch": DONGLIU}, at=NOW)

    assert faults(batch) == [(3, "branch", "与第 {row} 行重复:同一支部、同一数据项、同一期间")]


def test_a_faulty_row_mended_into_a_repeat_of_an_earlier_one_is_told(cast: Cast) -> None:
    batch = staged(cast, long(vacant(DONGLIU, 1), vacant(DONGLIU, "很多")))

    mend_row(actor=cast.organiser, row=batch.staged.get(row=3), values={"value": "2"}, at=NOW)

    assert faults(batch) == [(3, "branch", "与第 {row} 行重复:同一支部、同一数据项、同一期间")]
    with pytest.raises(UnableToConfirm, match="还有 1 行有错"):
        confirm_import(actor=cast.organiser, batch=batch, at=NOW)


def test_leaving_a_row_out_frees_the_one_that_repeated_it(cast: Cast) -> None:
    batch = staged(cast, long(vacant(DONGLIU, 1), vacant(DONGLIU, 2)))

    leave_out_row(actor=cast.organiser, row=batch.staged.get(row=2), at=NOW)
    confirm_import(actor=cast.organiser, batch=batch, at=NOW)

    assert record() == [(DONGLIU, "vacant_days", "2023", 2, "C")]


def test_rows_left_out_stay_to_be_seen_and_do_not_count(cast: Cast) -> None:
    batch = staged(cast, long(vacant(DONGLIU, 0), vacant(XILIU, "很多"), vacant(SHIQIAO, 5)))

    leave_out_row(actor=cast.organiser, row=batch.staged.get(row=3), at=NOW)
    leave_out_row(actor=cast.organiser, row=batch.staged.get(row=4), at=NOW)
    confirm_import(actor=cast.organiser, batch=batch, at=NOW)

    assert record() == [(DONGLIU, "vacant_days", "2023", 0, "C")]
    assert batch.staged.filter(is_left_out=True).count() == 2


def test_all_faulty_rows_may_be_left_out_at_once(cast: Cast) -> None:
    batch = staged(cast, long(vacant(DONGLIU, 0), vacant(XILIU, "很多"), vacant("x", 5)))

    confirm_import(actor=cast.organiser, batch=batch, at=NOW, leave_out_faulty=True)

    assert record() == [(DONGLIU, "vacant_days", "2023", 0, "C")]


def test_a_file_with_nothing_to_take_in_is_not_confirmed(cast: Cast) -> None:
    batch = staged(cast, long(vacant(XILIU, "很多")))

    with pytest.raises(UnableToConfirm, match="没有可以入库的行"):
        confirm_import(actor=cast.organiser, batch=batch, at=NOW, leave_out_faulty=True)

    assert ImportBatch.objects.get(pk=batch.pk).state == "staged"


def test_a_newer_value_supersedes_and_the_older_stays_on_record(cast: Cast) -> None:
    confirm_import(actor=cast.organiser, batch=staged(cast, long(vacant(DONGLIU, 40), vacant(XILIU, 3))), at=NOW)

    later = NOW + timedelta(hours=1)
    second = staged(cast, long(vacant(DONGLIU, 10), vacant(XILIU, 3)))
    confirm_import(actor=cast.organiser, batch=second, at=later)

    assert record() == [(DONGLIU, "vacant_days", "2023", 10, "C"), (XILIU, "vacant_days", "2023", 3, "C")]
    assert (second.observations_made, second.branches_touched) == (1, 1)
    assert list(
        Observation.objects.filter(branch=cast.dongliu).order_by("id").values_list("value", "superseded_at")
    ) == [(40, later), (10, None)]


def test_the_two_bases_stand_side_by_side(cast: Cast) -> None:
    confirm_import(actor=cast.organiser, batch=staged(cast, long(vacant(DONGLIU, 40))), at=NOW)
    stated = staged(cast, long(vacant(DONGLIU, 10)), actor=cast.clerk, basis="S")

    confirm_import(actor=cast.clerk, batch=stated, at=NOW)

    assert record() == [(DONGLIU, "vacant_days", "2023", 40, "C"), (DONGLIU, "vacant_days", "2023", 10, "S")]


def test_an_error_in_the_middle_leaves_nothing_half_written(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = staged(cast, long(vacant(DONGLIU, 0), vacant(XILIU, 31)))
    before = (met(cast), AuditEntry.objects.count())

    def broken(*_args: object, **_more: object) -> None:
        assert Observation.objects.count() == 2
        raise RuntimeError("the power fails")

    monkeypatch.setattr("fivestar.scorecards.rescoring._write_cards", broken)
    with pytest.raises(RuntimeError, match="the power fails"):
        confirm_import(actor=cast.organiser, batch=batch, at=NOW)

    assert record() == []
    assert (met(cast), AuditEntry.objects.count()) == before
    assert ImportBatch.objects.get(pk=batch.pk).state == "staged"

    monkeypatch.undo()
    confirm_import(actor=cast.organiser, batch=batch, at=NOW)
    assert len(record()) == 2


@pytest.mark.parametrize("who", ["outsider", "next_clerk", "secretary", "supplier", "supervisor"])
def test_somebody_else_may_not_go_on_with_a_clerks_file(cast: Cast, who: str) -> None:
    batch = staged(cast, long(vacant(DONGLIU, 0)), actor=cast.clerk, basis="S")
    actor = getattr(cast, who)

    for act in (
        lambda: confirm_import(actor=actor, batch=batch, at=NOW),
        lambda: withdraw_import(actor=actor, batch=batch, at=NOW),
        lambda: mend_row(actor=actor, row=batch.staged.get(), values={"value": "9"}, at=NOW),
        lambda: leave_out_row(actor=actor, row=batch.staged.get(), at=NOW),
    ):
        with pytest.raises((NotSeen, NotAllowed)):
            act()

    assert record() == []
    assert batch.staged.get().value == 0
    assert ImportBatch.objects.get(pk=batch.pk).state == "staged"


def test_the_organisation_department_may_go_on_with_a_clerks_file(cast: Cast) -> None:
    batch = staged(cast, long(vacant(DONGLIU, 0)), actor=cast.clerk, basis="S")

    confirm_import(actor=cast.organiser, batch=batch, at=NOW)

    assert len(record()) == 1


def test_a_withdrawn_file_is_forgotten_but_not_that_it_was_there(cast: Cast) -> None:
    batch = staged(cast, long(vacant(DONGLIU, 0)))

    withdraw_import(actor=cast.organiser, batch=batch, at=NOW)

    assert StagedRow.objects.count() == 0
    assert (batch.state, batch.closed_by) == ("withdrawn", cast.organiser.person_ref)
    with pytest.raises(UnableToConfirm, match="这批数据已经撤回"):
        confirm_import(actor=cast.organiser, batch=batch, at=NOW)


def test_a_file_that_is_still_being_read_cannot_be_confirmed(cast: Cast) -> None:
    batch = staged(cast, long(vacant(DONGLIU, 0)))
    ImportBatch.objects.filter(pk=batch.pk).update(state="staging")

    with pytest.raises(UnableToConfirm, match="文件还没有读完"):
        confirm_import(actor=cast.organiser, batch=batch, at=NOW)

    assert record() == []


def test_taking_in_is_the_same_few_statements_for_one_row_and_for_three(
    cast: Cast, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    one = staged(cast, long(vacant(DONGLIU, 0)))
    three = staged(cast, long(vacant(DONGLIU, 1), vacant(XILIU, 31), vacant(SHIQIAO, 2)))

    locks = 1 if connection.features.has_select_for_update else 0  # SQLite has one writer as it is
    for batch in (one, three):
        with django_assert_num_queries(3 + locks):  # type: ignore[operator]
            confirming.lock_branches_of(batch)
            confirming.become_observations(batch, by="x", at=NOW)
