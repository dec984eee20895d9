"""A notice on the board of 东柳, as the stories begin."""

from dataclasses import replace
from datetime import date
from typing import Any

from fivestar.notices.actions import post_notice
from fivestar.notices.judging import Sheet, Told
from fivestar.notices.kinds import BY_ID
from fivestar.notices.models import Notice
from tests.cast import NOW, Cast

SHEET = Sheet(("项目", "金额"), (("收入", "32000元"), ("支出", "18000元")))
TOLD = Told(
    BY_ID["finance"],
    "三季度财务公开",
    "村务监督委员会 9 月 14 日审核",
    "现将本村三季度收支公开如下。",
    date(2023, 9, 15),
    date(2023, 9, 21),
    "村委会大门东侧公开栏",
    SHEET,
)


def post(cast: Cast, *, kind: str = "finance", **other: Any) -> Notice:
    acts = {
        "actor": cast.secretary,
        "branch": cast.dongliu,
        "at": NOW,
        "corrects": None,
        "attachments": (),
        "enclosed": (),
        "is_looked_through": False,
    }
    given = {name: other.pop(name, usual) for name, usual in acts.items()}
    return post_notice(told=replace(TOLD, kind=BY_ID[kind], **other), **given)
