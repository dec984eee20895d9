"""Registration of `evidence` with Django."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "fivestar.evidence"
    label = "evidence"
    verbose_name = "佐证"
