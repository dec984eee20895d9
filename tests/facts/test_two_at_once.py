"""Two people change one branch in the same instant: nothing is lost, and the answer is of both."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connections, transaction

from fivestar.engine.receipts import receipt_digest
from fivestar.facts.actions import UnableToConfirm, confirm_import, state_observation
from fivestar.facts.models import ImportBatch
from fivestar.foundation.access import ANYONE
from fivestar.scorecards import queries
from fivestar.scorecards.models import Scorecard
from fivestar.standards.queries import catalogue
from tests.cast import NOW, TODAY, Cast, make_cast
from tests.factories import small_standards
from tests.facts.tables import DONGLIU, XILIU, long, record, staged, vacant

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast() -> Cast:
    with transaction.atomic():
        made = make_cast()
        small_standards(made)
    return made


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each act gave or raised."""
    together, answers = Barrier(len(acts)), [None] * len(acts)  # type: list[Any]

    def run(index: int) -> None:
        try:
            together.wait()
            answers[index] = acts[index]()
        except Exception as error:
            answers[index] = error
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(index,)) for index in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_two_facts_of_one_branch_are_both_in_its_answer(cast: Cast) -> None:
    facts = catalogue()

    def state(slug: str, value: Any) -> Callable[[], object]:
        return lambda: state_observation(
            actor=cast.organiser,
            branch=cast.dongliu,
            fact=facts[slug],
            period="2023",
            value=value,
            basis="C",
            source="测试",
            observed_on=TODAY,
            at=NOW,
        )

    acts = [
        state("vacant_days", 3),
        state("has_plan", True),
        state("collective_income", 6_000_000),
        state("households", 0),
    ]
    answers = at_once(*acts)

    assert [error for error in answers if isinstance(error, Exception)] == []
    card = Scorecard.objects.get(branch=cast.dongliu, basis="C", is_current=True)
    assert (card.met, card.not_applicable, card.unknown) == (3, 1, 1)
    assert receipt_digest(queries.receipt_of(ANYONE, cast.dongliu)) == card.digest


def test_two_values_of_one_fact_leave_one_standing(cast: Cast) -> None:
    first, second = (staged(cast, long(vacant(DONGLIU, days), vacant(XILIU, days))) for days in (3, 99))

    answers = at_once(
        lambda: confirm_import(actor=cast.organiser, batch=first, at=NOW),
        lambda: confirm_import(actor=cast.organiser, batch=second, at=NOW),
    )

    assert [error for error in answers if isinstance(error, Exception)] == []
    standing = {value for *_, value, _ in record()}
    assert len(record()) == 2
    assert len(standing) == 1
    card = Scorecard.objects.get(branch=cast.dongliu, basis="C", is_current=True)
    assert (card.met, card.unmet) == ((1, 0) if standing == {3} else (0, 1))


def test_one_file_confirmed_twice_in_one_instant_counts_once(cast: Cast) -> None:
    batch = staged(cast, long(vacant(DONGLIU, 3)))

    def confirm() -> object:
        return confirm_import(actor=cast.organiser, batch=ImportBatch.objects.get(pk=batch.pk), at=NOW)

    answers = at_once(confirm, confirm)

    assert sorted(type(answer).__name__ for answer in answers) == [ImportBatch.__name__, UnableToConfirm.__name__]
    assert record() == [(DONGLIU, "vacant_days", "2023", 3, "C")]
