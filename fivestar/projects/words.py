"""Words of the pages and prints: how a meeting was judged, who met, what a project is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from fivestar.foundation.outcome import N_
from fivestar.projects.decisions import Finding
from fivestar.projects.models import KINDS, SOURCES, Project
from fivestar.standards.law.kinds import BODIES
from fivestar.standards.law.values import Rule

KIND_WORDS = {
    "collective": N_("集体经济"),
    "building": N_("基础设施"),
    "environment": N_("人居环境"),
    "service": N_("公共服务"),
    "culture": N_("文化和治理"),
    "other": N_("其他"),
}
SOURCE_WORDS = {
    "collective": N_("集体自有资金"),
    "fiscal": N_("财政资金"),
    "levy": N_("一事一议筹资"),
    "donation": N_("捐赠"),
    "partner": N_("合作方投入"),
    "other": N_("其他"),
}
COUNTED = {
    "committee": N_("支部委员会全体委员"),
    "committees": N_("党支部委员会和村（居）民委员会全体成员，兼两职的算一人"),
    "members": N_("应当到会的党员"),
    "delegates": N_("全体村（居）民代表"),
    "adults": N_("本村（居）十八周岁以上的村（居）民"),
    "households": N_("全部户数，一户一名代表"),
}
"""Who is counted as due, by body: whoever was there or not."""
OUTCOME_WORDS = {
    "carried": N_("通过，计入"),
    "rejected": N_("没有通过"),
    "too_few": N_("到会人数不够，没有开成"),
    "pending": N_("规则待录入，只记录、不计入"),
    "unlawful": N_("不合规，不计入"),
}
assert set(KIND_WORDS) == {one for one, _ in KINDS}
assert set(SOURCE_WORDS) == {one for one, _ in SOURCES}


def stuck_words(project: Project) -> str:
    """A blocked project in one line: which, on what, since when, who must act; its village is loaded."""
    message = (
        gettext("{village} {title}：{because}（{day} 起，等{whom}）")
        if project.blocked_by
        else gettext("{village} {title}：{because}（{day} 起）")
    )
    return message.format(
        village=project.branch.village.name,
        title=project.title,
        because=project.blocked_because,
        day=project.blocked_since,
        whom=project.blocked_by,
    )


def body_words(body: str) -> str:
    return gettext(BODIES[body])


def finding_words(message_id: str, values: Mapping[str, Any]) -> str:
    """A step or a state among the values is a message itself."""
    told = {name: gettext(value) if name in ("step", "state") else value for name, value in values.items()}
    return gettext(message_id).format(**told)


def told_with_text(finding: Finding, rules: Mapping[str, Rule]) -> str:
    """With the text of the rule it goes by and where that stands; without where it is arithmetic, or none is loaded."""
    rule = rules.get(finding.rule)
    if rule is None:
        return told(finding)
    return gettext("{fault}（{article}：{source}）").format(
        fault=told(finding), article=rule.article, source=rule.source
    )


def told(finding: Finding) -> str:
    return finding_words(finding.message_id, finding.values)
