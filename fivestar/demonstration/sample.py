"""The file of the guided path: what the police owe the villages that wait for them, with three wrong rows."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from fivestar.demonstration.picture import WAITING_ON
from fivestar.demonstration.plan import BranchPlan, district_plan
from fivestar.foundation.sheets import Sheet, write_xlsx

FILE_NAME = "区公安局补报(演示).xlsx"
FACT = "serious_cases"
HEADER = ("branch", "fact", "period", "value", "observed_on", "source")
ROWS = 12
NO_VILLAGE = "990001005999"

Line = tuple[str, str, str, str, str, str]


def sample_file(today: date) -> bytes:
    """An Excel workbook in the long import format; the same for the same day."""
    target = BytesIO()
    write_xlsx(target, [Sheet("补报", HEADER, sample_rows(today), widths=(16, 16, 12, 10, 14, 30))])
    return target.getvalue()


def sample_rows(today: date) -> list[Line]:
    """The told village's value is a word, one period does not exist, one code belongs to no village."""
    waiting = [plan for plan in district_plan() if "peace" in plan.open and plan.level > 0]
    told = [plan for plan in waiting if plan.told]
    others = [plan for plan in waiting if not plan.told][: ROWS - 1 - len(told)]
    lines = [_line(plan, today) for plan in sorted(told + others, key=_code)]
    at = next(number for number, line in enumerate(lines) if line[0] == _code(told[0]))
    lines[at] = (*lines[at][:3], "零起", *lines[at][4:])
    wrong_period = 0 if at else 1
    lines[wrong_period] = (*lines[wrong_period][:2], "2023年13月", *lines[wrong_period][3:])
    return [*lines, (NO_VILLAGE, *lines[-1][1:])]


def _line(plan: BranchPlan, today: date) -> Line:
    return (_code(plan), FACT, f"{today.year}", "0", today.isoformat(), f"{WAITING_ON['peace'][0]}补报(演示)")


def _code(plan: BranchPlan) -> str:
    return plan.place.code


def told_codes(plans: Sequence[BranchPlan]) -> tuple[str, str]:
    """Codes of the told village and community."""
    village, community = (
        next(plan.place.code for plan in plans if plan.told and plan.place.category == category)
        for category in ("rural", "urban")
    )
    return village, community
