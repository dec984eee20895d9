"""Registration of `finance` with Django."""

from django.apps import AppConfig


class FinanceConfig(AppConfig):
    name = "fivestar.finance"
    label = "finance"
    verbose_name = "集体账目"
