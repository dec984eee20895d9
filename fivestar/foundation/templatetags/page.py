"""The pieces every page draws alike: star row, level and verdict words, icons, the gap bar.

The star row is the product's signature: filled is held, outlined not yet, hatched unknown, dashed with a clock 期内;
a word stands beside every state but "held", so nothing rests on colour.
"""

from collections.abc import Iterable, Mapping
from typing import Protocol
from uuid import uuid4

from django import template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from fivestar.foundation.once import SENDING
from fivestar.foundation.outcome import N_

register = template.Library()

_BAR_WIDTH = 400  # units of components/gap_bar.html
_VERDICT_ICONS = {"met": "check", "unmet": "cross", "unknown": "question", "pending": "clock", "not_applicable": "dash"}
_VERDICT_WORDS = {
    "met": N_("达标"),
    "unmet": N_("未达标"),
    "unknown": N_("待核实"),
    "pending": N_("期内"),
    "not_applicable": N_("不适用"),
}
_STAR_WORDS = {"met": N_("已获"), "unmet": N_("未获"), "unknown": N_("待核实"), "pending": N_("期内")}
_LEVEL_WORDS = (N_("未获星"), N_("一星"), N_("二星"), N_("三星"), N_("四星"), N_("五星"))


class Mark(Protocol):
    """What a star row needs of a star; `scorecards.shapes.StarMark` and `StarView` are such."""

    @property
    def id(self) -> str: ...
    @property
    def short(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def verdict(self) -> str: ...


@register.inclusion_tag("components/star_row.html")
def star_row(stars: Iterable[Mark], size: str = "m", notes: Mapping[str, str] | None = None) -> dict[str, object]:
    """`size`: s (icons, words for the ear only), m (two-character names), l (full names). `notes`: star id → words."""
    marks = [
        {
            "verdict": star.verdict,
            "name": star.name.removesuffix("星") if size == "l" else star.short,
            "words": (notes or {}).get(star.id) or _words_beside(star.verdict, size),
        }
        for star in stars
    ]
    return {"marks": marks, "size": size, "label": gettext("五颗星")}


def _words_beside(verdict: str, size: str) -> str:
    if verdict == "met" and size == "m":
        return ""
    return gettext(_STAR_WORDS[verdict])


@register.simple_tag
def level_words(level: int | None, at_most: int | None = None) -> str:
    """“三星，至多四星”; “待核实” without a level."""
    if level is None:
        return gettext("待核实")
    words = gettext(_LEVEL_WORDS[level])
    if at_most is None or at_most <= level:
        return words
    return gettext("{level}，至多{most}").format(level=words, most=gettext(_LEVEL_WORDS[at_most]))


@register.simple_tag
def level_name(level: int) -> str:
    """“三星级”, the head of a column; 0 is “未获星”."""
    return pgettext("级", "{level}级").format(level=gettext(_LEVEL_WORDS[level])) if level else gettext(_LEVEL_WORDS[0])


@register.simple_tag
def level_chip(level: int | None, at_most: int | None = None) -> SafeString:
    """The cell of the wall with its words."""
    kind = "unknown" if level is None else str(level)
    figure = "?" if level is None else str(level)
    return format_html(
        '<span class="level-chip"><i class="cell cell--{}" aria-hidden="true">{}</i>{}</span>',
        kind,
        figure,
        level_words(level, at_most),
    )


@register.simple_tag
def verdict_words(verdict: str) -> str:
    return gettext(_VERDICT_WORDS[verdict])


@register.simple_tag
def verdict_mark(verdict: str) -> SafeString:
    """Icon and word."""
    return format_html(
        '<span class="verdict verdict--{}">{}{}</span>', verdict, icon(_VERDICT_ICONS[verdict]), verdict_words(verdict)
    )


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing from foundation/icons.svg, silent for the ear; words stand beside it."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', static("foundation/icons.svg"), name
    )


@register.simple_tag
def star_icon(verdict: str) -> SafeString:
    """One star of the row, silent for the ear."""
    return format_html(
        '<svg class="star star--{}" aria-hidden="true"><use href="{}#{}"></use></svg>',
        verdict,
        static("foundation/stars.svg"),
        verdict,
    )


@register.simple_tag
def star_icons(count: int) -> SafeString:
    """So many held stars in a line."""
    return format_html_join("", "{}", ((star_icon("met"),) for _ in range(count)))


@register.inclusion_tag("components/gap_bar.html")
def gap_bar(value: int, threshold: int, maximum: int, label: str = "", *, is_met: bool = False) -> dict[str, object]:
    """`value` and `threshold` on the scale 0…maximum (integers of one unit); beyond the scale is drawn as its end.

    The scale reaches at least a quarter beyond the threshold, so that its stroke stands free of the end.
    """
    quarters = max(maximum * 4, threshold * 5, 1)
    return {
        "value": max(0, min(_BAR_WIDTH, value * 4 * _BAR_WIDTH // quarters)),
        "threshold": max(0, min(_BAR_WIDTH - 3, threshold * 4 * _BAR_WIDTH // quarters)),
        "label": label,
        "is_met": is_met,
    }


@register.simple_tag
def sending() -> SafeString:
    """The number of one form on one page, for `foundation.once`."""
    return format_html('<input type="hidden" name="{}" value="{}">', SENDING, uuid4())
