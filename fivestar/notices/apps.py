"""Registration of `notices` with Django."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "fivestar.notices"
    label = "notices"
    verbose_name = "公示"
