"""Registration of `facts` with Django."""

from django.apps import AppConfig


class FactsConfig(AppConfig):
    name = "fivestar.facts"
    label = "facts"
    verbose_name = "事实"
