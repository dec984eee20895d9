"""Periodic work: all at the start, then each in its own rhythm; one failing does not hold the others up."""

import logging
from datetime import UTC, datetime, timedelta

import pytest

from fivestar.foundation.jobs import Clockwork, Periodic

START = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


def test_everything_is_done_at_the_start_then_what_is_due() -> None:
    calls: list[tuple[str, datetime]] = []
    clockwork = Clockwork(
        [
            Periodic("seal", timedelta(seconds=5), lambda now: calls.append(("seal", now))),
            Periodic("tally", timedelta(hours=1), lambda now: calls.append(("tally", now))),
        ]
    )
    moments = [START + timedelta(seconds=seconds) for seconds in (0, 4, 5, 3600)]

    done = [clockwork.run_due(moment) for moment in moments]

    assert done == [("seal", "tally"), (), ("seal",), ("seal", "tally")]
    assert calls == [
        ("seal", moments[0]),
        ("tally", moments[0]),
        ("seal", moments[2]),
        ("seal", moments[3]),
        ("tally", moments[3]),
    ]


def test_a_failing_job_is_logged_and_tried_again_while_the_others_go_on(caplog: pytest.LogCaptureFixture) -> None:
    tries: list[datetime] = []

    def fail(now: datetime) -> None:
        tries.append(now)
        raise OSError("no disk")

    clockwork = Clockwork(
        [Periodic("broken", timedelta(minutes=1), fail), Periodic("well", timedelta(minutes=1), lambda now: None)]
    )

    with caplog.at_level(logging.ERROR):
        done = [clockwork.run_due(START), clockwork.run_due(START + timedelta(minutes=1))]

    assert done == [("well",), ("well",)]
    assert tries == [START, START + timedelta(minutes=1)]
    assert [record.levelname for record in caplog.records] == ["ERROR", "ERROR"]
