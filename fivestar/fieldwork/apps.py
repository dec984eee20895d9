"""Registration of `fieldwork` with Django."""

from django.apps import AppConfig


class FieldworkConfig(AppConfig):
    name = "fivestar.fieldwork"
    label = "fieldwork"
    verbose_name = "联席会、调研和观摩"
