"""The station of the guided path about joint meetings."""

from fivestar.foundation.guide import Station
from fivestar.foundation.outcome import N_

STATIONS = (
    Station(
        "joint_meetings",
        "organiser",
        N_("联席会只议要议的"),
        N_("联席会和调研"),
        N_(
            "会前清单由系统列，最多十条：请会议定的、上次没办完的、卡住的、有变化的。定了的事写清谁办、什么时候前，马上出现在他的“今日要办”里。"
        ),
        N_("打开联席会"),
        "joint_meetings",
        "district",
    ),
)
