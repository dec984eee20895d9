"""The station of the guided path about the decomposition plan."""

from fivestar.foundation.guide import Station
from fivestar.foundation.outcome import N_

STATIONS = (
    Station(
        "plan",
        "department",
        N_("每项任务归谁"),
        N_("任务分解方案"),
        N_("每项任务由谁牵头、谁协办、哪一级负责、什么时候前、归哪个专班；缺哪一栏，最上面写着。可以导出、打印。"),
        N_("打开分解方案"),
        "plan",
        "district",
    ),
)
