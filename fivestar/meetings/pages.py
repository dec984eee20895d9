"""What the pages of meetings draw, as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from fivestar.foundation.access import Duty
from fivestar.foundation.fault_lines import FaultLine, fault_in_words
from fivestar.foundation.outcome import N_
from fivestar.meetings import queries
from fivestar.meetings.kinds import BY_ID
from fivestar.meetings.sheet import COLUMN_WORDS

if TYPE_CHECKING:
    from fivestar.meetings.models import Meeting, MeetingFile, StagedMeeting

RECORDED_AS = {
    Duty.OWN: N_("书记记录"),
    Duty.HELPER: N_("代填人代记"),
    Duty.CLERK: N_("乡镇（街道）干事代记"),
    Duty.ORGANISE: N_("区委组织部代记"),
}
SHOWN_ROWS = 50


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting in the list of its branch."""

    public_id: str
    held_on: date
    kind: str
    group: int
    topic: str
    present: int
    due: int
    recorded: str
    is_withdrawn: bool
    because: str


@dataclass(frozen=True, slots=True)
class KindButton:
    """A kind to record, with how often this year."""

    id: str
    label: str
    count: int
    counts_for_a_task: bool


def meeting_line(meeting: Meeting) -> MeetingLine:
    as_whom = gettext(RECORDED_AS[Duty(meeting.recorded_as)]) if meeting.recorded_as else gettext("系统记录")
    return MeetingLine(
        meeting.public_id,
        meeting.held_on,
        gettext(BY_ID[meeting.kind].label),
        meeting.group,
        meeting.topic,
        meeting.present,
        meeting.due,
        gettext("从文件导入") if meeting.file_id else as_whom,
        meeting.withdrawn_at is not None,
        meeting.withdrawn_because,
    )


def buttons(of_year: list[queries.KindOfYear]) -> list[KindButton]:
    return [KindButton(one.kind.id, gettext(one.kind.label), one.count, one.kind.fact is not None) for one in of_year]


def file_context(file: MeetingFile) -> dict[str, Any]:
    """All that `meetings/file.html` needs for the state the file is in."""
    context: dict[str, Any] = {"file": file}
    if file.state == "staged":
        context |= {
            "good": file.good,
            "faults": [line for row in queries.faulty_rows(file, limit=SHOWN_ROWS) for line in _fault_lines(row)],
            "preview": [(row, gettext(BY_ID[row.kind].label)) for row in queries.good_rows(file, limit=SHOWN_ROWS)],
        }
    return context


def _fault_lines(row: StagedMeeting) -> list[FaultLine]:
    return [
        FaultLine(row.row, COLUMN_WORDS.get(fault["column"]), fault_in_words(fault["message_id"], fault["values"]))
        for fault in row.fault or ()
    ]
