"""The station of the guided path about a question that need not be asked."""

from fivestar.foundation.guide import Station
from fivestar.foundation.outcome import N_

STATIONS = (
    Station(
        "questions",
        "department",
        N_("想多问一个数，先过这一关"),
        N_("新问题准入 · 申请新问题"),
        N_(
            "点“申请新问题”：名称写“全村常住农户有多少户”，单位写“户”，每次 3 分钟，文号写“禾公办〔2023〕7号”。"
            "系统当场退回：这个数已经有了。"
        ),
        N_("去申请"),
        "questions",
        "district",
    ),
)
