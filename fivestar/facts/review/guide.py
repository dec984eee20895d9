"""The station of the guided path about review."""

from fivestar.foundation.guide import Station
from fivestar.foundation.outcome import N_

STATIONS = (
    Station(
        "review",
        "clerk",
        N_("有疑点的先看，其余一并核实"),
        N_("核实"),
        N_(
            "排在前面的写着为什么可疑：比以往或同乡镇高出很多、和已核实的对不上、正好卡在标准上。"
            "键盘上 j、k 上下移，回车核实，r 退回并写原因；没有疑点的看过以后一次签名核实。"
        ),
        N_("去核实"),
        "review",
        "district",
    ),
)
