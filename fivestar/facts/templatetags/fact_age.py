"""Is a value older than its fact's frequency? Pages show it grey then."""

from datetime import date

from django import template

from fivestar.facts.history.decisions import is_older_than_its_frequency

register = template.Library()


@register.simple_tag
def is_old(frequency: str, observed_on: date | None, today: date) -> bool:
    """`{% is_old fact.frequency fact.observed_on today as is_grey %}`; without a day nothing is old."""
    return observed_on is not None and is_older_than_its_frequency(frequency, observed_on, today)
