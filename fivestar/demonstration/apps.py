"""Registration of `demonstration` with Django."""

from django.apps import AppConfig


class DemonstrationConfig(AppConfig):
    name = "fivestar.demonstration"
    label = "demonstration"
    verbose_name = "演示"
