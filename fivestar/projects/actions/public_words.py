"""Words that everybody will read carry nobody's numbers: a project is public once its decision is."""

from __future__ import annotations

from fivestar.foundation import privacy
from fivestar.foundation.outcome import N_
from fivestar.projects.actions.errors import UnableToCarry

_SAID = {
    "id": N_("这里像是有身份证号（{sample}），项目是公开的，请先删去或遮住"),
    "mobile": N_("这里像是有手机号（{sample}），项目是公开的，请先删去或遮住"),
    "account": N_("这里像是有银行账号（{sample}），项目是公开的，请先删去或遮住"),
    "address": N_("这里像是有谁家的门牌（{sample}），项目是公开的，请写到村组为止"),
    "health": N_("这里像是写了谁的病残情况（{sample}），项目是公开的，请先删去"),
}


def refuse_personal(*texts: str) -> None:
    """Raises UnableToCarry with the first that is found, its middle left out."""
    privacy.refuse_personal(UnableToCarry, *texts, said=_SAID)
