"""The station of the guided path about who answers."""

from fivestar.foundation.guide import Station
from fivestar.foundation.outcome import N_

STATIONS = (
    Station(
        "duties",
        "organiser",
        N_("谁来负责，一张表"),
        N_("责任 · 五级责任"),
        N_(
            "每个乡镇一行，五级责任各写着谁；虚线框是空缺。点柳河，看每个支部的五个人。点“帮建结对建议”，先看怎么分，同意了才办。"
        ),
        N_("打开五级责任"),
        "duties",
        "district",
    ),
)
