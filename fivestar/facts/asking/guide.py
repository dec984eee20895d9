"""The station of the guided path about asking."""

from fivestar.foundation.guide import Station
from fivestar.foundation.outcome import N_

STATIONS = (
    Station(
        "asks",
        "secretary",
        N_("村里只报几个数，没信号也能报"),
        N_("要报的数"),
        N_(
            "一屏一个问题：上次是多少、为什么问、谁看得到。填一个数，点“记下”。把网断开再填一个：先存在本机，"
            "关掉浏览器也不丢，有网以后自动送出，只算一次。"
        ),
        N_("去报数"),
        "asks",
        "branch",
    ),
)
