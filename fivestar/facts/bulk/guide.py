"""The station of the guided path about figures in bulk."""

from fivestar.foundation.guide import Station
from fivestar.foundation.outcome import N_

STATIONS = (
    Station(
        "bulk",
        "department",
        N_("一个部门一张表，填过的不再填"),
        N_("录入 · 成批填报"),
        N_(
            "点“下载模板”：一村一行，只有本部门负责的数据项，代码锁着，超出范围的数填不进去，以前的数在第二张表。"
            "填一格，存好，在“录入”里上传；也可以点“粘贴表格”，从自己的台账里整块贴进来。填错的格子会逐格说明。"
        ),
        N_("去成批填报"),
        "supply",
        "district",
    ),
)
