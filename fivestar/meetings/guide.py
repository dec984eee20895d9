"""The station of the guided path about meetings."""

from fivestar.foundation.guide import Station
from fivestar.foundation.outcome import N_

STATIONS = (
    Station(
        "meetings",
        "secretary",
        N_("开了会，记一笔就自动计数"),
        N_("会议"),
        N_(
            "选“主题党日”，填到会人数和议题，点“记下”：不拍照、不传材料，次数自己加一。以前的会是从党务系统导出来一次转入的。"
        ),
        N_("去记会议"),
        "branch_meetings",
        "branch",
    ),
)
