"""The station of the guided path about shortfalls."""

from fivestar.foundation.guide import Station
from fivestar.foundation.outcome import N_

STATIONS = (
    Station(
        "shortfalls",
        "secretary",
        N_("短板，一项一项销"),
        N_("青塘村 · 短板清单"),
        N_(
            "没达标的任务由核实过的数据算出来，不用填。点一项，写怎么整改、谁负责、什么时候前；数据达标以后，由别人看过才销号。"
        ),
        N_("打开短板清单"),
        "branch_shortfalls",
        "branch",
    ),
)
