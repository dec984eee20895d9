"""Registration of `responsibility` with Django."""

from django.apps import AppConfig


class ResponsibilityConfig(AppConfig):
    name = "fivestar.responsibility"
    label = "responsibility"
    verbose_name = "责任"
