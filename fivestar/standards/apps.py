"""Registration of `standards` with Django."""

from django.apps import AppConfig


class StandardsConfig(AppConfig):
    name = "fivestar.standards"
    label = "standards"
    verbose_name = "评星标准"
