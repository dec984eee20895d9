"""Registration of `disclosure` with Django."""

from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    name = "fivestar.disclosure"
    label = "disclosure"
    verbose_name = "公开"
