"""Whether a question can be reckoned from what is held, and how: ratio, difference, sum, earlier or longer period.

Pure. Each way is a function from the question to an expression in words, or None; the first that finds one counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from fivestar.facts.gate.names import RATIO, key_of, plain, similarity, unit_kind
from fivestar.facts.gate.shapes import BRANCHES, PERIODS, Asked, Held, Known

_SCOPE = re.compile(r"^(?:全镇|全乡|全街道|全区|全县|本镇|本乡|本区|各村|辖区)?(.+?)(?:合计|总和|汇总|总计|之和)?$")
_BEFORE = re.compile(r"^(?:上一?年度?|去年|上一?季度?|上个?月|上半年|上一?期|往年)(?:的)?(.+)$")
_GROWTH = re.compile(
    r"^(.+?)(?:比|较)?(?:上年|去年|上月|上季度?)?(?:同期)?"
    r"(?:增长|增加|增减|净增|减少|下降|变化|增)(额|数|量|率|幅度?|)$"
)
_SHARE = re.compile(r"^(.+?)占(.+?)(?:的)?(?:比例|比重|百分比|份额|比)$")
_OF = re.compile(r"^(.+?)(?:中的?)(.+?)(?:的)?(?:比例|比重|百分比|占比)$")
_RATIO_OF = re.compile(r"^(.+?)(?:与|和|比|同)(.+?)(?:的)?(?:之比|比例|比值|比率)$")
_PER_HEAD = re.compile(r"^(人均|户均)(?:的)?(.+)$")
_HEADS = {"人均": ("常住人口", "城镇常住人口"), "户均": ("常住农户", "农户")}
_RATE = re.compile(r"^([^占]{2,}?)(?:率|比例|比重)$")
_NOT = re.compile(r"^(?:尚未|没有|未|没)(.{2,})$")
_MINUS = re.compile(r"^(.+?)(?:减去?)(.+)$|^(.+?)(?:与|和)(.+?)(?:之差|的差额?|相差)$")
_PLUS = re.compile(r"^(.+?)(?:与|和|加上?)(.+?)(?:合计|之和|总和|共计|总数)$")
_COUNT_OF = re.compile(r"^(.+?)的(?:行政)?(?:村|社区|支部)(?:个)?(?:数|数量|个数)$")
_ENOUGH = 50  # percent of character pairs: “未办结的矛盾纠纷” against “办结的矛盾纠纷件数”

Way = Callable[[Asked, Known], str | None]


def derivation(asked: Asked, known: Known) -> str | None:
    """The expression that gives the answer; None when nothing held does."""
    if asked.form == "evidence":
        return None
    return next((found for way in WAYS if (found := way(asked, known))), None)


def sum_over_units(asked: Asked, known: Known) -> str | None:
    """A township's or the district's figure is the sum of its branches' (or how many answered yes)."""
    if asked.population in BRANCHES:
        return None
    text = _label(asked)
    if (match := _COUNT_OF.match(_SCOPE.sub(r"\1", text))) and (one := _find(match[1], known, unit="")):
        return f"Σ 各村(社区)[{one.label} = 是]"
    match = _SCOPE.match(text)
    one = _find(match[1], known, unit=asked.unit) if match else None
    return f"Σ 各村(社区){one.label}" if one else None


def longer_period(asked: Asked, known: Known) -> str | None:
    """A year's figure is made of the months' that are there."""
    one = _find(asked.measure or asked.label, known, unit=asked.unit)
    if one is None or not _covers(one, asked) or asked.period not in PERIODS or one.period not in PERIODS:
        return None
    if PERIODS.index(one.period) >= PERIODS.index(asked.period):
        return None
    sign = {"sum": "Σ", "max": "max", "min": "min", "last": "最近一次"}[one.adds]
    return f"{sign} 各期 {one.label}"


def earlier_period(asked: Asked, known: Known) -> str | None:
    match = _BEFORE.match(_label(asked))
    one = _find(match[1], known, unit=asked.unit) if match else None
    return f"上期的 {one.label}" if one and _covers(one, asked) else None


def change(asked: Asked, known: Known) -> str | None:
    match = _GROWTH.match(_label(asked))
    one = _find(match[1], known) if match else None
    if one is None or not _covers(one, asked):
        return None
    if unit_kind(asked.unit) == RATIO or (match and match[2] in ("率", "幅", "幅度")):
        return f"({one.label} − 上期的 {one.label}) ÷ 上期的 {one.label}"
    return f"{one.label} − 上期的 {one.label}" if unit_kind(asked.unit) == one.unit_kind else None


def ratio(asked: Asked, known: Known) -> str | None:
    """A 占 B, B 中 A, A 与 B 之比, per head, and rates of a part that the standards set against its whole."""
    text = _label(asked)
    for pattern, part, whole in ((_SHARE, 1, 2), (_OF, 2, 1), (_RATIO_OF, 1, 2)):
        if match := pattern.match(text):
            above, below = _find(match[part], known), _find(match[whole], known)
            if above and below and _covers(above, asked) and _covers(below, asked):
                return f"{above.label} ÷ {below.label}"
    if match := _PER_HEAD.match(text):
        above = _find(match[2], known)
        heads = (_find(name, known) for name in _HEADS[match[1]])
        below = next((one for one in heads if one and _covers(one, asked)), None)
        if above and below and _covers(above, asked):
            return f"{above.label} ÷ {below.label}"
    if match := _RATE.match(text):
        for part_of, all_of in _parts_called(match[1], asked, known):
            return f"{part_of.label} ÷ {all_of.label}"
    return None


def difference(asked: Asked, known: Known) -> str | None:
    """A whole without its part (未…), or two figures of one kind taken from each other."""
    text = _label(asked)
    if match := _NOT.match(key_of(text)):
        for part, whole in _parts_called(match[1], asked, known):
            if unit_kind(asked.unit) == whole.unit_kind:
                return f"{whole.label} − {part.label}"
    if match := _MINUS.match(text):
        one, other = _find(match[1] or match[3], known), _find(match[2] or match[4], known)
        if one and other and one.unit_kind == other.unit_kind and _covers(one, asked) and _covers(other, asked):
            return f"{one.label} − {other.label}"
    return None


def plus(asked: Asked, known: Known) -> str | None:
    if match := _PLUS.match(_label(asked)):
        one, other = _find(match[1], known), _find(match[2], known)
        if one and other and one.unit_kind == other.unit_kind and _covers(one, asked) and _covers(other, asked):
            return f"{one.label} + {other.label}"
    return None


WAYS: tuple[Way, ...] = (sum_over_units, longer_period, earlier_period, change, ratio, difference, plus)


def _label(asked: Asked) -> str:
    return plain(asked.measure or asked.label)


def _find(name: str, known: Known, unit: str | None = None) -> Held | None:
    key = key_of(name)
    return next(
        (
            one
            for one in known.held
            if not one.state and one.key == key and (unit is None or one.unit_kind == unit_kind(unit))
        ),
        None,
    )


def _covers(one: Held, asked: Asked) -> bool:
    """Is it held for everybody the question is about?"""
    return BRANCHES.get(asked.population, BRANCHES["both"]) <= one.populations


def _parts_called(name: str, asked: Asked, known: Known) -> Iterator[tuple[Held, Held]]:
    """(part, whole) of the standards' own shares whose part goes by that name; the likeliest first."""
    key = key_of(name)
    found: list[tuple[int, Held, Held]] = []
    for part_slug, whole_slug in known.shares:
        part, whole = known.by_slug(part_slug), known.by_slug(whole_slug)
        if part is None or whole is None or not (_covers(part, asked) and _covers(whole, asked)):
            continue
        likeness = similarity(key, part.key)
        if likeness >= _ENOUGH or key in part.key:
            found.append((likeness, part, whole))
    found.sort(key=lambda one: -one[0])
    yield from ((part, whole) for _, part, whole in found)
