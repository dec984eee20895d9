"""What is looked at once, before the product serves."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from fivestar.territory import queries as territory


def refuse_demonstration_data() -> None:
    """Production does not serve a database in which a fictitious district was set up."""
    if not settings.IS_PRODUCTION:
        return
    fictitious = territory.districts().filter(is_fictitious=True).values_list("code", flat=True)
    if fictitious:
        raise ImproperlyConfigured(
            f"The database holds the fictitious district {', '.join(fictitious)}: production needs one of its own"
        )
