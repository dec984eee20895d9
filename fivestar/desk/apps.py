"""Registration of `desk` with Django."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "fivestar.desk"
    label = "desk"
    verbose_name = "工作台"
