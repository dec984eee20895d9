"""A notice on a page: addresses of this site in its text can be followed, and whoever read it finds where to go on.

The text itself stays as it hung.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from fivestar.notices import registers

if TYPE_CHECKING:
    from fivestar.notices.models import Notice
    from fivestar.territory.models import Branch

register = template.Library()

_PAGE = re.compile(r"(?<![\w/.:])(/b/[A-Za-z0-9]+/ledger/[A-Za-z0-9-]+/(?:\?book=[A-Za-z0-9]+)?)")


@register.filter
def with_links(text: str) -> SafeString:
    """Only pages of a ledger on this site; everything else is escaped as ever."""
    parts = _PAGE.split(text)  # text and address in turn
    drawn = [format_html('<a href="{0}">{0}</a>' if number % 2 else "{}", part) for number, part in enumerate(parts)]
    return mark_safe("".join(drawn))  # noqa: S308  each part is escaped above


@register.inclusion_tag("notices/ways_on.html")
def ways_on(branch: Branch, notice: Notice | None = None) -> dict[str, object]:
    """Buttons to an objection and to the village, as far as upper rooms have such pages."""
    notice_id = notice.public_id if notice else ""
    return {"ways": [way for ways in registers.ways_on for way in ways(branch, notice_id)]}
