"""A notice's text on a page: an address of this site in it can be followed. The text itself stays as it hung."""

import re

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

_PAGE = re.compile(r"(?<![\w/.:])(/b/[A-Za-z0-9]+/ledger/[A-Za-z0-9-]+/(?:\?book=[A-Za-z0-9]+)?)")


@register.filter
def with_links(text: str) -> SafeString:
    """Only pages of a ledger on this site; everything else is escaped as ever."""
    parts = _PAGE.split(text)  # text and address in turn
    drawn = [format_html('<a href="{0}">{0}</a>' if number % 2 else "{}", part) for number, part in enumerate(parts)]
    return mark_safe("".join(drawn))  # noqa: S308  each part is escaped above
