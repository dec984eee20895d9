"""A form tells how long it was open; nothing else is kept."""

from datetime import timedelta

import pytest

from fivestar.facts.burden.form_times import LONGEST_SECONDS, fold_form_times, note_form_time, opened_at
from fivestar.facts.models import FormTime, QuestionMinutes
from tests.cast import NOW

pytestmark = pytest.mark.django_db


def note(sent: dict[str, object], *, form: str = "fact:households", after: int = 0) -> int | None:
    return note_form_time(form=form, sent=sent, now=NOW + timedelta(seconds=after), at=NOW)


def test_a_form_that_was_open_for_forty_seconds_says_so_without_a_person() -> None:
    assert note({"form_opened": opened_at(NOW)}, after=40) == 40

    assert list(FormTime.objects.values_list("form", "seconds", "month")) == [("fact:households", 40, "2023-09")]
    assert {field.name for field in FormTime._meta.get_fields()} == {"id", "form", "seconds", "month"}


def test_a_phone_without_signal_counts_its_own_seconds() -> None:
    assert note({"form_seconds": "25"}) == 25


@pytest.mark.parametrize(
    "sent",
    [{}, {"form_opened": ""}, {"form_opened": "1694739600"}, {"form_opened": "1:x"}, {"form_seconds": "0"},
     {"form_seconds": "-5"}, {"form_seconds": "九"}, {"form_seconds": "²"}, {"form_seconds": "9" * 5000}],
)  # fmt: skip
def test_what_a_form_does_not_say_or_cannot_mean_is_not_kept(sent: dict[str, object]) -> None:
    assert note(sent) is None

    assert FormTime.objects.count() == 0


def test_a_form_that_was_left_lying_says_nothing() -> None:
    token = opened_at(NOW)

    assert note({"form_opened": token}, after=LONGEST_SECONDS) == LONGEST_SECONDS
    assert note({"form_opened": token}, after=LONGEST_SECONDS + 1) is None


def test_the_job_adds_the_times_up_and_forgets_them() -> None:
    for seconds in (20, 30):
        note({"form_seconds": str(seconds)})
    note({"form_seconds": "90"}, form="record:meeting")

    assert fold_form_times(NOW) == 3
    note({"form_seconds": "10"})
    assert fold_form_times(NOW) == 1
    assert fold_form_times(NOW) == 0

    assert FormTime.objects.count() == 0
    assert list(QuestionMinutes.objects.order_by("form").values_list("form", "measured_count", "measured_seconds")) == [
        ("fact:households", 3, 60),
        ("record:meeting", 1, 90),
    ]
