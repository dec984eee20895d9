"""Registration of `rechecks` with Django."""

from django.apps import AppConfig


class RechecksConfig(AppConfig):
    name = "fivestar.rechecks"
    label = "rechecks"
    verbose_name = "复核"
