"""Registration of `foundation` with Django."""

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "fivestar.foundation"
    label = "foundation"
    verbose_name = "基础"
