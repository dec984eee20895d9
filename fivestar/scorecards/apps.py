"""Registration of `scorecards` with Django."""

from django.apps import AppConfig


class ScorecardsConfig(AppConfig):
    name = "fivestar.scorecards"
    label = "scorecards"
    verbose_name = "星级"
