"""Registration of `shortfalls` with Django."""

from django.apps import AppConfig


class ShortfallsConfig(AppConfig):
    name = "fivestar.shortfalls"
    label = "shortfalls"
    verbose_name = "短板"
