"""The station of the guided path about files."""

from fivestar.foundation.guide import Station
from fivestar.foundation.outcome import N_

STATIONS = (
    Station(
        "evidence",
        "clerk",
        N_("照片只在写明理由时才收，像的看一眼"),
        N_("值得看一眼"),
        N_(
            "90 项任务里只有 3 项写明了为什么要文件，别的一张照片也不收。青塘村和邻村的照片左右一翻就一样：打开来看，"
            "写一句看到了什么。这只是值得看一眼，不是结论，也不影响星级。"
        ),
        N_("去看一眼"),
        "alike",
        "district",
    ),
)
