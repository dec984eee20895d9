"""The station of the guided path about projects."""

from fivestar.foundation.guide import Station
from fivestar.foundation.outcome import N_

STATIONS = (
    Station(
        "projects",
        "secretary",
        N_("花集体的钱，走四议两公开"),
        N_("青塘村 · 项目"),
        N_(
            "打开“粮食烘干车间”：党员大会第一次人没到齐，照实记着，不算数，再开一次才通过。钱花到哪一笔、工期推迟了几天，都在这一页。"
        ),
        N_("打开项目"),
        "branch_projects",
        "branch",
    ),
)
