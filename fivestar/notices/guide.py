"""The station of the guided path about the notice board."""

from fivestar.foundation.guide import PUBLIC_ROLE, Station
from fivestar.foundation.outcome import N_

STATIONS = (
    Station(
        "notices",
        PUBLIC_ROLE,
        N_("公开栏上贴过什么"),
        N_("青塘村 · 公示"),
        N_("不登录也能看：贴过什么、从哪天到哪天、贴在哪里。决议公开和结果公开，从项目的同一份记录里出来。"),
        N_("看公示"),
        "branch_notices",
        "branch",
    ),
)
