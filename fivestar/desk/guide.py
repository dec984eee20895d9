"""The station of the guided path about the burden ledger."""

from fivestar.foundation.guide import Station
from fivestar.foundation.outcome import N_

STATIONS = (
    Station(
        "burden",
        "leader",
        N_("问了村里多少，花了几分钟"),
        N_("减负账"),
        N_("每个月向村里问了几次、村均几分钟、多少格由记录和沿用填上；纸上填一轮是 33,254 格。按名录顺序，不排名。"),
        N_("打开减负账"),
        "burden",
        "district",
    ),
)
