"""Who handles a voice: the office it stands with, and there nobody whom it names.

Rows of offices with a lower path than the voice's never reach it; `queries` answers 404 for all others, so that not
even a refusal says that there is one. Whether the office itself may still hear it is asked again at each reading.
"""

from fivestar.disclosure.voices.decisions import DUTIES, ORDER, Office
from fivestar.foundation.access import Condition, Policy, Subject
from fivestar.foundation.outcome import N_

SUBJECTS = (Subject("disclosure.Voice", path_field="office_path"),)


def _rows(act: str, *only_if: Condition, second_factor: bool = False) -> tuple[Policy, ...]:
    return tuple(
        Policy(
            act,
            "disclosure.Voice",
            duties=DUTIES[office],
            only_if=(Condition("office", (office.value,), N_("没有找到")), *only_if),
            not_among="kept_from",
            second_factor=second_factor and office is not Office.TOWNSHIP,
        )
        for office in ORDER
    )


POLICIES = (
    *_rows("voices.handle"),
    *_rows(
        "voices.open_identity", Condition("is_named", (True,), N_("这是匿名反映，没有身份可看")), second_factor=True
    ),
)
