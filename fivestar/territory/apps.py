"""Registration of `territory` with Django."""

from django.apps import AppConfig


class TerritoryConfig(AppConfig):
    name = "fivestar.territory"
    label = "territory"
    verbose_name = "地域"
