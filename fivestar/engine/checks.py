"""What must be true of a rulebook beyond the shape of its files. Each check reports all it finds."""

import re
from collections.abc import Callable

from fivestar.engine.bounds import interval_of
from fivestar.engine.case_checks import cases_are_sound
from fivestar.engine.draft import Draft
from fivestar.engine.fact_checks import RESERVED, facts_are_sound
from fivestar.engine.facts import EXACT
from fivestar.engine.faults import N_, RuleFault
from fivestar.engine.language import parse
from fivestar.engine.pace import accruing_parts
from fivestar.engine.rulebook import Criterion, Star

_CRITERION_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,30}")
_STAR_ID = re.compile(r"[a-z][a-z0-9_]{0,30}")


def conditions_can_be_read(draft: Draft) -> None:
    for criterion in draft.criteria.values():
        _read(draft, "criterion", criterion.id, criterion.met_when, "met_when")
        if criterion.applies_when is not None:
            _read(draft, "criterion", criterion.id, criterion.applies_when, "applies_when")
        for index, tier in enumerate(criterion.tiers):
            _read(draft, "criterion", criterion.id, tier.when, "points", index, "when")
    for cap in draft.edition.caps if draft.edition else ():
        _read(draft, "cap", cap.id, cap.when, "when")


def _read(draft: Draft, kind: str, name: str, text: str, *at: str | int) -> None:
    try:
        draft.trees[text] = parse(text, draft.facts)
    except RuleFault as fault:
        if not draft.knows("fact", fault.values.get("fact", "")):  # else its own definition is at fault, and says so
            draft.fault(kind, name, fault.message_id, at=at, **fault.values)


def criteria_are_sound(draft: Draft) -> None:
    for criterion in draft.criteria.values():
        if not _CRITERION_ID.fullmatch(criterion.id) or criterion.id in RESERVED:
            draft.fault("criterion", criterion.id, N_("任务的 id 要用英文字母、数字、下划线和短横"), at=("id",))
        if criterion.veto and criterion.veto.on and not criterion.veto.basis:
            draft.fault("criterion", criterion.id, N_("开启一票否决要写明依据 basis"), at=("veto",))
        amounts = [tier.points for tier in criterion.tiers]
        if isinstance(criterion.points, int):
            amounts.append(criterion.points)
        if any(not 0 <= amount <= 1000 for amount in amounts):
            draft.fault("criterion", criterion.id, N_("分值要在 0 到 1000 之间"), at=("points",))
        if criterion.accrues:
            _pace_is_sound(draft, criterion)


def _pace_is_sound(draft: Draft, criterion: Criterion) -> None:
    """The threshold times the days of the year is a number too, and must stay exact."""
    tree = draft.trees.get(criterion.met_when)
    if tree is None or draft.edition is None:
        return
    parts = accruing_parts(tree)
    if parts is None:
        message = N_("逐步累计的任务(accrues)只能由 >= 用 AND 组成")
        draft.fault("criterion", criterion.id, message, at=("met_when",))
        return
    days = (draft.edition.valid_to - draft.edition.valid_from).days + 1
    for part in parts:
        try:
            right = interval_of(part.right, draft.facts)
        except RuleFault as fault:
            draft.fault("criterion", criterion.id, fault.message_id, at=("met_when",), **fault.values)
            continue
        if right.low < 0 or right.high * days > EXACT:
            message = N_("逐步累计的任务右边要不小于 0,且乘以全年天数不超出 2^53")
            draft.fault("criterion", criterion.id, message, at=("met_when",))


def stars_are_sound(draft: Draft) -> None:
    for star in draft.stars.values():
        if not _STAR_ID.fullmatch(star.id):
            draft.fault("star", star.id, N_("星的 id 要用小写英文、数字和下划线"), at=("id",))
        if not star.criteria:
            draft.fault("star", star.id, N_("这颗星没有任务"), at=("criteria",))
        for required in star.requires:
            if not draft.knows("star", required):
                draft.fault("star", star.id, N_("没有定义的星 {star}"), at=("requires",), star=required)
        _way_is_sound(draft, star)
    _prerequisites_end(draft)


def _way_is_sound(draft: Draft, star: Star) -> None:
    way = star.way
    if star.won_by != "all" and (way.share is None) is (way.points is None):
        draft.fault("star", star.id, N_("won_by 要写 all、share 或 points 之一"), at=("won_by",))
    if way.share and not 0 < way.share[0] <= way.share[1] <= 1000:
        draft.fault("star", star.id, N_("share 应为 [n, d],0 < n ≤ d ≤ 1000"), at=("won_by", "share"))
    if way.points is None:
        return
    for criterion in star.criteria:
        if criterion.points is None and not criterion.decides_alone and not criterion.is_off:
            draft.fault("criterion", criterion.id, N_("按分值得星,这项任务没有 points"))
    most = sum(_most_points(criterion) for criterion in star.criteria)
    if not 0 < way.points <= most:
        message = N_("得星分值应在 1 到 {most} 之间")
        draft.fault("star", star.id, message, at=("won_by", "points"), most=most)


def _most_points(criterion: Criterion) -> int:
    if isinstance(criterion.points, int):
        return criterion.points
    return max((tier.points for tier in criterion.tiers), default=0)


def _prerequisites_end(draft: Draft) -> None:
    """No star presupposes itself, however far round."""
    for star_id in draft.stars:
        reached: set[str] = set()
        waiting = [star_id]
        while waiting:
            star = draft.stars.get(waiting.pop())
            for required in star.requires if star else ():
                if required not in reached:
                    reached.add(required)
                    waiting.append(required)
        if star_id in reached:
            draft.fault("star", star_id, N_("星的先决条件成了循环"), at=("requires",))


def edition_is_sound(draft: Draft) -> None:
    edition = draft.edition
    if edition is None:
        return
    if edition.valid_from > edition.valid_to:
        draft.fault("edition", "", N_("valid_from 晚于 valid_to"), at=("valid_from",))
    if edition.supersedes == edition.id:
        draft.fault("edition", "", N_("不能取代自己"), at=("supersedes",))
    for cap in edition.caps:
        if not 0 <= cap.at_most < max(len(draft.stars), 1):
            message = N_("上限 at_most 应在 0 到 {most} 之间")
            draft.fault("cap", cap.id, message, at=("at_most",), most=len(draft.stars) - 1)


CHECKS: tuple[Callable[[Draft], None], ...] = (
    facts_are_sound,
    conditions_can_be_read,
    criteria_are_sound,
    stars_are_sound,
    edition_is_sound,
    cases_are_sound,
)
