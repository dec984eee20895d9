"""The words a ledger is written in: one table for file, record and page."""

from __future__ import annotations

from dataclasses import dataclass

from fivestar.foundation.outcome import N_


@dataclass(frozen=True, slots=True)
class Word:
    """`id` is kept, `label` (message id) is written and shown; `others` are read too."""

    id: str
    label: str
    others: tuple[str, ...] = ()


HOUSEHOLD, PERSON = "household", "person"
WITHOUT_NAME = frozenset({HOUSEHOLD, PERSON})
"""Who is nobody's business by name: shown as 农户 or 个人, and no name of theirs is kept."""

COUNTERPARTS = (
    Word(HOUSEHOLD, N_("农户"), ("村民", "成员")),
    Word(PERSON, N_("个人"), ("自然人",)),
    Word("enterprise", N_("企业"), ("公司", "个体工商户")),
    Word("cooperative", N_("合作社")),
    Word("government", N_("政府和事业单位"), ("政府", "财政", "事业单位")),
    Word("organisation", N_("其他组织"), ("组织", "其他")),
    Word("none", N_("无对方"), ("无",)),
)
TIES = (
    Word("official", N_("村（社区）干部本人"), ("村干部本人", "干部本人")),
    Word("family", N_("村（社区）干部的近亲属"), ("村干部近亲属", "近亲属")),
    Word("owned", N_("村（社区）干部任职或持股的单位"), ("任职或持股的单位", "任职持股")),
    Word("kin_owned", N_("村（社区）干部近亲属任职或持股的单位"), ("近亲属任职或持股的单位",)),
    Word("sister", N_("集体经济组织投资或控制的单位"), ("集体投资的单位",)),
)
"""Which tie makes a party a related one; drafted (拟定)."""
OBJECTS = (
    Word("land", N_("耕地和机动地"), ("土地", "耕地", "机动地")),
    Word("woods", N_("林地果园"), ("林地", "果园")),
    Word("water", N_("坑塘水面"), ("坑塘", "水面", "鱼塘")),
    Word("shop", N_("门面房"), ("门面", "商铺")),
    Word("plant", N_("厂房仓库"), ("厂房", "仓库")),
    Word("building", N_("办公和公益用房"), ("房屋", "用房")),
    Word("machine", N_("机器设备"), ("设备", "农机")),
    Word("works", N_("工程和服务"), ("工程", "服务")),
    Word("share", N_("股权和投资"), ("股权", "投资")),
    Word("object_other", N_("其他资产资源"), ("其他",)),
)
DIRECTIONS = (Word("receive", N_("收款"), ("收",)), Word("pay", N_("付款"), ("付",)))
DEBT_DIRECTIONS = (
    Word("owed_to", N_("债权"), ("别人欠集体",)),
    Word("owed_by", N_("债务"), ("集体欠别人",)),
)
USES = (
    Word("own", N_("自用"), ("自营",)),
    Word("let", N_("出租发包"), ("出租", "发包", "承包")),
    Word("idle", N_("闲置")),
    Word("public", N_("公益使用"), ("公益",)),
)
CHARTS = (Word("collective", N_("集体经济组织账")), Word("estate", N_("小区公共收益账")))
REASONS = (
    Word("expiry", N_("快到期")),
    Word("price", N_("低于通常单价")),
    Word("related", N_("关联方")),
)


def choices(words: tuple[Word, ...]) -> list[tuple[str, str]]:
    return [(one.id, one.label) for one in words]


LABELS = {
    one.id: one.label
    for words in (COUNTERPARTS, TIES, OBJECTS, DIRECTIONS, DEBT_DIRECTIONS, USES, CHARTS, REASONS)
    for one in words
}
