"""Two people on one cell: whoever comes second sees what the other wrote, and nothing is replaced unseen."""

from dataclasses import replace

import pytest

from fivestar.facts import queries
from fivestar.facts.actions import UnableToConfirm, confirm_import, receive_file, state_observation, withdraw_import
from fivestar.facts.models import ImportBatch, StagedRow
from fivestar.foundation.access import Actor
from fivestar.standards.queries import catalogue
from tests.cast import NOW, TODAY, Cast
from tests.factories import small_standards
from tests.facts.bulk.workbooks import filled, template
from tests.facts.tables import DONGLIU, XILIU, record
from tests.pages import browser_of, table_of, words_of

VACANT = "书记空缺天数 2023 天"


@pytest.fixture(autouse=True)
def standards(cast: Cast) -> None:
    small_standards(cast)


def bring(cast: Cast, actor: Actor, data: bytes) -> ImportBatch:
    return receive_file(actor=actor, district=cast.district, basis="S", name="空缺.xlsx", data=data, at=NOW)


def second(cast: Cast) -> Actor:
    """Another clerk of the same township."""
    return replace(cast.clerk, person_ref="another-clerk")


def say(cast: Cast, actor: Actor, days: int) -> None:
    state_observation(
        actor=actor,
        branch=cast.dongliu,
        fact=catalogue()["vacant_days"],
        period="2023",
        value=days,
        basis="S",
        source="组织部",
        observed_on=TODAY,
        at=NOW,
    )


def test_the_second_one_is_stopped_and_sees_both_values(cast: Cast) -> None:
    batch = bring(cast, cast.clerk, filled(template(cast, cast.clerk, "township"), {(DONGLIU, VACANT): 3}))
    say(cast, second(cast), 40)

    with pytest.raises(UnableToConfirm) as refused:
        confirm_import(actor=cast.clerk, batch=batch, at=NOW)
    assert refused.value.message_id == "有 {count} 个数据在您取数以后被别人改过,请先看一看再确认"
    assert refused.value.values == {"count": 1}
    clerk = browser_of(cast, "CLERK")
    page = clerk.get(f"/d/990099/import/{batch.public_id}/")

    assert record() == [(DONGLIU, "vacant_days", "2023", 40, "S")]
    assert "您取数以后，别人改过这 1 个数据" in words_of(page)
    assert table_of(page) == [("2", "东柳村党支部", "书记空缺天数", "2023", "40 天", "3 天")]


def test_having_seen_them_he_may_put_his_own_in_their_place(cast: Cast) -> None:
    batch = bring(cast, cast.clerk, filled(template(cast, cast.clerk, "township"), {(DONGLIU, VACANT): 3}))
    say(cast, second(cast), 40)
    clerk = browser_of(cast, "CLERK")

    clerk.post(f"/d/990099/import/{batch.public_id}/confirm/")
    assert record() == [(DONGLIU, "vacant_days", "2023", 40, "S")]
    clerk.post(f"/d/990099/import/{batch.public_id}/confirm/", {"has_seen_changes": "1"})

    assert record() == [(DONGLIU, "vacant_days", "2023", 3, "S")]


def test_what_was_changed_after_the_template_was_taken_counts_as_unseen(cast: Cast) -> None:
    say(cast, second(cast), 5)
    taken = template(cast, cast.clerk, "township")
    say(cast, second(cast), 40)

    batch = bring(cast, cast.clerk, filled(taken, {(DONGLIU, VACANT): 3}))

    with pytest.raises(UnableToConfirm):
        confirm_import(actor=cast.clerk, batch=batch, at=NOW)


def test_what_stood_when_the_template_was_taken_was_seen(cast: Cast) -> None:
    say(cast, second(cast), 5)
    taken = template(cast, cast.clerk, "township")

    batch = bring(cast, cast.clerk, filled(taken, {(DONGLIU, VACANT): 3}))
    confirm_import(actor=cast.clerk, batch=batch, at=NOW)

    assert record() == [(DONGLIU, "vacant_days", "2023", 3, "S")]


def test_the_same_value_and_ones_own_change_stop_nobody(cast: Cast) -> None:
    taken = template(cast, cast.clerk, "township")
    batch = bring(cast, cast.clerk, filled(taken, {(DONGLIU, VACANT): 3, (XILIU, VACANT): 4}))
    say(cast, second(cast), 3)

    assert list(queries.changed_meanwhile(batch, by=cast.clerk.person_ref)) == []
    say(cast, cast.clerk, 7)
    confirm_import(actor=cast.clerk, batch=batch, at=NOW)

    assert record() == [(DONGLIU, "vacant_days", "2023", 3, "S"), (XILIU, "vacant_days", "2023", 4, "S")]


def test_the_same_file_sent_twice_is_one_batch(cast: Cast) -> None:
    data = filled(template(cast, cast.clerk, "township"), {(DONGLIU, VACANT): 3})

    first, second = bring(cast, cast.clerk, data), bring(cast, cast.clerk, data)

    assert second == first
    assert (ImportBatch.objects.count(), StagedRow.objects.count()) == (1, 1)


def test_the_same_file_again_after_it_was_put_aside_is_a_new_batch(cast: Cast) -> None:
    data = filled(template(cast, cast.clerk, "township"), {(DONGLIU, VACANT): 3})
    first = bring(cast, cast.clerk, data)
    withdraw_import(actor=cast.clerk, batch=first, at=NOW)

    second = bring(cast, cast.clerk, data)

    assert second != first
    assert second.is_open


def test_another_person_bringing_the_same_file_has_a_batch_of_his_own(cast: Cast) -> None:
    data = filled(template(cast, cast.clerk, "township"), {(DONGLIU, VACANT): 3})

    assert bring(cast, cast.clerk, data) != bring(cast, second(cast), data)


def test_a_file_whose_reading_was_killed_is_simply_sent_again(cast: Cast) -> None:
    data = filled(template(cast, cast.clerk, "township"), {(DONGLIU, VACANT): 3, (XILIU, VACANT): 4})
    killed = bring(cast, cast.clerk, data)
    killed.staged.filter(row=3).delete()
    ImportBatch.objects.filter(pk=killed.pk).update(state="staging")

    again = bring(cast, cast.clerk, data)

    killed.refresh_from_db()
    assert (killed.state, killed.staged.count()) == ("withdrawn", 0)
    assert (again.state, again.rows) == ("staged", 2)
