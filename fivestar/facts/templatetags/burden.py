"""The clock of a form: one hidden field, no script."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from fivestar.facts.burden.form_times import OPENED, opened_at
from fivestar.foundation.clock import machine_now

register = template.Library()


@register.simple_tag
def form_clock() -> SafeString:
    """When the form was shown, signed; the view gives what comes back to `facts.burden.form_times.note_form_time`."""
    return format_html('<input type="hidden" name="{}" value="{}">', OPENED, opened_at(machine_now()))


@register.filter
def thousands(number: int) -> str:
    """33254 → 33,254."""
    return f"{number:,}"
